"""What a question asks for: the kind of answer, the names that it is about, the words that tell."""

import re
from dataclasses import dataclass
from enum import Enum

from index.characters import visible
from index.errors import InvalidQuestion
from index.words import Word, words

LONGEST = 1000
"""Characters. Nobody asks longer; pasted articles are no questions."""


class Kind(Enum):
    """What an answer to the question would have to contain."""

    TIME = "time"
    PERSON = "person"
    PLACE = "place"
    NUMBER = "number"
    DURATION = "duration"
    AGE = "age"
    OTHER = "other"


_UNITS = "seconds? minutes? hours? days? weeks? months? years? decades? centur(?:y|ies)".replace(" ", "|")
_KINDS = (
    (Kind.AGE, r"how old|(?:what|which) age"),
    (Kind.TIME, rf"when|how (?:long|many (?:{_UNITS})) ago|(?:what|which)(?: \w+)? (?:{_UNITS}|date|time|season)"),
    (Kind.DURATION, rf"how long|how many (?:{_UNITS})"),
    (Kind.NUMBER, r"how (?:many|much)|(?:what|which) (?:number|percentage|percent|share|amount|proportion)"),
    (Kind.PERSON, r"who(?:m|se)?|(?:what|which) (?:person|man|woman)"),
    (Kind.PLACE, r"where"),
    (Kind.OTHER, r"what|which|why|how"),
)
_KIND = re.compile("|".join(rf"(?P<{kind.name}>\b(?:{pattern})\b)" for kind, pattern in _KINDS), re.IGNORECASE)
"""The first of these words in a question says what it asks for: "What sea did he see when he died?" asks for a sea."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was understood. `names` are groups of words that name one thing: `("Kim", "Jong", "Un")`."""

    text: str
    kind: Kind
    words: tuple[Word, ...]
    names: tuple[tuple[Word, ...], ...]

    @property
    def telling(self) -> tuple[Word, ...]:
        """The words that say what it is about, names included."""
        return tuple(word for word in self.words if not word.is_function_word)


def understand(text: str) -> Asked:
    """Read a question. Raises InvalidQuestion."""
    cleaned = " ".join(visible(text).split())
    if not any(character.isalnum() for character in cleaned):
        raise InvalidQuestion("The question is empty; ask something, for example: when did Kim meet Putin?")
    if len(cleaned) > LONGEST:
        raise InvalidQuestion(f"The question has {len(cleaned):,} characters; please ask in at most {LONGEST:,}.")
    found = tuple(words(cleaned))
    asks = _KIND.search(cleaned)
    kind = Kind[asks.lastgroup] if asks and asks.lastgroup else Kind.OTHER
    return Asked(cleaned, kind, found, tuple(names(cleaned, found)))


def names(text: str, found: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """Runs of capitalised words, and numbers of two digits and more: what a sentence must be about to be an answer.

    A word that only begins the sentence is left out, capital or not.
    """
    groups: list[tuple[Word, ...]] = []
    run: list[Word] = []
    for word in found[1:] if found and not _follows_on(found) else found:
        if run and (not _is_name(word) or text[run[-1].span.end : word.span.start].strip("' ’.&-")):
            groups.append(tuple(run))
            run = []
        if _is_name(word):
            run.append(word)
    return [*groups, tuple(run)] if run else groups


def _follows_on(found: tuple[Word, ...]) -> bool:
    """Whether the first word is part of a longer name."""
    return len(found) > 1 and _is_name(found[0]) and _is_name(found[1])


def _is_name(word: Word) -> bool:
    if word.text[0].isdigit():
        return len(word.text) > 1
    return word.text[0].isupper() and not word.is_function_word
