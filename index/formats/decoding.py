"""Bytes to text, whatever their encoding."""

import codecs

from index.characters import is_binary, visible
from index.formats.charsets import codec_of, declared_in, label_of
from index.formats.contents import File, Refused
from index.formats.guessing import guess
from index.formats.unicodes import mended, without_mark

SAMPLE = 65536
"""Bytes from which an undeclared encoding is guessed; more do not change the guess."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(file: File) -> str:
    """The text as people see it. Raises Refused."""
    text = visible(decoded(file))
    if not text.strip():
        raise Refused("The file holds no visible text.")
    return text


def decoded(file: File, *, is_page: bool = False) -> str:
    """The text by its byte order mark, else as the server declared, else UTF-8, else a guess from its letters.

    A web page's own declaration counts where the server made none. Raises Refused.
    """
    if not file.content.strip():
        raise Refused("The file is empty.")
    for mark, encoding in _MARKS:
        if file.content.startswith(mark):
            return file.content.decode(encoding, errors="replace")
    if is_binary(file.content):
        if (wide := without_mark(file.content)) is not None:
            return wide
        raise Refused("The file is not text: it holds binary data.")
    label = label_of(file.charset or "") or (declared_in(file.content) if is_page else None)
    if label and label != "utf-8":
        return file.content.decode(codec_of(label), errors="replace")
    if label:
        return file.content.decode("utf-8", errors="replace")
    if b"\x1b$" in file.content and (japanese := _strictly(file.content, "iso2022_jp")):
        return japanese
    return _strictly(file.content, "utf-8") or mended(file.content) or _guessed(file.content)


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _guessed(content: bytes) -> str:
    encoding = guess(content[:SAMPLE])
    if encoding is None:
        raise Refused("The file is not text in any known encoding.")
    return content.decode(encoding, errors="replace")
