"""The answer inside a sentence, marked: whole phrases, times with their preposition, all that a list holds."""

import re
from collections.abc import Sequence

from index.dates import expressions
from index.documents import Span
from index.names import names, same_name
from index.patterns import late
from index.questions import Asked, Kind
from index.reading.choosing import ONE, chosen, clauses_of, is_known, keyed
from index.reading.counts import says_how_many
from index.reading.defining import defined
from index.reading.keys import yes_or_no
from index.reading.listing import cells, is_row
from index.reading.polarity import decisive
from index.reading.slots import is_of_another_kind
from index.reading.succession import name_from
from index.reading.times import asks_for_clock, says_when, stages, told_times
from index.words import Word, words

LONGEST_PERSON = 9
"""Words; "chairman of the National People's Congress and mayor" may still be one."""

FARTHEST = 8
"""Words that a mark may grow by on its left."""

_OPENERS = frozenset(
    "the a an his her its their our about approximately nearly almost around only over roughly some no another".split()
)
_PLURAL = late(
    r"\b(?:who|what|which)\s+(?:are|were)\b|\b(?:what|which)(?:\s+\w+){0,2}?\s+\w+(?<![su])s\b|\b(?:list|name)\b"
    r"|\bwho\s+(?:all|else)\b",
    re.IGNORECASE,
)
NEGATION = late(
    r"\b(?:not|never|no|nobody|none|neither|nor|without|cannot|den(?:y|ies|ied)|refus(?:e|es|ed)|fail(?:s|ed)? to)\b"
    r"|\b\w+n['’]t\b|\b(?:is|are|was|were|do|does|did|has|have|had|ca|could|wo|would|should|must)nt\b",
    re.IGNORECASE,
)
_LASTING = late(
    r"\b(?:un)?til\b|\btill\b|\bsince\b|\bthrough|\blong|\bever\b|\balways\b|\bindefinite|\bpermanent|\bwhole\b|\bentire"
    r"|(?:second|minute|hour|day|night|week|month|year|decade|centur|season|term|lifetime|while)",
    re.IGNORECASE,
)
_CHOICE = late(r"\bor\b|\bwho(?:['’]s)? (?:is|was|are|were)\b", re.IGNORECASE)
_OF_WHOM = late(
    r"\b(?:for|of|with|from|to|than|besides|before|after|except|under|by|instead of|next to|preceded|succeeded"
    r"|replaced) ",
    re.IGNORECASE,
)
_EXCEPTED = late(r"\b(?:except|excluding|apart from|but not)(?: \w+){1,3}$", re.IGNORECASE)
"""What ends with a time that is left out."""

_OWNER = late(r",[^,]*['’]s$")
_OF_PLACE = late(r"\b(?:in|of|at|from|on|near)\s+(?:the\s+)?$")
_OTHERS = late(r",?\s+and\s+(?:\w+\s+)?others\b")
_JOINT = late(r"\s*(?:,|,?\s+(?:and|or))(?:\s+the)?\s+")


def marks(asked: Asked, sentence: str, answer: Span | None) -> list[str]:
    """The parts of a sentence that answer; `answer` is where the reader saw it, None if no reader has looked."""
    if who := defined(asked, sentence) or keyed(asked, sentence):
        return [who.of(sentence)]
    times = told_times(sentence, asked.text) if asked.kind is Kind.TIME else []
    times = [time for time in times if not is_known(asked, time.of(sentence))] or times
    times = [time for time in times if not _is_of_another_kind(asked, sentence, time)]
    times = [time for time in times if not _EXCEPTED.search(sentence, 0, time.end)] or times
    if asked.kind is Kind.YES_NO and is_row(sentence):
        return [said.of(sentence)] if (said := yes_or_no(asked, sentence)) else []
    if asked.kind is Kind.YES_NO:
        part = decisive(asked, sentence)
        return [negation[0]] if part and (negation := NEGATION.search(part.of(sentence))) else []
    if answer is None:
        return [time.of(sentence) for time in times]
    answer = chosen(asked, sentence, answer)
    if answer and asked.kind is Kind.TIME and _is_of_another_kind(asked, sentence, answer):
        answer = None
    within = _times(asked, sentence, answer, times) if answer and asked.kind is Kind.TIME else []
    if within or answer is None or (asked.kind is Kind.TIME and not says_when(answer.of(sentence), asked.text)):
        return within
    if asked.kind is Kind.PERSON:
        answer = _person(asked, sentence, answer)
    whole = _whole(sentence, answer, with_of=asked.kind is Kind.OTHER)
    several = _listed(sentence, whole)
    if _PLURAL.search(asked.text) or (asked.kind is Kind.PERSON and _is_joint(asked, several.of(sentence))):
        whole = several
    clipped = _in_its_cell(sentence, whole)
    mark = _without_owner(clipped.of(sentence)) if clipped else ""
    return [mark] if any(map(str.isalnum, mark)) else []


def _is_of_another_kind(asked: Asked, sentence: str, part: Span) -> bool:
    """Whether a part of a sentence stands in a clause about another kind of what is asked about than another clause."""
    around = next((clause for clause in clauses_of(sentence) if clause.meets(part)), part)
    return is_of_another_kind(asked.text, around.of(sentence), sentence)


def are_of_other_kind(asked: Asked, marked: Sequence[str]) -> bool:
    """Whether what is marked cannot be what is asked for: no number, asked how many, no time, asked how long, or
    nothing but a number, asked who, or nothing but what is known: words of the question that leave no choice, or
    the one before or after whom somebody is looked for.
    """
    if not marked:
        return False
    if asked.kind is not Kind.YES_NO and not _CHOICE.search(asked.text) and all(is_known(asked, one) for one in marked):
        return True
    if asked.kind is Kind.PERSON:
        return not any(map(str.isalpha, "".join(marked))) or _are_the_named(asked, marked)
    if asked.kind is Kind.DURATION:
        return not any(says_how_many(one) or expressions(one) or _LASTING.search(one) for one in marked)
    return asked.kind is Kind.NUMBER and not any(says_how_many(one) or ONE.fullmatch(one) for one in marked)


def _are_the_named(asked: Asked, marked: Sequence[str]) -> bool:
    """Whether only those are marked whom a question names as somebody else: who stands in for Ada, or came after?"""
    others = [name for found in _OF_WHOM.finditer(asked.text) if (name := name_from(asked, found.end()))]
    people = [name for one in marked for name in names(one, list(words(one)))]
    return bool(people) and all(any(same_name(name, other) for other in others) for name in people)


def _within(answer: Span, sentence: str, spans: list[Span]) -> list[str]:
    """Those that the answer has something of."""
    return [span.of(sentence) for span in spans if span.meets(answer)]


def _times(asked: Asked, sentence: str, answer: Span, named: list[Span]) -> list[str]:
    """The times, or else the stages, that the answer has something of; of "what time" the nearest to it."""
    found = _within(answer, sentence, named) or _within(answer, sentence, stages(sentence, asked.text))
    if found or not named or not asks_for_clock(asked.text):
        return found
    return [min(named, key=lambda time: abs(time.start - answer.start)).of(sentence)]


def _in_its_cell(sentence: str, answer: Span) -> Span | None:
    """The answer without the name of its cell, in a row; None where it goes on in another."""
    row = [value for _, value in cells(sentence)]
    met = [value for value in row if value.meets(answer)]
    if len(row) < len(("one", "another")):
        return answer
    if not met:
        return None
    return Span(max(answer.start, met[0].start), answer.end) if answer.end <= met[0].end else None


def _is_joint(asked: Asked, people: str) -> bool:
    """Whether several did it together: joined by "and", and the question names none of them."""
    named = list(names(people, list(words(people))))
    return " and " in people and not any(same_name(one, other) for one in named for other in asked.names)


def _without_owner(answer: str) -> str:
    """An answer without the owner of something behind it, cut off: "China, North Korea's"."""
    return _OWNER.sub("", answer)


def _person(asked: Asked, sentence: str, answer: Span) -> Span:
    """An answer to the end of its last name; the first name in one that is too long for a person, unless the question
    itself names it.
    """
    named = [Span(name[0].span.start, name[-1].span.end) for name in names(sentence, list(words(sentence)))]
    named = [span for span in named if sentence[span.end : span.end + 1] != ":"]  # a label
    inside = [span for span in named if answer.meets(span)]
    if len(answer.of(sentence).split()) <= LONGEST_PERSON:
        return Span(answer.start, max([answer.end, *(span.end for span in inside)]))
    return next((span for span in inside if span.of(sentence) not in asked.text), answer)


def _whole(sentence: str, answer: Span, *, with_of: bool) -> Span:
    """The answer with what belongs to it on its left: its article, the rest of its name, the noun before its "of"."""
    before = [word for word in words(sentence) if word.span.end <= answer.start]
    start = answer.start
    for word in reversed(before[-FARTHEST:]):
        if sentence[word.span.end : start].strip(" ~$€£") or not _belongs(sentence, before, word, start):
            break
        if word.text == "of" and not with_of:
            break
        start = word.span.start
    return Span(start, answer.end)


def _belongs(sentence: str, before: list[Word], word: Word, start: int) -> bool:
    """Whether a word is part of the phrase that begins right after it."""
    low = word.text.lower()
    if low in _OPENERS:
        return True
    if sentence[word.span.end : start].strip(" "):
        return False
    at = before.index(word)
    if low == "of":
        return at > 0 and not before[at - 1].is_function_word
    if sentence[start : start + 3].lower() == "of ":
        return not word.is_function_word
    return at > 0 and word.text[0].isupper() and sentence[start].isupper() and not word.is_function_word


def _listed(sentence: str, answer: Span) -> Span:
    """The answer with the other names of the list that it stands in."""
    start, end = answer.start, answer.end
    named = [[word for word in name if not word.text[0].isdigit()] for name in names(sentence, list(words(sentence)))]
    spans = [Span(name[0].span.start, name[-1].span.end) for name in named if name]
    for span in spans:
        if _JOINT.fullmatch(sentence[end : span.start]):
            end = span.end
    for span in reversed(spans):
        if _JOINT.fullmatch(sentence[span.end : start]) and not _OF_PLACE.search(sentence[: span.start]):
            start = span.start
    others = _OTHERS.match(sentence, end)
    return Span(start, others.end() if others else end)
