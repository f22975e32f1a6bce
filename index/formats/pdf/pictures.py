"""`PageDrawer`: a page of a PDF as a picture with a quote marked on it, drawn in a child process under limits."""

import io
import json
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.formats import wire
from index.formats.confined import Confined, Lost

if TYPE_CHECKING:
    from PIL.Image import Image

SECONDS = 5.0
"""For a page, and for waiting one's turn; an ordinary one takes a third of a second, and somebody is waiting."""

MOST_BYTES = 1_500_000
"""Of a picture: what a telephone loads in a moment."""

MOST_CONTEXT = 40
"""Characters on each side of a quote that tell it from the same words elsewhere on the page."""

Box = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels."""

_LARGEST = (1300, 2600)
_QUALITIES = (85, 70, 50)
_MARKER = (255, 226, 90)
_FRAME = (224, 140, 20)
_EDGE = (200, 200, 200)
"""Where a white page ends on a white screen."""
_MARGIN = 4
_FACTS_ROOM = 100_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A page (from 1) of a document with a quote marked; `suffix` says which kind of picture it is: .png or .jpg."""

    page: int
    content: bytes
    suffix: str


class PageDrawer:
    """Draws one page at a time, each in a child process of its own: nothing of one file lives on for the next."""

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._turn = threading.Lock()

    def draw(self, content: bytes, page: int, quote: str, *, before: str = "", after: str = "") -> Picture | None:
        """The page of a PDF on which a quote stands, at `page` or soon after it.

        `before` and `after` are what the text says around the quote. None where the quote is not found, the page
        cannot be drawn within the limits, or others' pages take too long.
        """
        if not self._turn.acquire(timeout=self._seconds):
            return None
        try:
            return self._draw(content, [page, before[-MOST_CONTEXT:], quote, after[:MOST_CONTEXT]])
        except (Lost, OSError, ValueError, TypeError):  # whatever a hostile file can make of the child's answer
            return None
        finally:
            self._turn.release()

    def _draw(self, content: bytes, wanted: list[object]) -> Picture:
        deadline = time.monotonic() + self._seconds
        child = Confined("pdf.drawing")
        try:
            child.send(map(wire.framed, (json.dumps(wanted).encode(), content)), deadline)
            number, width, height, marks = json.loads(child.frame(deadline, _FACTS_ROOM))
            if not (0 < width <= _LARGEST[0] and 0 < height <= _LARGEST[1] and isinstance(number, int)):
                raise ValueError("the child drew what it was not asked for")
            pixels = child.frame(deadline, width * height * len("rgb"))
        finally:
            child.stop()
        return _picture(number, (width, height), pixels, marks)


def _picture(page: int, size: tuple[int, int], pixels: bytes, marks: Iterable[Box]) -> Picture:
    """The picture of pixels. Raises ValueError, TypeError for what are none."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only where pages are drawn

    drawn = Image.frombytes("RGB", size, pixels)
    pen = ImageDraw.Draw(drawn)
    for box in _joined([_within(size, mark) for mark in marks]):
        drawn.paste(_highlighted(drawn.crop(box)), box)
        pen.rectangle(box, outline=_FRAME, width=2)
    pen.rectangle((0, 0, size[0] - 1, size[1] - 1), outline=_EDGE, width=2)
    return _smallest(page, drawn)


def _within(size: tuple[int, int], mark: Box) -> Box:
    """A mark with some margin, on the picture. Raises ValueError where it lies beside it."""
    left, right = sorted((mark[0], mark[2]))
    top, bottom = sorted((mark[1], mark[3]))
    least, most = (max(left - _MARGIN, 0), max(top - _MARGIN, 0)), (right + _MARGIN, bottom + _MARGIN)
    box = (*least, min(most[0], size[0] - 1), min(most[1], size[1] - 1))
    if box[0] >= box[2] or box[1] >= box[3]:
        raise ValueError("a mark lies beside the page")
    return box


def _joined(boxes: Iterable[Box]) -> list[Box]:
    """One mark for the words of a line that follow each other, as a scan's text comes word by word."""
    joined: list[Box] = []
    for box in boxes:
        if joined and _follows(joined[-1], box):
            last = joined[-1]
            joined[-1] = (min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
        else:
            joined.append(box)
    return joined


def _follows(one: Box, other: Box) -> bool:
    """Whether two marks stand on one line, no further apart than the line is high."""
    lower, higher = sorted((one[3] - one[1], other[3] - other[1]))
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    gap = max(one[0], other[0]) - min(one[2], other[2])
    return overlap * 2 > lower and gap < higher


def _highlighted(part: "Image") -> "Image":
    """As a felt pen does it: paper takes the colour, letters stay black."""
    from PIL import Image, ImageChops  # noqa: PLC0415 - the same

    return ImageChops.multiply(part, Image.new("RGB", part.size, _MARKER))


def _smallest(page: int, drawn: "Image") -> Picture:
    """Without loss if that is small enough, as it is for printed text; else as a photograph. Raises ValueError."""
    if len(content := _saved(drawn, "PNG", optimize=False)) <= MOST_BYTES:
        return Picture(page, content, ".png")
    for quality in _QUALITIES:
        if len(content := _saved(drawn, "JPEG", quality=quality)) <= MOST_BYTES:
            return Picture(page, content, ".jpg")
    raise ValueError("the picture is too large")


def _saved(drawn: "Image", kind: str, **options: int) -> bytes:
    buffer = io.BytesIO()
    drawn.save(buffer, kind, **options)
    return buffer.getvalue()
