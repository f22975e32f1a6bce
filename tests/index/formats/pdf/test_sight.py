"""What nobody sees on a page is not read; what is painted over is shown as covered."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from index.formats.contents import Refused
from tests.index.formats.building import blocks, document, drawn_pdf

SEEN = "BT /F1 11 Tf 80 700 Td (Seen.) Tj ET "
HIDDEN = "BT /F1 11 Tf 80 660 Td (HIDDEN) Tj ET "
BAR = "70 656 300 16 re f "


def read(drawing: str) -> list[str]:
    return blocks(document("a.pdf", drawn_pdf(drawing)))


@pytest.mark.parametrize(
    "drawing",
    [
        f"{SEEN} 1 g {HIDDEN}",
        f"{SEEN} .98 .99 1 rg {HIDDEN}",
        f".2 g {BAR} 0 g {SEEN} .2 g {HIDDEN}",
        f"{SEEN} {HIDDEN} 0 g {BAR}",
        f"{SEEN} {HIDDEN} 1 g {BAR}",
        f"{SEEN} 3 Tr {HIDDEN}",
        f"{SEEN} {HIDDEN} 8 w 70 664 m 300 664 l S",
        f"{SEEN} {HIDDEN} 1 g {BAR} 0 g 70 664 m 300 664 l S",
        f"{SEEN} q 0 0 20 20 re W n {HIDDEN} Q",
        f"{SEEN} BT /F1 11 Tf 80 -40 Td (HIDDEN) Tj ET",
        f"{SEEN} BT /F1 11 Tf .05 0 0 .05 80 660 Tm (HIDDEN) Tj ET",
        f"{SEEN} 1 G 1 Tr {HIDDEN}",
        f".5 0 0 rg {BAR} {HIDDEN} 0 g {SEEN}",
    ],
)
def test_what_nobody_sees_is_not_read(drawing: str) -> None:
    assert read(drawing) == ["Seen."]


@pytest.mark.parametrize(
    "drawing",
    [
        f"0 g {BAR} 1 g {{text}}",
        f".9 g {BAR} 0 g {{text}}",
        "1 1 0 rg {text}",
        f"0 .5 0 rg {BAR} .98 0 0 rg {{text}}",
        "q 70 650 150 30 re W n {text} Q",
        ".85 g {text}",
        "{text} 0 g 70 658 300 1 re f",
        "{text} .9 g 70 690 300 40 re f",
        "{text} 1 g 70 656 300 16 re f 0 g {text}",
        "{text} 1 0 0 1 .3 0 cm {text} 3 w 70 640 300 40 re S",
    ],
)
def test_what_is_seen_on_any_ground_is_read(drawing: str) -> None:
    assert read(drawing.format(text="BT /F1 9 Tf 80 660 Td (It is pale, but it is there.) Tj ET")) == [
        "It is pale, but it is there."
    ]


CODE = "BT /F1 11 Tf 80 660 Td (The code is 4711 for all members.) Tj ET"


@pytest.mark.parametrize(
    "drawing",
    [f"{CODE} 0 g 138 656 30 14 re f", f"0 g 138 656 30 14 re f {CODE}", f"{CODE} 14 w 138 663 m 168 663 l S"],
)
def test_a_word_under_a_bar_is_shown_as_covered(drawing: str) -> None:
    assert read(drawing) == ["The code is █ for all members."]


@pytest.mark.parametrize(
    "drawing",
    [
        f"{CODE} 1 g 70 656 300 14 re f 0 g {CODE.replace('4711', '12')}",
        f"{CODE} 1 g 140 656 25 14 re f 0 g BT /F1 11 Tf 143 660 Td (12) Tj ET",
        f"{CODE} 1 g 70 656 300 14 re f 0 g {CODE.replace('4711', '12')} {CODE.replace('4711', '12')}",
    ],
)
def test_what_is_written_over_painted_words_takes_their_place(drawing: str) -> None:
    assert read(drawing) == ["The code is 12 for all members."]


def test_half_a_word_at_an_edge_stays_whole() -> None:
    assert read("q 70 650 47 30 re W n BT /F1 11 Tf 80 660 Td (Room 1024 of many) Tj ET Q") == ["Room 1024"]


def scan(drawing: str, *, is_over: bool) -> bytes:
    """A page that is a picture of dots, and letters in front of it or behind it; `/Marker` multiplies colours."""
    picture = io.BytesIO()
    Image.effect_noise((600, 800), 200).save(picture, "PDF", resolution=72)
    under, over = PdfReader(picture).pages[0], PdfReader(io.BytesIO(drawn_pdf(drawing))).pages[0]
    states, multiplied = DictionaryObject(), DictionaryObject({NameObject("/BM"): NameObject("/Multiply")})
    states[NameObject("/Marker")], over["/Resources"][NameObject("/ExtGState")] = multiplied, states  # type: ignore[index]
    writer = PdfWriter()
    first, second = (over, under) if is_over else (under, over)
    page = writer.add_page(first)
    page.merge_page(second)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize("is_over", [False, True])
def test_the_words_of_a_scanned_page_are_read(*, is_over: bool) -> None:
    letters = "BT 3 Tr /F1 11 Tf 80 700 Td (Read by a machine.) Tj ET"
    assert blocks(document("a.pdf", scan(letters, is_over=is_over))) == ["Read by a machine."]


@pytest.mark.parametrize(("colour", "word"), [("0 g", "█"), ("1 1 0 rg /Marker gs", "4711")])
def test_words_of_a_scanned_page_are_not_read_where_they_are_blacked_out(colour: str, word: str) -> None:
    letters = f"3 Tr {CODE} 0 Tr {colour} 138 656 30 14 re f"
    assert blocks(document("a.pdf", scan(letters, is_over=False))) == [f"The code is {word} for all members."]


def test_letters_that_are_never_painted_make_no_document() -> None:
    with pytest.raises(Refused, match="only images"):
        read(f"3 Tr {HIDDEN}")
