"""`Paint`: in which order a page of a PDF paints letters, areas and pictures, and where letters are clipped."""

import ctypes
import math
from collections.abc import Container, Iterable
from itertools import pairwise

import pypdfium2.raw as pdfium

from index.formats.pdf.letters import Box
from index.formats.pdf.objects import MOST_OBJECTS, Drawn, moved, straight_parts
from index.formats.pdf.styles import grey

OPAQUE = 200
"""Of 255; what is more transparent, as markers are, covers nothing."""

PAPER = 255
"""Its level of grey."""

THICK = 3.0
"""Points; a thicker line may cover letters."""

NEAR = 3.0
"""Points by which what is painted again may be off."""

MOST_CORNERS = 8
"""Of the path of a rectangle."""

EVERYWHERE: Box = (-math.inf, -math.inf, math.inf, math.inf)


class Paint:
    """What a page paints. Objects are known by their addresses, and are numbered in their order."""

    def __init__(self, drawn: Iterable[Drawn]) -> None:
        self.pictures: list[tuple[int, Box]] = []
        self.greys = {PAPER}
        self._covers: list[tuple[int, Box]] = []
        self._places: dict[int, int] = {}
        self._boxes: dict[int, Box] = {}
        self._clips: dict[int, Box] = {}
        self.is_over_letters = self._look(drawn)

    def _look(self, drawn: Iterable[Drawn]) -> bool:
        """Remember what is painted; whether it is painted where letters already stand."""
        letters: list[Box] = []
        around: Box = (math.inf, math.inf, -math.inf, -math.inf)
        is_over = False
        for number, one in enumerate(drawn):
            if number > MOST_OBJECTS:
                return True
            if one.kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._remember(number, one)
                letters.append(one.box)
                around = (*map(min, around[:2], one.box[:2]), *map(max, around[2:], one.box[2:]))  # type: ignore[assignment]
            elif one.kind != pdfium.FPDF_PAGEOBJ_PATH or self._covers_something(number, one):
                if one.kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                    self.pictures.append((number, one.box))
                is_over = is_over or (meet(around, one.box) and any(meet(other, one.box) for other in letters))
        return is_over

    def _remember(self, number: int, text: Drawn) -> None:
        address = ctypes.addressof(text.pointer.contents)
        self._places[address], self._boxes[address] = number, text.box
        clip = _clip(text)
        if not _holds(clip, text.box):
            self._clips[address] = clip

    def _covers_something(self, number: int, path: Drawn) -> bool:
        """Whether a path hides what is behind it: an opaque area, or a thick line."""
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path.pointer, fill, stroke)
        if fill.value and (filled := _grey(path)) is not None:
            self.greys.add(filled)
            if _is_rectangle(path):
                self._covers.append((number, path.box))
            return True
        width = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(path.pointer, width)
        return bool(stroke.value) and width.value > THICK

    def clip_of(self, address: int) -> Box:
        """Outside of which letters of an object are not painted."""
        return self._clips.get(address, EVERYWHERE)

    def is_below_picture(self, address: int, least: float) -> bool:
        """Whether a picture that large (in square points) is painted after an object."""
        place = self._places.get(address, -1)
        return any(number > place and _area(box) >= least for number, box in self.pictures)

    def is_covered(self, address: int, box: Box) -> bool:
        """Whether a rectangle is painted after an object over the middle of a letter of it."""
        place = self._places.get(address)
        return place is not None and self._cover_of(box) > place

    def is_repeated(self, address: int, known: Container[int], box: Box) -> bool:
        """Whether an object is painted again on what covers a letter of it, by one that is not known: the library
        leaves out what says the same in the same place.
        """
        cover, of_all = self._cover_of(box), self._boxes[address]
        again = [
            other for other, place in self._places.items() if place > cover and _is_near(self._boxes[other], of_all)
        ]
        return bool(again) and not any(other in known for other in again)

    def is_in_picture(self, box: Box) -> bool:
        """Whether a letter that is not painted itself stands where a picture is."""
        return any(meet(picture, box) for _, picture in self.pictures)

    def is_picture_covered(self, box: Box) -> bool:
        """Whether a rectangle is painted over the middle of such a letter after all pictures of it."""
        return self._cover_of(box) > max(number for number, picture in self.pictures if meet(picture, box))

    def _cover_of(self, box: Box) -> int:
        """The last rectangle that is painted over the middle of a letter; -1 if none is."""
        middle = _middle(box)
        return max((number for number, cover in self._covers if _holds(cover, middle)), default=-1)


def _middle(box: Box) -> Box:
    across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return across, up, across, up


def _is_near(box: Box, other: Box) -> bool:
    return all(abs(side - of_other) < NEAR for side, of_other in zip(box, other, strict=True))


def _clip(text: Drawn) -> Box:
    """What is left of the page where an object is painted, as a box."""
    path = pdfium.FPDFPageObj_GetClipPath(text.pointer)
    clip = EVERYWHERE
    for number in range(max(pdfium.FPDFClipPath_CountPaths(path), 0)):
        count = pdfium.FPDFClipPath_CountPathSegments(path, number)
        if not 0 < count <= MOST_CORNERS:
            continue
        points = []
        for at in range(count):
            x, y = ctypes.c_float(), ctypes.c_float()
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, number, at), x, y)
            points.append(moved(x.value, y.value, text.matrix))
        across, up = zip(*points, strict=True)
        clip = max(clip[0], min(across)), max(clip[1], min(up)), min(clip[2], max(across)), min(clip[3], max(up))
    return clip


def _is_rectangle(path: Drawn) -> bool:
    parts = list(straight_parts(path, MOST_CORNERS))
    return len(parts) == 1 and all(
        before[0] == after[0] or before[1] == after[1] for before, after in pairwise(parts[0])
    )


def _grey(path: Drawn) -> int | None:
    """How bright an area is; None for what one sees through."""
    shares = [ctypes.c_uint() for _ in ("red", "green", "blue", "alpha")]
    if not pdfium.FPDFPageObj_GetFillColor(path.pointer, *shares):
        return None
    red, green, blue, alpha = (share.value for share in shares)
    return grey(red, green, blue) if alpha >= OPAQUE else None


def meet(box: Box, other: Box) -> bool:
    """Whether two boxes have something in common."""
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


def _holds(box: Box, other: Box) -> bool:
    return box[0] <= other[0] and box[1] <= other[1] and box[2] >= other[2] and box[3] >= other[3]


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)
