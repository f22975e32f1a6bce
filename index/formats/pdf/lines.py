"""The lines of a PDF page: their text, where they stand, how large they are set, and the cells of those with gaps."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TypeVar

from index.formats.pdf.directions import is_right_to_left, punctuated
from index.formats.pdf.runs import BROAD, Run
from index.formats.pdf.sight import COVERED

_T = TypeVar("_T")

_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
"""Letters that typesetters join; people type and search them apart."""

_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LOWERED = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")

_BENEATH = re.compile(rf"{COVERED}(?=\w)|(?<=\w){COVERED}")
"""What was written on something painted over it."""

_COVERED = re.compile(f"{COVERED}(?: ?{COVERED})+")

SPACE = 0.2
"""Times the size of letters, from which a gap parts words; spaces are a quarter of it and more."""

CELL = 0.9
"""Times the size of letters, from which a gap may part cells."""

SAME = 0.8
"""Times the size of letters by which what stands on one line may be raised or lowered."""

LEVEL = 0.3
"""Times the size of letters by which cells of one line may be off each other."""

BACK = 1.0
"""Times the size of letters; what begins further back was drawn out of its order."""

NEAR = 8
"""Runs before one that tell whether it stands on their line."""

SMALL = 0.85
"""Share of the size of its line, below which a raised or lowered digit is an exponent, an index or a note's."""

RAISED = 0.15
"""Share of the size of its line by which such a digit is off it."""

RAISED_FAR = 0.3
"""The same for one of any size that stands close behind what it belongs to."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a line with a gap on either side, from `x` to `end`."""

    text: str
    x: float
    end: float
    is_bold: bool = False
    runs: tuple[Run, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; `x`, `end` and `y` are where it begins, ends and stands, in points from the lower left as one
    reads it; `size` is that of its letters, `turn` the direction in which it runs, in degrees.
    """

    text: str
    x: float
    end: float
    y: float
    size: float
    is_bold: bool = False
    cells: tuple[Cell, ...] = ()
    turn: int = 0
    is_margin: bool = False
    """The file itself says that it is a header or a footer."""
    is_row: bool = False
    """A row of a table: a block of its own."""
    is_whole: bool = False
    """Such a row that is one sentence."""
    is_head: bool = False
    """A row that is about those below it."""
    ruled: "Ruled | None" = None
    """The row of a table that lines are drawn around."""


@dataclass(frozen=True, slots=True)
class RuledCell:
    """The lines in a cell that lines are drawn around, and how many columns and rows it spans."""

    lines: tuple[Line, ...]
    columns: int = 1
    rows: int = 1

    @property
    def is_bold(self) -> bool:
        """Whether all of it is set in bold letters."""
        return bool(self.lines) and all(line.is_bold for line in self.lines)


@dataclass(frozen=True, slots=True)
class Ruled:
    """A row of the table with a number on its page; `is_apart` is whether an empty row is above it."""

    table: int
    cells: tuple[RuledCell, ...]
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines in reading order, as its program wrote them."""

    number: int
    height: float
    width: float
    lines: tuple[Line, ...]


def lines_of(runs: Iterable[Run]) -> list[Line]:
    """The lines that runs make, in the order in which they are drawn."""
    return [line for group in _grouped(runs) if (line := _line(group)) is not None]


def _grouped(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """The runs of each line, in the order in which they are drawn."""
    group: list[Run] = []
    for run in runs:
        if group and not _belongs(run, group):
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def _belongs(run: Run, group: list[Run]) -> bool:
    """Whether a run stands on the line of those before it."""
    main, last = max((group[0], *group[-NEAR:]), key=lambda other: other.size), group[-1]
    off, gap = abs(run.y - main.y), _gap(last, run)
    if run.turn != main.turn or off > SAME * min(run.size, main.size):
        return False
    return off <= LEVEL * main.size or -BACK * main.size < gap < CELL * main.size


def _line(group: list[Run]) -> Line | None:
    size = _most(group, lambda run: run.size)
    if is_right_to_left("".join(run.text for run in group)):
        group = sorted(group, key=lambda run: -run.end)
    elif any(after.x < before.end - BACK * size for before, after in pairwise(group)):
        group = sorted(group, key=lambda run: run.x)
    base = _most(group, lambda run: run.y)
    cells = [cell for part in _parted(group, size) if (cell := _cell(part, size, base)).text]
    if not any(cell.text.strip(COVERED) for cell in cells):
        return None
    return Line(
        text=" ".join(cell.text for cell in cells),
        x=min(cell.x for cell in cells),
        end=max(cell.end for cell in cells),
        y=base,
        size=size,
        is_bold=all(run.is_bold for run in group),
        cells=tuple(cells),
        turn=group[0].turn,
        is_margin=all(run.is_margin for run in group),
    )


def _most(group: list[Run], of: Callable[[Run], _T]) -> _T:
    """What holds for the most letters of a line."""
    counts = Counter[_T]()
    for run in group:
        counts[of(run)] += len(run.text.strip())
    return counts.most_common(1)[0][0]


def _parted(group: list[Run], size: float) -> Iterator[list[Run]]:
    """The runs of each cell."""
    start = 0
    for place, (before, after) in enumerate(pairwise(group), start=1):
        if _gap(before, after) > CELL * size:
            yield group[start:place]
            start = place
    yield group[start:]


def _gap(before: Run, after: Run) -> float:
    """Between two runs, on whichever side the second is; below 0 where they overlap."""
    return max(after.x - before.end, before.x - after.end)


def _cell(runs: list[Run], size: float, base: float) -> Cell:
    text = ""
    last: Run | None = None
    for height, group in groupby(runs, lambda run: _height(run, size, base)):
        for run in (together := list(group)):
            is_apart = last is not None and _gap(last, run) >= SPACE * min(last.size, run.size)
            text += " " * is_apart
            is_index = height and text and not (text[-1].isspace() and run.size > SMALL * size)
            text += _small(run.text, height, text) if is_index and not _has_letters(together) else run.text
            last = run
    words = _BENEATH.sub("", _COVERED.sub(COVERED, " ".join(punctuated(text.translate(_LIGATURES)).split())))
    is_bold = _most(runs, lambda run: run.is_bold)
    return Cell(words, min(run.x for run in runs), max(run.end for run in runs), is_bold, tuple(runs))


def words_of(cell: Cell) -> list[Cell]:
    """The words of a cell, together where no more than a space parts them."""
    runs = [part for run in cell.runs for part in run.parted()]
    groups: list[list[Run]] = []
    for run in runs:
        if groups and _gap(groups[-1][-1], run) < BROAD * run.size:
            groups[-1].append(run)
        else:
            groups.append([run])
    parts = [_cell(group, group[0].size, group[0].y) for group in groups]
    return [part for part in parts if part.text]


def _height(run: Run, size: float, base: float) -> int:
    """Whether letters are raised (1) or lowered (-1): small ones, and others that are so by much."""
    least = RAISED if run.size <= SMALL * size else RAISED_FAR
    return 0 if abs(run.y - base) < least * size else 1 if run.y > base else -1


def _has_letters(runs: list[Run]) -> bool:
    return any(map(str.isalpha, "".join(run.text for run in runs)))


def _small(text: str, height: int, before: str) -> str:
    """Raised and lowered digits as such; the latter only after others, for chemists write H2O."""
    if height > 0:
        return text.translate(_RAISED)
    return text.translate(_LOWERED) if before[-1].isdigit() else text


def usual_size(pages: list[Page]) -> float:
    """The size of most letters."""
    sizes = Counter[float]()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def _single(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, and those in the cells of rows."""
    for line in lines:
        if line.ruled is None:
            yield line
        else:
            yield from (within for cell in line.ruled.cells for within in cell.lines)


def usual_leading(pages: list[Page]) -> float:
    """The distance of most lines from the next."""
    gaps = Counter(
        round(before.y - after.y, 1)
        for page in pages
        for before, after in pairwise(_single(page.lines))
        if before.y > after.y
    )
    return gaps.most_common(1)[0][0] if gaps else 0
