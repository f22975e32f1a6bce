"""Text that runs from right to left is read in its order, however a file draws it."""

import io
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from index.formats.pdf.directions import punctuated, readable
from tests.index.formats.building import blocks, document, drawn_pdf

HEBREW = {"a": "א", "b": "ב", "g": "ג", "d": "ד", "h": "ה", "v": "ו"}
"""What the letters of the font stand for in the file below."""


def hebrew(drawing: str) -> bytes:
    """A PDF whose font says that its letters are Hebrew ones."""
    pairs = "\n".join(f"<{ord(code):02x}> <{ord(letter):04x}>" for code, letter in HEBREW.items())
    others = "\n".join(f"<{code:02x}> <{code:04x}>" for code in (*range(0x20, 0x40), 0x5A))
    table = DecodedStreamObject()
    table.set_data(
        f"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(HEBREW)} beginbfchar\n{pairs}\nendbfchar\n{0x21} beginbfchar\n{others}\nendbfchar\nendcmap".encode()
    )
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn_pdf(drawing))))
    resources: Any = writer.pages[0]["/Resources"]
    resources["/Font"]["/F1"][NameObject("/ToUnicode")] = writer._add_object(table)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize(
    "drawing",
    [
        "(.90 dvh gba) Tj",
        "80 0 Td (gba) Tj -24 0 Td (dvh) Tj -20 0 Td (.90) Tj",
        "(.90 dvh) Tj 60 0 Td (gba) Tj",
    ],
)
def test_letters_are_put_into_the_order_of_reading(drawing: str) -> None:
    found = blocks(document("a.pdf", hebrew(f"BT /F1 11 Tf 80 700 Td {drawing} ET")))
    assert [" ".join(block.replace("|", "").split()) for block in found] == ["אבג הוד 90."]


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("9:00 דע 8:30 העשמ", "משעה 8:30 עד 9:00"),
        ("לארשי Pool הכירב לש", "של בריכה Pool ישראל"),
        ("The word אבא means father", "The word אבא means father"),
        ("The word בא means father", "The word אב means father"),
    ],
)
def test_numbers_and_other_scripts_keep_their_own_direction(seen: str, read: str) -> None:
    assert readable(seen) == read


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (")כולל ביטוח( בלבד", "(כולל ביטוח) בלבד"),
        ("(כולל ביטוח) בלבד .", "(כולל ביטוח) בלבד."),
        (")a(", ")a("),
    ],
)
def test_brackets_open_before_they_close(given: str, expected: str) -> None:
    assert punctuated(given) == expected
