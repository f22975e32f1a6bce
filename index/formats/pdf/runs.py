"""The runs of letters that a page of a PDF shows: what each says, where it begins and ends, how it is set."""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import pypdfium2

from index.formats.pdf.letters import LINE_END, PRESUMED, Extent, Piece, pieces
from index.formats.pdf.sight import Sight

APART = 0.9
"""Times the size of letters, from which a gap ends a run; it may part cells."""

BACK = 0.3
"""Times the size of letters by which one may begin before its run does, as accents do."""

SPACE = 0.1
"""Times the size of letters by which a gap that the library takes for a space is wider than those between letters."""

WORDS_APART = 0.2
"""The same of one that the library does not take for a space."""

SAMPLE = 20
"""Letters around a gap by which it is judged."""

FEWEST = 5
"""Gaps between letters shown at once, by which it is judged then."""

LEVEL = 0.01
"""Times the size of letters by which those of a run may differ in height."""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters in a row, set in one way, at least one of them no space. `x`, `end` and `y` are in points along and
    above the direction `turn` (degrees) in which they read, from the lower left of the page as one reads it then.
    """

    text: str
    x: float
    end: float
    y: float
    size: float
    turn: int = 0
    is_bold: bool = False
    is_margin: bool = False
    """The file marks it as a header or a footer."""


def runs_of(page: pypdfium2.PdfPage) -> Iterator[Run]:
    """The runs that people can see, in the order in which they are drawn; letters in the order of reading."""
    gatherer: _Gatherer | None = None
    for piece in Sight(page).seen(pieces(page)):
        if gatherer is None or not gatherer.takes(piece):
            if gatherer is not None:
                yield from gatherer.run()
            gatherer = _Gatherer(piece)
        yield from gatherer.add(piece)
    if gatherer is not None:
        yield from gatherer.run()


class _Gatherer:
    """The letters of runs that are set in one way and stand on one line."""

    def __init__(self, first: Piece) -> None:
        self._style, self._y = first.style, first.y
        self._begin()

    def _begin(self) -> None:
        self._text: list[str] = []
        self._places: list[Extent | None] = []
        self._x, self._end = math.inf, -math.inf
        self._is_apart = False

    def takes(self, piece: Piece) -> bool:
        """Whether a piece is set as those so far, and on their line."""
        return piece.style == self._style and abs(piece.y - self._y) <= LEVEL * self._style.size

    def add(self, piece: Piece) -> Iterator[Run]:
        """Take the letters; the runs that end with them. Spaces have no width, for they may stand for a gap."""
        of_piece, reached, beside = _Spacing(piece), 0.0, SPACE * self._style.size
        for letter, place in zip(piece.letters, piece.extents, strict=True):
            if letter == PRESUMED:
                self._is_apart, reached = True, place[0]
            elif letter == LINE_END:
                yield from self.run()
            elif letter.isspace():
                self._space()
            else:
                is_beside = abs(place[0] - self._end) < beside and not self._is_apart
                if is_beside or not self._has_letters:
                    pass
                elif self._ends_before(letter, place):
                    yield from self.run()
                elif self._is_space_before(place, reached, of_piece):
                    self._space()
                self._take(letter, place)

    def _ends_before(self, letter: str, place: Extent) -> bool:
        """Whether a letter begins another run: it stands apart, or further back."""
        size = self._style.size
        if place[0] < self._x - BACK * size and not _is_right_to_left(letter):
            return True
        return self._gap(place) >= APART * size

    def _is_space_before(self, place: Extent, reached: float, piece: "_Spacing") -> bool:
        """Whether the gap is one between words; what the library presumes to be a space says where that ends."""
        gap = self._gap(place)
        if self._is_apart and reached:
            gap = max(gap, reached - self._end)
        least = (SPACE if self._is_apart else WORDS_APART) * self._style.size
        return gap >= least and gap - self._usual_gap(piece) >= least

    def _take(self, letter: str, place: Extent) -> None:
        self._is_apart = False
        self._text.append(letter)
        self._places.append(place)
        self._x = min(self._x, place[0])
        self._end = max(self._end, place[1])

    @property
    def _has_letters(self) -> bool:
        return self._end > -math.inf

    def _gap(self, place: Extent) -> float:
        """Between the letters so far and another one, on whichever side it is."""
        return max(place[0] - self._end, self._x - place[1])

    def _space(self) -> None:
        self._text.append(" ")
        self._places.append(None)

    def _usual_gap(self, piece: "_Spacing") -> float:
        """Between the letters of a word, which may be set apart."""
        return piece.usual if piece.usual is not None else _middle(_gaps(self._places[-SAMPLE:]))

    def run(self) -> Iterator[Run]:
        """What was gathered, if anything; the next run begins."""
        if self._has_letters:
            style = self._style
            yield Run(
                text=_whole("".join([*self._text, " " * self._is_apart])),
                x=self._x,
                end=self._end,
                y=self._y,
                size=style.size,
                turn=style.turn,
                is_bold=style.is_bold,
                is_margin=style.is_margin,
            )
        self._begin()


class _Spacing:
    """How the letters of a piece are set apart."""

    def __init__(self, piece: Piece) -> None:
        self._piece = piece

    @cached_property
    def usual(self) -> float | None:
        """The gap between letters; None if there are too few to tell."""
        gaps = _gaps([place for place in self._piece.extents if place[0] < place[1]])
        return _middle(gaps) if len(gaps) >= FEWEST else None


def _middle(gaps: list[float]) -> float:
    return sorted(gaps)[len(gaps) // 2] if gaps else 0


def _gaps(places: Sequence[Extent | None]) -> list[float]:
    return [max(after[0] - before[1], before[0] - after[1]) for before, after in pairwise(places) if before and after]


def _is_right_to_left(letter: str) -> bool:
    return unicodedata.bidirectional(letter[0]) in {"R", "AL", "AN"}


def _whole(text: str) -> str:
    """Text with the halves joined in which the library gives letters beyond the first 65,536."""
    if text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
