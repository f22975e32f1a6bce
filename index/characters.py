"""What people can see of a text: everything else is taken out before anything is indexed or asked."""

import re
import unicodedata

JOINERS = "\u200c\u200d"
"""ZWNJ and ZWJ: invisible, but they shape Persian and Indic words and join emoji."""

MOST_MARKS = 30
"""On one letter: the limit of Unicode's Stream-Safe Text Format (UAX #15), far above any script's need."""

SHAPING_ROUNDS = 4
"""One stray sign leaves another behind it; in the text that people write, two rounds find no more."""

_CONTROLS = bytes(byte for byte in range(ord(" ")) if byte not in b"\t\n\v\f\r\x1a\x1b")
"""Bytes that no writer types; old files end in 0x1A, and terminals colour with 0x1B."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_STRAY_JOINER = re.compile(f"(?<![^\\s!-~])[{JOINERS}]+|[{JOINERS}]+(?![^\\s!-~])|(?<=[{JOINERS}])[{JOINERS}]+")
_SELECTORS = re.compile(
    "[\ufe00-\ufe0d\U000e0100-\U000e01ef]"  # these only choose a glyph
    '|(?<![^\\s!"$-)+-/:-~])[\ufe0e\ufe0f]'  # nothing before it has an emoji form
    "|(?<=[\ufe0e\ufe0f])[\ufe0e\ufe0f]+"
)
_SHAPERS = frozenset(map(chr, (*map(ord, JOINERS), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_HIDDEN_LETTERS = "\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5"
"""Letters, marks and symbols that draw nothing: Hangul fillers, the blank Braille cell, the grapheme joiner, …"""


def visible(text: str) -> str:
    """The text in NFC, with `\\n` line ends, without controls, bidi marks, tags, private and unassigned characters.

    Joiners and emoji selectors stay where they shape what is seen, never where they could hide a message.
    """
    text = _normal(_LINE_ENDS.sub("\n", text))
    present = set(text)
    hidden = [ord(character) for character in present if not _is_kept(character)]
    if hidden:
        text = text.translate(dict.fromkeys(hidden))
    if not present.isdisjoint(_SHAPERS):
        text = _shaped(text)
    return _normal(text)  # what was hidden may have stood between a letter and its mark


def _shaped(text: str) -> str:
    """The text with joiners and selectors only where they shape what is seen, and none at all where they are a maze."""
    for _ in range(SHAPING_ROUNDS):
        before, text = text, _SELECTORS.sub("", _STRAY_JOINER.sub("", text))
        if text == before:
            return text
    return text.translate(dict.fromkeys(map(ord, _SHAPERS)))


def _normal(text: str) -> str:
    """The text in NFC, with no more marks on a letter than `MOST_MARKS`: to put more in order takes quadratic time."""
    if text.isascii():
        return text
    marks = "".join(map(re.escape, filter(unicodedata.combining, set(text))))
    if marks:
        text = re.sub(f"([{marks}]{{{MOST_MARKS}}})[{marks}]+", r"\1", text)
    return unicodedata.normalize("NFC", text)


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
