"""Workbooks (.xlsx) to `Document`: their visible sheets as they show themselves, of formulas the last results."""

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import openpyxl
from lxml import etree
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from index.documents import Document
from index.formats.composing import ROWS_OF_A_STEP, Composer
from index.formats.contents import File
from index.formats.grids import EMPTY, WIDEST, Cell
from index.formats.office.number_formats import shown
from index.formats.office.properties import properties
from index.formats.packages import office
from index.formats.tables import MOST_ROWS, write

_UNNAMED = re.compile(
    r"(?:sheet|tabelle|feuil|hoja|foglio|blad|ark|planilha|arkusz|list|munka|sayfa|taul|лист|工作表|시트)\s*\d*",
    re.IGNORECASE,
)
"""What the only sheet is called if nobody has named it."""

TALLEST = 1000
"""Rows that a merged cell is read to span."""

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _COLUMN, _MERGED = f"{_SHEET}row", f"{_SHEET}col", f"{_SHEET}mergeCell"


@dataclass(frozen=True, slots=True)
class _Layout:
    """What of a sheet is hidden or merged; rows and columns count from 1.

    `spans` says of the first place of a merged cell how many rows and columns are seen of it; `covered` are the others.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    covered: set[tuple[int, int]] = field(default_factory=set)


def read_xlsx(file: File) -> Document:
    """Read a workbook. Raises Refused."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about features that are not read, such as charts
        workbook = openpyxl.load_workbook(office(file.content), read_only=True, data_only=True)
    _strike(workbook)
    composer = Composer()
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            composer.heading = "" if len(workbook.worksheets) == 1 and _UNNAMED.fullmatch(sheet.title) else sheet.title
            write(list(_rows(sheet, file.step)), composer, file.step)
    return composer.document(file, properties(workbook.properties))


def _strike(workbook: openpyxl.Workbook) -> None:
    """Leave what is struck out out of the texts that cells share: the library does not know how letters look."""
    archive = workbook._archive  # type: ignore[attr-defined]  # noqa: SLF001 - it has no other
    name = next((name for name in archive.namelist() if name.lower() == "xl/sharedstrings.xml"), None)
    if name is None or not workbook.worksheets:
        return
    texts = workbook.worksheets[0]._shared_strings  # type: ignore[attr-defined]  # noqa: SLF001 - all sheets' own list
    with archive.open(name) as source:
        for number, (_, item) in enumerate(etree.iterparse(source, tag=f"{_SHEET}si", resolve_entities=False)):
            runs = item.findall(f"{_SHEET}r")
            kept = [run for run in runs if not _is_struck(run)]
            if len(kept) < len(runs) and number < len(texts):
                texts[number] = "".join(run.findtext(f"{_SHEET}t") or "" for run in kept).strip()
            item.clear()
            while item.getprevious() is not None:
                del item.getparent()[0]


def _is_struck(run: etree._Element) -> bool:
    mark = run.find(f"{_SHEET}rPr/{_SHEET}strike")
    return mark is not None and mark.get("val", "1") in {"1", "true"}


def _rows(sheet: Worksheet, step: Callable[[], None]) -> Iterator[list[Cell]]:
    sheet.reset_dimensions()  # type: ignore[attr-defined] # what a file says of its size is often wrong
    layout = _layout(sheet)
    for number, row in enumerate(islice(sheet.iter_rows(max_col=WIDEST), MOST_ROWS + 1), start=1):
        if number not in layout.hidden_rows:
            yield _cells(row, number, layout)
        if number % ROWS_OF_A_STEP == 0:
            step()


def _cells(row: Sequence[object], number: int, layout: _Layout) -> list[Cell]:
    cells: list[Cell] = []
    for column, cell in enumerate(row, start=1):
        if column in layout.hidden_columns or (number, column) in layout.covered:
            continue
        if isinstance(cell, ReadOnlyCell) and cell.value is not None and not (cell.has_style and cell.font.strike):
            rows, columns = layout.spans.get((number, column), (1, 1))
            is_bold = cell.has_style and bool(cell.font.bold)
            cells.append(Cell(_said(cell), columns, rows, is_bold=is_bold))
        else:
            cells.append(EMPTY)
    while cells and cells[-1] is EMPTY:
        cells.pop()
    return cells


def _said(cell: ReadOnlyCell) -> str:
    return shown(cell.value, cell.number_format if cell.has_style else "General")


def _layout(sheet: Worksheet) -> _Layout:
    layout = _Layout()
    merged: list[str] = []
    with sheet._get_source() as source:  # type: ignore[attr-defined]  # noqa: SLF001 - it has no other
        for _, element in etree.iterparse(source, tag=(_ROW, _COLUMN, _MERGED), resolve_entities=False):
            is_hidden = element.get("hidden", "0") in {"1", "true"}
            if element.tag == _ROW and is_hidden:
                layout.hidden_rows.add(int(element.get("r", "0")))
            elif element.tag == _COLUMN and is_hidden:
                last = min(int(element.get("max", "1")), WIDEST)
                layout.hidden_columns.update(range(int(element.get("min", "1")), last + 1))
            elif element.tag == _MERGED:
                merged.append(element.get("ref", ""))
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    for area in merged:
        _merge(area, layout)
    return layout


def _merge(area: str, layout: _Layout) -> None:
    """Note what a merged cell spans of the rows and columns that are seen."""
    left, top, right, bottom = (edge or 1 for edge in range_boundaries(area))
    rows = [row for row in range(top, min(bottom, top + TALLEST) + 1) if row not in layout.hidden_rows]
    columns = [column for column in range(left, min(right, WIDEST) + 1) if column not in layout.hidden_columns]
    if rows and columns:
        layout.spans[top, left] = (len(rows), len(columns))
        layout.covered.update((row, column) for row in rows for column in columns)
        layout.covered.discard((top, left))
