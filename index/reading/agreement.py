"""What several sources say of the same: copies count once, agreement and difference are told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.documents import Source
from index.names import names, same_name
from index.notes import Code, note
from index.passages import Passage
from index.patterns import late
from index.periods import Period, period_of
from index.questions import Kind
from index.words import terms, words

COPY = 0.85
"""Two sentences that share so much of their words (Jaccard), and every number and name, are one that was copied."""

COPIED_PASSAGE = 0.7
"""The same for whole passages: then their sentences are of one origin."""

SAME_SUBJECT = 0.5
"""Two sentences that share so much of the shorter one's words, times and numbers apart, speak of the same."""

_NUMBERS = dict(
    zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True)
) | {"once": 1, "twice": 2, "dozen": 12, "hundred": 100, "thousand": 1000, "both": 2, "none": 0, "no": 0}
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_NUMBER = late(rf"(\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(_NUMBERS)})\b)(?:\s+({'|'.join(_SCALES)}))?", re.IGNORECASE)
_NAMED = {
    Kind.TIME: "dates",
    Kind.PERSON: "names",
    Kind.PLACE: "places",
    Kind.NUMBER: "numbers",
    Kind.DURATION: "lengths of time",
    Kind.AGE: "ages",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What one sentence of a source answers: `answer` is the marked part."""

    passage: Passage
    text: str
    answer: str


def is_copy(one: Said, other: Said) -> bool:
    """Whether one sentence was copied from the other, or both from a third."""
    ours, theirs = set(terms(one.text)), set(terms(other.text))
    if ours == theirs:
        return True
    if _telling(one.text) != _telling(other.text):
        return False
    return _jaccard(ours, theirs) >= COPY or (
        one.passage.source != other.passage.source
        and _jaccard(set(terms(one.passage.text)), set(terms(other.passage.text))) >= COPIED_PASSAGE
    )


def is_same_subject(one: Said, other: Said) -> bool:
    """Whether two sentences speak of the same, whatever each says of it."""
    ours, theirs = (set(_plain(said.text)) - set(terms(said.answer)) for said in (one, other))
    fewer = min(len(ours), len(theirs))
    return fewer > 0 and len(ours & theirs) / fewer >= SAME_SUBJECT


def agree(kind: Kind, one: str, other: str) -> bool | None:
    """Whether two answers say the same; None where that cannot be told."""
    if kind is Kind.TIME:
        return _same_time(one, other)
    if kind in {Kind.NUMBER, Kind.DURATION, Kind.AGE}:
        ours, theirs = _numbers(one), _numbers(other)
        return ours == theirs if ours and theirs else None
    ours_named, theirs_named = list(names(one, list(words(one)))), list(names(other, list(words(other))))
    if ours_named and theirs_named:
        return any(same_name(a, b) for a in ours_named for b in theirs_named)
    a, b = set(terms(one)), set(terms(other))
    return True if a and b and (a <= b or b <= a) else None


def are_independent(one: Source, other: Source) -> bool:
    """Whether two sources are not of one publisher, as far as that is known."""
    return one.document != other.document and not (one.publisher and one.publisher == other.publisher)


def difference(kind: Kind, said: Sequence[Said]) -> str:
    """A remark for people: what differs, side by side, each with its source and the source's date."""
    each = "; ".join(f"“{one.answer}” ({_source(one.passage.source)})" for one in said)
    return note(Code.DIFFER, what=_NAMED.get(kind, "answers"), each=each)


def _same_time(one: str, other: str) -> bool | None:
    ours, theirs = period_of(one), period_of(other)
    if ours and theirs:
        return _holds(ours, theirs) or _holds(theirs, ours)
    if ours or theirs:
        return None
    a, b = set(terms(one)), set(terms(other))
    return True if a and b and (a <= b or b <= a) else None


def _holds(one: Period, other: Period) -> bool:
    return one.first <= other.first and other.last <= one.last


def _numbers(text: str) -> set[float]:
    found = set()
    for number, scale in _NUMBER.findall(text):
        value = float(_NUMBERS.get(number.lower(), 0)) if number[0].isalpha() else float(number.replace(",", ""))
        found.add(value * _SCALES.get(scale.lower(), 1.0))
    return found


def _plain(text: str) -> list[str]:
    return [word.term for word in words(text) if not word.is_function_word and not word.text[0].isdigit()]


def _telling(text: str) -> set[str]:
    """The numbers and names of a sentence: copies have the same."""
    found = list(words(text))
    return {word.term for name in names(text, found) for word in name} | {str(n) for n in _numbers(text)}


def _jaccard(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _source(source: Source) -> str:
    return ", ".join(filter(None, (source.title, source.publisher, source.date or "undated")))
