"""Bytes to text, whatever their encoding."""

import codecs

from charset_normalizer import from_bytes

from index.characters import is_binary, visible
from index.formats.refusing import Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(content: bytes) -> str:
    """The text as people see it: by its byte order mark, else UTF-8, else a guess from its letters. Raises Refused."""
    if not content.strip():
        raise Refused("The file is empty.")
    text = visible(_decoded(content))
    if not text.strip():
        raise Refused("The file holds no visible text.")
    return text


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if is_binary(content):
        raise Refused("The file is not text: it holds binary data.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(content).best()
    if best is None:
        raise Refused("The file is not text in any known encoding.")
    return str(best)
