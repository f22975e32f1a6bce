"""The rows of a table in a PDF that lines are drawn around, from the letters in its cells."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from index.formats.pdf.grid import Grid, Region
from index.formats.pdf.lines import LEVEL, Line, Ruled, RuledCell, lines_of
from index.formats.pdf.outskirts import apart, column_of
from index.formats.pdf.runs import Run

LONG = 500
"""Characters; where several columns hold longer texts, they are parts of a page rather than of a table."""

SLIM = 6.0
"""Points; a lower row without letters is none."""

HOLE = 1.7
"""Times the distance of lines in a cell, from which they belong to different rows."""

FEWEST = 3
"""Lines in one row of a grid that may be rows themselves, where other lines part rows."""

FULL = 0.75
"""Share of such lines on which several cells say something."""

RUNNING_ON = 0.25
"""Share of lines in cells that begin in lower case, where they were wrapped."""

_Cells = dict[Region, list[Line]]


def rows_of(number: int, grid: Grid, runs: list[Run]) -> list[Line]:
    """The rows of a table in the cells of a grid; where it parts a page, the lines in its cells; else nothing."""
    table = _Table(grid, runs)
    long = {region[1] for region, lines in table.cells.items() if sum(len(line.text) for line in lines) > LONG}
    if len(long) > 1:
        return [line for region in sorted(table.cells) for line in table.cells[region]]
    rows = [Ruled(number, cells, is_apart=is_apart) for cells, is_apart in table.rows()]
    filled = [[column for column, cell in enumerate(row.cells) if cell.lines] for row in rows]
    is_table = len(rows) > 1 and any(len(columns) > 1 for columns in filled)
    return [_line(row) for row in rows] if is_table else []


class _Table:
    """The lines in the cells of a grid."""

    def __init__(self, grid: Grid, runs: list[Run]) -> None:
        self._levels = grid.levels
        self._sides = grid.sides
        self._regions = [list(row) for row in grid.regions]
        self.cells: _Cells = {}
        inside: dict[Region, list[Run]] = defaultdict(list)
        for run in runs:
            if run.place is not None:
                inside[grid.regions[run.place.row][run.place.column]].append(run)
        for region, within in inside.items():
            self._put(region, sorted(lines_of(within), key=lambda line: -line.y))

    def _put(self, region: Region, lines: list[Line]) -> None:
        """Put lines into a cell, or into several if it spans columns only because no line parts what stands apart."""
        top, left, below, right = region
        parts = [(column_of(part, self._sides), part) for line in lines for part in apart(line)]
        columns = {column for column, _ in parts}
        if right - left == 1 or None in columns or len(columns) == 1:
            if lines:
                self.cells[region] = lines
            return
        for row in range(top, below):
            self._regions[row][left:right] = [(top, column, below, column + 1) for column in range(left, right)]
        for column, part in parts:
            if column is not None:
                self.cells.setdefault((top, column, below, column + 1), []).append(part)

    def rows(self) -> Iterator[tuple[tuple[RuledCell, ...], bool]]:
        """The cells that begin in each row that says something; and whether an empty one is above it."""
        kept = [row for row in range(len(self._levels) - 1) if any(region[0] == row for region in self.cells)]
        for above, row in zip([None, *kept], kept, strict=False):
            is_apart = above is not None and self._levels[above + 1] - self._levels[row] > SLIM
            regions = sorted(
                {region for region in self._regions[row] if next(at for at in kept if at >= region[0]) == row},
                key=lambda region: region[1],
            )
            spans = [sum(region[0] <= at < region[2] for at in kept) for region in regions]
            lines = [self.cells.get(region, []) for region in regions]
            is_whole = len(regions) < len(set(self._regions[row])) or max(spans) > 1
            for part in [lines] if is_whole else _several(lines, is_alone=len(kept) <= len(("header", "body"))):
                cells = [
                    RuledCell(tuple(within), columns=region[3] - region[1], rows=span)
                    for region, span, within in zip(regions, spans, part, strict=True)
                ]
                yield tuple(cells), is_apart
                is_apart = False


def _several(cells: list[list[Line]], *, is_alone: bool) -> list[list[list[Line]]]:
    """The rows that stand in one row of a grid, as they do where lines part a table only from its header."""
    levels = _levels([line for lines in cells for line in lines])
    parts = [[[line for line in lines if _is_level(line, level)] for lines in cells] for level in levels]
    if len(levels) < (len(("first", "second")) if is_alone else FEWEST):
        return [cells]
    several = [sum(bool(lines) for lines in part) > 1 for part in parts]
    below = [line for lines in cells for line in lines[1:]]
    is_wrapped = sum(line.text[0].islower() for line in below) > RUNNING_ON * len(below)
    first = next(lines for lines in cells if lines)
    if is_wrapped or sum(several) < FULL * len(parts) or (len(first) < len(levels) and not _has_holes(cells)):
        return [cells]
    return parts


def _levels(lines: list[Line]) -> list[float]:
    """The heights at which lines stand, from the top."""
    found: list[float] = []
    for line in sorted(lines, key=lambda line: -line.y):
        if not found or found[-1] - line.y > LEVEL * line.size:
            found.append(line.y)
    return found


def _is_level(line: Line, level: float) -> bool:
    return -1 < level - line.y <= LEVEL * line.size


def _has_holes(cells: list[list[Line]]) -> bool:
    """Whether a cell leaves out lines, as rows with an empty cell do."""
    steps = [before.y - after.y for lines in cells for before, after in pairwise(lines)]
    return max(steps, default=0) > HOLE * min(steps, default=0)


def _line(row: Ruled) -> Line:
    """A row as a line, which stands where its highest letters do."""
    lines = [line for cell in row.cells for line in cell.lines]
    first = max(lines, key=lambda line: line.y)
    return replace(
        first,
        text=" ".join(line.text for line in lines),
        x=min(line.x for line in lines),
        end=max(line.end for line in lines),
        is_bold=all(line.is_bold for line in lines),
        is_margin=all(line.is_margin for line in lines),
        cells=(),
        is_row=True,
        ruled=row,
    )
