"""`Sight`: which letters of a PDF page people can see; the others are hidden, and would be quoted unseen."""

import math
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import compress, groupby

import pypdfium2

from index.formats.pdf.letters import LINE_END, NOWHERE, Box, Piece
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

_DEEP = 0.1
"""Times the height of a hidden word by which letters stand at least where it does."""

_Place = tuple[int, int]
"""The number of a piece, and that of a letter in it."""


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
        readable = [self._inside(piece) for piece in pieces if piece.letters and piece.style.size >= SMALLEST]
        self._known = {piece.address for piece in readable}
        hidden = [
            word
            for may_hide, numbers in groupby(range(len(readable)), lambda number: self._may_hide(readable[number]))
            if may_hide
            for word in _words(readable, numbers)
            if not self._is_word_seen(readable, word)
        ]
        return self._marked(readable, hidden) if hidden else iter(readable)

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

    def _is_word_seen(self, pieces: list[Piece], word: list[_Place]) -> bool:
        """A word is as most of its letters are: accents and commas are too small to be judged by themselves."""
        letters = [(number, at) for number, at in word if pieces[number].letters[at].isalnum()] or word
        return 2 * sum(self._is_seen(pieces[number], at) for number, at in letters) >= len(letters)

    def _is_seen(self, piece: Piece, at: int) -> bool:
        box = piece.boxes[at]
        if not piece.style.is_painted:
            return self._paint.is_in_picture(box) and not self._is_blacked_out(box)
        if self._paint.is_covered(piece.address, box):
            return self._paint.is_repeated(piece.address, self._known, box) and self._contrast(box) >= FAINTEST
        size = (self._box[2] - self._box[0]) * (self._box[3] - self._box[1])
        return self._paint.is_below_picture(piece.address, SCAN * size) or self._contrast(box) >= FAINTEST

    def _is_blacked_out(self, box: Box) -> bool:
        """Whether a letter of a scanned page is painted over, and not only marked with a colour."""
        return self._paint.is_picture_covered(box) and self._contrast(box) < FAINTEST

    def _marked(self, pieces: list[Piece], words: list[list[_Place]]) -> Iterator[Piece]:
        """The pieces with marks in the place of words that are painted over, unless others are written there."""
        hidden = {place for word in words for place in word}
        seen = _Seen(pieces, hidden)
        changed: dict[int, list[str]] = {number: list(pieces[number].letters) for number, _ in hidden}
        for word in words:
            piece, at = pieces[word[0][0]], word[0][1]
            is_bar = piece.style.is_painted or self._paint.is_in_picture(piece.boxes[at])
            is_marked = is_bar and not seen.are_over(word)
            for place, (number, letter) in enumerate(word):
                changed[number][letter] = COVERED if is_marked else "" if place else LINE_END
        for number, piece in enumerate(pieces):
            yield _with(piece, changed[number]) if number in changed else piece

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


class _Seen:
    """The letters of a page that are seen."""

    def __init__(self, pieces: list[Piece], hidden: Container[_Place]) -> None:
        self._pieces, self._hidden = pieces, hidden
        self._around = [_around([box for box in piece.boxes if box is not NOWHERE]) for piece in pieces]

    def are_over(self, word: list[_Place]) -> bool:
        """Whether some stand where a word is hidden."""
        left, low, right, high = _around([self._pieces[number].boxes[at] for number, at in word])
        across, up = _DEEP * (high - low), _INSET * (high - low)
        inner = left + across, low + up, right - across, high - up
        return any(
            meet(inner, box) and letter.isalnum() and (number, at) not in self._hidden
            for number, piece in enumerate(self._pieces)
            if meet(inner, self._around[number])
            for at, (letter, box) in enumerate(zip(piece.letters, piece.boxes, strict=True))
        )


def _around(boxes: list[Box]) -> Box:
    if not boxes:
        return NOWHERE
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return min(lefts), min(lows), max(rights), max(highs)


def _words(pieces: list[Piece], numbers: Iterable[int]) -> Iterator[list[_Place]]:
    """The places of the letters of each word, which may go on in the next piece."""
    places = [(number, at) for number in numbers for at in range(len(pieces[number].letters))]
    for is_space, group in groupby(places, lambda place: not pieces[place[0]].letters[place[1]].strip()):
        if not is_space:
            yield list(group)


def _with(piece: Piece, letters: list[str]) -> Piece:
    """A piece with other letters, of which those that are empty are left out."""
    kept = [bool(letter) or not before for letter, before in zip(letters, piece.letters, strict=True)]
    boxes = [NOWHERE if letter == LINE_END else box for letter, box in zip(letters, piece.boxes, strict=True)]
    return _only(replace(piece, letters=letters, boxes=boxes), kept)


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
