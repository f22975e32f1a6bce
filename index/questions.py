"""What a question asks for: the kind of answer, the names that it is about, the words that tell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from index.characters import visible
from index.errors import InvalidQuestion
from index.names import Name, names
from index.patterns import late
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
    YES_NO = "yes or no"
    OTHER = "other"


QUESTION_WORD = r"when|where|who(?:m|se)?|why|how|which|what|until when|since when|from where|with whom|to whom|by whom"
"""What a question may begin with; for regular expressions that ignore the case."""

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
_YES_NO = late(
    r"(?:did|does|do|am|is|are|was|were|has|have|had|will|would|can|could|may|must|shall|should)\b(?!.*\b(?:or|who|when|where)\b)",
    re.IGNORECASE,
)
_KIND = late("|".join(rf"(?P<{kind.name}>\b(?:{pattern})\b)" for kind, pattern in _KINDS), re.IGNORECASE)
"""The first of these words in a question says what it asks for: "What sea did he see when he died?" asks for a sea."""

_RUN_TOGETHER = late(r"^(who|what|when|where|why|how)s\b", re.IGNORECASE)
"""As it is typed: "whens the fair"."""


_IN_FULL = {
    "r u": "are you",
    "u": "you",
    "ur": "your",
    "w/": "with",
    "w/o": "without",
    "b4": "before",
    "cuz": "because",
    "pls": "please",
    "plz": "please",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "hrs": "hours",
    "mins": "minutes",
    "secs": "seconds",
    "yrs": "years",
    "thru": "through",
}
_SHORT = late(
    rf"(?<![\w/-])(?<!\ba )(?<!\bthe )(?:{'|'.join(sorted(_IN_FULL, key=len, reverse=True))})(?![\w/'’-]| \d)"
)
"""How people shorten small words and times when they chat; in capitals they may be names."""

_TAG = late(r"(?<!\S)#(?!\d+\b)\S+")
"""A channel or a topic, which are names without a capital: "in #general"."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was understood. `names` are what an answer must be about."""

    text: str
    kind: Kind
    words: tuple[Word, ...]
    names: tuple[Name, ...]

    @property
    def is_keywords(self) -> bool:
        """Whether it only names what it is about, as typed into a search box: no question word, no helper verb."""
        return self.kind is Kind.OTHER and not _KIND.search(self.text) and not self.text.rstrip().endswith("?")

    @property
    def telling(self) -> tuple[Word, ...]:
        """The words that say what it is about, names included."""
        return tuple(word for word in self.words if not word.is_function_word)

    @property
    def terms(self) -> frozenset[str]:
        """The terms of all that tells."""
        return frozenset(word.term for word in self.telling)

    @property
    def event(self) -> tuple[Word, ...]:
        """The telling words of no name: what happened, or what is the case, whoever it is about."""
        named = {word for name in self.names for word in name}
        return tuple(word for word in self.telling if word not in named)


def understand(text: str) -> Asked:
    """Read a question. Raises InvalidQuestion."""
    cleaned = " ".join(visible(text).split())
    if not any(character.isalnum() for character in cleaned):
        raise InvalidQuestion("The question is empty; ask something, for example: when did Kim meet Putin?")
    if len(cleaned) > LONGEST:
        raise InvalidQuestion(f"The question has {len(cleaned):,} characters; please ask in at most {LONGEST:,}.")
    cleaned = cleaned.lower() if cleaned.isupper() else cleaned  # shouted capitals mark no names
    cleaned = _SHORT.sub(lambda short: _IN_FULL[short[0]], _RUN_TOGETHER.sub(r"\1 is", cleaned))
    found = tuple(words(cleaned))
    asks = _KIND.search(cleaned)
    kind = Kind[asks.lastgroup] if asks and asks.lastgroup else Kind.OTHER
    kind = Kind.YES_NO if _YES_NO.match(cleaned) else kind
    return Asked(cleaned, kind, found, tuple(_named(cleaned, found)))


def _named(text: str, found: tuple[Word, ...]) -> Iterator[Name]:
    """What a sentence must be about to be an answer. A first word alone may only begin the question, capital or not."""
    named = [name for name in names(text, found) if name != found[:1]]
    known = {word for name in named for word in name}
    yield from named
    for tag in _TAG.finditer(text):
        name = tuple(word for word in found if tag.start() < word.span.start < tag.end() and word not in known)
        if name:
            yield name
