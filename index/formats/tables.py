"""Tables in text (.csv, .tsv) to `Document`: a row a line, under the names in the header."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice

from index.documents import Document
from index.formats.composing import Composer
from index.formats.contents import File, Refused
from index.formats.decoding import decode
from index.formats.details import Details
from index.formats.grids import WIDEST, Cell

MOST_ROWS = 100_000
"""Of a sheet; more is a database, and no answer quotes it."""

SAMPLE = 30
"""Rows from which the delimiter is told."""

_DELIMITERS = "\t;|,"
"""A comma last: where both part the rows, it stands in numbers and between words."""

_NONE = "\x1f"
_SAID = re.compile(r"sep=(.)\s*", re.IGNORECASE)


def read_csv(file: File) -> Document:
    """Read a table in text. Raises Refused."""
    lines = decode(file).splitlines(keepends=True)
    said = _SAID.fullmatch(lines[0]) if lines else None
    if said:
        delimiter, lines = said[1], lines[1:]
    else:
        delimiter = "\t" if file.suffix == ".tsv" else _delimiter(lines)
    try:
        rows = _rows(lines, delimiter, MOST_ROWS + 1)
    except csv.Error as error:
        raise Refused("The file is damaged: it is not a table.") from error
    composer = Composer()
    write([[Cell(cell) for cell in row[:WIDEST]] for row in rows], composer, file.step)
    return composer.document(file, Details())


def write(rows: Sequence[Sequence[Cell]], composer: Composer, step: Callable[[], None]) -> None:
    """Write a sheet. Raises Refused."""
    if sum(map(bool, rows)) > MOST_ROWS:
        raise Refused(f"The table is too long: more than {MOST_ROWS} rows.")
    composer.rows(rows, is_headed=True, step=step)


def _rows(lines: Sequence[str], delimiter: str, most: int) -> list[list[str]]:
    return list(islice(csv.reader(lines, delimiter=delimiter), most))


def _delimiter(lines: Sequence[str]) -> str:
    """The sign that parts most of the first rows into as many cells as each other, and into the most; or none."""
    found = {}
    for delimiter in _DELIMITERS:
        try:
            rows = [row for row in _rows(lines, delimiter, SAMPLE) if any(cell.strip() for cell in row)]
        except csv.Error:
            continue
        if not rows:
            return delimiter
        if _is_parted(rows):
            width, agreeing = max(Counter(map(len, rows)).items(), key=lambda item: (item[0] > 1, item[1], item[0]))
            found[delimiter] = (agreeing / len(rows), width)
    return max(found, key=lambda delimiter: found[delimiter], default=_NONE)


def _is_parted(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows are made of cells; commas in sentences are between words, and none are in the name above them."""
    parted = [row for row in rows if len(row) > 1]
    if 2 * len(parted) <= len(rows):
        return False
    are_sentences = len(rows[0]) == 1 and all(cell[:1] == " " for row in parted for cell in row[1:])
    return not are_sentences
