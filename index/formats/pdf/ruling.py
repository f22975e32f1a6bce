"""`Ruling`: the grids of tables that the lines of a PDF page draw, and in which cell of them its letters stand."""

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

import pypdfium2.raw as pdfium

from index.formats.pdf.grid import THIN, Grid, Place, Rule, grids_of
from index.formats.pdf.letters import NOWHERE, Piece
from index.formats.pdf.objects import Drawn, Point, straight_parts

MOST_POINTS = 2000
"""Of a path; those with more are drawings."""

MOST_RULES = 5000
"""Of a page; one with more is a drawing."""

CUT = 0.4
"""Times the size of letters; a wider gap with a line of a table in it parts words that are shown at once."""

_Stroke = tuple[Point, Point]

_SIDES = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}
"""Of each direction in which lines of text run, how far it goes to the right and up."""


class Ruling:
    """The grids of a page by their number; letters that run in different directions have grids of their own."""

    def __init__(self, drawn: Iterable[Drawn]) -> None:
        self._strokes = _strokes(drawn)
        self._by_turn: dict[int, list[int]] = {}
        self.grids: list[Grid] = []

    def parted(self, piece: Piece) -> Iterator[tuple[Piece, Place | None]]:
        """The parts of a piece that stand in cells of their own."""
        numbers = self._of_turn(piece.style.turn)
        if not numbers:
            yield piece, None
            return
        shown = [at for at, box in enumerate(piece.boxes) if box is not NOWHERE and piece.letters[at].strip()]
        start, held = 0, self._place(piece, shown[0], numbers) if shown else None
        if len(shown) > 1 and held != self._place(piece, shown[-1], numbers):
            for before, at in pairwise(shown):
                if _gap(piece, before, at) > CUT * piece.style.size:
                    place = self._place(piece, at, numbers)
                    if place != held:
                        yield _part(piece, start, at), held
                        start, held = at, place
        yield _part(piece, start, len(piece.letters)) if start else piece, held

    def _of_turn(self, turn: int) -> list[int]:
        """The numbers of the grids for letters that run in a direction."""
        if turn not in self._by_turn:
            found = grids_of(*_rules(self._strokes, turn)) if turn in _SIDES else []
            self._by_turn[turn] = [*range(len(self.grids), len(self.grids) + len(found))]
            self.grids += found
        return self._by_turn[turn]

    def _place(self, piece: Piece, at: int, numbers: list[int]) -> Place | None:
        left, bottom, right, top = piece.boxes[at]
        along, above = _turned(((left + right) / 2, (bottom + top) / 2), piece.style.turn)
        for number in numbers:
            if region := self.grids[number].region_at(along, above):
                return Place(number, region[0], region[1])
        return None


def _gap(piece: Piece, before: int, at: int) -> float:
    first, second = piece.extents[before], piece.extents[at]
    return max(second[0] - first[1], first[0] - second[1])


def _part(piece: Piece, start: int, end: int) -> Piece:
    return replace(
        piece,
        letters=piece.letters[start:end],
        extents=piece.extents[start:end],
        boxes=piece.boxes[start:end],
    )


def _strokes(drawn: Iterable[Drawn]) -> list[_Stroke]:
    """The straight lines that a page draws, and the sides of its areas."""
    found: list[_Stroke] = []
    for one in drawn:
        if one.kind == pdfium.FPDF_PAGEOBJ_PATH:
            found += _of_path(one)
            if len(found) > MOST_RULES:
                return []
    return found


def _of_path(path: Drawn) -> Iterator[_Stroke]:
    left, bottom, right, top = path.box
    if max(right - left, top - bottom) < THIN:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path.pointer, fill, stroke)
    if not fill.value and not stroke.value:
        return
    if min(right - left, top - bottom) < THIN:
        yield (left, bottom), (right, top)
        return
    for corners in straight_parts(path, MOST_POINTS):
        if fill.value and corners[0] != corners[-1]:
            corners.append(corners[0])
        yield from pairwise(corners)


def _rules(strokes: list[_Stroke], turn: int) -> tuple[list[Rule], list[Rule]]:
    """The lines that run along lines of text, and those across them."""
    along: list[Rule] = []
    across: list[Rule] = []
    for first, second in strokes:
        (x, y), (x2, y2) = _turned(first, turn), _turned(second, turn)
        if abs(y - y2) < THIN <= abs(x - x2):
            along.append(Rule((y + y2) / 2, min(x, x2), max(x, x2)))
        elif abs(x - x2) < THIN <= abs(y - y2):
            across.append(Rule((x + x2) / 2, min(y, y2), max(y, y2)))
    return along, across


def _turned(point: Point, turn: int) -> Point:
    """A point as one sees it who reads in a direction."""
    (x, y), (right, up) = point, _SIDES[turn]
    return x * right + y * up, y * right - x * up
