"""Tables of a PDF without lines whose cells were drawn one after the other, with all of their lines: row by row."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from index.formats.headers import LONGEST_NAME
from index.formats.pdf.cells import NEAR
from index.formats.pdf.columns import Columns
from index.formats.pdf.lines import LEVEL, Cell, Line, Ruled, RuledCell
from index.formats.pdf.paragraphs import joined
from index.formats.pdf.wrapping import UNEVEN, WRAPPED

MOST_LINES = 300
"""Of one table on one page."""

FEWEST_ROWS = 3
"""With the names."""

LONG = 300
"""Characters; where several columns hold longer texts, they are parts of a page rather than of a table."""

_Item = tuple[int, Cell, Line]
"""A column, a line in a cell of it, and the line that it was drawn on."""


def with_rows_of_cells(lines: tuple[Line, ...]) -> list[Line]:
    """The lines, those of tables that were drawn cell by cell as rows."""
    found: list[Line] = []
    place = 0
    while place < len(lines):
        end = _end(lines, place) if len(lines[place].cells) > 1 else place
        rows = _rows(lines[place:end]) if _goes_up(lines[place:end]) else []
        if rows:
            found += _ruled(rows, -1 - place)
            place = end
        else:
            found.append(lines[place])
            place += 1
    return found


def _goes_up(lines: tuple[Line, ...]) -> bool:
    return any(after.y > before.y + LEVEL * before.size for before, after in pairwise(lines))


def _end(lines: tuple[Line, ...], start: int) -> int:
    """Where the lines end that may be cells below those of the first one."""
    head, low, end = lines[start], lines[start].y, start + 1
    for line in lines[start + 1 : start + MOST_LINES]:
        is_like = line.ruled is None and line.turn == head.turn
        is_even = abs(line.size - head.size) <= UNEVEN * max(line.size, head.size)
        is_below = head.y + LEVEL * head.size > line.y > low - NEAR * line.size
        under = sum(cell.x < line.end and line.x < cell.end for cell in head.cells)
        if not (is_like and is_even and is_below) or (len(line.cells) < len(("one", "two")) and under > 1):
            break
        low, end = min(low, line.y), end + 1
    return end


def _rows(lines: tuple[Line, ...]) -> list[list[Line]]:
    """The rows, each with its cells; none where the lines are no table."""
    stacks = _stacks(lines)
    rows: list[list[list[_Item]]] = []
    for line in lines:
        for number, cell in enumerate(line.cells or (Cell(line.text, line.x, line.end, line.is_bold),)):
            column = next((place for place, stack in enumerate(stacks) if _meet(stack, cell)), None)
            if column is None:
                return []
            item = column, cell, line
            if number == 0 and _is_new(rows, item):
                rows.append([[item]])
            elif rows[-1][-1][-1][0] == column:
                rows[-1][-1].append(item)
            else:
                rows[-1].append([item])
    whole = [[_whole(items) for items in row] for row in rows]
    return whole if _is_table(whole, len(stacks)) else []


def _is_table(rows: list[list[Line]], columns: int) -> bool:
    """Whether rows are those of a table, rather than columns of prose, or prose with notes beside it."""
    several = sum(len(row) > 1 for row in rows)
    long = {round(line.x) for row in rows for line in row if len(line.text) > LONG}
    if columns == len(("note", "prose")) and (long or any(len(line.text) > LONGEST_NAME for line in rows[0])):
        return False
    return len(rows) >= FEWEST_ROWS and 2 * several >= len(rows) and len(long) < len(("one", "two"))


def _is_new(rows: list[list[list[_Item]]], item: _Item) -> bool:
    """Whether a line begins a row: it stands further left than the last cell, or below all cells and not close."""
    if not rows:
        return True
    column, _, line = item
    last_column, _, last = rows[-1][-1][-1]
    if column == last_column:
        return last.y - line.y > WRAPPED * line.size or line.y > last.y or (column == 0 and len(line.cells) > 1)
    lowest = min(above.y for items in rows[-1] for _, _, above in items)
    return column < last_column or line.y < lowest - LEVEL * line.size


def _stacks(lines: tuple[Line, ...]) -> list[tuple[float, float]]:
    """From where to where columns go; none where something stands below several."""
    found: list[tuple[float, float]] = []
    cells = [cell for line in lines for cell in line.cells or (Cell(line.text, line.x, line.end),)]
    for cell in sorted(cells, key=lambda cell: cell.end - cell.x):
        met = [stack for stack in found if _meet(stack, cell)]
        if len(met) > 1:
            return []
        start, end = met[0] if met else (cell.x, cell.end)
        found = [stack for stack in found if stack not in met] + [(min(start, cell.x), max(end, cell.end))]
    found.sort()
    return found if all(before[1] < after[0] for before, after in pairwise(found)) else []


def _meet(stack: tuple[float, float], cell: Cell) -> bool:
    return stack[0] < cell.end and cell.x < stack[1]


def _whole(items: list[_Item]) -> Line:
    """A cell as a line."""
    return replace(
        items[0][2],
        text=joined([cell.text for _, cell, _ in items]),
        x=min(cell.x for _, cell, _ in items),
        end=max(cell.end for _, cell, _ in items),
        is_bold=all(cell.is_bold for _, cell, _ in items),
        cells=(),
    )


def _ruled(rows: list[list[Line]], number: int) -> Iterator[Line]:
    cells = [tuple(Cell(line.text, line.x, line.end, line.is_bold) for line in row) for row in rows]
    columns = Columns(cells)
    are_doubtful = columns.are_doubtful(cells)
    for row, of_row in zip(rows, cells, strict=True):
        places = None if are_doubtful else columns.spread(of_row)
        whole = replace(row[0], text=" | ".join(cell.text for cell in of_row), is_bold=False)
        if places is None:
            ruled = [RuledCell((whole,), columns=len(columns))]
        else:
            lines = {column: line for (column, _), line in zip(places, row, strict=True)}
            ruled = [RuledCell((lines[column],) if column in lines else ()) for column in range(len(columns))]
        yield replace(whole, is_row=True, ruled=Ruled(number, tuple(ruled)))
