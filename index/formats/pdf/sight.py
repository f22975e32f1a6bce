"""`Sight`: which letters of a PDF page people can see; the others are hidden, and would be quoted unseen."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import compress, groupby

import pypdfium2

from index.formats.pdf.letters import NOWHERE, Box, Piece
from index.formats.pdf.objects import Drawn
from index.formats.pdf.paint import EVERYWHERE, Paint, meet

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

SIMILAR = 55
"""Levels of grey by which letters differ at least from what they are seen on without a closer look."""

_COLOURS = ("blue", "green", "red")

_INSET = 0.2
"""Share of a letter's box on each side that is not looked at: lines of tables run there."""


class Sight:
    """What is seen on a page. It is drawn only where letters may be hidden: by what is painted over them, because
    something behind them, as the paper, is as bright as they are, or because they can be switched off.
    """

    def __init__(self, page: pypdfium2.PdfPage, drawn: Iterable[Drawn]) -> None:
        self._page = page
        self._box: Box = page.get_bbox()
        self._paint = Paint(drawn)

    def seen(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """What is seen of the pieces. The letters of a word that something is painted over are replaced."""
        readable = (self._inside(piece) for piece in pieces if piece.letters and piece.style.size >= SMALLEST)
        for may_hide, group in groupby(readable, self._may_hide):
            together = list(group)
            yield from self._judged(together) if may_hide else together

    def _inside(self, piece: Piece) -> Piece:
        """A piece without the words outside of the page, or of the part of it that is painted; half a word stays whole,
        for half a number is another one.
        """
        clip = self._paint.clip_of(piece.address)
        placed = [box for box in piece.boxes if box is not NOWHERE]
        if clip is EVERYWHERE and placed and meet(self._box, placed[0]) and meet(self._box, placed[-1]):
            return piece
        left, low, right, high = self._box
        seen = max(left, clip[0]), max(low, clip[1]), min(right, clip[2]), min(high, clip[3])
        kept: list[bool] = []
        for is_space, group in groupby(zip(piece.letters, piece.boxes, strict=True), lambda pair: not pair[0].strip()):
            boxes = [box for _, box in group]
            kept += [is_space or any(_is_within(seen, box) for box in boxes)] * len(boxes)
        return _only(piece, kept)

    def _may_hide(self, piece: Piece) -> bool:
        style = piece.style
        return self._paint.is_over_letters or not style.is_painted or style.is_optional or self._is_camouflaged(piece)

    def _is_camouflaged(self, piece: Piece) -> bool:
        of_letters = piece.style.grey
        return of_letters is None or any(abs(of_letters - other) < SIMILAR for other in self._paint.greys)

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
            if piece.style.is_painted:
                pairs = zip(piece.letters, shown, strict=True)
                yield replace(piece, letters=[letter if is_shown else COVERED for letter, is_shown in pairs])
            else:
                yield _only(piece, shown)

    def _is_seen(self, piece: Piece, at: int) -> bool:
        box = piece.boxes[at]
        if not piece.style.is_painted:
            return any(meet(picture, box) for _, picture in self._paint.pictures)
        if self._paint.is_covered(piece.address, box):
            return False
        size = (self._box[2] - self._box[0]) * (self._box[3] - self._box[1])
        return self._paint.is_below_picture(piece.address, SCAN * size) or self._contrast(box) >= FAINTEST

    def _contrast(self, box: Box) -> int:
        """Levels of a colour between the darkest and the palest of the pixels on which a letter stands."""
        bitmap, pixels, turned = self._drawn
        across, up = _INSET * (box[2] - box[0]), _INSET * (box[3] - box[1])
        first = turned.to_bitmap(box[0] + across, box[1] + up)
        last = turned.to_bitmap(box[2] - across, box[3] - up)
        left, right = _within(first[0], last[0], bitmap.width)
        top, bottom = _within(first[1], last[1], bitmap.height)
        width, stride = bitmap.n_channels, bitmap.stride
        rows = [pixels[row * stride + left * width : row * stride + right * width] for row in range(top, bottom)]
        shares = [b"".join(row[channel::width] for row in rows) for channel in range(min(width, len(_COLOURS)))]
        return max(max(share) - min(share) for share in shares)

    @cached_property
    def _drawn(self) -> tuple[pypdfium2.PdfBitmap, bytes, pypdfium2.PdfPosConv]:
        width, height = self._page.get_size()
        scale = min(SCALE, math.sqrt(MOST_PIXELS / max(width * height, 1)))
        bitmap = self._page.render(scale=scale, draw_annots=False, may_draw_forms=False)
        return bitmap, bytes(bitmap.buffer), bitmap.get_posconv(self._page)


def _only(piece: Piece, kept: list[bool]) -> Piece:
    """A piece with some of its letters."""
    return replace(
        piece,
        letters=list(compress(piece.letters, kept)),
        extents=list(compress(piece.extents, kept)),
        boxes=list(compress(piece.boxes, kept)),
    )


def _is_within(box: Box, letter: Box) -> bool:
    """Whether the middle of a letter is in a box."""
    across, up = (letter[0] + letter[2]) / 2, (letter[1] + letter[3]) / 2
    return box[0] <= across <= box[2] and box[1] <= up <= box[3]


def _within(first: int, last: int, size: int) -> tuple[int, int]:
    """From where to where to look, at least at one pixel."""
    start = min(max(min(first, last), 0), size - 1)
    return start, min(max(first, last, start + 1), size)
