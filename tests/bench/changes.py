"""Questions with one detail exchanged: they look answerable, and no text answers them any more."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from index.names import mentions, names
from index.words import words
from tests.bench.sets import Case, QuestionSet

MOST = 200
"""Of each kind."""

_YEAR = re.compile(r"\b(?:1\d|20)\d{2}\b")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|from|to|into|around|across|outside) (?:the )?$", re.IGNORECASE)
_APART = (-10, -7, -5, -3, -2, -1, 1, 2, 3, 5, 7, 10)
"""Years."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a question, from character `start` to `end`; `kind` is "name" or "place"."""

    text: str
    start: int
    end: int
    kind: str


def changed(data: QuestionSet) -> Mapping[str, tuple[Case, ...]]:
    """By the kind of what was exchanged - name, place, year - questions without gold, the same ones every time.

    A name is exchanged for one of the same kind from another question, which the gold text does not mention; a year for
    one that it does not have. What is exchanged stands in the gold text, else the question would not depend on it.
    """
    texts = {text.id: f"{text.title}\n{text.text}" for text in data.texts}
    asked = [(case, texts[min(case.gold)]) for case in data.cases if case.gold]
    pool: dict[str, list[str]] = defaultdict(list)
    for case, _ in asked:
        for name in _named(case.question):
            pool[name.kind].append(name.text)
    random, made = Random(1), defaultdict[str, list[Case]](list)
    for case, text in asked:
        for kind, question in _exchanged(case.question, text, pool, random):
            made[kind].append(replace(case, question=question, gold=frozenset()))
    return {kind: tuple(random.sample(cases, min(MOST, len(cases)))) for kind, cases in sorted(made.items())}


def _exchanged(
    question: str, text: str, pool: Mapping[str, Sequence[str]], random: Random
) -> Iterator[tuple[str, str]]:
    for name in [name for name in _named(question) if name.text in text][:1]:
        others = [other for other in pool[name.kind] if not _may_be_mentioned(f"{text}\n{question}", other)]
        if others:
            yield name.kind, question[: name.start] + random.choice(others) + question[name.end :]
    if (year := _YEAR.search(question)) and year[0] in text:
        others = [other for apart in _APART if (other := str(int(year[0]) + apart)) not in text]
        if others:
            yield "year", question[: year.start()] + random.choice(others) + question[year.end() :]


def _named(question: str) -> Iterator[Named]:
    """The names of a question that have a letter, but for its first word."""
    found = list(words(question))
    for run in names(question, found):
        start, end = run[0].span.start, run[-1].span.end
        if run[0] is not found[0] and not any(word.text[0].isdigit() for word in run):
            kind = "place" if _PLACE_BEFORE.search(question[:start]) else "name"
            yield Named(question[start:end], start, end, kind)


def _may_be_mentioned(text: str, name: str) -> bool:
    return any(mentions(text, run) for run in names(name, list(words(name))))
