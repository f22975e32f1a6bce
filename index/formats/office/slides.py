"""Slides (.pptx) to `Document`: a page a slide, its title the heading, the speaker's notes after it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.table import _Cell, _Row

from index.documents import Document
from index.formats.composing import Composer
from index.formats.contents import File
from index.formats.grids import Cell
from index.formats.office.properties import properties
from index.formats.packages import office


def read_pptx(file: File) -> Document:
    """Read slides. Raises Refused."""
    presentation = Presentation(office(file.content))
    details = properties(presentation.core_properties)
    composer = Composer(title=details.title)
    for number, slide in enumerate(presentation.slides, start=1):
        if slide.element.get("show") != "0":
            composer.page = number
            _write(slide, composer)
    return composer.document(file, replace(details, pages=len(presentation.slides)))


def _write(slide: Slide, composer: Composer) -> None:
    for run in [run for run in slide.element.iter(qn("a:r")) if _is_struck(run)]:
        run.getparent().remove(run)
    title = slide.shapes.title
    composer.heading = ""
    if title is not None:
        composer.head(" ".join(title.text_frame.text.split()))
    for shape in _shapes(slide.shapes):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if isinstance(shape, GraphicFrame) and shape.has_table:
            composer.rows([_cells(row) for row in shape.table.rows], is_headed=True)
        elif isinstance(shape, Shape):
            for paragraph in shape.text_frame.paragraphs:
                composer.block(paragraph.text.replace("\v", "\n"))
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        composer.block(slide.notes_slide.notes_text_frame.text)


def _cells(row: _Row) -> list[Cell]:
    """The cells of a table's row, without those that a merged one covers."""
    return [
        Cell(cell.text, cell.span_width, cell.span_height, is_bold=_is_bold(cell))
        for cell in row.cells
        if not cell.is_spanned
    ]


def _is_struck(run: BaseOxmlElement) -> bool:
    """Whether a run of text is struck out: it is no longer so."""
    said = run.find(qn("a:rPr"))
    return said is not None and said.get("strike", "noStrike") != "noStrike"


def _is_bold(cell: _Cell) -> bool:
    runs = [run for paragraph in cell.text_frame.paragraphs for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.font.bold for run in runs)


def _shapes(shapes: Iterable[BaseShape]) -> Iterator[BaseShape]:
    """All shapes in order, also those in groups."""
    waiting = list(shapes)
    while waiting:
        shape = waiting.pop(0)
        if isinstance(shape, GroupShape):
            waiting = [*shape.shapes, *waiting]
        else:
            yield shape
