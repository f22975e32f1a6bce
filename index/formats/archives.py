"""Zip archives to documents: a document a member, by its name; no name leads out of the archive."""

import contextlib
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from index.characters import visible
from index.folder import is_of_a_desktop
from index.formats.contents import File, Found, Refused, Unread
from index.formats.packages import MOST_UNPACKED, is_link, opened, unpacked
from index.formats.reading import ReadInside, inside
from index.formats.sniffing import NAMES

MAX_MEMBER = 20 * 1024 * 1024
"""Bytes; the same as for a file on its own."""

DEEPEST = 2
"""Archives around a member: an export packed again, and no deeper."""

LONGEST_NAME = 255
"""Bytes of a name that every file system can hold."""

UTF8 = 0x800
"""The flag of a member whose name is in UTF-8."""

_DRIVE = re.compile(r"[A-Za-z]:(?! )")

_LINK = "The member is a link, which is not followed."


def read_zip(file: File, read: ReadInside) -> Iterator[Found]:
    """Each member as a file of its own. Raises Refused for the archive as a whole."""
    if file.depth >= DEEPEST:
        raise Refused(f"The archive is packed in {DEEPEST} others, and no deeper one is opened.")
    room, seen = MOST_UNPACKED, set[str]()
    with opened(file.content) as archive:
        for member in archive.infolist():
            name = _name(member)
            if member.is_dir() or _is_litter(name):
                continue
            reason = _LINK if is_link(member) else _objection(name, seen)
            if reason:
                yield Unread(_shown(name), reason)
                continue
            seen.add(name)
            try:
                content = unpacked(archive, member, min(MAX_MEMBER, room))
            except Refused as refused:
                yield Unread(name, str(refused))
                continue
            room -= len(content)
            yield from inside(name, File(name, content, depth=file.depth + 1, step=file.step), read)


def _name(member: zipfile.ZipInfo) -> str:
    """The path of a member, as the system that packed it meant it.

    Archives from old programs hold UTF-8 without saying so, those from Windows backslashes, those from Macs letters
    and their marks apart.
    """
    name = member.filename
    if not member.flag_bits & UTF8:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _is_litter(name: str) -> bool:
    """What systems leave in archives and nobody put there."""
    parts = PurePosixPath(name).parts
    is_hidden = any(part.startswith(".") and part not in {".", ".."} for part in parts)
    return is_hidden or "__MACOSX" in parts or is_of_a_desktop(parts[-1] if parts else "")


def _objection(name: str, seen: set[str]) -> str:
    """Why a member cannot be read under its name; empty when it can."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or _DRIVE.match(name):
        return "The member's name leads out of the archive."
    if not name.isprintable() or visible(name) != name or any(len(part.encode()) > LONGEST_NAME for part in path.parts):
        return "The member's name cannot be shown."
    if name in seen:
        return "The archive holds another member of the same name."
    if path.suffix.lower() not in NAMES:
        return f"{path.suffix.lower() or 'A file without an ending'} is not a format that can be read."
    return ""


def _shown(name: str) -> str:
    """A member's name without what cannot be shown."""
    return visible(name).replace("\n", " ").strip()[:LONGEST_NAME] or "?"
