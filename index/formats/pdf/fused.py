"""Cells of a PDF that stand close beside each other, parted where those above or below them are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from index.formats.pdf.cells import NEAR, is_aligned
from index.formats.pdf.lines import Cell, Line, words_of

ROWS = 4
"""Lines above and below one that tell where its columns are."""

FEWEST = 2
"""Of them, in which two words are in cells of their own."""


def with_parted_cells(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with the cells that they have in common with those around them."""
    for number, line in enumerate(lines):
        near = [*_near(line, lines[max(number - ROWS, 0) : number][::-1]), *_near(line, lines[number + 1 :][:ROWS])]
        yield _parted(line, near) if len(near) >= FEWEST else line


def _near(line: Line, others: Sequence[Line]) -> Iterator[Line]:
    """The lines with cells that follow closely."""
    last = line
    for other in others:
        if other.turn != line.turn or not 0 < abs(other.y - last.y) < NEAR * line.size:
            return
        if len(other.cells) > 1:
            yield other
        last = other


def _parted(line: Line, near: list[Line]) -> Line:
    if not any(run.breaks for cell in line.cells for run in cell.runs) and all(len(c.runs) == 1 for c in line.cells):
        return line
    cells = [part for cell in line.cells for part in _parts(cell, near)]
    return replace(line, cells=tuple(cells)) if len(cells) > len(line.cells) else line


def _parts(cell: Cell, near: list[Line]) -> list[Cell]:
    words = words_of(cell)
    if len(words) == 1:
        return [cell]
    starts = [0]
    for place, (before, after) in enumerate(pairwise(words), start=1):
        if sum(_parts_at(row, before, after) for row in near) >= FEWEST:
            starts.append(place)
    return [_joined(words[start:end]) for start, end in pairwise([*starts, len(words)])] if len(starts) > 1 else [cell]


def _parts_at(row: Line, before: Cell, after: Cell) -> bool:
    """Whether a row has cells of its own above or below two words, with a gap between them where the words have one;
    dots that lead from a name to its page are no words.
    """
    if not all(any(map(str.isalnum, word.text)) for word in (before, after)):
        return False
    cells = sorted(row.cells, key=lambda cell: cell.x)
    return any(
        is_aligned(before, left) and is_aligned(after, right) and max(before.end, left.end) < min(after.x, right.x)
        for left, right in pairwise(cells)
    )


def _joined(words: list[Cell]) -> Cell:
    return Cell(
        " ".join(word.text for word in words),
        min(word.x for word in words),
        max(word.end for word in words),
        all(word.is_bold for word in words),
        tuple(run for word in words for run in word.runs),
    )
