"""Which rows at the top of a table are its header, the names of its columns: one judgement for all formats."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.formats.grids import Row, filled, is_band

SAMPLE = 30
"""Rows that are looked at."""

LONGEST_NAME = 60
"""Characters; what is longer is a sentence rather than a name."""

VALUE, STANDS_OUT, OTHER_TYPE, OTHER_SHAPE = 6, 3, 2, 1
"""What the evidence weighs: a value that comes again, how the first row looks, what kind of values it holds, how they
are built.
"""

MOST = 0.75
"""The share of values by which a column is one of numbers: there is always one that says "free"."""

ENOUGH = 5
"""Rows; more numbers than these are no labels' values by chance."""

TWO_COLUMNS = 2

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{1,2}[-./]\d{1,2}\.?")
_TIME = re.compile(r"\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)
_AMOUNT = re.compile(r"[^\w\s]{0,3}\s?\d[\d\s.,'’/:–-]*")
_MEASURE = re.compile(r"[^\w\s]?\d[\d\s.,]*\s?(?:[^\W\d_]{1,3}|[^\w\s])\.?|[A-Z]{3}\s?\d[\d.,]*")


_STATES = frozenset(
    "yes no none n/a tba tbd open closed free ja nein keine offen geschlossen frei gratis kostenlos oui non ouvert"
    " fermé gratuit sí abierto cerrado aperto chiuso nee gesloten vrij".split()
)
"""What stands in the place of a number or a time."""


_MEASURES = frozenset(
    "price cost fee rate charge amount total sum number quantity qty count points score time hours date age size"
    " preis kosten gebühr betrag summe anzahl menge punkte zeit uhrzeit datum alter größe prix coût tarif montant"
    " nombre heure âge taille precio coste importe cantidad puntos hora fecha edad prezzo costo importo quantità punti"
    " ora data prijs bedrag aantal punten tijd".split()
)
"""What numbers, dates and times are called; no value beside a label is."""


def header_depth(rows: Sequence[Row], *, is_usual: bool) -> int:
    """How many of the first rows are the header; 0 is none.

    A format's own mark decides: names are marked, and so are the rows below them that are marked too. Else evidence
    is weighed. For a header: the first row is bold and the others are not; below it are numbers, dates or times where
    it has words, or longer texts than it has; it holds years or the like in sequence, and below are other values.
    Against: it holds values of the same kind as those below, or built alike ("Anna Smith" over "Bob Jones"), or a
    number at all; it holds a value again that is found below, or the same twice; it has gaps, sentences, or capitals
    in some columns only; the labels stand out in the first column instead, or end in colons. Where nothing speaks
    either way, three columns have a header if that `is_usual`, and two are labels and their values, which is true of
    either.
    """
    if not rows or len(rows[0]) == 0:
        return 0
    marked = _marked(rows)
    if marked or any(cell.is_name for cell in rows[0]):
        return marked
    depth = 2 if _has_two_floors(rows) else 1
    names = header_names(rows[:depth])
    under = (row for row in rows[depth:SAMPLE] if not is_band(row))
    below = [row for row in under if [cell.text for cell in row] != names]
    if not below or not any(names):
        return 0
    score = _appearance(rows[:depth], below) + _row_score(names, below) + _column_scores(names, below)
    is_header = score > 0 or (score == 0 and is_usual and len(names) > TWO_COLUMNS)
    return depth if is_header else 0


def grouped(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows, the names at the top spread over the columns that they are about, where the second row shows these by
    naming them alike each time: "Weekday", nothing, "Weekend", nothing over "Hour", "Day", "Hour", "Day".
    """
    if len(rows) <= TWO_COLUMNS:
        return rows
    upper, lower = rows[0], rows[1]
    pairs = zip(upper, lower, strict=True)
    starts = [at for at, (cell, below) in enumerate(pairs) if cell.text and below.text and cell is not upper[at - 1]]
    if len(starts) < TWO_COLUMNS:
        return rows
    ends = [*starts[1:], len(upper)]
    groups = {tuple(cell.text for cell in lower[start:end]) for start, end in zip(starts, ends, strict=True)}
    names = next(iter(groups))
    is_named = 1 < len(names) == len({*names} - {""}) and not all(map(kind, names))
    if len(groups) > 1 or not is_named:
        return rows
    first = [above if above.text else below for above, below in zip(upper, lower, strict=True)][: starts[0]]
    spread = [replace(upper[start], columns=end - start) for start, end in zip(starts, ends, strict=True)]
    return [[*first, *(cell for cell in spread for _ in names)], *rows[1:]]


def header_names(rows: Sequence[Row]) -> list[str]:
    """The name of each column: what stands above it, joined from top to bottom ("Price Adult")."""
    return [" ".join(cell.text for cell in filled(column)) for column in zip(*rows, strict=True)]


def is_marked(row: Row) -> bool:
    """Whether a row is marked as names by its format, but for an empty corner."""
    cells = filled(row)
    return bool(cells) and all(cell.is_name for cell in cells) and not is_band(row)


def is_all_bold(row: Row) -> bool:
    """Whether a row of several cells is set in bold type."""
    cells = filled(row)
    return len(cells) > 1 and all(cell.is_bold for cell in cells)


def _marked(rows: Sequence[Row]) -> int:
    depth = 0
    while depth < len(rows) and is_marked(rows[depth]):
        depth += 1
    return depth if depth < len(rows) else 0


def _has_two_floors(rows: Sequence[Row]) -> bool:
    """Whether names of the first row span columns that the second names one by one, and all else in it hangs down."""
    if len(rows) <= TWO_COLUMNS:
        return False
    pairs = list(zip(rows[0], rows[1], strict=True))
    under = [(upper, lower) for upper, lower in pairs if upper.columns > 1 and upper.text]
    beside = [(upper, lower) for upper, lower in pairs if upper.columns == 1 or not upper.text]
    return (
        bool(under)
        and all(lower.text and lower is not upper for upper, lower in under)
        and all(lower is upper or not lower.text for upper, lower in beside)
    )


def _appearance(head: Sequence[Row], below: Sequence[Row]) -> int:
    """What bold type and colons say."""
    first, column = [filled(row) for row in head], [row[0] for row in below if row[0].text]
    if all(cell.is_bold for row in first for cell in row):
        return 0 if all(cell.is_bold for row in below for cell in filled(row)) else STANDS_OUT
    labels = [head[0][0], *column]
    if all(cell.is_bold for cell in labels) or all(cell.text.rstrip().endswith((":", "：")) for cell in labels):
        return -STANDS_OUT
    return 0


def _row_score(names: Sequence[str], below: Sequence[Row]) -> int:
    """What the first row says as a whole: names are short, all or none with capitals, each its own, and above every
    column but a corner.
    """
    kept = [name for name in names if name]
    columns = {column for row in below for column, cell in enumerate(row) if cell.text}
    gaps = sum(not names[column] for column in columns - {0})
    sentences = any(len(name) > LONGEST_NAME for name in kept)
    is_mixed = len({name[0].isupper() for name in kept if name[0].isalpha()}) > 1
    return -OTHER_SHAPE * ((gaps > 0) + (len(set(kept)) < len(kept))) - OTHER_TYPE * (sentences + is_mixed)


def _column_scores(names: Sequence[str], below: Sequence[Row]) -> int:
    in_sequence = _sequence(names)
    score = 0
    for number, (name, column) in enumerate(zip(names, zip(*below, strict=True), strict=True)):
        values = [cell.text for cell in filled(column) if any(map(str.isalnum, cell.text))]
        if name and values:
            is_alike = len(names) > TWO_COLUMNS or _is_measure(name) or _are_alike(values)
            are_values = is_alike and _are_numbers(values)
            score += _column_score(name, values, are_values=are_values, in_sequence=number in in_sequence)
    return score


def _column_score(name: str, values: Sequence[str], *, are_values: bool, in_sequence: bool) -> int:
    """What a column says of the cell above it."""
    above = kind(name)
    shapes = {_shape(value) for value in values}
    if name in values:
        return -VALUE
    if above and not (in_sequence and above not in map(kind, values)):
        return -OTHER_TYPE
    if above or are_values:
        return OTHER_TYPE
    if len(values) > 1 and shapes == {_shape(name)} and len(name.split()) > 1:
        return -OTHER_SHAPE
    return OTHER_SHAPE if len(values) > 1 and len(name.split()) < min(len(value.split()) for value in values) else 0


def _is_measure(name: str) -> bool:
    words = re.findall(r"\w+", re.sub(r"\([^()]*\)", "", name))
    return 0 < len(words) <= TWO_COLUMNS and words[-1].casefold() in _MEASURES


def _are_numbers(values: Sequence[str]) -> bool:
    return sum(bool(kind(value)) for value in values) >= MOST * len(values)


def _are_alike(values: Sequence[str]) -> bool:
    """Whether values are so much alike that no labels beside them can tell them apart."""
    kinds, shapes = {kind(value) for value in values}, {_shape(value) for value in values}
    return len(values) > 1 and "" not in kinds and (len(values) >= ENOUGH or len(kinds) == len(shapes) == 1)


def _sequence(names: Sequence[str]) -> set[int]:
    """The columns whose names are years, dates or the like, each after the one before."""
    numbered = [(column, kind(name), _digits(name)) for column, name in enumerate(names) if kind(name)]
    kinds = {kind for _, kind, _ in numbered}
    steps = {before < after for (_, _, before), (_, _, after) in pairwise(numbered)}
    return {column for column, _, _ in numbered} if len(kinds) == 1 and len(steps) == 1 else set()


def kind(text: str) -> str:
    """What kind of value a cell holds; words are none."""
    for pattern, named in (
        (_YEAR, "year"),
        (_DATE, "date"),
        (_TIME, "time"),
        (_AMOUNT, "number"),
        (_MEASURE, "number"),
    ):
        if pattern.fullmatch(text.strip()):
            return named
    return "state" if text.strip().casefold() in _STATES else ""


def _digits(text: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d{1,18}", text)]


def _shape(text: str) -> str:
    """How a value is built: words with and without capitals, numbers, and the signs between them."""
    words = re.sub(r"[^\W\d_]+", lambda word: "A" if word[0][0].isupper() else "a", text.strip())
    return re.sub(r"\s+", " ", re.sub(r"\d[\d.,]*", "9", words))
