"""A table as a grid of `Cell`s: what spans several rows or columns stands in each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count

WIDEST = 200
"""Columns of a table that are read."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Text, how many columns and rows it spans, and whether it stands out: by its bold type, or marked as a name."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    is_bold: bool = False
    is_name: bool = False


Row = Sequence[Cell]

EMPTY = Cell()


def spread(rows: Sequence[Row]) -> list[list[Cell]]:
    """The rows, all as wide, a merged cell in each place that it covers: the same object, by which it is known."""
    spread_rows: list[list[Cell]] = []
    hanging: dict[int, tuple[Cell, int]] = {}  # by column: what hangs down into the next row, and for how many rows
    for row in rows:
        if not hanging and all(cell.columns == cell.rows == 1 for cell in row):
            spread_rows.append(list(row[:WIDEST]))
            continue
        placed, below = {}, {}
        for column, (cell, left) in hanging.items():
            placed[column] = cell
            if left > 1:
                below[column] = (cell, left - 1)
        free = (column for column in count() if column not in placed)
        for cell in row:
            start = next(free)
            for column in range(start, min(start + max(cell.columns, 1), WIDEST)):
                placed.setdefault(column, cell)
                if cell.rows > 1:
                    below.setdefault(column, (cell, cell.rows - 1))
        hanging = below
        spread_rows.append([placed.get(column, EMPTY) for column in range(max(placed, default=-1) + 1)])
    width = max(map(len, spread_rows), default=0)
    return [row + [EMPTY] * (width - len(row)) for row in spread_rows]


def filled(line: Row) -> list[Cell]:
    """The cells of a row or a column that say something, a merged one once."""
    return [cell for before, cell in zip(chain((EMPTY,), line), line, strict=False) if cell.text and cell is not before]


def is_band(row: Row) -> bool:
    """Whether nothing is in a row but a cell that spans columns."""
    cells = filled(row)
    return len(cells) == 1 and cells[0] is row[0] and cells[0].columns > 1
