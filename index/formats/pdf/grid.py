"""`Grid`: the rows and columns that lines of a PDF page draw where they cross, and the cells that they part."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from index.formats.grids import WIDEST

THIN = 3.0
"""Points; what is thinner is a line, and lines that are closer together are one."""

TOUCH = 2.0
"""Points by which lines that meet may end apart."""

BEYOND = 6.0
"""Points by which lines go on at least over the last that crosses them, where a table has no line at its side."""

COVERED = 0.8
"""Share of the side of a cell along which a line runs that parts the cell from the next."""

MOST_PAIRS = 400_000
"""Of lines that may cross; drawings have more."""

MOST_CELLS = 20_000
"""Of one grid."""


class Rule(NamedTuple):
    """A line along one axis: where it stands on the other one, and from where to where it goes."""

    at: float
    start: float
    end: float


class Place(NamedTuple):
    """A cell: the number of its grid, and the row and the column with which it begins."""

    grid: int
    row: int
    column: int


Region = tuple[int, int, int, int]
"""The first row and column of a cell, and those behind its last."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The sides of columns from left to right, the levels of rows from the top, and the cell at each crossing."""

    sides: list[float]
    levels: list[float]
    regions: list[list[Region]]

    def region_at(self, x: float, y: float) -> Region | None:
        """The cell that holds a point."""
        column = bisect(self.sides, x) - 1
        row = bisect(self.levels, -y, key=lambda level: -level) - 1
        is_inside = 0 <= column < len(self.sides) - 1 and 0 <= row < len(self.levels) - 1
        return self.regions[row][column] if is_inside else None

    @property
    def area(self) -> float:
        """What it covers, in square points."""
        return (self.sides[-1] - self.sides[0]) * (self.levels[0] - self.levels[-1])


def grids_of(along: list[Rule], across: list[Rule]) -> list[Grid]:
    """The grids with several columns, the smallest first."""
    along, across = _merged(along), _merged(across)
    if len(along) * len(across) > MOST_PAIRS:
        return []
    found = (_grid(*part) for group in _crossing(along, across) for part in _tables(*group))
    return sorted((grid for grid in found if grid is not None), key=lambda grid: grid.area)


def _tables(along: list[Rule], across: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The lines of each table, where several touch: no side of columns goes on from one into the next."""
    levels = sorted({rule.at for rule in along}, reverse=True)
    top, inner = levels[0], set[float]()
    for high, low in pairwise(levels):
        sides = set(sorted(rule.at for rule in across if _runs_along([rule], low, high))[1:-1])
        if inner and sides and not inner & sides:
            yield _between(along, high, top), _cut(across, high, top)
            top, inner = high, set()
        inner |= sides
    yield _between(along, levels[-1], top), _cut(across, levels[-1], top)


def _merged(rules: list[Rule]) -> list[Rule]:
    """The lines, those that go on in each other as one."""
    found: list[Rule] = []
    level: list[Rule] = []
    for rule in sorted(rules):
        if level and rule.at - level[0].at > THIN:
            found += _level(level)
            level = []
        level.append(rule)
    return found + _level(level)


def _level(rules: list[Rule]) -> list[Rule]:
    """Lines at one level."""
    found: list[Rule] = []
    at = sum(rule.at for rule in rules) / max(len(rules), 1)
    for _, start, end in sorted(rules, key=lambda rule: rule.start):
        if found and start <= found[-1].end + TOUCH:
            found[-1] = Rule(at, found[-1].start, max(found[-1].end, end))
        else:
            found.append(Rule(at, start, end))
    return found


def _crossing(along: list[Rule], across: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The lines that are joined by those that they cross."""
    unseen = {True: set(range(len(along))), False: set(range(len(across)))}
    rules = {True: along, False: across}
    while unseen[True]:
        found: dict[bool, list[Rule]] = {True: [], False: []}
        waiting = [(True, unseen[True].pop())]
        while waiting:
            is_along, number = waiting.pop()
            rule, others = rules[is_along][number], rules[not is_along]
            found[is_along].append(rule)
            met = [other for other in unseen[not is_along] if _meet(rule, others[other])]
            unseen[not is_along].difference_update(met)
            waiting += [(not is_along, other) for other in met]
        yield found[True], found[False]


def _between(rules: list[Rule], low: float, high: float) -> list[Rule]:
    return [rule for rule in rules if low <= rule.at <= high]


def _cut(rules: list[Rule], low: float, high: float) -> list[Rule]:
    """The parts of lines between two levels, but for their ends."""
    parts = [Rule(at, max(start, low - BEYOND), min(end, high + BEYOND)) for at, start, end in rules]
    return [part for part in parts if part.end - part.start > 2 * BEYOND]


def _meet(rule: Rule, other: Rule) -> bool:
    is_beside = rule.start - TOUCH <= other.at <= rule.end + TOUCH
    return is_beside and other.start - TOUCH <= rule.at <= other.end + TOUCH


def _grid(along: list[Rule], across: list[Rule]) -> Grid | None:
    sides = _with_ends(sorted({rule.at for rule in across}), along)
    levels = _with_ends(sorted({rule.at for rule in along}), across)[::-1]
    columns, rows = len(sides) - 1, len(levels) - 1
    if not 1 < columns <= WIDEST or rows < 1 or rows * columns > MOST_CELLS:
        return None
    by_side = [[rule for rule in across if rule.at == side] for side in sides]
    by_level = [[rule for rule in along if rule.at == level] for level in levels]
    group = {(row, column): [(row, column)] for row in range(rows) for column in range(columns)}
    for row in range(rows):
        for column in range(columns):
            low, high = levels[row + 1], levels[row]
            if column + 1 < columns and not _runs_along(by_side[column + 1], low, high):
                _join(group, (row, column), (row, column + 1))
            if row + 1 < rows and not _runs_along(by_level[row + 1], sides[column], sides[column + 1]):
                _join(group, (row, column), (row + 1, column))
    return Grid(sides, levels, [[_region(group, row, column) for column in range(columns)] for row in range(rows)])


def _with_ends(places: list[float], crossing: list[Rule]) -> list[float]:
    """Where lines stand, and where the others end that cross them."""
    if not places:
        return []
    before = [rule.start for rule in crossing if rule.start < places[0] - BEYOND]
    after = [rule.end for rule in crossing if rule.end > places[-1] + BEYOND]
    return [
        *([min(before)] if len(before) > 1 else []),
        *places,
        *([max(after)] if len(after) > 1 else []),
    ]


def _runs_along(rules: list[Rule], start: float, end: float) -> bool:
    """Whether a line parts two cells."""
    least = COVERED * (end - start)
    return any(min(rule.end, end) - max(rule.start, start) >= least for rule in rules)


_Crossing = tuple[int, int]


def _join(group: dict[_Crossing, list[_Crossing]], first: _Crossing, second: _Crossing) -> None:
    if group[first] is not group[second]:
        for crossing in group[second]:
            group[first].append(crossing)
            group[crossing] = group[first]


def _region(group: dict[_Crossing, list[_Crossing]], row: int, column: int) -> Region:
    """The cell at a crossing; one that is no rectangle is none."""
    rows, columns = zip(*group[row, column], strict=True)
    top, left, below, right = min(rows), min(columns), max(rows) + 1, max(columns) + 1
    if len(rows) == (below - top) * (right - left):
        return top, left, below, right
    return row, column, row + 1, column + 1
