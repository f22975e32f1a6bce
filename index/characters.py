"""What people can see of a text: everything else is taken out before anything is indexed or asked."""

import re
import unicodedata

JOINERS = "\u200c\u200d"
"""ZWNJ and ZWJ: invisible, but they shape Persian and Indic words and join emoji."""

_CONTROLS = bytes(byte for byte in range(ord(" ")) if byte not in b"\t\n\v\f\r\x1a\x1b")
"""Bytes that no writer types; old files end in 0x1A, and terminals colour with 0x1B."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_STRAY_JOINER = re.compile(f"(?<![^\\s!-~])[{JOINERS}]+|[{JOINERS}]+(?![^\\s!-~])|(?<=[{JOINERS}])[{JOINERS}]+")
_SELECTORS = re.compile(
    "[\ufe00-\ufe0d\U000e0100-\U000e01ef]"  # these only choose a glyph
    '|(?<![^\\s!"$-)+-/:-~])[\ufe0e\ufe0f]'  # nothing before it has an emoji form
    "|(?<=[\ufe0e\ufe0f])[\ufe0e\ufe0f]+"
)
_HIDDEN_LETTERS = "\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5"
"""Letters, marks and symbols that draw nothing: Hangul fillers, the blank Braille cell, the grapheme joiner, …"""


def visible(text: str) -> str:
    """The text in NFC, with `\\n` line ends, without controls, bidi marks, tags, private and unassigned characters.

    Joiners and emoji selectors stay where they shape what is seen, never where they could hide a message.
    """
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))
    if text.isascii() and text.isprintable():
        return text
    text = "".join(character for character in text if _is_kept(character))
    return _SELECTORS.sub("", _STRAY_JOINER.sub("", text))


def is_binary(content: bytes) -> bool:
    """Whether these bytes are no text in any usual encoding: control characters that no writer types."""
    sample = content[:65536]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return False
    return b"\0" in sample or len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // 100


def _is_kept(character: str) -> bool:
    if character in "\n\t" or character in JOINERS:
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Co", "Cn", "Cs"} and character not in _HIDDEN_LETTERS
