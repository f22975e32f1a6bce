"""Which part of a sentence says yes or no: camping is included in weekend tickets, but not in day tickets."""

import re
from collections.abc import Iterator

from index.documents import Span
from index.names import same_stem
from index.patterns import late
from index.questions import Asked
from index.reading.opposites import STATES
from index.words import terms

_PREDICATE = r"(?:\w+ed|allowed|forbidden|open|closed|free|optional|compulsory|mandatory|required|recommended)\b"
_BREAK = late(
    rf"\s*(?:;|,?\s+(?:but|while|whereas|yet)\b|,\s+and\b|,(?=\s+(?:nor|so)\b)|\s+and(?=\s+{_PREDICATE}))\s*",
    re.IGNORECASE,
)
_SAYS_OTHERWISE = late(_PREDICATE, re.IGNORECASE)
_LEANS = late(
    r"(?:it|they|he|she|this|that|these|those|not|never|nor|only|also|is|are|was|were|has|have|had|can|may|must|will|do"
    r"|does|did)\b|.*\b(?:is|are|was|were|do|does|did|can|may|will|has|have|had)\W*$",
    re.IGNORECASE,
)
"""A part that has its subject, or its verb, from the one before."""


def decisive(asked: Asked, sentence: str) -> Span | None:
    """The part of a sentence that says yes or no to a question; None where it is not plain which."""
    whole = Span(0, len(sentence))
    parts = list(_parts(sentence))
    things = {term for term in asked.terms if term not in STATES} or asked.terms
    held = [
        {thing for thing in things if any(same_stem(thing, term) for term in terms(part.of(sentence)))}
        for part in parts
    ]
    own = [len(here - set().union(*held[:at], *held[at + 1 :])) for at, here in enumerate(held)]
    if not any(own):
        return whole if len(parts) == 1 or not any(held) else None
    last = parts[max(at for at, count in enumerate(own) if count)]
    if _LEANS.match(last.of(sentence)):
        return last
    most = parts[own.index(max(own))] if own.count(max(own)) == 1 else None
    most = last if _SAYS_OTHERWISE.match(last.of(sentence)) else most
    says_state = most is not None and not STATES.isdisjoint(terms(most.of(sentence)))
    return most if says_state or len(parts) == 1 or STATES.isdisjoint(asked.terms) else None


def _parts(sentence: str) -> Iterator[Span]:
    start = 0
    for mark in _BREAK.finditer(sentence):
        yield Span(start, mark.start())
        start = mark.end()
    yield Span(start, len(sentence))
