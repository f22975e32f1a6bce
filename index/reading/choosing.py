"""Which of several alike in a sentence answers, where the reader marked another: the price of what was asked for."""

import re
from collections.abc import Iterable, Iterator, Sequence

from index.documents import Span
from index.lemmas import is_told
from index.names import names, same_stem
from index.patterns import late
from index.questions import Asked, Kind
from index.reading.counts import is_measured_otherwise
from index.reading.keys import is_asked
from index.reading.listing import cells
from index.reading.opposites import opposed, other_side
from index.reading.succession import neighbour
from index.reading.times import asks_of_now, told_times
from index.roles import doer
from index.verifying.clauses import Text
from index.verifying.facts import is_time
from index.verifying.numbers import UNITS, numbers
from index.words import Word, terms, words

_BREAK = late(r"[;:,](?!\d)|\b(?:and|but|while|whereas|or)\b", re.IGNORECASE)
_PERSONS = late(r";|,?\s\b(?:and|but|while|whereas)\b", re.IGNORECASE)
"""For people, commas part nothing: they stand around what somebody is."""

_ENDING = late(r"\b(to|from|with|by|for|against|about|of|in|on|at|into|after)\W*$", re.IGNORECASE)

_ALIKE = late(r"(?:[\s,]|\b(?:and|the|[A-Z][\w'’.-]*))+")
"""What stands between two names of one list: other names."""

NEAR = 4
"""Words between a preposition and what it joins."""

_FOR = late(r"\b(?:for|if|with|without|from|after|before|on|in|when|per)\b", re.IGNORECASE)
"""What says of a number to whom, or when, it applies."""

_COUNTED = frozenset({Kind.NUMBER, Kind.DURATION, Kind.AGE})
_PRICE = late(r"\bhow much\b.*\b(?:costs?|pay|charge|is|are|was|were)\b|\b(?:price|cost|fee)\b", re.IGNORECASE)
_FREE = late(
    r"\b(?:free(?: of charge)?|for nothing|(?:costs?|pays?) nothing|no (?:fee|charge|admission)|without charge)\b",
    re.IGNORECASE,
)
_WHO_DID = late(r"(?:who|which \w+)(?: has| had| have)? (?P<verb>\w+)", re.IGNORECASE)
OF_VERB = 2
"""Words that what somebody did is worth, where it is asked who did it."""

_WHOM = late(
    r"\s*(?P<whom>.+?)(?=[,;.:(]|\s(?:in|on|at|for|from|by|with|after|before|who|which|and|to|as|when|because)\b|$)",
    re.IGNORECASE,
)
ONE = late(r"\b(?:only one|just one|none)\b", re.IGNORECASE)
"""Numbers that are none by themselves."""

_NOBODY = late(
    r"(?P<what>[^.;:]+?)(?::\s*| is (?:currently |still |now )?)"
    r"(?P<nobody>vacant|unfilled|(?:yet )?to be (?:announced|elected|confirmed|decided)|tb[acd])\b",
    re.IGNORECASE,
)
_BRACKETS = late(r"\([^()]{1,40}\)")
_YEAR = late(r"\b(?:1\d|20)\d\d\b")
_ORDINAL = late(r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))")
_NOW = late(r"\b(?:is|are|has|have|now|today|currently|nowadays)\b", re.IGNORECASE)
_THEN = late(r"\b(?:was|were|had|\w+ed)\b.*\b(?:1\d|20)\d\d\b|\b(?:used to|previously|formerly)\b", re.IGNORECASE)

_OF_PRICES = frozenset("cost price fee pay charg".split())
"""Stems of words that every price has in common."""


def chosen(asked: Asked, sentence: str, answer: Span) -> Span | None:
    """The part that answers, or `answer`, the reader's, wherever that is not plain; None where it is plain that this
    does not answer, and not what does.

    Of "who did it?" who does it there, of "who was it before?" who was; of "who bought it?" whom it was sold to; of
    "who did it go to?" who stands behind "to". In a row of a table the cell whose name was asked for; in prose the
    number, the time or the name in the clause that has more of the question's words.
    """
    row = cells(sentence)
    is_one_of_several = len(row) > 1
    clauses = list(clauses_of(sentence, _PERSONS if asked.kind is Kind.PERSON else _BREAK))
    of_year = None if is_one_of_several else _of_asked_year(asked, sentence, clauses, answer)
    if of_year is not None:
        return next((part for clause in of_year for part in _alike(asked, clause, sentence)), None)
    who = (
        _nobody(asked, sentence)
        or neighbour(asked, sentence)
        or doer(asked.text, sentence)
        or _other_side(asked, sentence)
        or _behind(asked, sentence, answer)
    )
    if who is not None:
        return answer if who.meets(answer) or _ALIKE.fullmatch(sentence[answer.end : who.start]) else who
    answer = _value(row, answer)
    if is_one_of_several:
        parts = [(value, name) for name, value in row if not is_asked(asked, value.of(sentence))]
    else:
        told = _with_their_subject(asked, sentence, clauses)
        parts = [(part, clause) for part, clause in told if not is_known(asked, part.of(sentence))]
        is_no_amount = asked.kind in _COUNTED and not any(_amounts(answer.of(sentence)))
        if len(parts) == 1 and (is_no_amount or is_known(asked, answer.of(sentence))):
            return parts[0][0]
    if now := _of_now(asked, parts, answer):
        return now
    return _best(asked, parts, answer) if len({text for _, text in parts}) > 1 else answer


def is_known(asked: Asked, part: str) -> bool:
    """Whether all telling words of a part of a sentence stand in the question just so: it is no answer."""
    known = {word.text.lower() for word in asked.words}
    told = {word.text.lower() for word in words(part) if not word.is_function_word}
    return bool(told) and told <= known


def _nobody(asked: Asked, sentence: str) -> Span | None:
    """Where a sentence says of what is asked that nobody is or does it: "Secretary: vacant"."""
    found = _NOBODY.search(sentence) if asked.kind is Kind.PERSON else None
    is_asked = found is not None and not asked.terms.isdisjoint(terms(found["what"]))
    return Span(*found.span("nobody")) if found and is_asked else None


def keyed(asked: Asked, sentence: str) -> Span | None:
    """The name before the brackets that hold but words of the question: Ilse Brandt (wood), Teo Quint (metal)."""
    if asked.kind is not Kind.PERSON:
        return None
    keys = [key for key in _BRACKETS.finditer(sentence) if {*terms(key[0])} and {*terms(key[0])} <= asked.terms]
    named = [Span(name[0].span.start, name[-1].span.end) for name in _others(asked, sentence)] if len(keys) == 1 else []
    return next((name for name in named if sentence[name.end : keys[0].start()] == " "), None)


def _of_asked_year(asked: Asked, sentence: str, clauses: Sequence[Span], answer: Span) -> list[Span] | None:
    """The clauses of the asked year, where the reader's answer stands in one of another year; None elsewhere.

    For people that may be one of no year, if the other comes later: first by Marrable and, from 1911, by Dace.
    """
    years = set(_YEAR.findall(asked.text)) if asked.kind in {*_COUNTED, Kind.PERSON} else set()
    own = next((clause for clause in clauses if clause.meets(answer)), answer)
    others = set(_YEAR.findall(own.of(sentence)))
    told = [clause for clause in clauses if years & set(_YEAR.findall(clause.of(sentence)))]
    if asked.kind is Kind.PERSON:
        told = [clause for clause in told if clause.start > own.start and any(_alike(asked, clause, sentence))]
    elif not others:
        return None
    return None if years & others else told or None


def _with_their_subject(asked: Asked, sentence: str, clauses: Iterable[Span]) -> Iterator[tuple[Span, str]]:
    """What in clauses may answer, each with its clause; where that has no subject, with the one before: "a ticket is 6
    pounds, 4 for children".
    """
    subject = ""
    for clause in clauses:
        for part in _alike(asked, clause, sentence):
            before, after = sentence[clause.start : part.start].strip(), sentence[part.end : clause.end]
            is_one_more = not before and _FOR.search(after)
            yield part, f"{subject} {clause.of(sentence)}" if is_one_more else clause.of(sentence)
            subject = subject or before


def _value(row: Sequence[tuple[str, Span]], answer: Span) -> Span:
    """An answer in a cell, without what it holds of the cell's name."""
    starts = (value.start for name, value in row if 0 < value.start - answer.start <= len(name) + 2)
    start = next((start for start in starts if start < answer.end), answer.start)
    is_one = sum(value.meets(answer) for _, value in row) == 1
    return Span(start, answer.end) if is_one else answer


def is_free(asked: Asked, sentence: str) -> bool:
    """Whether the price of something is asked, and a sentence says of just that that it costs nothing."""
    if not _PRICE.search(asked.text) or not _FREE.search(sentence):
        return False
    wanted = {term for term in asked.terms - _OF_PRICES if not term.isdigit()}
    return bool(wanted) and wanted <= set(terms(sentence))


def _other_side(asked: Asked, sentence: str) -> Span | None:
    """Whoever stands first where the sentence tells the deed from its other side: a name, or "breakers"."""
    side = other_side(asked.text, sentence)
    whom = _WHOM.match(sentence, side.start) if side else None
    if side is None or whom is None:
        return None
    named = (Span(name[0].span.start, name[-1].span.end) for name in _others(asked, sentence))
    return next((name for name in named if name.meets(Span(*whom.span("whom")))), Span(*whom.span("whom")))


def _behind(asked: Asked, sentence: str, answer: Span) -> Span | None:
    """The first name behind the preposition that the question ends with, where a word of the question is before it.

    None if the reader has found its answer there.
    """
    ends = _ENDING.search(asked.text)
    if ends is None or asked.kind not in {Kind.PERSON, Kind.OTHER, Kind.PLACE}:
        return None
    said = list(words(sentence))
    for at in (at for at, word in enumerate(said) if word.text.lower() == ends[1].lower()):
        following = said[at + 1 : at + 2 * NEAR]
        if not following or not any(is_told(word, said[max(0, at - NEAR) : at]) for word in asked.event):
            continue
        if answer.meets(Span(following[0].span.start, following[-1].span.end)):
            return None
        if name := next((name for name in _others(asked, sentence) if name[0] in following[:NEAR]), None):
            return Span(name[0].span.start, name[-1].span.end)
    return None


def _best(asked: Asked, parts: Sequence[tuple[Span, str]], answer: Span) -> Span | None:
    """The one part beside whose name or in whose clause most of the question stands, if the answer's own has less. Of
    several the one that is named most like the answer's own: Rent 2026 for Rent 2025, rather than Deposit 2026.
    """
    rated = [(_rate(asked, text), part, text) for part, text in parts]
    best = max(rate for rate, _, _ in rated)
    own = [(rate, text) for rate, part, text in rated if part.meets(answer)]
    if not own or best <= 0:
        return answer
    firsts = [(part, text) for rate, part, text in rated if rate == best]
    if max(own)[0] == best:
        first, *others = (bool(_FOR.search(text)) for _, text in firsts)
        is_plain = not others or (all(others) and not first)
        return firsts[0][0] if is_plain and len(own) > 1 and asked.kind in _COUNTED else answer
    if len(firsts) == 1:
        return firsts[0][0]
    like = [len({*terms(text)} & {*terms(own[0][1])}) for _, text in firsts]
    return firsts[like.index(max(like))][0] if like.count(max(like)) == 1 else None


def _of_now(asked: Asked, parts: Sequence[tuple[Span, str]], answer: Span) -> Span | None:
    """The one part that is of now, where a question of now was answered by how it was: 30 in 1995, and 12 today."""
    if not asks_of_now(asked.text) or _YEAR.search(asked.text):
        return None
    own = next((text for part, text in parts if part.meets(answer)), "")
    others = [part for part, text in parts if not part.meets(answer) and _NOW.search(text)]
    return others[0] if _THEN.search(own) and not _NOW.search(own) and len(others) == 1 else None


def _rate(asked: Asked, text: str) -> int:
    """How many of the question's words a text has; one less where it replaces one by what excludes it."""
    said = list(words(text))
    telling = asked.terms - _OF_PRICES
    held = sum(any(same_stem(term, word.term) for word in said) for term in telling)
    verb = match["verb"] if (match := _WHO_DID.match(asked.text)) else ""
    held += OF_VERB * any(word.text == verb and is_told(word, said) for word in asked.event)
    return held - (opposed(asked.words, said) is not None)


def clauses_of(sentence: str, breaks: re.Pattern[str] = _BREAK) -> Iterator[Span]:
    """The parts of a sentence between its commas and conjunctions, or whatever `breaks` it."""
    start = 0
    for mark in breaks.finditer(sentence):
        yield Span(start, mark.start())
        start = mark.end()
    yield Span(start, len(sentence))


def _alike(asked: Asked, clause: Span, sentence: str) -> Iterator[Span]:
    """What in a clause is of the kind that was asked for."""
    text = clause.of(sentence)
    if asked.kind in _COUNTED:
        is_price = bool(_PRICE.search(asked.text))
        question = "how much money" if is_price else asked.text
        found = [part for part in _amounts(text) if not is_measured_otherwise(question, part.of(text))]
        found += [Span(*match.span()) for match in _FREE.finditer(text)] if is_price else []
        found = [part for part in found if not is_known(asked, part.of(text))]
        found = found or [Span(*match.span()) for match in ONE.finditer(text)]
    elif asked.kind is Kind.TIME:
        found = told_times(text, asked.text)
    elif asked.kind is Kind.PERSON:
        found = [Span(name[0].span.start, name[-1].span.end) for name in _others(asked, text)]
    else:
        found = []
    yield from (Span(clause.start + part.start, clause.start + part.end) for part in found)


def _amounts(text: str) -> Iterator[Span]:
    """The numbers with their units."""
    read = Text(text)
    for number in numbers(read):
        before = read.tokens[number.first - 1].low if number.first else ""
        if any(_ORDINAL.fullmatch(low) for low in (before, read.tokens[number.last].low)):
            continue  # the second, a second one
        last = number.last
        following = read.tokens[last + 1 : last + 2]
        is_unit = bool(following) and (
            following[0].low in UNITS or not (following[0].word.is_function_word or is_time(following[0]))
        )
        end = read.tokens[last + is_unit].word.span.end
        yield Span(read.tokens[number.first].word.span.start, end)


def _others(asked: Asked, text: str) -> Iterator[Sequence[Word]]:
    """The names that the question does not have itself, numbers apart."""
    known = {word.term for word in asked.words}
    for name in names(text, list(words(text))):
        if not any(word.term in known or word.text[0].isdigit() for word in name):
            yield name
