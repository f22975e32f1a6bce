"""PDF: paragraphs whole, headings found, running lines out, and a reason for what cannot be read."""

import io

import pytest
from pypdf import PdfReader, PdfWriter

from index.formats.contents import Refused
from tests.index.formats.building import blocks, document, pdf, quotable

LEFT, TOP, LEADING = 80.0, 700.0, 14.0


def page(number: int, *lines: str, heading: str = "") -> list[tuple[float, float, float, str]]:
    """A page with a running header, a page number, a heading and text."""
    found = [(LEFT, 770.0, 9.0, f"The Camp Handbook {number}"), (300.0, 30.0, 9.0, str(number))]
    if heading:
        found.append((LEFT, 730.0, 18.0, heading))
    return found + [(LEFT, TOP - LEADING * row, 11.0, line) for row, line in enumerate(lines)]


CAMP = pdf(
    [
        page(
            1,
            "The summer camp of the club begins on the first Monday of July and it conti-",
            "nues until the end of that month, whatever the weather does to the tents, as",
            "the well-known rules say. Bring boots.",
            heading="When it is",
        ),
        page(
            2,
            "Every member of the club pays the same amount before the beginning of June and",
            "nobody pays for guests, although there is a fund for the families of members",
            "which is a well-",
            "known secret, and it goes on over the end of the page without any stop in the",
            heading="What it costs",
        ),
        page(3, "middle of its sentence.", "Ask the treasurer."),
    ],
    Title="Camp",
    CreationDate="D:20240413100000Z",
)


def test_wraps_hyphens_and_pages_are_joined() -> None:
    found = document("camp.pdf", CAMP)
    first, second = quotable(found)[:2]
    assert first.startswith("The summer camp of the club begins on the first Monday of July and it continues until")
    assert "well-known secret" in second
    assert second.startswith("Every member")
    assert "without any stop in the middle of its sentence." in second


def test_headings_pages_and_properties_are_kept() -> None:
    found = document("camp.pdf", CAMP)
    places = [(section.heading, section.page) for section in found.sections]
    assert places[:2] == [("When it is", 1), ("What it costs", 2)]
    assert (found.title, found.date, found.date_origin, found.pages) == ("Camp", "2024-04-13", "properties", 3)


def test_what_runs_along_every_page_is_not_quoted() -> None:
    found = document("camp.pdf", CAMP)
    assert "Handbook" not in "".join(quotable(found))
    assert not any(block.strip().isdigit() for block in blocks(found))


def test_the_outline_names_headings() -> None:
    plain = pdf([[(80, 700, 11, "1. Costs"), (80, 680, 11, "Forty a head.")]])
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain)))
    writer.add_outline_item(title="Costs", page_number=0)
    buffer = io.BytesIO()
    writer.write(buffer)
    found = document("a.pdf", buffer.getvalue())
    assert blocks(found) == ["Forty a head."]


def test_letters_too_small_to_read_are_left_out() -> None:
    found = document("a.pdf", pdf([[(80, 700, 11, "Seen by all."), (80, 680, 0.5, "HIDDEN")]]))
    assert found.text == "Seen by all."


def test_an_encrypted_file_is_refused() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(CAMP)))
    writer.encrypt("secret", algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    with pytest.raises(Refused, match="encrypted"):
        document("a.pdf", buffer.getvalue())


def test_a_file_that_anyone_may_open_is_read() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(CAMP)))
    writer.encrypt("", "owner", algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert document("a.pdf", buffer.getvalue()).title == "Camp"


@pytest.mark.parametrize(
    ("content", "said"), [(pdf([[]]), "only images"), (CAMP[:60], "damaged"), (b"%PDF-1.4\nnothing", "damaged")]
)
def test_what_cannot_be_read_has_a_reason(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        document("a.pdf", content)
