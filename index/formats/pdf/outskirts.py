"""Rows of a table in a PDF that stand above or below the lines around the others, as names and every other row may."""

from bisect import bisect
from dataclasses import dataclass, replace
from itertools import pairwise

from index.formats.pdf.grid import THIN
from index.formats.pdf.lines import Line, Ruled, RuledCell

FARTHEST = 1.6
"""Times the largest distance of rows, up to which a line may be the next."""

HIGHEST = 4.0
"""Times the size of letters; the same."""

INSIDE = 1.0
"""Points by which letters of a cell may stand over its sides."""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines as they are drawn: those of a table with the sides of its columns, or others."""

    lines: list[Line]
    sides: list[float]


def column_of(line: Line, sides: list[float]) -> int | None:
    """The only column that a line stands in."""
    first, last = (bisect(sides, edge) - 1 for edge in (line.x + INSIDE, line.end - INSIDE))
    return first if first == last and 0 <= first < len(sides) - 1 else None


def apart(line: Line) -> list[Line]:
    """The cells of a line as lines."""
    return [
        replace(line, text=cell.text, x=cell.x, end=cell.end, is_bold=cell.is_bold, cells=()) for cell in line.cells
    ]


def with_outskirts(parts: list[Part]) -> list[Part]:
    """The parts, with the lines around a table that are rows of it, and what goes on with it, in it."""
    found: list[Part] = []
    for part in parts:
        before = found[-1] if found else None
        if not part.sides and before is not None and before.sides:
            taken = _taken(before, part.lines)
            found[-1] = replace(before, lines=[*before.lines, *taken])
            if len(taken) < len(part.lines):
                found.append(replace(part, lines=part.lines[len(taken) :]))
        elif part.sides and before is not None and not before.sides:
            taken = _taken(part, before.lines[::-1])[::-1]
            found[-1] = replace(before, lines=before.lines[: len(before.lines) - len(taken)])
            whole = replace(part, lines=[*taken, *part.lines])
            if not found[-1].lines:
                found.pop()
            found.append(whole)
            _join_last(found)
        else:
            found.append(part)
            _join_last(found)
    return found


def _join_last(parts: list[Part]) -> None:
    """Join the last two parts if they are one table."""
    if len(parts) < len(("first", "second")):
        return
    first, second = parts[-2:]
    is_same = len(first.sides) == len(second.sides) > 0 and all(
        abs(side - other) < THIN for side, other in zip(first.sides, second.sides, strict=True)
    )
    if is_same and 0 < first.lines[-1].y - second.lines[0].y <= _farthest([*first.lines, *second.lines]):
        ruled = first.lines[0].ruled
        number = ruled.table if ruled else 0
        again = [replace(line, ruled=replace(line.ruled, table=number)) for line in second.lines if line.ruled]
        parts[-2:] = [replace(first, lines=[*first.lines, *again])]


def _taken(table: Part, lines: list[Line]) -> list[Line]:
    """The first of these lines, as rows of a table, if they are such."""
    taken: list[Line] = []
    last = table.lines[-1] if lines and lines[0].y < table.lines[-1].y else table.lines[0]
    farthest = _farthest(table.lines)
    for line in lines:
        parts = {column_of(part, table.sides): part for part in apart(line)}
        is_near = line.turn == last.turn and abs(line.y - last.y) <= min(farthest, HIGHEST * line.size)
        if not is_near or None in parts or not 1 < len(parts) == len(line.cells):
            break
        cells = [RuledCell((parts[column],) if column in parts else ()) for column in range(len(table.sides) - 1)]
        number = table.lines[0].ruled.table if table.lines[0].ruled else 0
        last = replace(line, cells=(), is_row=True, ruled=Ruled(number, tuple(cells)))
        taken.append(last)
    return taken


def _farthest(rows: list[Line]) -> float:
    steps = [before.y - after.y for before, after in pairwise(rows)]
    return FARTHEST * max(steps, default=0)
