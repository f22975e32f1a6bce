"""A quote is marked where it stands on the page of a PDF; what cannot be drawn costs a moment and gives no picture."""

import io
import time

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject, RectangleObject

from index.formats.pdf.drawing import Letters, Wanted, bare
from index.formats.pdf.pictures import MOST_BYTES, PageDrawer, Picture
from tests.index.formats.building import pdf

LEFT, LEADING = 80.0, 14.0
QUOTE = "Boats longer than nine metres moor at the east quay."
PAGES = pdf(
    [
        [(LEFT, 700, 11, "Every boat is measured before it is made fast, and pays by the day.")],
        [
            (LEFT, 700, 11, "Visitors report to the office. Boats longer than nine met-"),
            (LEFT, 700 - LEADING, 11, "res moor at the east  quay. Nobody moors at the fish dock,"),
            (LEFT, 700 - 2 * LEADING, 11, "where the ice is landed from four in the morning, and the"),
        ],
        [(LEFT, 700, 11, "lights are switched off at nine.")],
    ]
)
DRAWER = PageDrawer()


def marked(picture: Picture | None) -> tuple[float, float, float, float]:
    """The box around everything that is marked, as shares of the picture's width and height."""
    assert picture
    with Image.open(io.BytesIO(picture.content)) as opened:
        red, _, blue = opened.convert("RGB").split()
        yellow = Image.composite(red, Image.new("L", red.size), blue.point(lambda value: 255 * (value < 120)))
        box = yellow.point(lambda value: 255 * (value > 200)).getbbox()
        assert box
        return box[0] / opened.width, box[1] / opened.height, box[2] / opened.width, box[3] / opened.height


def turned(content: bytes, degrees: int) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    for page in writer.pages:
        page.rotate(degrees)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def boxed(content: bytes, width: float, height: float) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    for page in writer.pages:
        page.mediabox = page.cropbox = RectangleObject((0, 0, width, height))
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_the_quote_is_marked_over_hyphens_and_lines_and_nothing_else_is() -> None:
    picture = DRAWER.draw(PAGES, 2, QUOTE)
    assert picture
    assert (picture.page, picture.suffix) == (2, ".png")
    assert len(picture.content) < MOST_BYTES
    left, top, right, bottom = marked(picture)
    # Two lines of 14 points from 700 of 800 downwards; the third is not marked.
    assert (left, right) == pytest.approx((80 / 600, 350 / 600), abs=0.05)
    assert (top, bottom) == pytest.approx((89 / 800, 117 / 800), abs=0.01)


def test_what_is_indexed_under_the_page_before_is_found_where_it_stands() -> None:
    picture = DRAWER.draw(PAGES, 1, QUOTE)
    assert picture
    assert picture.page == 2


def test_a_quote_that_goes_on_over_the_page_is_marked_where_it_begins() -> None:
    picture = DRAWER.draw(PAGES, 2, "from four in the morning, and the lights are switched off")
    assert picture
    assert picture.page == 2
    assert marked(picture)[1] > 115 / 800


def test_words_that_stand_twice_are_marked_where_the_quote_stands() -> None:
    twice = pdf([[(LEFT, 700, 11, "It is open. The mill."), (LEFT, 300, 11, "The shop. It is open. Today.")]])
    assert marked(DRAWER.draw(twice, 1, "It is open.", after="The mill"))[1] < 0.2
    assert marked(DRAWER.draw(twice, 1, "It is open.", before="The shop."))[1] > 0.5


def test_a_row_is_found_where_the_names_of_its_columns_have_colons() -> None:
    page = Letters(iter("Boat Winter: a day Winter: a week Raft 18 70 Canoe 9 40"))
    found = page.find(Wanted(1, "", "Boat: Canoe; Winter: a day: 9; Winter: a week: 40", ""))
    assert found is not None
    assert (found.start, found.end) == (45, 55)


def test_a_row_of_a_table_is_marked_by_its_values() -> None:
    rows = (("Item", "Adult", "Child"), ("Swim", "5.50", "3.00"), ("Sauna", "12.00", "6.00"), ("Gym", "4.00", "3.00"))
    drawn = [
        (80.0 + 100 * at, 700.0 - 14 * row, 11.0, cell)
        for row, cells in enumerate(rows)
        for at, cell in enumerate(cells)
    ]
    content = pdf([drawn])
    left, top, right, bottom = marked(DRAWER.draw(content, 1, "Item: Sauna; Adult: 12.00; Child: 6.00"))
    assert left < 0.15
    assert right > 0.45
    assert abs((top + bottom) / 2 - (800 - 675) / 800) < 0.02
    assert DRAWER.draw(content, 1, "Item: Sauna; Adult: 13.00; Child: 6.00") is None


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_is_marked_as_it_is_seen(degrees: int) -> None:
    left, top, right, bottom = marked(DRAWER.draw(turned(PAGES, degrees), 2, QUOTE))
    at = {90: (0.88, 0.4), 180: (0.6, 0.87), 270: (0.13, 0.6)}[degrees]
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx(at, abs=0.05)


def test_of_a_long_page_the_part_around_the_quote_is_drawn() -> None:
    long = boxed(pdf([[(LEFT, 6000, 11, QUOTE), (LEFT, 100, 11, "The end.")]]), 600, 12000)
    picture = DRAWER.draw(long, 1, QUOTE)
    assert picture
    with Image.open(io.BytesIO(picture.content)) as opened:
        assert opened.size == pytest.approx((1200, 2400), abs=2)
    assert marked(picture)[1] == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize(
    ("content", "quote"),
    [
        (PAGES, "Boats shorter than nine metres moor at the east quay."),
        (PAGES, "a"),
        (PAGES, "…"),
        (b"%PDF-1.7 and nothing else", QUOTE),
        (b"", QUOTE),
        (PAGES[: len(PAGES) // 2], QUOTE),
    ],
    ids=["other words", "a letter", "no letter", "no page", "empty", "cut off"],
)
def test_what_is_not_found_gives_no_picture(content: bytes, quote: str) -> None:
    assert DRAWER.draw(content, 2, quote) is None


def test_a_page_that_there_is_not_gives_no_picture() -> None:
    assert DRAWER.draw(PAGES, 9, QUOTE) is None


def test_an_encrypted_file_gives_no_picture() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(PAGES)))
    writer.encrypt("secret", algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert DRAWER.draw(buffer.getvalue(), 2, QUOTE) is None


def _crowded() -> bytes:
    """A page that draws two hundred thousand curves, after the quote."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([[(LEFT, 700, 11, QUOTE)]]))))
    drawing = DecodedStreamObject()
    said = writer.pages[0].get_contents()
    assert said is not None
    drawing.set_data(said.get_data() + b"\n0.5 g " + b"0 0 m 900 0 0 900 600 800 c 0 900 900 0 0 0 c f* " * 200_000)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(drawing.flate_encode())
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_hostile_page_costs_no_more_than_its_time() -> None:
    began = time.monotonic()
    assert PageDrawer(seconds=1.0).draw(_crowded(), 1, QUOTE) is None
    assert time.monotonic() - began < 10
    assert DRAWER.draw(PAGES, 2, QUOTE)


@pytest.mark.parametrize("size", [(1e-3, 1e-3), (1e9, 1e9), (1, 1e9), (1e9, 1), (0, 0), (-5, 7)])
def test_a_page_of_any_size_gives_a_picture_of_ours_or_none(size: tuple[float, float]) -> None:
    picture = DRAWER.draw(boxed(PAGES, *size), 2, QUOTE)
    if picture:
        with Image.open(io.BytesIO(picture.content)) as opened:
            assert opened.width <= 1300
            assert opened.height <= 2600


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Ein-\nfach", "einfach"),
        ("ﬁnd Café", "findcafe"),
        ("ΣΑΣ ς", "σασσ"),
        ("\U0001d4b3 x…", "xx"),
        ("२०२४ नमस्ते", "२०२४नमसत"),
    ],
)
def test_letters_are_bare(text: str, letters: str) -> None:
    assert bare(text) == letters


def test_each_letter_leads_to_its_glyph() -> None:
    found = Letters(iter("a ﬁne  da\u00ady")).find(Wanted(1, "", "fine day", ""))
    assert found
    assert (found.start, found.end) == (2, 11)
