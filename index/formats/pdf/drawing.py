"""The child process that draws a page of a PDF, and says where on it some words stand."""

import json
import socket
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from index.formats import wire
from index.formats.pdf.annotations import whole_page
from index.formats.worker import allow_seconds, confine

WIDTH = 1200
"""Pixels: twice what a phone shows a picture in, so that small print can be read when it is enlarged."""

TALLEST = 2.0
"""Times its width; of longer pages, such as printed web pages, the part around the words is drawn."""

CHANNELS = 3
"""Bytes of a pixel: red, green, blue."""

MOST_GLYPHS = 100_000
"""On one page; a dense page of a newspaper has 20,000."""

MOST_MARKS = 400
"""Lines of marked words, or pieces of them."""

FEWEST_LETTERS = 4
"""Fewer would be found anywhere."""

_PAGES = 3
"""A paragraph that goes on over the end of a page is indexed under its first one."""


Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in the page's own units."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A quote of the file, what stands around it, and the page (from 1) that it is indexed under."""

    page: int
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """Glyphs `start` to `end` (exclusive) of a page."""

    start: int
    end: int


class Letters:
    """The letters and digits of a page, bare of case, marks and spaces, each with the glyph that it is part of."""

    def __init__(self, glyphs: Iterator[str]) -> None:
        pairs = [(letter, place) for place, glyph in enumerate(glyphs) for letter in bare(glyph)]
        self.text = "".join(letter for letter, _ in pairs)
        self._places = [place for _, place in pairs]

    def find(self, wanted: Wanted) -> Found | None:
        """Where the quote stands; where it stands more than once, between what is around it."""
        quote = bare(wanted.quote)
        if len(quote) < FEWEST_LETTERS:
            return None
        before, after = bare(wanted.before), bare(wanted.after)
        for ahead, behind in ((before, after), (before, ""), ("", after), ("", "")):
            at = self.text.find(ahead + quote + behind)
            if at >= 0:
                return self._glyphs(at + len(ahead), len(quote))
        return self._find_row(wanted.quote)

    def _find_row(self, quote: str) -> Found | None:
        """Where a row of a table stands that is quoted with the names of its columns, if there is one such."""
        row = quote.split("; ")
        for cells in ([cell.partition(": ")[2] for cell in row], [cell.rpartition(": ")[2] for cell in row]):
            values = bare("".join(cells))
            if len(values) >= FEWEST_LETTERS and self.text.count(values) == 1:
                return self._glyphs(self.text.index(values), len(values))
        return None

    def find_beginning(self, wanted: Wanted, following: "Letters") -> Found | None:
        """Where the quote begins, if it goes on on the following page."""
        quote = bare(wanted.quote)
        most = next((n for n in range(len(quote) - 1, FEWEST_LETTERS - 1, -1) if quote[:n] in self.text), 0)
        if not most or quote[most:] not in following.text:
            return None
        return self._glyphs(self.text.rfind(quote[:most]), most)

    def _glyphs(self, at: int, length: int) -> Found:
        return Found(self._places[at], self._places[at + length - 1] + 1)


def bare(text: str) -> str:
    """The letters and digits of a text without case and marks: all that text and page are sure to share.

    Those beyond the first 65,536 characters, of which the library sees halves, are left out too.
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in folded if letter <= "\uffff" and unicodedata.category(letter)[0] in "LN")


def main(descriptor: int) -> None:
    """Serve one request, and end: frames of what is wanted, of the file, and back of facts and of pixels."""
    with socket.socket(fileno=descriptor) as connection:
        confine()
        allow_seconds()
        stream = connection.makefile("rb")
        wanted = Wanted(*json.loads(stream.read(wire.size(stream.read(wire.HEADER)))))
        content = stream.read(wire.size(stream.read(wire.HEADER)))
        for frame in drawn(content, wanted):
            connection.sendall(wire.framed(frame))


def drawn(content: bytes, wanted: Wanted) -> Iterator[bytes]:
    """`[page, width, height, [[left, top, right, bottom], …]]` and then RGB pixels; nothing where nothing is found."""
    document = pypdfium2.PdfDocument(content)
    document.init_forms()
    pages = range(wanted.page, min(wanted.page + _PAGES, len(document) + 1))
    for is_upright in (False, True):
        read = {number: _Read(whole_page(document, number - 1), is_upright=is_upright) for number in pages}
        if place := _place(read, wanted):
            number, found = place
            page = read[number].page
            yield from _picture(number, page, read[number].boxes(found))
            return


class _Read:
    """A page with its letters. The library puts them into the order in which lines are seen on the page as it is
    turned; where it shows lines that run up or down, their own order is that of the page set upright.
    """

    def __init__(self, page: pypdfium2.PdfPage, *, is_upright: bool) -> None:
        self.page = page
        rotation = page.get_rotation()
        if is_upright:
            page.set_rotation(0)
        self._text = page.get_textpage()
        count = min(self._text.count_chars(), MOST_GLYPHS)
        self.letters = Letters(_character(pdfium.FPDFText_GetUnicode(self._text, at)) for at in range(count))
        page.set_rotation(rotation)

    def boxes(self, found: Found) -> list[Box]:
        """The marked lines, or pieces of them."""
        count = self._text.count_rects(found.start, found.end - found.start)
        return [self._text.get_rect(number) for number in range(min(count, MOST_MARKS))]


def _place(read: dict[int, _Read], wanted: Wanted) -> tuple[int, Found] | None:
    """The page on which the quote stands, and where on it."""
    for number, page in read.items():
        if found := page.letters.find(wanted):
            return number, found
    for (number, page), following in zip(read.items(), list(read.values())[1:], strict=False):
        if found := page.letters.find_beginning(wanted, following.letters):
            return number, found
    return None


def _picture(number: int, page: pypdfium2.PdfPage, boxes: list[Box]) -> Iterator[bytes]:
    width, height = page.get_size()
    bitmap = page.render(scale=WIDTH / width, crop=_cut(page, boxes, width, height), rev_byteorder=True)
    turned = bitmap.get_posconv(page)
    marks = [[*turned.to_bitmap(left, top), *turned.to_bitmap(right, bottom)] for left, bottom, right, top in boxes]
    yield json.dumps([number, bitmap.width, bitmap.height, marks]).encode()
    yield _pixels(bitmap)


def _character(code: int) -> str:
    """What the library says of a glyph, which may be no character."""
    return chr(code) if code <= sys.maxunicode else ""


def _cut(page: pypdfium2.PdfPage, boxes: list[Box], width: float, height: float) -> Box:
    """How much to leave off at the left, bottom, right and top, as the page is seen."""
    shown = width * TALLEST
    if height <= shown or page.get_rotation():
        return 0, max(height - shown, 0), 0, 0
    low = page.get_bbox()[1]
    middle = (max(top for _, _, _, top in boxes) + min(bottom for _, bottom, _, _ in boxes)) / 2 - low
    bottom = min(max(middle - shown / 2, 0), height - shown)
    return 0, bottom, 0, height - shown - bottom


def _pixels(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """The rows without what pads them, three bytes a pixel."""
    rows, used = bytes(bitmap.buffer), bitmap.width * CHANNELS
    return b"".join(rows[at : at + used] for at in range(0, bitmap.stride * bitmap.height, bitmap.stride))


if __name__ == "__main__":
    main(int(sys.argv[1]))
