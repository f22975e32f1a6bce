"""Rows of tables told as sentences, one for each cell: the models were trained on prose, and tell those best apart."""

import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.documents import Span
from index.passages import Passage
from index.questions import Asked
from index.reading.keys import is_asked, is_like, is_named, may_answer
from index.reading.listing import cells
from index.span_reader import Found, SpanReader
from index.words import terms

MOST_ROWS = 3
"""Rows that are read so: those with most of the question's words."""

MOST_CELLS = 30
"""Cells of them; each costs what a short sentence does."""

WHOLE = 6
"""Words; of a longer value only the part is the answer that the reader sees in it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A cell as an answer: where it stands in its document, whether whole, and the logit for that it answers."""

    span: Span
    answerable: float
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row, told as a sentence: `value` is where what it holds stands in the document, and `start` where in
    the sentence.
    """

    passage: Passage
    row: Span
    value: Span
    sentence: str
    start: int

    @property
    def told(self) -> Passage:
        """A passage, of this one's document and heading, that has nothing but the sentence."""
        span = Span(0, len(self.sentence))
        return replace(self.passage, span=span, text=self.sentence, sentences=(span,))

    def answer(self, found: Found) -> Answer:
        """The value, or what of a long one answers."""
        if len(terms(self.sentence[self.start :])) <= WHOLE:
            return Answer(self.value, found.answerable)
        shift = self.value.start - self.start
        seen = found.places[0].answer
        part = Span(max(self.value.start, seen.start + shift), min(self.value.end, seen.end + shift))
        return Answer(part if part.start < part.end else self.value, found.answerable, is_whole=False)


def read_cells(
    asked: Asked, passages: Sequence[Passage], span_reader: SpanReader
) -> dict[str, dict[Span, list[Answer]]]:
    """By the passage's id and the row, the cells that may answer, the likeliest first.

    Read are the rows that have most of the question's words, but none that leaves a column empty which it names.
    """
    told = [cell for row in _named(asked, passages) for cell in verbalized(asked, row.passage, row.span)][:MOST_CELLS]
    answers: dict[str, dict[Span, list[Answer]]] = {}
    for cell, found in zip(told, span_reader.read(asked.text, [cell.told for cell in told]), strict=True):
        if found:
            row = answers.setdefault(cell.passage.id, {}).setdefault(cell.row, [])
            bisect.insort(row, cell.answer(found), key=lambda answer: -answer.answerable)
    return answers


def verbalized(asked: Asked, passage: Passage, row: Span) -> Iterator[Cell]:
    """A sentence for each cell that may answer, by what the question names of the row: "The Keeper of Birch Hut is
    Mona." Of four ways to say it this one told best which of 71 answers were in the tables, and which of 45 were not.
    """
    text = passage.quote(row)
    named = [value for _, value in _keys(asked, text)]
    for name, value in _filled(text):
        key = ", ".join(other.of(text) for other in named if other != value)
        if key and may_answer(asked, value.of(text)) and not is_asked(asked, value.of(text)):
            start = f"The {name} of {key} is "
            span = Span(row.start + value.start, row.start + value.end)
            yield Cell(passage, row, span, f"{start}{value.of(text)}.", len(start))


@dataclass(frozen=True, slots=True)
class _Row:
    passage: Passage
    span: Span
    cells: list[tuple[str, Span]]

    def named(self, asked: Asked) -> frozenset[str]:
        """The words of the question that its values have, and the names of the columns of those that have one."""
        text = self.passage.quote(self.span)
        keys = " ".join(f"{name} {value.of(text)}" for name, value in _keys(asked, text))
        return frozenset(term for term in asked.terms if is_like(term, terms(keys)))


def _named(asked: Asked, passages: Sequence[Passage]) -> list[_Row]:
    """The rows that have all of the question's words that any row of their table has, most words first."""
    tables = defaultdict[tuple[str, str], list[_Row]](list)
    for passage in passages:
        for span in passage.sentences:
            if len(found := cells(passage.quote(span))) > 1:
                tables[passage.source.document, found[0][0]].append(_Row(passage, span, found))
    named = [found for rows in tables.values() for found in _named_in(asked, rows)]
    most = max((count for count, _ in named), default=0)
    return [row for count, row in named if count == most][:MOST_ROWS]


def _named_in(asked: Asked, table: Sequence[_Row]) -> Iterator[tuple[int, _Row]]:
    """The rows of a table that are named, and by how many words; none whose cell is empty under an asked name."""
    columns = {name for row in table for name, _ in row.cells}
    named = [row.named(asked) for row in table]
    every = frozenset[str]().union(*named)
    for row, found in zip(table, named, strict=True):
        if found and found == every and not is_named(asked, columns.difference(name for name, _ in row.cells)):
            yield len(found), row


def _filled(row: str) -> list[tuple[str, Span]]:
    return [(name, value) for name, value in cells(row) if value.of(row).strip()]


def _keys(asked: Asked, row: str) -> Iterator[tuple[str, Span]]:
    """The cells that say which row it is: of the first two, and of those with hardly another word, the named ones."""
    for at, (name, value) in enumerate(_filled(row)):
        said = terms(value.of(row))
        named = sum(is_like(term, asked.terms) for term in said)
        if named and (at < len(("first", "second")) or 2 * named >= len(said)):
            yield name, value
