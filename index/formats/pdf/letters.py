"""The letters of a PDF page as the library finds them: where each stands, and how it is set."""

import ctypes
import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from index.formats.pdf.directions import has_right_to_left
from index.formats.pdf.styles import Style, Styles

MOST_LETTERS = 100_000
"""On one page; a dense page of a newspaper has 20,000."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in the page's own points."""

Extent = tuple[float, float]
"""From where to where something goes along its line, in points."""

UNKNOWN = "\ufffd"
"""What stands for a letter of a font that does not say which it is."""

PRESUMED = ""
"""A space that the library presumes where letters stand apart."""

LINE_END = "\n"

_HYPHENS = {"\x02", "\ufffe"}
"""The library's marks for a hyphen at the end of a line."""

_LIGATURES = {"\x1b": "ff", "\x1c": "fi", "\x1d": "fl", "\x1e": "ffi", "\x1f": "ffl"}
"""Where fonts of TeX have them that do not say which letters theirs are (T1 encoding)."""

_BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓"})
"""Signs of lists in fonts of signs, where word processors keep them."""

NOWHERE: Box = (0, 0, 0, 0)
"""The box of what has no place."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that a page shows at once, or halves of letters (UTF-16), set in one way and on one line: `y` points
    above the lower edge of the page as one reads it. Of each letter: from where to where it goes along the line, and
    its box on the page. PRESUMED and LINE_END are letters too, that have no place.
    """

    style: Style
    y: float
    letters: list[str]
    extents: list[Extent]
    boxes: list[Box]
    address: int
    """Of the object of the page that shows them."""


class _Frame:
    """A page as one sees it who reads in a direction."""

    def __init__(self, box: Box, turn: int) -> None:
        self._right, self._up = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        corners = [self._turned(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        self._left, self._low = (min(corner[axis] for corner in corners) for axis in (0, 1))

    def placed(self, x: float, y: float) -> tuple[float, float]:
        """A point, along and above."""
        along, above = self._turned(x, y)
        return along - self._left, above - self._low

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        return x * self._right + y * self._up, y * self._right - x * self._up


class _Reader:
    """Goes through the letters of a page."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._text = page.get_textpage()
        self._page = ctypes.cast(self._text.raw, ctypes.c_void_p).value
        self._is_mixed = False
        self._box: Box = page.get_bbox()
        self._frames: dict[int, _Frame] = {}
        self._styles = Styles(self._text)

    def pieces(self) -> Iterator[Piece]:
        """The pieces in the library's order."""
        letters = self._letters()
        at, piece = 0, None
        while at < len(letters):
            address = _object_at(self._page, at)
            end = self._end(at, letters, address)
            if address:
                if piece is not None:
                    yield piece
                piece = self._piece(ctypes.cast(address, pdfium.FPDF_PAGEOBJECT), at, letters[at:end])
            elif piece is not None:
                for letter in filter(None, letters[at:end]):
                    piece.letters.append(LINE_END if letter == LINE_END else PRESUMED)
                    piece.extents.append((0, 0))
                    piece.boxes.append(NOWHERE)
            at = end
        if piece is not None:
            yield piece

    def _letters(self) -> list[str]:
        """What the library says of each place."""
        count = min(self._text.count_chars(), MOST_LETTERS)
        room = (ctypes.c_ushort * (count + 1))()
        codes = room[:count] if pdfium.FPDFText_GetText(self._text, 0, count, room) == count + 1 else None
        if codes is None:
            codes = [pdfium.FPDFText_GetUnicode(self._text, at) for at in range(count)]
        letters = [_letter(code) for code in codes]
        self._is_mixed = has_right_to_left("".join(letters))
        return letters

    def _end(self, at: int, letters: list[str], address: int | None) -> int:
        """Where the next object begins. The letters of one stand beside each other where all run in one direction."""
        step, known = int(address is not None), at
        while step:
            if known + step < len(letters) and _object_at(self._page, known + step) == address:
                known, step = known + step, 1 if self._is_mixed else 2 * step
            else:
                step //= 2
        return known + 1

    def _piece(self, object_: "pdfium.FPDF_PAGEOBJECT", at: int, letters: list[str]) -> Piece:
        style = self._styles.of(object_, at)
        piece = Piece(style, self._origin(at, style.turn)[1], [], [], [], ctypes.addressof(object_.contents))
        rectangle = (ctypes.c_float * 4)()
        place, offset = ctypes.addressof(rectangle), self._box[0]
        for number, letter in enumerate(letters, start=at):
            if letter:
                _box_at(self._page, number, place)
                left, top, right, bottom = rectangle[:]
                box = left, bottom, right, top
                piece.extents.append(
                    self._extent(number, box, style) if style.turn else (left - offset, right - offset)
                )
                piece.letters.append(PRESUMED if letter == " " and left == right else letter)
                piece.boxes.append(box)
        return piece

    def _extent(self, at: int, box: Box, style: Style) -> Extent:
        """From where to where a letter goes that does not stand upright."""
        if style.turn % 90:  # its box lies aslant
            start = self._origin(at, style.turn)[0]
            return start, start + style.size / 2
        frame = self._frame(style.turn)
        first, last = frame.placed(box[0], box[1])[0], frame.placed(box[2], box[3])[0]
        return min(first, last), max(first, last)

    def _origin(self, at: int, turn: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._text, at, x, y)
        return self._frame(turn).placed(x.value, y.value)

    def _frame(self, turn: int) -> _Frame:
        if turn not in self._frames:
            self._frames[turn] = _Frame(self._box, turn)
        return self._frames[turn]


def pieces(page: pypdfium2.PdfPage) -> Iterator[Piece]:
    """The letters of a page: as they are drawn, those of a line in the order in which they are read."""
    return _Reader(page).pieces()


def _quick(function: Callable[..., object], result: type, *arguments: type) -> Callable[..., Any]:
    """A function of the library that takes and gives plain numbers and keeps the lock, for there is a call a letter."""
    address: Any = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]  # functions can be cast too
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_object_at = _quick(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_box_at = _quick(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


@cache
def _letter(code: int) -> str:
    letter = chr(code) if 0 < code <= sys.maxunicode else UNKNOWN
    if letter in _HYPHENS:
        return "-"
    if letter < " ":
        return letter if letter == LINE_END else " " if letter == "\t" else _LIGATURES.get(letter, "")
    return letter.translate(_BULLETS)
