"""`Sight`: which letters of a PDF page people can see; the others are hidden, and would be quoted unseen."""

import ctypes
import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import compress, groupby

import pypdfium2
import pypdfium2.raw as pdfium

from index.formats.pdf.letters import NOWHERE, Box, Piece
from index.formats.pdf.objects import MOST_OBJECTS, Drawn, Pointer
from index.formats.pdf.styles import grey

COVERED = "█"
"""Stands for letters that something is painted over, as a black bar is."""

SMALLEST = 1.0
"""Points; nobody reads smaller letters."""

FAINTEST = 10
"""Of 255 levels of grey, by which letters differ at least from what is behind them."""

SCALE = 2.0
"""Pixels for a point, at which thin letters are still drawn in their own grey."""

MOST_PIXELS = 4_000_000
"""Of a drawn page; larger ones are drawn at a smaller scale."""

SCAN = 0.6
"""Share of the page, from which a picture on it is the scanned page, and the letters say what it shows."""

OPAQUE = 200
"""Of 255; what is more transparent, as markers are, covers nothing."""

PAPER = 255
"""Its level of grey."""

SIMILAR = 55
"""Levels of grey by which letters differ at least from what they are seen on without a closer look."""

_INSET = 0.2
"""Share of a letter's box on each side that is not looked at: lines of tables run there."""


class Sight:
    """What is seen on a page. It is drawn only where letters may be hidden: by what is painted over them, or because
    something behind them, as the paper, is as bright as they are.
    """

    def __init__(self, page: pypdfium2.PdfPage, drawn: Iterable[Drawn]) -> None:
        self._page = page
        self._box: Box = page.get_bbox()
        self._pictures: list[Box] = []
        self._greys = {PAPER}
        self._is_overpainted = self._look(_painted(drawn))

    def seen(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """What is seen of the pieces. The letters of a word that something is painted over are replaced."""
        readable = (self._inside(piece) for piece in pieces if piece.letters and piece.style.size >= SMALLEST)
        for may_hide, group in groupby(readable, self._may_hide):
            together = list(group)
            yield from self._judged(together) if may_hide else together

    def _inside(self, piece: Piece) -> Piece:
        """A piece without the letters that stand outside of the page."""
        ends = [
            next((box for box in boxes if box is not NOWHERE), NOWHERE) for boxes in (piece.boxes, piece.boxes[::-1])
        ]
        if all(_meet(self._box, box) for box in ends):
            return piece
        return _only(piece, [box is NOWHERE or _meet(self._box, box) for box in piece.boxes])

    def _look(self, objects: Iterable[tuple[int, Box, int | None]]) -> bool:
        """Remember what is painted; whether it is painted where letters already stand."""
        letters: list[Box] = []
        around: Box = (math.inf, math.inf, -math.inf, -math.inf)
        is_overpainted = False
        for number, (kind, box, grey_of_area) in enumerate(objects):
            if number > MOST_OBJECTS:
                return True
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                letters.append(box)
                around = (*map(min, around[:2], box[:2]), *map(max, around[2:], box[2:]))  # type: ignore[assignment]
                continue
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._pictures.append(box)
            if grey_of_area is not None:
                self._greys.add(grey_of_area)
            is_overpainted = is_overpainted or (_meet(around, box) and any(_meet(other, box) for other in letters))
        return is_overpainted

    def _may_hide(self, piece: Piece) -> bool:
        return self._is_overpainted or not piece.style.is_painted or self._is_camouflaged(piece)

    def _is_camouflaged(self, piece: Piece) -> bool:
        of_letters = piece.style.grey
        return of_letters is None or any(abs(of_letters - other) < SIMILAR for other in self._greys)

    def _judged(self, pieces: list[Piece]) -> Iterator[Piece]:
        """Words as most of their letters are: accents and commas are too small to be judged by themselves."""
        hidden: set[tuple[int, int]] = set()
        places = [(number, at) for number, piece in enumerate(pieces) for at in range(len(piece.letters))]
        for is_space, group in groupby(places, lambda place: not pieces[place[0]].letters[place[1]].strip()):
            word = list(group)
            letters = [(n, at) for n, at in word if pieces[n].letters[at].isalnum()] or word
            if not is_space and 2 * sum(self._is_seen(pieces[n], at) for n, at in letters) < len(letters):
                hidden.update(word)
        for number, piece in enumerate(pieces):
            shown = [(number, at) not in hidden for at in range(len(piece.letters))]
            if piece.style.is_painted and self._is_overpainted and (piece.style.grey or 0) < PAPER - SIMILAR:
                covered = [
                    letter if is_shown else COVERED for letter, is_shown in zip(piece.letters, shown, strict=True)
                ]
                yield replace(piece, letters=covered)
            else:
                yield _only(piece, shown)

    def _is_seen(self, piece: Piece, at: int) -> bool:
        if not piece.style.is_painted:
            return any(_meet(picture, piece.boxes[at]) for picture in self._pictures)
        return self._is_scanned or self._contrast(piece.boxes[at]) >= FAINTEST

    @cached_property
    def _is_scanned(self) -> bool:
        return any(_area(picture) >= SCAN * _area(self._box) for picture in self._pictures)

    def _contrast(self, box: Box) -> int:
        """Levels of grey between the darkest and the palest of the pixels on which a letter stands."""
        bitmap, pixels, turned = self._drawn
        across, up = _INSET * (box[2] - box[0]), _INSET * (box[3] - box[1])
        first = turned.to_bitmap(box[0] + across, box[1] + up)
        last = turned.to_bitmap(box[2] - across, box[3] - up)
        left, right = _within(first[0], last[0], bitmap.width)
        top, bottom = _within(first[1], last[1], bitmap.height)
        rows = [pixels[row * bitmap.stride + left : row * bitmap.stride + right] for row in range(top, bottom)]
        return max(map(max, rows), default=0) - min(map(min, rows), default=0)

    @cached_property
    def _drawn(self) -> tuple[pypdfium2.PdfBitmap, bytes, pypdfium2.PdfPosConv]:
        width, height = self._page.get_size()
        scale = min(SCALE, math.sqrt(MOST_PIXELS / max(width * height, 1)))
        bitmap = self._page.render(scale=scale, grayscale=True, draw_annots=False, may_draw_forms=False)
        return bitmap, bytes(bitmap.buffer), bitmap.get_posconv(self._page)


def _only(piece: Piece, kept: list[bool]) -> Piece:
    """A piece with some of its letters."""
    return replace(
        piece,
        letters=list(compress(piece.letters, kept)),
        extents=list(compress(piece.extents, kept)),
        boxes=list(compress(piece.boxes, kept)),
    )


def _painted(drawn: Iterable[Drawn]) -> Iterator[tuple[int, Box, int | None]]:
    """What is painted, in order: letters, pictures, and areas with their grey that cover what is behind them."""
    for one in drawn:
        if one.kind != pdfium.FPDF_PAGEOBJ_PATH:
            yield one.kind, one.box, None
        elif (filled := _filled(one.pointer)) is not None:
            yield one.kind, one.box, filled


def _filled(path: Pointer) -> int | None:
    """How bright an area is that hides what is behind it; None for lines, and for what one sees through."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    shares = [ctypes.c_uint() for _ in ("red", "green", "blue", "alpha")]
    if not fill.value or not pdfium.FPDFPageObj_GetFillColor(path, *shares):
        return None
    red, green, blue, alpha = (share.value for share in shares)
    return grey(red, green, blue) if alpha >= OPAQUE else None


def _meet(box: Box, other: Box) -> bool:
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


def _within(first: int, last: int, size: int) -> tuple[int, int]:
    """From where to where to look, at least at one pixel."""
    start = min(max(min(first, last), 0), size - 1)
    return start, min(max(first, last, start + 1), size)
