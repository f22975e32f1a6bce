"""Tables to lines: each row as one that can be understood alone, its values under the names of their columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.formats.grids import Cell, Row, filled, is_band, spread
from index.formats.headers import (
    LONGEST_NAME,
    SAMPLE,
    TWO_COLUMNS,
    grouped,
    header_depth,
    header_names,
    is_all_bold,
    is_marked,
    kind,
)

LONGEST_UNNAMED = 300
"""Characters of a row without names that is one sentence; longer ones hold paragraphs beside each other."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one row says; a heading is about the rows after it. `is_whole` is whether it is one sentence."""

    text: str
    is_heading: bool = False
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows below the same names, and what stands above them."""

    titles: Sequence[Row]
    names: list[str]
    rows: Sequence[Row]


def lines(rows: Sequence[Row], *, is_headed: bool, above: Sequence[str] = ()) -> Iterator[Line]:
    """The rows of a table. `is_headed` is whether tables of this format have a header even where nothing shows it;
    `above` are the names of the columns of a table that it goes on with, or may.
    """
    for part in _named(rows, is_headed, above):
        yield from _titled(part.titles, is_followed=bool(part.rows))
        yield from _worded(part.rows, part.names)


def last_names(rows: Sequence[Row], *, above: Sequence[str] = ()) -> list[str]:
    """The names of the columns at the end of a table that `lines` reads; empty where they have none."""
    return [part.names for part in _named(rows, is_headed=False, above=above)][-1]


def _named(rows: Sequence[Row], is_headed: bool, above: Sequence[str]) -> Iterator[_Part]:
    grid = [[_tidy(cell) for cell in row] for row in rows]
    names = list(above)
    for number, part in enumerate(_parts(spread(grid))):
        titles = _titles(part)
        rest = grouped(part[titles:])
        depth = header_depth(_columns(rest[:SAMPLE]), is_usual=is_headed and number == 0)
        goes_on = _continues(rest, names, is_open=number == 0)
        if depth and number == 0 and goes_on and not (is_marked(rest[0]) or is_all_bold(rest[0])):
            names, depth = [], 0  # names, or a row of words: no name is better than a wrong one
        elif depth:
            names = header_names(rest[:depth])
        elif not goes_on:
            names = []
        yield _Part(part[:titles], names, rest[depth:])


def _tidy(cell: Cell) -> Cell:
    text = " ".join(cell.text.split())
    return cell if text == cell.text else replace(cell, text=text)


def _parts(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The tables that stand one below the other in a grid: after an empty row, or where names are marked or bold again.

    A row with an empty one below it is the header of what follows that, or its title.
    """
    part: list[Row] = []
    several, is_ended = 0, False
    for row, below in zip(rows, [*rows[1:], ()], strict=True):
        cells = filled(row)
        if not cells:
            is_ended = several > 1
            continue
        if is_ended or (several and _begins_again(row, part, below)):
            yield part
            part, several, is_ended = [], 0, False
        part.append(row)
        several += len(cells) > 1
    if part:
        yield part


def _begins_again(row: Row, part: Sequence[Row], below: Row) -> bool:
    """Whether a row stands out as the names of another table do, below one that does not: sums are bold too, and rows
    that matter more.
    """
    if is_marked(row):
        return not is_marked(part[-1])
    is_bold_again = is_all_bold(row) and is_all_bold(part[0]) and not is_all_bold(part[-1])
    are_values = [bool(kind(cell.text)) for cell in below]
    return is_bold_again and any(are_values) and not any(kind(cell.text) for cell in row)


def _titles(part: Sequence[Row]) -> int:
    """How many rows at the top are above the table: they hold one cell, and those below hold several."""
    for place, row in enumerate(part):
        if len(filled(row)) > 1 or (is_marked(row) and not row[0].text):
            return place
    return 0


def _columns(rows: Sequence[Row]) -> list[list[Cell]]:
    """The rows without the columns in which none of them says anything."""
    kept = [column for column in zip(*rows, strict=True) if any(cell.text for cell in column)]
    return [list(row) for row in zip(*kept, strict=True)]


def _continues(rows: Sequence[Row], names: Sequence[str], *, is_open: bool) -> bool:
    """Whether rows go on below the names of the table above: they fill the columns that have one, or, of a table that
    is known to be open, only some of them.
    """
    columns = {column for row in rows for column, cell in enumerate(row) if cell.text}
    named = {column for column, name in enumerate(names) if name}
    return columns == named or (is_open and columns < named)


def _titled(rows: Sequence[Row], *, is_followed: bool) -> Iterator[Line]:
    for row in rows:
        cell = filled(row)[0]
        is_short = len(cell.text) <= LONGEST_NAME and not cell.text.endswith(".")
        yield Line(cell.text, is_heading=is_followed and is_short and (cell.is_name or cell.is_bold))


def _worded(rows: Sequence[Row], names: Sequence[str]) -> Iterator[Line]:
    texts = [name for name in names if name]
    plain = _columns(rows) if not names else rows
    for number, row in enumerate(plain):
        cells = filled(row)
        is_header_again = bool(texts) and cells[0].text == texts[0] and [cell.text for cell in cells] == texts
        if is_header_again:
            continue
        if is_band(row):
            yield from _titled([row], is_followed=number + 1 < len(plain))
        elif not names:
            text = _unnamed(row)
            yield Line(text, is_whole=len(cells) > 1 and len(text) <= LONGEST_UNNAMED)
        elif len(cells) == 1 and cells[0] is row[0] and len(texts) > TWO_COLUMNS:
            yield Line(cells[0].text)
        else:
            said = [(_open(name), cell.text) for name, cell in zip(names, row, strict=True) if cell.text]
            said = [*((name, _open(text)) for name, text in said[:-1]), said[-1]]
            yield Line("; ".join(f"{name}: {text}" if name else text for name, text in said), is_whole=True)


def _open(text: str) -> str:
    """A text without its stop: a row is one sentence."""
    return text.removesuffix(".") if not text.endswith("..") else text


def _unnamed(row: Row) -> str:
    """A row without names: a label and its value, or the cells in their places, also those that are empty."""
    if len(row) == TWO_COLUMNS and all(cell.text for cell in row):
        return f"{row[0].text.rstrip(':')}: {row[1].text}"
    shown = [cell.text for column, cell in enumerate(row) if not (column and cell.text and cell is row[column - 1])]
    return " ".join(" | ".join(shown).strip(" |").split())
