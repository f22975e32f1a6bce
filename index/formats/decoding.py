"""Bytes to text, whatever their encoding."""

import codecs

from charset_normalizer import from_bytes

from index.characters import is_binary, visible
from index.formats.charsets import codec_of, declared_in, label_of
from index.formats.contents import File, Refused

SAMPLE = 65536
"""Bytes from which an undeclared encoding is guessed; more do not change the guess."""

NEAR = 0.1
"""Difference in coherence, of 1, that tells nothing between two encodings of a family."""

_LIKELY = ("cp1252", "cp1251", "cp932", "gb18030", "cp949", "big5", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256")
"""Encodings that people still write undeclared, before those of old Macs and mainframes that look the same."""

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
        raise Refused("The file is not text: it holds binary data.")
    label = label_of(file.charset or "") or (declared_in(file.content) if is_page else None)
    if label and label != "utf-8":
        return file.content.decode(codec_of(label), errors="replace")
    try:
        return file.content.decode("utf-8")
    except UnicodeDecodeError:
        return file.content.decode("utf-8", errors="replace") if label else _guessed(file.content)


def _guessed(content: bytes) -> str:
    matches = list(from_bytes(content[:SAMPLE]))
    if not matches:
        raise Refused("The file is not text in any known encoding.")
    best = matches[0]
    near = [
        match.encoding for match in matches if match.chaos <= best.chaos and match.coherence >= best.coherence - NEAR
    ]
    encoding = next((likely for likely in _LIKELY if likely in near), best.encoding)
    return content.decode(encoding, errors="replace")
