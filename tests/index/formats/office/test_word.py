"""A Word document says what its reader sees: numbers, signs, notes and boxes, and nothing that is struck out."""

from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index.documents import Document
from tests.index.formats import building
from tests.index.formats.building import blocks, document

SPACES = nsdecls("w") + (
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def read(fill: Callable[[Any], None]) -> Document:
    made = docx.Document()
    fill(made)
    return document("a.docx", building.saved(made))


def add(made: Any, inner: str) -> None:
    """Append a paragraph as Word writes it."""
    made.element.body.append(parse_xml(f"<w:p {SPACES}>{inner}</w:p>"))


@pytest.mark.parametrize(
    ("inner", "seen"),
    [
        ("<w:r><w:t>555</w:t><w:noBreakHyphen/><w:t>0199</w:t></w:r>", "555-0199"),
        ("<w:r><w:t>mem</w:t><w:softHyphen/><w:t>ber</w:t></w:r>", "member"),
        (
            '<w:r><w:t xml:space="preserve">at least </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t>5</w:t></w:r>',
            "at least ≥5",
        ),
        ('<w:r><w:sym w:font="Symbol" w:char="F0A3"/><w:t>5</w:t></w:r>', "≤5"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>paid</w:t></w:r>', "✓paid"),
        ('<w:r><w:sym w:font="Arial" w:char="20AC"/><w:t>5</w:t></w:r>', "€5"),
        ('<w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>', "10²"),
        ('<w:r><w:t>5</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>th</w:t></w:r>', "5th"),
        ('<w:r><w:t>H</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r>', "H2"),
        ("<w:r><w:rPr><w:strike/></w:rPr><w:t>20</w:t></w:r><w:r><w:t>30</w:t></w:r>", "30"),
        ('<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>20</w:t></w:r>', "20"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>HIDDEN</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>東京</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "東京",
        ),
        (
            "<m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>",
            "c²",
        ),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
            "(a+b)/2",
        ),
    ],
)
def test_a_run_is_read_as_it_looks(inner: str, seen: str) -> None:
    assert blocks(read(lambda made: add(made, inner))) == [seen]


def test_what_stands_beside_a_paragraph_comes_after_it() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>The pool closes at 9.</w:t></w:r></w:p></w:txbxContent>"
    choice = f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    drawn = f"<mc:AlternateContent>{choice}</mc:AlternateContent>"
    notes = (
        f'<w:footnotes {SPACES}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Juniors pay half.</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )

    def fill(made: Any) -> None:
        part = Part(PackURI("/word/footnotes.xml"), "application/xml", notes.encode(), made.part.package)
        made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        add(made, f'<w:r><w:t>The fee is 45.</w:t><w:footnoteReference w:id="2"/></w:r><w:r>{drawn}</w:r>')
        add(made, "<w:r><w:t>It is due in May.</w:t></w:r>")

    assert blocks(read(fill)) == ["The fee is 45.", "Juniors pay half.", "The pool closes at 9.", "It is due in May."]


LEVELS = """<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="§ %1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%3"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl>"""


def test_items_and_headings_have_the_numbers_that_word_gives_them() -> None:
    def fill(made: Any) -> None:
        root = made.part.numbering_part.element
        root.insert(0, parse_xml(f'<w:abstractNum {SPACES} w:abstractNumId="90">{LEVELS}</w:abstractNum>'))
        for number, override in (
            ("91", ""),
            ("92", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'),
        ):
            root.append(
                parse_xml(f'<w:num {SPACES} w:numId="{number}"><w:abstractNumId w:val="90"/>{override}</w:num>')
            )

        def item(text: str, level: int, number: str = "91", style: str = "") -> None:
            add(
                made,
                f'<w:pPr>{style}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
                f"<w:r><w:t>{text}</w:t></w:r>",
            )

        made.add_heading("Rules", 0)
        item("Fees", 0, style='<w:pStyle w:val="Heading1"/>')
        for text, level in (("Adults", 1), ("Juniors", 1), ("Deep", 2), ("Dot", 3), ("Dogs", 0), ("Small", 1)):
            item(text, level)
        item("Later", 0, "92")
        item("Plain", 0, "0")

    found = read(fill)
    assert found.sections[0].heading == "§ 1 Fees"
    assert blocks(found) == [
        "(a) Adults",
        "(b) Juniors",
        "1.i Deep",
        "- Dot",
        "§ 2 Dogs",
        "(a) Small",
        "§ 7 Later",
        "Plain",
    ]


def test_a_style_inherits_what_it_is_based_on() -> None:
    def fill(made: Any) -> None:
        for name, base in (("Clause", "Heading 1"), ("Rule", "List Number")):
            made.styles.add_style(name, 1).base_style = made.styles[base]
        made.add_heading("Rules", 0)
        made.add_paragraph("Fees", style="Clause")
        made.add_paragraph("Adults pay 45.", style="Rule")
        made.add_paragraph("Juniors pay 20.", style="Rule")

    found = read(fill)
    assert found.sections[0].heading == "Fees"
    assert blocks(found) == ["1. Adults pay 45.", "2. Juniors pay 20."]


def test_a_row_that_was_deleted_while_changes_were_tracked_is_left_out() -> None:
    def fill(made: Any) -> None:
        table = made.add_table(rows=0, cols=2)
        for item, price in (("Item", "Price"), ("Old tent", "20"), ("Tent", "30"), ("Boat", "40")):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = item, price
        deleted = table.rows[1]._tr.get_or_add_trPr()
        deleted.append(parse_xml(f'<w:del {SPACES} w:id="1" w:author="Ada"/>'))

    assert "Old tent" not in read(fill).text
    assert "Tent" in read(fill).text


def test_a_heading_stands_below_those_of_a_higher_level() -> None:
    def fill(made: Any) -> None:
        made.add_heading("Handbook", 0)
        for level, heading in ((1, "Level 2"), (2, "Boss"), (2, "Loot"), (1, "Level 3")):
            made.add_heading(heading, level)
            made.add_paragraph(f"About {heading}.")
        add(made, '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Boss</w:t></w:r>')
        add(made, "<w:r><w:t>About another.</w:t></w:r>")

    found = read(fill)
    assert [section.heading for section in found.sections] == [
        "Level 2",
        "Level 2 › Boss",
        "Level 2 › Loot",
        "Level 3",
        "Level 3 › Boss",
    ]
