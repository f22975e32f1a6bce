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


_KINDS = (
    (Kind.AGE, r"\bhow old\b|\b(?:what|which) age\b|\bage of\b"),
    (Kind.DURATION, r"\bhow long (?!ago)|\bhow many (?:years?|months?|weeks?|days?|hours?|minutes?)\b(?! ago)"),
    (
        Kind.TIME,
        r"\b(?:when|how long ago)\b|\b(?:what|which)(?: \w+)? (?:year|date|day|month|century|decade|time|season)\b",
    ),
    (Kind.NUMBER, r"\bhow (?:many|much)\b|\b(?:what|which) (?:number|percentage|percent|share|amount|proportion)\b"),
    (Kind.PERSON, r"\bwho(?:m|se)?\b|\b(?:what|which) (?:person|man|woman)\b"),
    (Kind.PLACE, r"\bwhere\b"),
)
_KIND_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)


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
    kind = next((kind for kind, pattern in _KIND_PATTERNS if pattern.search(cleaned)), Kind.OTHER)
    return Asked(cleaned, kind, found, tuple(names(cleaned, found)))


def names(text: str, found: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """Runs of capitalised words and numbers; a first word is a name only if it could not merely begin the sentence."""
    groups: list[tuple[Word, ...]] = []
    run: list[Word] = []
    for position, word in enumerate(found):
        joined = not run or text[run[-1].span.end : word.span.start].strip("' ’.&") in {"", "-"}
        if run and (not _names_something(word, first=position == 0) or not joined):
            groups.append(tuple(run))
            run = []
        if _names_something(word, first=position == 0):
            run.append(word)
    return [*groups, tuple(run)] if run else groups


def _names_something(word: Word, *, first: bool) -> bool:
    if word.text[0].isdigit():
        return True
    return (
        word.text[0].isupper() and not word.is_function_word and not (first and word.text.istitle() and _is_verb(word))
    )


def _is_verb(word: Word) -> bool:
    """Words that begin requests and keyword questions rather than names."""
    return word.text.lower() in _OPENERS


_OPENERS = frozenset(
    "list name tell give show explain describe define summarise summarize find compare many date year".split()
)
