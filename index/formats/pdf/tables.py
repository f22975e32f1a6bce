"""Tables among the lines of a PDF: their columns, the names above them, and each row as a line of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from index.formats import grids
from index.formats.pdf.cells import ALIGNED, NEAR, alone, is_aligned, with_cells
from index.formats.pdf.cellwise import with_rows_of_cells
from index.formats.pdf.columns import Columns
from index.formats.pdf.directions import is_right_to_left
from index.formats.pdf.fused import with_parted_cells
from index.formats.pdf.lines import Cell, Line, Page, RuledCell
from index.formats.pdf.paragraphs import joined
from index.formats.pdf.wrapping import WRAPPED
from index.formats.rows import last_names
from index.formats.rows import lines as worded

APART = 1.5
"""Times the largest distance of lines in a table, from which another one begins."""

CLOSER = 0.85
"""Share of the distance of rows, below which a line belongs to the row above it."""

LONGEST_LABEL = 40
"""Characters of what stands before a value, as in `Name: value`."""

MOST_LINES = 3
"""Of a row that is all of a table; more are text beside a picture or a name."""

_Extents = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Grid:
    """The rows of a table, the lines in which they begin, and from where to where its columns go."""

    rows: list[list[grids.Cell]]
    lines: list[Line]
    extents: _Extents


@dataclass(frozen=True, slots=True)
class _Named:
    """The columns of a table that nothing has followed yet, and their names."""

    extents: _Extents
    names: list[str]


def tabled(pages: Iterable[Page]) -> Iterator[Page]:
    """Pages with their tables worded row by row, of those that go on on the next page under the same names."""
    last: _Named | None = None
    for page in pages:
        lines: list[Line] = []
        for part in _parts(page):
            if isinstance(part, Line):
                last = None
                lines.append(part)
            else:
                above = last.names if last and not lines and _agree(last.extents, part.extents) else []
                lines += _worded_rows(part, above)
                last = _Named(part.extents, last_names(part.rows, above=above))
        yield replace(page, lines=tuple(lines))


def _parts(page: Page) -> Iterator[Line | _Grid]:
    lines = with_rows_of_cells(tuple(with_parted_cells(page.lines)))
    for table, group in groupby(lines, key=lambda line: line.ruled.table if line.ruled else None):
        if table is None:
            yield from _unruled(with_cells(tuple(group)))
        else:
            yield _ruled(list(group))


def _agree(extents: _Extents, others: _Extents) -> bool:
    """Whether the columns of two tables stand below each other."""
    return len(extents) == len(others) and all(
        (place == other_place) is (start < other_end and other_start < end)
        for place, (start, end) in enumerate(extents)
        for other_place, (other_start, other_end) in enumerate(others)
        if start < end and other_start < other_end
    )


def _worded_rows(grid: _Grid, above: list[str]) -> Iterator[Line]:
    """The rows of a table as lines, in words that can be understood alone."""
    for number, said in enumerate(worded(grid.rows, is_headed=False, above=above)):
        line = grid.lines[min(number, len(grid.lines) - 1)]
        whole = replace(line, text=said.text, is_whole=said.is_whole, cells=(), ruled=None)
        yield replace(whole, is_row=True, is_head=said.is_heading)


def _unruled(lines: list[Line]) -> Iterator[Line | _Grid]:
    """The tables without lines around them, and the lines that are in none."""
    place = 0
    while place < len(lines):
        end = _end(lines, place)
        if end - place > MOST_LINES and not any(line.cells for line in lines[place + 1 : end]):
            yield from (alone(lines[place], cell) for cell in lines[place].cells)
            yield from lines[place + 1 : end]
        elif end > place:
            yield from _table(lines[place:end])
        else:
            yield lines[place]
        place = max(end, place + 1)


def _end(lines: list[Line], start: int) -> int:
    """Where the table ends that begins at `start`; `start` where there is none."""
    end = start
    while end < len(lines) and (end == start or _is_next(lines[start:end], lines[end])):
        line = lines[end]
        if not line.cells and not (end > start and _is_inside(lines[start:end], line, lines[end + 1 : end + 2])):
            break
        end += 1
    alone = end - start == 1 and end < len(lines) and lines[end].text[:1].islower()
    return start if alone and _is_below(lines[start], lines[end]) else end


def _is_below(line: Line, other: Line) -> bool:
    return line.turn == other.turn and 0 < line.y - other.y < NEAR * line.size


def _is_next(table: list[Line], line: Line) -> bool:
    """Whether a line may be the next of a table, as close as the others and with cells below theirs."""
    if not _is_below(table[-1], line):
        return False
    most = max((before.y - after.y for before, after in pairwise(table)), default=line.y)
    if table[-1].y - line.y > APART * most:
        return False
    if not line.cells or any(_has_same_columns(row.cells, line.cells) for row in table):
        return True
    others = [cell for row in table for cell in row.cells]
    return 2 * sum(any(is_aligned(cell, other) for other in others) for cell in line.cells) >= len(line.cells)


def _has_same_columns(cells: tuple[Cell, ...], others: tuple[Cell, ...]) -> bool:
    """Whether two rows have as many cells, and begin alike: names may stand beside the numbers below them."""
    return len(cells) == len(others) > len(("name", "value")) and is_aligned(cells[0], others[0])


def _is_inside(rows: list[Line], line: Line, following: list[Line]) -> bool:
    """Whether a line without gaps belongs to a table: it goes on with a cell, or stands before more rows."""
    if _goes_on(rows, line):
        return True
    is_short = len(line.text) <= LONGEST_LABEL and line.text[-1] not in ".,;:!?"
    return is_short and any(len(other.cells) > 1 and _is_below(line, other) for other in following)


def _goes_on(rows: list[Line], line: Line) -> bool:
    """Whether a line holds more words of the row above it: it leaves the first column empty, and is close."""
    above = rows[-1]
    down = above.y - line.y
    pitches = [before.y - after.y for before, after in pairwise(rows) if before.cells and after.cells]
    first = next((row.cells[0] for row in rows if row.cells), None)
    if first is None or down > WRAPPED * line.size or line.x < first.end - ALIGNED:
        return False
    cells = line.cells or (_cell(line),)
    return all(cell.text[:1].islower() for cell in cells) or (bool(pitches) and down < CLOSER * min(pitches))


def _cell(line: Line) -> Cell:
    return Cell(line.text, line.x, line.end)


def _table(table: list[Line]) -> Iterator[Line | _Grid]:
    """A table, or its lines where its columns are not known."""
    extents = _extents(table)
    if not extents or sum(bool(line.cells) for line in table) == 1 or not _is_grid(table, extents):
        yield from _side_by_side(table)
        return
    lines = [_in_cells(table[:place], line, extents) for place, line in enumerate(table)]
    all_cells = [cells for _, cells in lines if cells]
    columns = Columns(all_cells)
    if columns.are_doubtful(all_cells):
        yield from _side_by_side(table)
        return
    rows: list[list[grids.Cell]] = []
    for line, (goes_on, cells) in zip(table, lines, strict=True):
        row = _spread(line, cells, columns)
        if goes_on and len(rows[-1]) == len(row):
            rows[-1] = _added(rows[-1], row)
        else:
            rows.append(row)
    yield _Grid(rows, table, columns.extents)


def _side_by_side(table: list[Line]) -> Iterator[Line]:
    """The rows of a table whose columns are not known."""
    for line in table:
        yield replace(line, text=_worded(line), is_row=True, is_whole=True) if line.cells else line


def _in_cells(above: list[Line], line: Line, extents: _Extents) -> tuple[bool, tuple[Cell, ...]]:
    """Whether a line goes on with the row above it, and its cells; none of what spans the table."""
    if above and _goes_on(above, line):
        return True, line.cells or (_cell(line),)
    return False, line.cells if line.cells or line.x < extents[0][1] else (_cell(line),)


def _spread(line: Line, cells: tuple[Cell, ...], columns: Columns) -> list[grids.Cell]:
    """The cells of a row, each in its column; all in one where that is in doubt: no name is better than a wrong one."""
    if not cells:
        return [grids.Cell(line.text, columns=len(columns), is_bold=line.is_bold)]
    places = columns.spread(cells)
    if places is None:
        return [grids.Cell(_worded(line), columns=len(columns))]
    row = [grids.EMPTY] * len(columns)
    for column, cell in places:
        row[column] = grids.Cell(cell.text, is_bold=cell.is_bold)
    return row


def _is_grid(table: list[Line], extents: _Extents) -> bool:
    """Whether two columns are labels and values, rather than anything that stands beside each other."""
    labels = [line.cells[0].text for line in table if line.cells]
    is_label = all(len(label) <= LONGEST_LABEL and label[-1] not in ".,;!?" for label in labels)
    return len(extents) != len(("label", "value")) or is_label


def _worded(line: Line) -> str:
    """A row alone: a name and its value if it says so, or its cells side by side."""
    first, *others = (cell.text for cell in line.cells or (_cell(line),))
    return f"{first} {others[0]}" if len(others) == 1 and first.endswith(":") else " | ".join((first, *others))


def _extents(lines: list[Line]) -> _Extents:
    """From where to where each column goes; none where the rows do not agree."""
    most = max(len(line.cells) for line in lines)
    full = [line.cells for line in lines if len(line.cells) == most]
    columns = [(min(cell.x for cell in column), max(cell.end for cell in column)) for column in zip(*full, strict=True)]
    return columns if all(before[1] < after[0] for before, after in pairwise(columns)) else []


def _added(row: list[grids.Cell], more: list[grids.Cell]) -> list[grids.Cell]:
    """A row with the words that the next line holds of its cells."""
    return [
        replace(cell, text=joined([cell.text, other.text]) if cell.text and other.text else cell.text or other.text)
        for cell, other in zip(row, more, strict=True)
    ]


def _ruled(table: list[Line]) -> _Grid:
    """A table that lines are drawn around."""
    rows: list[list[grids.Cell]] = []
    across: dict[int, list[Line]] = {}
    step = -1 if is_right_to_left("".join(line.text for line in table)) else 1
    for line in table:
        if line.ruled is not None:
            rows += [[grids.EMPTY]] * line.ruled.is_apart
            rows.append([_whole(cell) for cell in line.ruled.cells[::step]])
            for column, cell in enumerate(line.ruled.cells[::step]):
                across.setdefault(column, []).extend(cell.lines if cell.columns == 1 else ())
    extents = [
        (min((line.x for line in lines), default=0), max((line.end for line in lines), default=0))
        for lines in across.values()
    ]
    return _Grid(rows, table, extents)


def _whole(cell: RuledCell) -> grids.Cell:
    text = joined([line.text for line in cell.lines]) if cell.lines else ""
    return grids.Cell(text, columns=cell.columns, rows=cell.rows, is_bold=cell.is_bold)
