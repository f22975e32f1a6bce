"""`Columns`: what stands above each other in a table of a PDF without lines, and under which name it surely does."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from index.formats.pdf.lines import Cell

HEADS = 3
"""Rows at the top, one of which may hold the names."""

Cells = Sequence[Cell]


@dataclass(eq=False, slots=True)
class _Stack:
    """Cells above each other, and the rows in which they are."""

    start: float
    end: float
    rows: set[int] = field(default_factory=set)

    def meets(self, cell: "Cell | _Stack") -> bool:
        """Whether something stands above or below them."""
        return self.start < cell.end and (cell.x if isinstance(cell, Cell) else cell.start) < self.end


class Columns:
    """The columns of rows of cells. Names may stand further left or right than the values below them."""

    def __init__(self, rows: Sequence[Cells]) -> None:
        most = max((len(cells) for cells in rows), default=0)
        above = next((number for number, cells in enumerate(rows[:HEADS]) if len(cells) >= most - 1), 0)
        self._heads = [_Stack(cell.x, cell.end) for cell in sorted(rows[above], key=_x)]
        self._stacks = _stacks([*rows[:above], *rows[above + 1 :]])
        self._head_of = _heads_of(self._heads, self._stacks)
        nameless = [stack for stack in self._stacks if stack not in self._head_of]
        self._columns = sorted([*self._heads, *nameless], key=lambda stack: stack.start)
        self._first = rows[above]

    def __len__(self) -> int:
        return len(self._columns)

    @property
    def extents(self) -> list[tuple[float, float]]:
        """From where to where each goes, with its name."""
        return [
            (min(stack.start for stack in whole), max(stack.end for stack in whole))
            for column in self._columns
            for whole in [[column, *(stack for stack in self._stacks if self._head_of.get(stack) is column)]]
        ]

    def spread(self, cells: Cells) -> list[tuple[int, Cell]] | None:
        """The column of each cell of a row; None where one of them may be under either of two names."""
        if cells is self._first:
            return [
                (self._columns.index(head), cell) for head, cell in zip(self._heads, sorted(cells, key=_x), strict=True)
            ]
        found: list[tuple[int, Cell]] = []
        for cell in cells:
            met = [stack for stack in self._stacks if stack.meets(cell)]
            column = self._head_of.get(met[0], met[0]) if len(met) == 1 else None
            if column is None:
                return None
            found.append((self._columns.index(column), cell))
        columns = [column for column, _ in found]
        return found if len(set(columns)) == len(columns) else None

    def are_doubtful(self, rows: Sequence[Cells]) -> bool:
        """Whether so many rows are in doubt that the names are too."""
        return 2 * sum(self.spread(cells) is None for cells in rows) >= len(rows) - 1


def _x(cell: Cell) -> float:
    return cell.x


def _stacks(rows: Sequence[Cells]) -> list[_Stack]:
    """What stands above each other, from left to right; wide cells across several stacks belong to none."""
    found: list[_Stack] = []
    cells = [(cell.end - cell.x, number, cell) for number, row in enumerate(rows) for cell in row]
    for _, number, cell in sorted(cells, key=lambda one: one[:2]):
        met = [stack for stack in found if stack.meets(cell)]
        rows_of_met = {number}.union(*(stack.rows for stack in met))
        if len(rows_of_met) <= sum(len(stack.rows) for stack in met):
            continue
        whole = _Stack(
            min([cell.x, *(stack.start for stack in met)]),
            max([cell.end, *(stack.end for stack in met)]),
            rows_of_met,
        )
        found = [stack for stack in found if stack not in met] + [whole]
    return sorted(found, key=lambda stack: stack.start)


def _heads_of(heads: list[_Stack], stacks: list[_Stack]) -> dict[_Stack, _Stack | None]:
    """The name above each stack; None where it is in doubt; nothing where there is none."""
    found: dict[_Stack, _Stack | None] = {}
    for stack in stacks:
        met = [head for head in heads if head.meets(stack)]
        if met:
            found[stack] = met[0] if len(met) == 1 else None
    for head in heads:
        below = [stack for stack in stacks if found.get(stack) is head]
        if sum(len(stack.rows) for stack in below) > len({row for stack in below for row in stack.rows}):
            found.update(dict.fromkeys(below, None))
    _pair(heads, stacks, found)
    return found


def _pair(heads: list[_Stack], stacks: list[_Stack], found: dict[_Stack, _Stack | None]) -> None:
    """Between those that stand above each other, names and stacks that take turns belong together in their order."""
    used = {head for head in found.values() if head is not None}
    order = sorted([*heads, *stacks], key=lambda stack: stack.start)
    for is_left, group in groupby(order, key=lambda stack: stack not in used and stack not in found):
        among = list(group)
        names, below = among[::2], among[1::2]
        if names[0] not in heads:
            names, below = below, names
        if not is_left or not any(stack in heads for stack in among):
            continue
        is_paired = len(names) == len(below) and all(stack in heads for stack in names) and not set(below) & set(heads)
        for place, stack in enumerate(stack for stack in among if stack not in heads):
            found[stack] = names[place] if is_paired else None
