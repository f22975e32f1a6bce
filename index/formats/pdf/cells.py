"""Gaps in lines of a PDF that part cells: wide ones, and those that stand above each other; never those of prose."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from index.formats.headers import kind
from index.formats.pdf.lines import CELL, Cell, Line

WIDE = 2.0
"""Times the size of letters; a wider gap parts cells wherever it is."""

STOP = 3.0
"""The same after the end of a sentence."""

NEAR = 4.0
"""Times the size of letters from a line to the next in its table."""

ALIGNED = 3.0
"""Points by which the edges of cells that stand above each other may differ."""

EVEN = 0.02
"""Share by which the gaps of a justified line differ."""

FLUSH = 1.0
"""Points by which the ends of justified lines differ."""

FEWEST_GAPS = 3
"""Of one width, that make a line a justified one."""

FEWEST_ROWS = 3
"""Lines with the same gaps that can be columns of prose."""

PROSE = 14
"""Characters that cells have on average at least, where columns of prose were drawn line by line."""

RUNNING_ON = 0.3
"""Share of such cells that begin in lower case."""

MARKER = re.compile(r"(?:[^\w\s]{1,3}|[([]?(?:[A-Z]?\d*(?:\.\d+)*|[a-z]|[ivxlc]+)[.)\]]{0,2}|§ ?\d+[a-z]?\.?)")
"""What stands before an item of a list, a section or a note."""


def with_cells(lines: tuple[Line, ...]) -> list[Line]:
    """The lines with the cells that they really have; columns of prose one after the other."""
    settled = [
        _settled(line, [other for other in (before, after) if other is not None and _is_near(line, other)])
        for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False)
    ]
    below = [*settled[1:], None]
    kept = [_whole(line) if _runs_on(line, after) else line for line, after in zip(settled, below, strict=False)]
    return list(_unwoven(kept))


def _is_near(line: Line, other: Line) -> bool:
    return line.turn == other.turn and 0 < abs(line.y - other.y) < NEAR * line.size


def _settled(line: Line, near: list[Line]) -> Line:
    cells = line.cells
    if _is_justified(line, near) or (len(cells) == len(("marker", "item")) and MARKER.fullmatch(cells[0].text)):
        return _whole(line)
    if not any(_parts(before, cell, line, near) for before, cell in pairwise(cells)):
        return _whole(line)
    kept = [cells[0]]
    for before, cell in pairwise(cells):
        if _is_stop(before) and not _parts(before, cell, line, near):
            kept[-1] = Cell(f"{kept[-1].text} {cell.text}", min(kept[-1].x, cell.x), max(kept[-1].end, cell.end))
        else:
            kept.append(cell)
    return replace(line, cells=tuple(kept)) if len(kept) > 1 else _whole(line)


def _parts(before: Cell, cell: Cell, line: Line, near: list[Line]) -> bool:
    """Whether a gap is wide, or stands above or below another one with the same edge."""
    left, right = sorted((before, cell), key=lambda one: one.x)
    if right.x - left.end > (STOP if _is_stop(before) else WIDE) * line.size:
        return True
    return not _is_stop(before) and any(
        is_aligned(right, other[1]) and min(right.x, other[1].x) - max(left.end, other[0].end) > CELL * line.size / 2
        for row in near
        for other in pairwise(sorted(row.cells, key=lambda one: one.x))
    )


def _is_stop(cell: Cell) -> bool:
    """Whether a sentence ends, after which a space may be wide."""
    return cell.text[-1] in ".!?" and " " in cell.text


def is_aligned(cell: Cell, other: Cell) -> bool:
    """Whether two cells share an edge, or their middle."""
    middle = abs(cell.x + cell.end - other.x - other.end) / 2
    return min(abs(cell.x - other.x), abs(cell.end - other.end), middle) < ALIGNED


def _is_justified(line: Line, near: list[Line]) -> bool:
    """Whether gaps are all as wide, as in a line that fills its column, and not those between values."""
    pairs = list(pairwise(line.cells))
    gaps = [after.x - before.end for before, after in pairs]
    is_even = bool(gaps) and min(gaps) > 0 and max(gaps) - min(gaps) < EVEN * min(gaps)
    if not is_even or all(kind(cell.text) for cell in line.cells):
        return False
    return len(gaps) >= FEWEST_GAPS or (
        len(gaps) > 1
        and any(_is_flush(line, other) and not all(_has_gap_at(other, pair) for pair in pairs) for other in near)
    )


def _has_gap_at(line: Line, gap: tuple[Cell, Cell]) -> bool:
    """Whether a line has a gap above or below another one, with a cell behind it that is aligned."""
    return any(
        is_aligned(after, gap[1]) and before.end < gap[1].x and gap[0].end < after.x
        for before, after in pairwise(line.cells)
    )


def _is_flush(line: Line, other: Line) -> bool:
    """Whether two lines begin and end at the same places, as those of justified prose do."""
    return abs(line.x - other.x) < FLUSH and abs(line.end - other.end) < FLUSH


def _whole(line: Line) -> Line:
    return replace(line, cells=()) if line.cells else line


def _runs_on(line: Line, below: Line | None) -> bool:
    """Whether a line with a gap is one of prose: the next goes on below all of it."""
    if not line.cells or below is None or below.cells or not _is_near(line, below) or below.y > line.y:
        return False
    return below.text[:1].islower() and below.x < line.cells[0].end and below.end > line.cells[-1].x


def _unwoven(lines: list[Line]) -> Iterator[Line]:
    """The lines, with columns of prose that were drawn line by line put one after the other."""
    place = 0
    while place < len(lines):
        end = place + 1
        while end < len(lines) and _has_same_starts(lines[place], lines[end]):
            end += 1
        group = lines[place:end]
        if len(group) >= FEWEST_ROWS and all(_is_prose(column) for column in zip(*_cells(group), strict=False)):
            for column in range(len(lines[place].cells)):
                yield from (alone(line, line.cells[column]) for line in group if column < len(line.cells))
        else:
            yield from group
        place = end


def _cells(group: list[Line]) -> list[tuple[Cell, ...]]:
    return [line.cells for line in group]


def _has_same_starts(first: Line, line: Line) -> bool:
    return len(first.cells) == len(line.cells) > 1 and all(
        abs(cell.x - other.x) < ALIGNED for cell, other in zip(first.cells, line.cells, strict=True)
    )


def _is_prose(column: tuple[Cell, ...]) -> bool:
    running_on = sum(cell.text[:1].islower() for cell in column)
    return sum(len(cell.text) for cell in column) > PROSE * len(column) and running_on > RUNNING_ON * len(column)


def alone(line: Line, cell: Cell) -> Line:
    """A cell as a line of its own."""
    return replace(line, text=cell.text, x=cell.x, end=cell.end, cells=())
