"""The tables of Word documents as rows of cells, merged ones with what they span."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from docx.oxml.ns import qn
from lxml.etree import _Element

from index.formats.grids import WIDEST, Cell

_WRAPPERS = frozenset(qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:ins", "w:customXml"))


def read_rows(table: _Element, text: Callable[[_Element], str]) -> list[list[Cell]]:
    """The rows of a `w:tbl`; `text` is what is seen of a paragraph."""
    rows: list[list[Cell]] = []
    open_cells: dict[int, tuple[int, int]] = {}  # by column: the place of the merged cell that goes on below
    kept = (row for row in _children(table, qn("w:tr")) if row.find(_path("w:trPr/w:del")) is None)
    for number, row in enumerate(kept):
        cells: list[Cell] = []
        column = min(_number(row, "w:trPr/w:gridBefore", 0), WIDEST)
        cells += [Cell()] * column
        is_name = row.find(_path("w:trPr/w:tblHeader")) is not None
        for element in _children(row, qn("w:tc")):
            columns = max(_number(element, "w:tcPr/w:gridSpan", 1), 1)
            merge = element.find(_path("w:tcPr/w:vMerge"))
            goes_on = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
            if goes_on and column in open_cells:
                above, place = open_cells[column]
                rows[above][place] = replace(rows[above][place], rows=number - above + 1)
            else:
                open_cells.pop(column, None)
                if merge is not None:
                    open_cells[column] = (number, len(cells))
                cells.append(_cell(element, columns, text, is_name=is_name))
            column += columns
        rows.append(cells)
    return rows


def _cell(element: _Element, columns: int, text: Callable[[_Element], str], *, is_name: bool) -> Cell:
    said = " ".join(text(paragraph) for paragraph in element.iter(qn("w:p")))
    return Cell(said, columns, is_bold=_is_bold(element), is_name=is_name)


def _is_bold(element: _Element) -> bool:
    """Whether all text in a cell is set bold by hand."""
    runs = [run for run in element.iter(qn("w:r")) if any(text.text for text in run.iter(qn("w:t")))]
    marks = [run.find(_path("w:rPr/w:b")) for run in runs]
    return bool(marks) and all(
        mark is not None and mark.get(qn("w:val"), "1") not in {"0", "false", "off"} for mark in marks
    )


def _children(element: _Element, tag: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            waiting.extend(reversed(child))


def _number(element: _Element, path: str, otherwise: int) -> int:
    mark = element.find(_path(path))
    said = mark.get(qn("w:val"), "") if mark is not None else ""
    return int(said) if said.isdecimal() else otherwise


def _path(path: str) -> str:
    return "/".join(qn(tag) for tag in path.split("/"))
