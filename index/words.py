"""Texts to the terms that the word index holds: any script, English stemmed, accents folded."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer
from icu4py.breakers import WordBreaker

from index.documents import Span
from index.variants import one_form

VERSION = "3"
"""Changes whenever the same text would give other terms, so that old word indexes are rebuilt."""

FUNCTION_WORDS = frozenset(
    """
    a about after all also am an and any are as at be because been before being between both but by can could
    did do does doing during each either else for from had has have having he her here hers him his how i if in
    into is it its itself just me more most much my no nor not of off on once only or other our ours out over
    own please same shall she should so some such tell than that the their theirs them then there these they
    this those through to too under until up upon us very was we were what when where whether which while who
    whom whose why will with within would you your yours
    """.split()
)
"""English closed-class words: they say how a question asks, not what it asks about."""

CONTRACTED = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|had|ca|could|wo|would|should|must|need)n['’]?t|(?:i|you|we|they|he|she|that"
    r"|there|it|who|what|where|when|how)['’](?:m|s|re|ve|ll|d)|i['’]?m|i['’]?ve|(?:you|they)['’]?re|(?:that|there)s",
    re.IGNORECASE,
)
"""What is written as one of them and another, with or without the apostrophe."""

PREPOSITIONS = frozenset("in at of from to for with by on near into against between through under over".split())


_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t", "ı": "i"}
)
"""Latin letters with a stroke, or run together, which Unicode does not take apart: as people type them without."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands; `term` is what it is indexed as: lower case, no accents, stemmed if English."""

    text: str
    span: Span
    term: str

    @property
    def is_function_word(self) -> bool:
        """Whether this is one of the words that only build the sentence ("us", but not "US")."""
        low = self.text.lower().replace("’", "'").removesuffix("'s")
        return (low in FUNCTION_WORDS or bool(CONTRACTED.fullmatch(low))) and not _is_acronym(self.text)


def words(text: str) -> Iterator[Word]:
    """The words of a text in order, by Unicode's UAX #29 and ICU's dictionaries (Chinese, Japanese, Thai, …)."""
    start = 0
    for piece in WordBreaker(text, "en"):
        end = start + len(piece)
        if _is_word(piece):
            yield Word(piece, Span(start, end), term(piece))
        start = end


def whole(text: str, part: str, start: int = 0) -> int:
    """Where a part of a text stands, from `start` on, with no word cut: "may" is not in "mayor". -1 if nowhere.

    Scripts that run their words together are cut by nothing; there any place will do.
    """
    if not part:
        return -1
    match = re.compile(rf"(?<!\w)(?<!\d[.,]){re.escape(part)}(?!\w|[.,]\d)").search(text, start)
    return match.start() if match else (-1 if part.isascii() else text.find(part, start))


def terms(text: str) -> list[str]:
    """The terms of a text, in order, repetitions kept."""
    return [term(piece) for piece in WordBreaker(text, "en") if _is_word(piece)]


def _is_word(piece: str) -> bool:
    """Whether a letter or a digit is in it; whole words and single spaces, nearly all there is, are told at once."""
    return piece.isalnum() or (len(piece) > 1 and any(map(str.isalnum, piece)))


@lru_cache(maxsize=65536)
def term(word: str) -> str:
    """What a word is indexed as."""
    if _is_acronym(word):
        return word.replace(".", "").lower()
    plain = folded(word)
    return _stem(plain) if plain.isascii() else plain


def _is_acronym(word: str) -> bool:
    return word.isascii() and word.isupper() and len(word.replace(".", "")) > 1


def folded(word: str) -> str:
    """NFKC, lower case, and Latin letters without their accents; signs of other scripts carry meaning and stay."""
    lowered = unicodedata.normalize("NFKC", word).casefold().replace("’", "'").translate(_PLAIN)
    decomposed = unicodedata.normalize("NFD", lowered)
    kept, is_latin = [], False
    for character in decomposed:
        if unicodedata.category(character) != "Mn":
            is_latin = character.isascii()
        elif is_latin:
            continue
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def _stem(word: str) -> str:
    stemmed: str = Stemmer.Stemmer("english").stemWord(one_form(word.removesuffix("'s") or word))
    return stemmed
