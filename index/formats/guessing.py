"""The encoding of a text that declares none: as which it has the letters of one language, where letters belong."""

import re
import unicodedata
from collections import Counter
from functools import cache

from index.formats.alphabets import COMMON_IDEOGRAPHS, LETTERS

NEAR_NOTHING = -12.0
"""Logarithm of the probability of what no text holds: undefined bytes, controls, a letter of another script."""

_FAMILIES = (
    {
        "cp1252": 0.0,
        "cp1250": -1.0,
        "cp1251": -1.0,
        "cp1253": -1.0,
        "cp1254": -1.0,
        "cp1255": -1.0,
        "cp1256": -1.0,
        "cp1257": -1.5,
        "cp874": -1.0,
    },
    {"iso8859_15": -1.5, "iso8859_2": -1.5, "iso8859_5": -2.5, "iso8859_7": -2.5, "iso8859_13": -2.5},
    {"koi8_r": -1.5, "koi8_u": -1.5},
    {"cp850": -4.5, "cp852": -4.5, "cp866": -4.0, "cp737": -6.0, "cp857": -5.5, "cp775": -6.0, "cp862": -6.0},
    {"mac_roman": -5.0, "mac_latin2": -6.5, "mac_cyrillic": -6.0, "mac_turkish": -6.5},
)
"""Encodings with one byte a letter (Windows, ISO, KOI-8, DOS, Mac), and how rare each is, as a logarithm.

A language is written in the first of a family that has its letters: nobody writes Polish in the Baltic cp1257.
"""

_WIDE = {
    "cp932": ("euc_jp", 0xCF),
    "euc_jp": ("euc_jp", 0xCF),
    "gb18030": ("gb2312", 0xD7),
    "big5hkscs": ("big5", 0xC6),
    "cp949": ("euc_kr", 0xC8),
}
"""Encodings with several bytes a letter: the standard behind each and the lead byte at which its common part ends."""

_WIDE_PRIOR = -2.0
_KANA = -4.5
_COMMON_IDEOGRAPH = -5.0
_IDEOGRAPH = -8.2
_LONELY = re.compile(r"(?<=[A-Za-z])[^\W\d_A-Za-z](?=[A-Za-z])")

_WORST = -4.8
"""Logarithm for each byte: random bytes have -5.4 at best, texts -4.1 at worst."""

_FEW = -20.0
"""By how much a text may miss that, as short ones do."""

_COMMON = -2.2
_RARER = -0.1
"""Logarithms: how common the commonest letter is, and how much less each next one."""

_FOREIGN = -8.0
_FOREIGN_ASCII = -4.5
_BORROWED = -0.5
_TYPOGRAPHIC = -5.5
_SYMBOL = -8.0
_MISPLACED = -6.0
_TYPED = frozenset("“”„‚‘’–—…•«»€£°§©®™\u00a0×±·½²³¿¡№")
_RAREST = 6
"""Letters that an encoding of the language may lack, as cp850 lacks the French œ."""

_WORDS = 1000
"""Words whose shape is looked at; more tell nothing new."""


def guess(sample: bytes) -> str | None:
    """The likeliest encoding; None when the bytes are no text in any."""
    counts = Counter(sample)
    words = b" ".join([word for word in sample.split() if not word.isascii()][:_WORDS])
    scores = {
        encoding: rarity + _single(encoding, counts, words)
        for family in _FAMILIES
        for encoding, rarity in family.items()
    }
    scores |= {encoding: _multiple(encoding, sample) for encoding in _WIDE}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] > _WORST * len(sample) + _FEW else None


def _single(encoding: str, counts: Counter[int], words: bytes) -> float:
    """The logarithm of the probability of these bytes in this encoding, in the language that suits them best."""
    characters = _characters(encoding)
    counted = [(characters[byte], count) for byte, count in counts.items()]
    best = max(
        sum(
            count * (weights[character] if character in weights else _strange(character, script))
            for character, count in counted
        )
        for weights, script in _languages(encoding)
    )
    return best + _MISPLACED * _misplaced(words.decode(encoding, errors="replace"))


def _multiple(encoding: str, sample: bytes) -> float:
    """The same where a letter is two bytes or more: common are those that the standard lists first."""
    text = sample.decode(encoding, errors="replace")
    standard, last = _WIDE[encoding]
    counts = Counter(text)
    lonely = _MISPLACED * len(_LONELY.findall(text))
    return _WIDE_PRIOR + lonely + sum(count * _wide(character, standard, last) for character, count in counts.items())


@cache
def _wide(character: str, standard: str, last: int) -> float:
    if character.isascii():
        return _strange(character, "")
    try:
        written = character.encode(standard)
    except UnicodeEncodeError:
        return 2 * NEAR_NOTHING
    if character.isascii() or written[0] > last:
        return NEAR_NOTHING
    if not character.isalpha():
        return _TYPOGRAPHIC
    if _script(character) in {"HIRAGANA", "KATAKANA"}:
        return _KANA if standard == "euc_jp" else NEAR_NOTHING
    return _COMMON_IDEOGRAPH if character in COMMON_IDEOGRAPHS else _IDEOGRAPH


@cache
def _characters(encoding: str) -> str:
    return "".join(bytes([byte]).decode(encoding, errors="replace") for byte in range(256))


@cache
def _languages(encoding: str) -> list[tuple[dict[str, float], str]]:
    """The likelihood of each letter of each language that is written in this encoding, and the language's script."""
    family = next(family for family in _FAMILIES if encoding in family)
    return [
        (_weights(letters), _script(letters[0]))
        for letters in LETTERS.values()
        if encoding == next((name for name in family if set(letters[:-_RAREST]) <= set(_characters(name))), None)
    ]


def _weights(letters: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for rank, letter in enumerate(letters):
        weights[letter] = _COMMON + _RARER * rank
        weights.setdefault(letter.upper(), weights[letter])
    if "ı" in letters:
        weights["İ"] = weights["I"]
    if _script(letters[0]) != "LATIN":
        weights |= {letter: weight + _BORROWED for letter, weight in _weights(LETTERS["English"]).items()}
    return weights


@cache
def _script(letter: str) -> str:
    return "LATIN" if letter in "ªºµ" else unicodedata.name(letter, "").split(" ")[0]


@cache
def _strange(character: str, script: str) -> float:
    """How likely a character is in a language that does not write with it."""
    if character.isascii():
        return _FOREIGN_ASCII if character.isalpha() else 0.0
    if character in _TYPED:
        return _TYPOGRAPHIC
    category = unicodedata.category(character)
    if category[0] in "LM":
        return _FOREIGN if _script(character) == script else NEAR_NOTHING
    return NEAR_NOTHING if category[0] == "C" or character == "\ufffd" else _SYMBOL


def _misplaced(words: str) -> int:
    """How often a capital follows a small letter, a symbol stands between letters, or two scripts meet in a word."""
    wrong = 0
    for before, character, after in zip(" " + words, words, words[1:] + " ", strict=False):
        if not before.isascii() or not character.isascii():
            wrong += before.islower() and character.isupper()
            wrong += before.isalpha() and character.isalpha() and _script(before) != _script(character)
        if not character.isascii() and not character.isalpha() and character not in "’·\u00ad":
            wrong += before.isalpha() and after.isalpha() and unicodedata.category(character)[0] != "M"
    return wrong
