"""The lines of a PDF page: their text, where they stand, and how large they are set."""

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pypdf import PageObject

_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
"""Letters that typesetters join; people type and search them apart."""

_Matrix = Sequence[float]
"""Six numbers, as PDF writes a transformation."""

_Font = Mapping[str, object] | None

SMALLEST = 1.0
"""Points; nobody reads smaller letters, and hidden instructions are set so."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; `x` and `y` are where it begins, in points from the lower left, `size` is that of its letters."""

    text: str
    x: float
    y: float
    size: float
    is_bold: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines in reading order, as its program wrote them."""

    number: int
    height: float
    lines: tuple[Line, ...]


@dataclass(slots=True)
class _Gatherer:
    """Takes the pieces that the library finds, and makes lines of them."""

    lines: list[Line] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _first: tuple[float, float, float, bool] | None = None

    def take(self, text: str, user: _Matrix, own: _Matrix, font: _Font, size: float) -> None:
        """One piece: `user` and `own` are the matrices of the page and of the text."""
        x, y, scale = _placed(user, own)
        shown = abs(size * scale)
        if shown and shown < SMALLEST:
            return
        for number, piece in enumerate(text.split("\n")):
            if number:
                self.end()
            if piece.strip() and self._first is None:
                self._first = x, y, shown, "bold" in str((font or {}).get("/BaseFont", "")).lower()
            self._pieces.append(piece)

    def end(self) -> None:
        """A line ends."""
        text = " ".join("".join(self._pieces).translate(_LIGATURES).split())
        if text and self._first is not None:
            self.lines.append(Line(text, *self._first))
        self._pieces, self._first = [], None


def page_of(number: int, page: PageObject) -> Page:
    """Read the lines of a page."""
    gatherer = _Gatherer()
    page.extract_text(visitor_text=gatherer.take)
    gatherer.end()
    return Page(number, float(page.mediabox.height), tuple(gatherer.lines))


def _placed(user: _Matrix, own: _Matrix) -> tuple[float, float, float]:
    """Where a piece begins on the page, and by how much its letters are scaled."""
    a, b, c, d, e, f = user
    x = own[4] * a + own[5] * c + e
    y = own[4] * b + own[5] * d + f
    return x, y, math.hypot(own[2] * a + own[3] * c, own[2] * b + own[3] * d)
