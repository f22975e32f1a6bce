"""Word documents (.docx) to `Document`: headings by style, lists and tables; deleted and hidden text left out."""

from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element

from index.documents import Document
from index.formats.composing import Composer
from index.formats.contents import File
from index.formats.packages import office
from index.formats.properties import properties
from index.formats.wordtables import read_rows

_SKIPPED = frozenset(qn(tag) for tag in ("w:del", "w:moveFrom", "w:txbxContent", "w:rPr", "w:pPr", "w:instrText"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRAPPERS = frozenset(qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:smartTag"))


@dataclass(frozen=True, slots=True)
class _Styles:
    """The ids of styles that make a heading, and of those that make an item of a list."""

    headings: frozenset[str | None]
    items: frozenset[str | None]


def read_docx(file: File) -> Document:
    """Read a Word document. Raises Refused."""
    document = docx.Document(office(file.content))
    details = properties(document.core_properties)
    composer = Composer(title=details.title)
    styles = _styles(document)
    for element in _blocks(document.element.body):
        if element.tag == qn("w:tbl"):
            composer.rows(read_rows(element, _text), is_headed=True)
        else:
            _paragraph(element, styles, composer)
    return composer.document(file, details)


def _styles(document: WordDocument) -> _Styles:
    """What styles mean, in whatever language Word speaks: headings have a level in the outline, items a numbering."""
    headings, items = set(), set()
    for style in document.styles.element.iterchildren(qn("w:style")):
        name = style.find(qn("w:name"))
        level = style.find(f".//{qn('w:outlineLvl')}")
        is_title = name is not None and name.get(qn("w:val"), "").lower() == "title"
        if is_title or (level is not None and level.get(qn("w:val")) != "9"):
            headings.add(style.get(qn("w:styleId")))
        elif style.find(f".//{qn('w:numPr')}") is not None:
            items.add(style.get(qn("w:styleId")))
    return _Styles(frozenset(headings), frozenset(items))


def _blocks(body: _Element) -> Iterator[_Element]:
    """Paragraphs and tables in order, also those inside content controls."""
    waiting = list(reversed(body))
    while waiting:
        element = waiting.pop()
        if element.tag in {qn("w:p"), qn("w:tbl")}:
            yield element
        elif element.tag in _WRAPPERS:
            waiting.extend(reversed(element))


def _paragraph(element: _Element, styles: _Styles, composer: Composer) -> None:
    text = _text(element)
    mark = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    style = mark.get(qn("w:val")) if mark is not None else None
    if style in styles.headings:
        composer.head(text)
    elif style in styles.items or element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
        composer.block(f"- {text}" if text.strip() else "")
    else:
        composer.block(text)


def _text(paragraph: _Element) -> str:
    """What a reader sees of a paragraph."""
    pieces: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in _SKIPPED or element.tag == _FALLBACK or _is_hidden(element):
            continue
        if element.tag == qn("w:t"):
            pieces.append(element.text or "")
        elif element.tag == qn("w:tab"):
            pieces.append("\t")
        elif element.tag in {qn("w:br"), qn("w:cr")}:
            pieces.append("\n")
        else:
            waiting.extend(reversed(element))
    return "".join(pieces)


def _is_hidden(element: _Element) -> bool:
    """Whether a run is formatted as hidden."""
    mark = element.find(f"{qn('w:rPr')}/{qn('w:vanish')}") if element.tag == qn("w:r") else None
    return mark is not None and mark.get(qn("w:val"), "1") not in {"0", "false", "off"}
