"""The runs of letters that a page of a PDF shows: what each says, where it begins and ends, how it is set."""

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2

from index.formats.pdf.directions import has_right_to_left, readable
from index.formats.pdf.grid import Place
from index.formats.pdf.letters import LINE_END, PRESUMED, Extent, Piece, pieces
from index.formats.pdf.objects import Drawn
from index.formats.pdf.ruling import Ruling
from index.formats.pdf.sight import Sight

LAM = "\u0644"

APART = 0.9
"""Times the size of letters, from which a gap ends a run; it may part cells."""

BACK = 0.3
"""Times the size of letters by which one may begin before its run does, as accents do."""

SPACE = 0.1
"""Times the size of letters by which a gap that the library takes for a space is wider than those between letters."""

WORDS_APART = 0.2
"""The same of one that the library does not take for a space."""

BROAD = 0.4
"""The same, from which a gap is wider than the spaces of a text, but for those that fill a line."""

FEWEST = 5
"""Gaps between letters, by which others are judged."""

LEADERS = "._·…-–=*~#%"
"""What is set in rows, a little apart, to lead the eye from a name to its price, or to part texts."""

LEVEL = 0.01
"""Times the size of letters by which those of a run may differ in height."""


_Letter = tuple[str, float, bool, bool, Extent]
"""What it says, the gap before it, whether the library presumes a space there, and whether there is one; its place."""


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
    slant: float = 0
    """Degrees by which it is off its direction."""
    place: Place | None = None
    """The cell that it stands in, where lines are drawn around it."""
    breaks: tuple["Break", ...] = ()
    """Spaces in it that are wider than those of a text."""

    def parted(self) -> Iterator["Run"]:
        """The run, parted at its breaks."""
        start, x = 0, self.x
        for found in self.breaks:
            yield replace(self, text=self.text[start : found.before], x=x, end=found.start, breaks=())
            start, x = found.before, found.end
        yield replace(self, text=self.text[start:], x=x, breaks=()) if start else self


@dataclass(frozen=True, slots=True)
class Break:
    """A gap before a letter of a run (counted from 0), from where to where it goes."""

    before: int
    start: float
    end: float


def runs_of(page: pypdfium2.PdfPage, drawn: list[Drawn], ruling: Ruling) -> Iterator[Run]:
    """The runs that people can see, in the order in which they are drawn; letters in the order of reading."""
    gatherer: _Gatherer | None = None
    for whole in Sight(page, drawn).seen(pieces(page)):
        for piece, place in ruling.parted(whole):
            if gatherer is None or not gatherer.takes(piece, place):
                if gatherer is not None:
                    yield from gatherer.run()
                gatherer = _Gatherer(piece, place)
            yield from gatherer.add(piece)
    if gatherer is not None:
        yield from gatherer.run()


class _Gatherer:
    """The letters of runs that are set in one way and stand on one line, in one cell."""

    def __init__(self, first: Piece, place: Place | None) -> None:
        self._style, self._y, self._cell = first.style, first.y, place
        self._begin()

    def _begin(self) -> None:
        self._letters: list[_Letter] = []
        self._x, self._end = math.inf, -math.inf
        self._is_apart = self._is_spaced = False

    def takes(self, piece: Piece, place: Place | None) -> bool:
        """Whether a piece is set as those so far, and on their line."""
        return place == self._cell and piece.style == self._style and abs(piece.y - self._y) <= LEVEL * self._style.size

    def add(self, piece: Piece) -> Iterator[Run]:
        """Take the letters; the runs that end with them. Spaces have no width, for they may stand for a gap."""
        reached, beside = 0.0, SPACE * self._style.size
        for letter, place in zip(piece.letters, piece.extents, strict=True):
            if letter == PRESUMED:
                self._is_apart, reached = True, place[0]
            elif letter == LINE_END:
                yield from self.run()
            elif letter.isspace():
                self._is_spaced = True
            elif abs(gap := place[0] - self._end) < beside and not (self._is_apart or self._is_spaced):
                self._take(letter, place, gap)
            else:
                if self._letters and self._ends_before(letter, place):
                    yield from self.run()
                gap = self._gap(place)
                self._take(letter, place, max(gap, reached - self._end) if self._is_apart and reached else gap)

    def _ends_before(self, letter: str, place: Extent) -> bool:
        """Whether a letter begins another run: it stands apart, or further back."""
        size = self._style.size
        if place[0] < self._x - BACK * size and not _is_right_to_left(letter):
            return True
        return self._gap(place) >= APART * size

    def _take(self, letter: str, place: Extent, gap: float) -> None:
        self._letters.append((letter, gap, self._is_apart, self._is_spaced, place))
        self._is_apart = self._is_spaced = False
        self._x, self._end = min(self._x, place[0]), max(self._end, place[1])

    def _gap(self, place: Extent) -> float:
        """Between the letters so far and another one, on whichever side it is."""
        return max(place[0] - self._end, self._x - place[1])

    def run(self) -> Iterator[Run]:
        """What was gathered, if anything; the next run begins."""
        if self._letters:
            style = self._style
            text, breaks = self._text()
            whole = _whole(text)
            yield Run(
                text=whole,
                x=self._x,
                end=self._end,
                y=self._y,
                size=style.size,
                turn=style.turn,
                is_bold=style.is_bold,
                is_margin=style.is_margin,
                slant=style.slant,
                place=self._cell,
                breaks=breaks if len(whole) == len(text) else (),
            )
        self._begin()

    def _text(self) -> tuple[str, tuple[Break, ...]]:
        """The letters, with spaces where a gap is wider than those between the letters of a word; the broad ones."""
        if has_right_to_left("".join(letter for letter, *_ in self._letters)):
            return f" {readable(self._seen())} ", ()
        usual, size = _usual_gap(self._letters), self._style.size
        shown = [" "] if self._letters[0][3] else []
        breaks: list[Break] = []
        for before, (letter, gap, is_presumed, is_space, place) in zip(
            ["", *self._letters], self._letters, strict=False
        ):
            least = (SPACE if is_presumed else WORDS_APART) * size
            is_leader = before[:1] == (letter,) and letter in LEADERS
            is_wide = gap >= least and gap - usual >= least and not is_leader
            if before and (is_space or is_wide):
                shown.append(" ")
                if gap >= BROAD * size:
                    breaks.append(Break(len("".join(shown)), place[0] - gap, place[0]))
            shown.append(letter)
        return "".join(shown) + " " * (self._is_apart or self._is_spaced), tuple(breaks)

    def _seen(self) -> str:
        """The letters from left to right, wherever the library puts them; those drawn as one the wrong way round."""
        drawn: dict[Extent, str] = {}
        for letter, *_, place in self._letters:
            drawn[place] = drawn.get(place, "") + letter
        seen, end = "", math.inf
        for place, letters in sorted(drawn.items(), key=lambda item: sum(item[0])):
            seen += " " * (place[0] - end >= WORDS_APART * self._style.size)
            seen += letters if len(letters) == 1 else _joined(letters)[::-1]
            end = place[1]
        return seen


def _joined(letters: str) -> str:
    """Letters that are drawn as one, in the order of reading: with an alif, the lam comes first."""
    return letters[::-1] if letters[-1] == LAM else letters


def _usual_gap(letters: list[_Letter]) -> float:
    """Between the letters of a word, which may be set apart; digits that are apart are numbers."""
    pairs = ((before[0] + letter, gap) for before, (letter, gap, _, is_space, _) in pairwise(letters) if not is_space)
    gaps = [gap for both, gap in pairs if both.isalpha()]
    return sorted(gaps)[len(gaps) // 4] if len(gaps) >= FEWEST else 0


def _is_right_to_left(letter: str) -> bool:
    return unicodedata.bidirectional(letter[0]) in {"R", "AL", "AN"}


def _whole(text: str) -> str:
    """Text with the halves joined in which the library gives letters beyond the first 65,536."""
    if text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
