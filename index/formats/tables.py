"""Tables to `Document`: a row a line that can be understood alone, under the names in the header."""

import csv
import datetime as dt
import warnings
from collections.abc import Iterable, Iterator
from itertools import islice

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from index.documents import Document
from index.formats.composing import Composer
from index.formats.contents import File, Refused
from index.formats.decoding import decode
from index.formats.details import Details
from index.formats.packages import office
from index.formats.properties import properties

MOST_ROWS = 100_000
"""Of a sheet; more is a database, and no answer quotes it."""

MOST_COLUMNS = 200

SAMPLE = 30
"""Rows from which the delimiter is told."""

_DELIMITERS = ",;\t|"


def read_csv(file: File) -> Document:
    """Read a table in text. Raises Refused."""
    lines = decode(file).splitlines(keepends=True)
    delimiter = "\t" if file.suffix == ".tsv" else _delimiter(lines)
    try:
        rows = [row[:MOST_COLUMNS] for row in islice(csv.reader(lines, delimiter=delimiter), MOST_ROWS + 1)]
    except csv.Error as error:
        raise Refused("The file is damaged: it is not a table.") from error
    composer = Composer()
    _write(rows, composer)
    return composer.document(file, Details())


def read_xlsx(file: File) -> Document:
    """Read a workbook: its visible sheets, and of formulas their last results. Raises Refused."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about features that are not read, such as charts
        workbook = openpyxl.load_workbook(office(file.content), read_only=True, data_only=True)
    composer = Composer()
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            composer.heading = sheet.title if len(workbook.worksheets) > 1 else ""
            _write(list(_sheet(sheet)), composer)
    return composer.document(file, properties(workbook.properties))


def _sheet(sheet: Worksheet) -> Iterator[list[str]]:
    for row in islice(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), MOST_ROWS + 1):
        cells = [_said(value) for value in row]
        if any(cells):
            yield cells


def _said(value: object) -> str:
    """A cell as its sheet shows it, near enough."""
    match value:
        case None:
            return ""
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime():
            return value.isoformat(sep=" ", timespec="minutes")
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _write(rows: list[list[str]], composer: Composer) -> None:
    if len(rows) > MOST_ROWS:
        raise Refused(f"The table is too long: more than {MOST_ROWS} rows.")
    if rows:
        composer.rows(rows, headed=_is_header(rows[0]))


def _is_header(row: list[str]) -> bool:
    """Whether a first row holds names: each its own, and none a number."""
    cells = [cell.strip() for cell in row if cell.strip()]
    return len(cells) == len(set(cells)) > 0 and not any(_is_number(cell) for cell in cells)


def _is_number(cell: str) -> bool:
    return any(map(str.isdigit, cell)) and not any(map(str.isalpha, cell))


def _delimiter(lines: Iterable[str]) -> str:
    """The sign that parts the first rows into the most cells, as many in each."""
    sample = [line for line in islice(lines, SAMPLE) if line.strip()]
    counts = {delimiter: min((line.count(delimiter) for line in sample), default=0) for delimiter in _DELIMITERS}
    return max(_DELIMITERS, key=lambda delimiter: counts[delimiter])
