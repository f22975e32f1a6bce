"""Lists and tables: an item without its mark, the cells of a row, the items that a question wants together."""

import re
from collections.abc import Iterator

from index.documents import Span
from index.passages import Passage
from index.patterns import late
from index.questions import Asked, Kind
from index.sentences import LIST_ITEM
from index.words import words

_ONE_THING = frozenset({Kind.TIME, Kind.NUMBER, Kind.DURATION, Kind.AGE, Kind.YES_NO})
"""Kinds that one item answers."""

_ALL_THERE_IS = frozenset("new chang list thing item point step happen".split())
"""Stems of words that ask for whatever stands below a heading: what is new in 2.4?"""

_LINE = late(r"[^\n]+")
_CELL = late(r"(?:^|; )(?P<name>[^:;]{1,60}(?:: [^:;,]{1,30}(?=: [^:;]*(?:;|$)))?): (?P<value>[^;]+)")
"""A name may have a colon in it, where its value has none: "Mon-Fri: 1 hour: 18"."""

_FACT = late(r"[^\W_][^\n:;]{0,40}: \S")
"""A line such as "Harvest: 4 October", or the item of a list of definitions."""

_MARK = late(r"\s*(?:[-*•‣◦–]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+")


def cells(sentence: str) -> list[tuple[str, Span]]:
    """The cells of a row, each under its name: where its value stands. What is no row has none, or one."""
    return [(cell["name"], Span(*cell.span("value"))) for cell in _CELL.finditer(sentence)]


def is_row(sentence: str) -> bool:
    """Whether a sentence is a row of a table, read as `name: value; name: value`."""
    return len(cells(sentence)) > 1


def is_fact(sentence: str) -> bool:
    """Whether a sentence is a name and what it has, as in `Editor: Ada`."""
    mark = _MARK.match(sentence)
    return bool(_FACT.match(sentence, mark.end() if mark else 0))


def bare(passage: Passage, sentence: Span) -> Span:
    """A sentence without the mark that makes it an item of a list."""
    mark = _MARK.match(passage.quote(sentence))
    return Span(sentence.start + mark.end(), sentence.end) if mark else sentence


def wanted_items(asked: Asked, passage: Passage, sentence: Span) -> list[Span]:
    """The sentences of the list that a sentence stands in, if its heading is what the question asks; else none.

    Those of one passage, that is, of at most 800 characters.
    """
    if asked.kind in _ONE_THING or not _is_asked(asked, passage.heading):
        return []
    items = next((run for run in _lists(passage) if any(_holds(item, sentence) for item in run)), [])
    inside = (span for span in passage.sentences if any(_holds(item, span) for item in items))
    return [bare(passage, span) for span in inside if any(map(str.isalpha, passage.quote(span)[1:]))]


def siblings(passage: Passage, sentence: Span) -> list[Span]:
    """The other items of the list, rows of the table, or facts below each other, that a sentence stands in."""
    for run in (*_lists(passage), _rows(passage), *_runs(passage, _FACT)):
        if any(_holds(item, sentence) for item in run):
            return [item for item in run if not _holds(item, sentence)]
    return []


def _rows(passage: Passage) -> list[Span]:
    return [span for span in passage.sentences if is_row(passage.quote(span))]


def _is_asked(asked: Asked, heading: str) -> bool:
    """Whether a heading has every telling word of a question."""
    said = {word.term for word in words(heading)}
    telling = asked.terms - _ALL_THERE_IS
    return bool(telling) and telling <= said


def _lists(passage: Passage) -> Iterator[list[Span]]:
    return _runs(passage, LIST_ITEM)


def _runs(passage: Passage, item: re.Pattern[str]) -> Iterator[list[Span]]:
    """The lines of a passage that are items, with the indented ones below them, list by list."""
    run: list[Span] = []
    for match in _LINE.finditer(passage.text):
        line = Span(passage.span.start + match.start(), passage.span.start + match.end())
        if item.match(match[0]):
            run.append(line)
        elif run and match[0][0].isspace():
            run[-1] = Span(run[-1].start, line.end)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _holds(item: Span, sentence: Span) -> bool:
    return item.start <= sentence.start and sentence.end <= item.end
