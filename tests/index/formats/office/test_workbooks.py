"""Sheets, Word tables and slides say what people see in them, merged cells in each row that they cover."""

import io
import zipfile
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.styles import Font
from pptx import Presentation

from index.passages import cut
from tests.index.formats.building import blocks, document, saved, zipped

ROWS: list[list[str | None]] = [
    ["Day", "Time", "Room"],
    ["Tuesday", "19:00", "A"],
    [None, "20:00", "B"],
    ["Friday", "closed", None],
]
EXPECTED = [
    "Day: Tuesday; Time: 19:00; Room: A",
    "Day: Tuesday; Time: 20:00; Room: B",
    "Day: Friday; Time: closed; Room: closed",
]


def _sheet() -> bytes:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B4:C4")
    return saved(made)


def _word() -> bytes:
    made = docx.Document()
    _fill(made.add_table(4, 3))
    return saved(made)


def _slide() -> bytes:
    made = Presentation()
    _fill(made.slides.add_slide(made.slide_layouts[6]).shapes.add_table(4, 3, 0, 0, 9000, 9000).table)
    return saved(made)


def _fill(table: Any) -> None:
    cell = table.cell
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            cell(row, column).text = text or ""
    cell(1, 0).merge(cell(2, 0))
    cell(3, 1).merge(cell(3, 2))


@pytest.mark.parametrize(("name", "content"), [("a.xlsx", _sheet()), ("a.docx", _word()), ("a.pptx", _slide())])
def test_a_merged_cell_counts_for_each_row_and_column(name: str, content: bytes) -> None:
    assert blocks(document(name, content)) == EXPECTED


def test_labels_and_values_of_word_are_no_table_with_a_header() -> None:
    made = docx.Document()
    table = made.add_table(2, 2)
    for row, texts in enumerate((("Founded", "1923"), ("President", "Anna Smith"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    assert blocks(document("a.docx", saved(made))) == ["Founded: 1923", "President: Anna Smith"]


def test_a_sheet_is_read_as_it_is_seen() -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in (("Prices",), ("Name", "HIDDEN", "Fee", "Share"), ("Kim", "HIDDEN", 4, 0.25), ("HIDDEN", "x", 1, 1)):
        sheet.append(row)
    sheet.append(("Lee", "HIDDEN", 1250.5, 1 / 3))
    sheet.merge_cells("A1:D1")
    sheet["A1"].font = Font(bold=True)
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[4].hidden = True
    for fee in ("C3", "C5"):
        sheet[fee].number_format = '"£"#,##0.00'
    sheet["D3"].number_format = "0%"
    found = document("a.xlsx", saved(made))
    assert found.title == "Prices"
    assert blocks(found) == ["Name: Kim; Fee: £4.00; Share: 25%", "Name: Lee; Fee: £1,250.50; Share: 0.3333333333"]


def test_what_is_struck_out_in_a_sheet_is_left_out() -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in (["Who", "Old", "New"], ["Cubs", "5 pounds", "6 pounds"], ["Scouts", "SHARED", "8 pounds"]):
        sheet.append(row)
    sheet["B2"].font = Font(strike=True)
    runs = "<r><rPr><strike/></rPr><t>7 </t></r><r><rPr><strike val='0'/></rPr><t>free</t></r>"
    assert blocks(document("a.xlsx", _shared(saved(made), runs))) == [
        "Who: Cubs; New: 6 pounds",
        "Who: Scouts; Old: free; New: 8 pounds",
    ]


def _shared(content: bytes, runs: str) -> bytes:
    """A workbook with a text in runs in the place of SHARED, kept beside the sheets as spreadsheets keep it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members: dict[str, bytes | str] = {name: archive.read(name).decode() for name in archive.namelist()}
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    for name, old, new in (
        ("xl/worksheets/sheet1.xml", 't="inlineStr"><is><t>SHARED</t></is>', 't="s"><v>0</v>'),
        (
            "[Content_Types].xml",
            "</Types>",
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>',
        ),
    ):
        members[name] = str(members[name]).replace(old, new)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return zipped({**members, "xl/sharedStrings.xml": f'<sst xmlns="{main}"><si>{runs}</si></sst>'})


def test_what_is_struck_out_on_a_slide_is_left_out() -> None:
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    paragraph = slide.placeholders[1].text_frame.paragraphs[0]
    for text, strike in (("Entry ", "noStrike"), ("nine", "sngStrike"), ("ten", None)):
        run = paragraph.add_run()
        run.text = text
        if strike:
            run._r.get_or_add_rPr().set("strike", strike)
    assert blocks(document("a.pptx", saved(made))) == ["Entry ten"]


@pytest.mark.parametrize(
    ("title", "heading"), [("Hours in October", "Hours in October"), ("Sheet1", ""), ("Лист1", "")]
)
def test_the_only_sheet_is_a_heading_if_somebody_has_named_it(title: str, heading: str) -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = title
    for row in (("Helper", "Hours"), ("Ana Sousa", 27), ("Bo Lind", 4)):
        sheet.append(row)
    found = document("a.xlsx", saved(made))
    assert {piece.heading for piece in cut(found)} == {heading}
    assert blocks(found) == ["Helper: Ana Sousa; Hours: 27", "Helper: Bo Lind; Hours: 4"]
