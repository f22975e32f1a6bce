"""Files of every format, built here, and the one way in which tests read them."""

import io
import zipfile
from email.message import EmailMessage
from typing import Any

import docx
import openpyxl
from pptx import Presentation
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from index.documents import Document
from index.formats.contents import Contents, File, Part, Unread
from index.formats.reading import parts


def contents(name: str, content: bytes, charset: str | None = None) -> Contents:
    """What a file holds, read here and not in a child, so that a fault shows its trace."""
    found = list(parts(File(name, content, charset)))
    return Contents(
        tuple(part for part in found if isinstance(part, Part)),
        tuple(refused for refused in found if isinstance(refused, Unread)),
    )


def document(name: str, content: bytes, charset: str | None = None) -> Document:
    """The document of a file that is one."""
    (part,) = contents(name, content, charset).parts
    return part.document


def quotable(found: Document) -> list[str]:
    """What may be quoted, a section each."""
    return [section.span.of(found.text) for section in found.sections]


def blocks(found: Document) -> list[str]:
    """The blocks that may be quoted."""
    return [block for section in quotable(found) for block in section.split("\n\n")]


def word(title: str = "") -> bytes:
    """A Word document with a heading, a list, a table, hidden and deleted text."""
    made = docx.Document()
    made.core_properties.title = title
    made.add_heading("The Plan", 0)
    made.add_paragraph("It begins in spring.")
    made.add_heading("Costs", 1)
    made.add_paragraph("Tents", style="List Bullet")
    table = made.add_table(3, 2)
    for row, cells in enumerate((("Name", "Price"), ("Tent", "40"), ("Mat", "5"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    made.add_paragraph("Seen. ").add_run("HIDDEN").font.hidden = True
    return saved(made)


def slides() -> bytes:
    """Two slides, the second with notes, and a hidden one."""
    made = Presentation()
    for title, body in (("Welcome", "First point\nSecond point"), ("Dates", "We meet in May."), ("HIDDEN", "HIDDEN")):
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = body
    made.slides[1].notes_slide.notes_text_frame.text = "Say it twice."
    made.slides[2].element.set("show", "0")
    return saved(made)


def workbook() -> bytes:
    """A sheet with a header, and a hidden one."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (("Name", "Born", "Score"), ("Kim", "1984", 2.0), ("Lee", None, 2.5)):
        sheet.append(row)
    hidden = made.create_sheet("HIDDEN")
    hidden.append(["HIDDEN"])
    hidden.sheet_state = "hidden"
    return saved(made)


def saved(made: Any) -> bytes:
    """What was made with a library, as bytes."""
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def zipped(members: dict[str, bytes | str], *, packed: bool = True) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def epub(chapter: str = "<h1>One</h1><p>It was dark.</p>") -> bytes:
    """An e-book of one chapter and a table of contents."""
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": (
                '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
                '<rootfile full-path="O/c.opf"/></rootfiles></container>'
            ),
            "O/c.opf": (
                '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
                "<dc:title>The Book</dc:title><dc:date>1999</dc:date><dc:language>en</dc:language>"
                "<dc:publisher>House</dc:publisher><dc:subject>night</dc:subject></metadata><manifest>"
                '<item id="a" href="a%20b.xhtml"/><item id="n" href="nav.xhtml" properties="nav"/></manifest>'
                '<spine><itemref idref="n"/><itemref idref="a"/></spine></package>'
            ),
            "O/nav.xhtml": "<html><body><p>NAVIGATION</p></body></html>",
            "O/a b.xhtml": f"<?xml version='1.0'?><html><body>{chapter}</body></html>",
        }
    )


def letter() -> EmailMessage:
    """An e-mail with a quotation and a signature."""
    made = EmailMessage()
    made["Subject"] = "Über us"
    made["From"] = "Ann Ö <ann@example.org>"
    made["Date"] = "Sat, 13 Apr 2024 23:30:00 +0200"
    made.set_content("Dear all,\n\nWe meet on Monday.\n\n> Quoted of others\n\n-- \nSIGNATURE\n")
    return made


def pdf(pages: list[list[tuple[float, float, float, str]]], **properties: str) -> bytes:
    """A PDF; each line of a page is `(x, y, size, text)`."""
    return drawn_pdf(*("\n".join(_shown(*line) for line in lines) for lines in pages), **properties)


def drawn_pdf(*drawings: str, **properties: str) -> bytes:
    """A PDF; of each page, the operators that draw it, with the fonts `/F1` and, in bold letters, `/F2`."""
    writer = PdfWriter()
    fonts = DictionaryObject({NameObject("/F1"): _font("Helvetica"), NameObject("/F2"): _font("Helvetica-Bold")})
    for drawn in drawings:
        page = writer.add_blank_page(600, 800)
        drawing = DecodedStreamObject()
        drawing.set_data(drawn.encode("cp1252"))
        page[NameObject("/Contents")] = writer._add_object(drawing)
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    writer.add_metadata({f"/{name}": value for name, value in properties.items()})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _font(name: str) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject(f"/{name}"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )


def _shown(x: float, y: float, size: float, text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET"
