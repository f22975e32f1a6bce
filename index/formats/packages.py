"""Opening what is packed as zip: archives, Office files, e-books. Nothing in it is trusted, least of all its sizes."""

import io
import stat
import zipfile
import zlib

from index.formats.contents import Refused

MOST_MEMBERS = 5000
"""A workbook has dozens, an e-book hundreds, and a community's folder of documents a few thousand."""

MOST_UNPACKED = 200 * 1024 * 1024
"""Bytes of all members together; what is more could only be refused for its length later."""

MOST_RATIO = 500
"""Times the packed size; text packs to a tenth, the emptiest workbooks to a two-hundredth."""

FREE_SIZE = 4 * 1024 * 1024
"""Bytes up to which a ratio is no danger."""

ENCRYPTED = 0x1
"""The flag of an encrypted member."""

DAMAGE = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error)
"""What `zipfile` raises over damaged archives."""


def opened(content: bytes) -> zipfile.ZipFile:
    """The archive, when its directory promises no more than can be read. Raises Refused."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except DAMAGE as error:
        raise Refused("The file is damaged: its directory cannot be read.") from error
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise Refused(f"The file holds more than {MOST_MEMBERS} members.")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED or (unpacked > FREE_SIZE and unpacked > MOST_RATIO * len(content)):
        raise Refused(f"The file unpacks to {unpacked // 1024 // 1024} MB, which is too much for its size.")
    return archive


def office(content: bytes) -> io.BytesIO:
    """An Office file, ready for its library. Raises Refused."""
    with opened(content) as archive:
        if any(member.flag_bits & ENCRYPTED for member in archive.infolist()):
            raise Refused("The file is encrypted with a password.")
    return io.BytesIO(content)


def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """The bytes of a member, whatever size it claims. Raises Refused."""
    if member.flag_bits & ENCRYPTED:
        raise Refused("The file is encrypted with a password.")
    try:
        with archive.open(member) as stream:
            content = stream.read(most + 1)
    except DAMAGE as error:
        raise Refused("The file is damaged: it cannot be unpacked.") from error
    if len(content) > most:
        raise Refused(f"The file is too large: more than {most // 1024 // 1024} MB.")
    return content


def is_link(member: zipfile.ZipInfo) -> bool:
    """Whether a member only points to another file."""
    return stat.S_ISLNK(member.external_attr >> 16)
