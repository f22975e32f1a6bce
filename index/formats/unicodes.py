"""Unicode that is damaged or unmarked: UTF-8 with some bad bytes, UTF-16 without a byte order mark."""

import re
import unicodedata
from collections import Counter

SAMPLE = 4096
"""Characters by which UTF-16 is known; more do not change the answer."""

MOST_STRAYS = 0.5
"""Bad bytes for each byte that continues a letter: texts in other encodings have more."""

LEAST_OF_SCRIPT = 0.9
"""Share of the letters that are in the text's main script; bytes that are no text fall into many."""

_HIGH = bytes(range(0x80, 0x100))
_BAD = re.compile("[\udc80-\udcff]+")
_CUT = re.compile("[\udcc2-\udcf4][\udc80-\udcbf]{0,2}\\Z")
"""Bad bytes as `surrogateescape` shows them: all of them, and a letter that the end cuts."""

_IDEOGRAPHIC = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "FULLWIDTH", "HALFWIDTH", "KATAKANA-HIRAGANA")


def mended(content: bytes) -> str | None:
    """UTF-8 where nearly all letters are whole: a stray byte as cp1252, half a letter as U+FFFD; None when it is not.

    A letter that the end of the file cuts does not count against it.
    """
    text = content.decode("utf-8", errors="surrogateescape")
    good = len(content.decode("utf-8", errors="ignore"))
    strays = len(text) - good
    plain = len(content.translate(None, _HIGH))
    continued = len(content) - plain - strays - (good - plain)
    cut = _CUT.search(text)
    if not continued or strays - (len(cut[0]) if cut else 0) > MOST_STRAYS * continued:
        return None
    return _BAD.sub(_replacement, text)


def _replacement(bad: re.Match[str]) -> str:
    """A byte between ASCII is a letter of cp1252, any other what is left of a letter."""
    around = bad.string[max(bad.start() - 1, 0) : bad.start()] + bad.string[bad.end() : bad.end() + 1]
    if len(around) != len("ab") or len(bad[0]) > 1 or not around.isascii():
        return "\ufffd"
    character = bad[0].encode("utf-8", errors="surrogateescape").decode("cp1252", errors="replace")
    return character if character.isprintable() else "\ufffd"


def without_mark(content: bytes) -> str | None:
    """The text of UTF-16 that has no byte order mark, in the order that gives fewer blocks; None if it is none."""
    found = []
    for encoding, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text[:SAMPLE]) and not (b"\0" in content and _is_ascii_in_pairs(text[:SAMPLE])):
            found.append((len(set(content[high : 2 * SAMPLE : 2])), text))
    return min(found)[1] if found else None


def _is_text(sample: str) -> bool:
    """Whether nothing in it is hidden or unassigned, and nearly all letters are in one script besides Latin."""
    written = sample.replace("\r\n", "\n").replace("\ufeff", "")
    if not sample or any(unicodedata.category(character) in {"Co", "Cn", "Cs"} for character in sample):
        return False
    if any(unicodedata.category(character) == "Cc" and character not in "\n\t\r\f\v\x1a" for character in written):
        return False
    scripts = Counter(_script(character) for character in sample if character.isalpha())
    rest = scripts.total() - scripts["LATIN"]
    return not rest or max(count for name, count in scripts.items() if name != "LATIN") >= LEAST_OF_SCRIPT * rest


def _is_ascii_in_pairs(sample: str) -> bool:
    """Whether most characters are two letters of ASCII read as one, as of words that stand between zeros."""
    pairs = [character for character in sample if character > "\u2000"]
    return 2 * sum(bytes(divmod(ord(character), 256)).isalnum() for character in pairs) > len(sample)


def _script(letter: str) -> str:
    if "\u3400" <= letter <= "\u4dbf":
        return "rare"
    name = unicodedata.name(letter, "").split(" ")[0]
    return "CJK" if name in _IDEOGRAPHIC else name
