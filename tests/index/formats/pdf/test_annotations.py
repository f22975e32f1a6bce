"""What form fields and annotations show is read where it stands; what only marks words changes nothing."""

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from index.formats import PageDrawer
from tests.index.formats.building import blocks, document, drawn_pdf

NAME = "BT /F1 11 Tf 60 660 Td (Name:) Tj ET"
JANE = "BT /F1 11 Tf 5 10 Td (Jane Doe) Tj ET"
CODE = "BT /F1 11 Tf 80 660 Td (The code is 4711 for all members.) Tj ET"
HIDDEN, PRINTED = 1 << 1, 1 << 2
"""Flags of annotations (ISO 32000-2, table 167)."""


def annotated(drawing: str, kind: str, appearance: str | None, *, flags: int = PRINTED, **more: PdfObject) -> bytes:
    """A page with an annotation at 100 points from the left and 650 from below, 200 by 30."""
    writer = PdfWriter(io.BytesIO(drawn_pdf(drawing)))
    page = writer.pages[0]
    annotation = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(f"/{kind}"),
            NameObject("/Rect"): ArrayObject(map(FloatObject, (100, 650, 300, 680))),
            NameObject("/F"): NumberObject(flags),
            **{NameObject(f"/{name}"): value for name, value in more.items()},
        }
    )
    if appearance is not None:
        form = DecodedStreamObject()
        form.set_data(appearance.encode())
        form[NameObject("/Type")], form[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
        form[NameObject("/BBox")] = ArrayObject(map(FloatObject, (0, 0, 200, 30)))
        form[NameObject("/Resources")] = page["/Resources"]
        annotation[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(form)})
    added = writer._add_object(annotation)
    page[NameObject("/Annots")] = ArrayObject([added])
    if kind == "Widget":
        fields = {NameObject("/Fields"): ArrayObject([added]), NameObject("/NeedAppearances"): BooleanObject(True)}
        writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
            {**fields, NameObject("/DR"): page["/Resources"], NameObject("/DA"): TextStringObject("/F1 11 Tf 0 g")}
        )
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def read(content: bytes) -> list[str]:
    return blocks(document("a.pdf", content))


@pytest.mark.parametrize("kind", ["FreeText", "Stamp", "Widget"])
def test_what_a_field_or_an_annotation_shows_is_read_where_it_stands(kind: str) -> None:
    assert read(annotated(NAME, kind, JANE)) == ["Name: Jane Doe"]
    assert read(annotated(NAME, kind, JANE, flags=HIDDEN)) == ["Name:"]


def test_the_value_of_a_field_that_viewers_are_to_draw_is_read() -> None:
    name, value = TextStringObject("name"), TextStringObject("Jane Doe")
    assert read(annotated(NAME, "Widget", None, FT=NameObject("/Tx"), T=name, V=value)) == ["Name: Jane Doe"]


def test_what_is_read_of_a_field_is_found_on_the_picture_of_the_page() -> None:
    name, value = TextStringObject("name"), TextStringObject("Jane Doe")
    page = annotated(NAME, "Widget", None, FT=NameObject("/Tx"), T=name, V=value)
    assert PageDrawer().draw(page, 1, "Name: Jane Doe") is not None


def test_a_word_under_an_area_is_shown_as_covered() -> None:
    assert read(annotated(CODE, "Square", "38 6 30 14 re f")) == ["The code is █ for all members."]


@pytest.mark.parametrize("kind", ["Highlight", "Underline", "Popup", "Link", "Text"])
def test_what_marks_words_changes_nothing(kind: str) -> None:
    assert read(annotated(CODE, kind, "1 1 0 rg 0 0 200 30 re f")) == ["The code is 4711 for all members."]
