"""The numbers that Word puts before the items of lists and before headings: they stand in no paragraph's text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml.etree import _Element

BULLET = "-"
"""Stands for any sign that is no number."""

MOST = 9
"""Levels that Word has."""

_PLACE = re.compile(r"%([1-9])")
_ROMAN = dict(
    zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "m cm d cd c xc l xl x ix v iv i".split(), strict=True)
)
_LARGEST_ROMAN = 3999
_LARGEST_LETTER = 26 * 26


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands in which list; an empty `list` takes one out of the list of its style."""

    list: str
    level: int


@dataclass(frozen=True, slots=True)
class _Level:
    """How the items of one level are numbered: `text` has `%1` where the number of the first level stands."""

    start: int = 1
    format: str = "bullet"
    text: str = ""


@dataclass(slots=True)
class Numbering:
    """Counts the items of a document's lists as they come. Lists that share a definition are counted on together."""

    _definitions: Mapping[str, Mapping[int, _Level]]
    _lists: Mapping[str, tuple[str, Mapping[int, int]]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def label(self, place: Place) -> str:
        """What stands before the next item at a place, `2.` or `(a)`; a list that is not defined has bullets."""
        definition, starts = self._lists.get(place.list, ("", {}))
        levels = self._definitions.get(definition, {})
        level = levels.get(place.level, _Level())
        counts = self._counts.setdefault(definition, {})
        if place.list not in self._begun:
            self._begun.add(place.list)
            counts.update({number: start - 1 for number, start in starts.items()})
        counts[place.level] = counts.get(place.level, level.start - 1) + 1
        for deeper in range(place.level + 1, MOST):
            counts.pop(deeper, None)
        if level.format == "bullet":
            return BULLET
        return _PLACE.sub(lambda match: self._number(levels, counts, int(match[1]) - 1), level.text).strip()

    @staticmethod
    def _number(levels: Mapping[int, _Level], counts: Mapping[int, int], number: int) -> str:
        level = levels.get(number, _Level())
        return _written(counts.get(number, level.start), level.format)


def numbering(document: WordDocument) -> Numbering:
    """The numbering of a document, which may define none."""
    part = next(
        (rel.target_part for rel in document.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.NUMBERING), None
    )
    root = getattr(part, "element", None)
    if root is None:
        return Numbering({}, {})
    definitions = {
        str(definition.get(qn("w:abstractNumId"))): {
            _int(level.get(qn("w:ilvl"))): _level(level) for level in definition.iterchildren(qn("w:lvl"))
        }
        for definition in root.iterchildren(qn("w:abstractNum"))
    }
    lists = {
        str(one.get(qn("w:numId"))): (value(one, "w:abstractNumId") or "", _starts(one))
        for one in root.iterchildren(qn("w:num"))
    }
    return Numbering(definitions, lists)


def place_in(element: _Element | None, of_style: Place | None = None) -> Place | None:
    """The place that the properties of a paragraph or a style give it; what they leave out, its style says."""
    mark = element.find(qn("w:numPr")) if element is not None else None
    if mark is None:
        return of_style
    number, level = value(mark, "w:numId"), value(mark, "w:ilvl")
    if number is None and of_style is None:
        return None
    named = number if number is not None else (of_style.list if of_style else "")
    own = _int(level) if level is not None else (of_style.level if of_style else 0)
    return Place("" if named == "0" else named, own)


def value(element: _Element, tag: str) -> str | None:
    """The value of an element's child of this tag; None when it has none."""
    child = element.find(qn(tag))
    return child.get(qn("w:val")) if child is not None else None


def _level(element: _Element) -> _Level:
    return _Level(
        _int(value(element, "w:start"), 1), value(element, "w:numFmt") or "decimal", value(element, "w:lvlText") or ""
    )


def _starts(element: _Element) -> dict[int, int]:
    """The levels at which a list begins to count anew."""
    found = {
        _int(one.get(qn("w:ilvl"))): value(one, "w:startOverride") for one in element.iterchildren(qn("w:lvlOverride"))
    }
    return {level: _int(start, 1) for level, start in found.items() if start is not None}


def _int(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else otherwise


def _written(number: int, form: str) -> str:
    match form:
        case "lowerLetter" | "upperLetter" if 0 < number <= _LARGEST_LETTER:
            letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letters if form == "lowerLetter" else letters.upper()
        case "lowerRoman" | "upperRoman" if 0 < number <= _LARGEST_ROMAN:
            return _roman(number) if form == "lowerRoman" else _roman(number).upper()
        case "decimalZero":
            return f"{number:02d}"
        case "none" | "bullet":
            return ""
        case _:
            return str(number)


def _roman(number: int) -> str:
    digits = ""
    for worth, letters in _ROMAN.items():
        count, number = divmod(number, worth)
        digits += letters * count
    return digits
