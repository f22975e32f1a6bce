"""`Text`: a sentence cut into clauses and words, as the checks of a sentence against its quote compare them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from index.lemmas import lemma_of
from index.names import same_stem
from index.patterns import late
from index.words import Word, words

_BREAK = late(
    r"[;:—()]|\s–\s|,|\b(?:and|but|while|whereas|although|though|who|which|where|because|when|if|unless)\b",
    re.IGNORECASE,
)
ENGLISH = 0.15
"""Share of a text's words; English prose has about 0.4, German and French less than 0.1."""

RELATIVES = frozenset({"who", "which", "where"})

_PLAIN = frozenset("said told one us its it may might must".split())
"""Words that carry little by themselves."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place: `lemma` is its term, or that of its base form; `clause` counts from 0."""

    word: Word
    lemma: str
    clause: int

    @property
    def text(self) -> str:
        """As it stands."""
        return self.word.text

    @property
    def low(self) -> str:
        """In lower case."""
        return self.word.text.lower().replace("’", "'")

    @property
    def is_content(self) -> bool:
        """Whether it says something: neither a word that builds the sentence nor one of the emptiest."""
        return not self.word.is_function_word and self.low not in _PLAIN


class Text:
    """A text read once. Clauses end at marks and at words that begin a new one."""

    def __init__(self, text: str) -> None:
        self.text = text
        breaks = [match.start() for match in _BREAK.finditer(text) if not _inside_number(text, match)]
        self.tokens = [_token(word, breaks) for word in words(text)]

    @cached_property
    def content(self) -> list[Token]:
        """The words that say something, in order."""
        return [token for token in self.tokens if token.is_content]

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Of all its words."""
        return frozenset(token.lemma for token in self.tokens)

    @cached_property
    def lows(self) -> frozenset[str]:
        """All its words in lower case."""
        return frozenset(token.low for token in self.tokens)

    @cached_property
    def places(self) -> dict[int, int]:
        """Where a token stands among them, by where it begins in the text."""
        return {token.word.span.start: at for at, token in enumerate(self.tokens)}

    def holds(self, lemma: str) -> bool:
        """Whether it has the word, or another form of it."""
        return lemma in self.lemmas or any(is_form(lemma, other) for other in self.lemmas)

    @cached_property
    def is_english(self) -> bool:
        """Whether enough of its words are the small ones of English; the checks know no other language's."""
        return sum(token.word.is_function_word for token in self.tokens) >= ENGLISH * len(self.tokens)

    def after(self, at: int, reach: int) -> Iterator[Token]:
        """The next `reach` content words after a token, in its own clause."""
        clause = self.tokens[at].clause
        following = (token for token in self.tokens[at + 1 :] if token.is_content and token.clause == clause)
        for _, token in zip(range(reach), following, strict=False):
            yield token

    def says(self, phrase: str) -> bool:
        """Whether the words of a phrase stand together."""
        return f" {phrase} " in self._spoken

    @cached_property
    def _spoken(self) -> str:
        return f" {' '.join(token.low for token in self.tokens)} "


@lru_cache(maxsize=65536)
def is_form(one: str, other: str) -> bool:
    """Whether two lemmas are of one word: equal, or one the beginning of the other (Russia and Russian)."""
    return one == other or (not one[0].isdigit() and same_stem(one, other))


def overlap(some: Iterable[str], others: Iterable[str], *, every: bool = False) -> bool:
    """Whether one of some lemmas, or every one, is among others, in any form."""
    found = (any(is_form(one, other) for other in others) for one in some)
    return all(found) if every else any(found)


def _token(word: Word, breaks: list[int]) -> Token:
    return Token(word, lemma_of(word), sum(at <= word.span.start for at in breaks))


def _inside_number(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    return match[0] in ",:" and text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()
