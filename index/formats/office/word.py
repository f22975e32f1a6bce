"""Word documents (.docx) to `Document`: headings by style, lists, tables, notes; deleted and hidden text left out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import docx
from docx.document import Document as WordDocument
from docx.opc.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import _Element

from index.documents import Document
from index.formats.composing import Composer
from index.formats.contents import File
from index.formats.office.numbering import BULLET, Numbering, Place, numbering, place_in, value
from index.formats.office.properties import properties
from index.formats.office.word_runs import asides, text_of
from index.formats.office.word_tables import read_rows
from index.formats.packages import office

TEXT = 10
"""The level of what is no heading."""

_WRAPPERS = frozenset(qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:smartTag"))


@dataclass(frozen=True, slots=True)
class _Styles:
    """The levels of headings, from 1, and the places of items of lists, by the ids of styles that give them."""

    levels: Mapping[str | None, int]
    places: Mapping[str | None, Place]


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the paragraphs of a document refer to; notes by the tag of their reference and their number."""

    styles: _Styles
    numbering: Numbering
    notes: dict[tuple[str, str | None], _Element]


def read_docx(file: File) -> Document:
    """Read a Word document. Raises Refused."""
    document = docx.Document(office(file.content))
    details = properties(document.core_properties)
    composer = Composer(title=details.title)
    _write(document.element.body, _Setting(_styles(document), numbering(document), _notes(document)), composer)
    return composer.document(file, details)


def _write(body: Iterable[_Element], setting: _Setting, composer: Composer) -> None:
    """Each paragraph and table; what a paragraph has in notes and text boxes comes right after it."""
    waiting = [_blocks(body)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
            continue
        if element.tag == qn("w:tbl"):
            composer.rows(read_rows(element, text_of), is_headed=True)
        else:
            _paragraph(element, setting, composer)
        is_table = element.tag == qn("w:tbl")
        found = [aside for aside in asides(element) if not (is_table and aside.tag == qn("w:txbxContent"))]
        kept = [setting.notes.pop((str(aside.tag), aside.get(qn("w:id"))), aside) for aside in found]
        waiting.append(block for aside in kept for block in _blocks(aside))


def _notes(document: WordDocument) -> dict[tuple[str, str | None], _Element]:
    """The footnotes and endnotes, by their references."""
    found = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1].removesuffix("s")
        if kind in {"footnote", "endnote"} and not relation.is_external:
            for note in parse_xml(relation.target_part.blob).iterchildren(qn(f"w:{kind}")):
                found[qn(f"w:{kind}Reference"), note.get(qn("w:id"))] = note
    return found


def _styles(document: WordDocument) -> _Styles:
    """What styles mean, in whatever language Word speaks: headings have a level in the outline, items a numbering."""
    defined = {style.get(qn("w:styleId")): style for style in document.styles.element.iterchildren(qn("w:style"))}
    levels, places = dict[str | None, int](), dict[str | None, Place]()
    for name, style in defined.items():
        lineage = list(_lineage(name, defined))
        found_levels = (_level(marks) for one in lineage for marks in one.iterchildren(qn("w:pPr")))
        level = next((level for level in found_levels if level is not None), TEXT)
        if (value(style, "w:name") or "").lower() == "title":
            levels[name] = 1
        elif level < TEXT:
            levels[name] = level
        found = (place for one in lineage if (place := place_in(one.find(qn("w:pPr")))))
        if place := next(found, None):
            places[name] = place
    return _Styles(levels, places)


def _level(marks: _Element | None) -> int | None:
    """The level in the outline that is set, from 1 for a heading; TEXT for none."""
    said = value(marks, "w:outlineLvl") if marks is not None else None
    return int(said) + 1 if said and said.isdecimal() else None


def _lineage(name: str | None, defined: Mapping[str | None, _Element]) -> Iterator[_Element]:
    """A style and those that it is based on, nearest first."""
    seen = set[str | None]()
    while name in defined and name not in seen:
        seen.add(name)
        yield defined[name]
        name = value(defined[name], "w:basedOn")


def _blocks(body: Iterable[_Element]) -> Iterator[_Element]:
    """Paragraphs and tables in order, also those inside content controls."""
    waiting = list(reversed(list(body)))
    while waiting:
        element = waiting.pop()
        if element.tag in {qn("w:p"), qn("w:tbl")}:
            yield element
        elif element.tag in _WRAPPERS:
            waiting.extend(reversed(element))


def _paragraph(element: _Element, setting: _Setting, composer: Composer) -> None:
    text = text_of(element)
    marks = element.find(qn("w:pPr"))
    style = value(marks, "w:pStyle") if marks is not None else None
    place = place_in(marks, setting.styles.places.get(style))
    label = setting.numbering.label(place) if place and place.list and text.strip() else ""
    level = _level(marks) or setting.styles.levels.get(style, TEXT)
    if level < TEXT:
        composer.head(f"{label.removeprefix(BULLET)} {text}", level=level)
    else:
        composer.block(f"{label} {text}" if label else text)
