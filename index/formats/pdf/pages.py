"""The lines of a PDF page, those of tables that lines are drawn around row by row."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2

from index.formats.pdf.capitals import with_capitals
from index.formats.pdf.lines import Page, lines_of
from index.formats.pdf.objects import drawn_on
from index.formats.pdf.outskirts import Part, with_outskirts
from index.formats.pdf.ruled import rows_of
from index.formats.pdf.ruling import Ruling
from index.formats.pdf.runs import Run, runs_of


def page_of(number: int, page: pypdfium2.PdfPage) -> Page:
    """Read the lines of a page."""
    drawn = drawn_on(page)
    ruling = Ruling(drawn)
    parts = with_outskirts(list(_parts(list(_levelled([*runs_of(page, drawn, ruling)])), ruling)))
    lines = tuple(line for part in parts for line in part.lines)
    left, bottom, right, top = page.get_bbox()
    turn = Counter(line.turn for line in lines).most_common(1)[0][0] if lines else 0
    sides = (right - left, top - bottom) if turn % 180 == 0 else (top - bottom, right - left)
    return Page(number, sides[1], sides[0], lines)


def _parts(runs: list[Run], ruling: Ruling) -> Iterator[Part]:
    """The lines as they are drawn; a table where the first letter of it is."""
    inside: dict[int, list[Run]] = {}
    for run in runs:
        if run.place is not None:
            inside.setdefault(run.place.grid, []).append(run)
    tables = {number: rows_of(number, ruling.grids[number], within) for number, within in inside.items()}
    waiting: list[Run] = []
    for run in runs:
        if run.place is None or not tables[run.place.grid]:
            waiting.append(run)
        elif inside[run.place.grid][0] is run:
            yield from _others(waiting)
            waiting = []
            lines = tables[run.place.grid]
            yield Part(lines, ruling.grids[run.place.grid].sides if lines[0].ruled else [])
    yield from _others(waiting)


def _others(runs: list[Run]) -> Iterator[Part]:
    if lines := list(with_capitals(lines_of(runs))):
        yield Part(lines, [])


def _levelled(runs: list[Run]) -> Iterator[Run]:
    """The runs of a page, one that was scanned askew set straight."""
    slant = sorted(run.slant for run in runs)[len(runs) // 2] if runs else 0
    along, aside = math.cos(math.radians(slant)), math.sin(math.radians(slant))
    for run in runs:
        x, y = run.x * along + run.y * aside, run.y * along - run.x * aside
        yield replace(run, x=x, end=x + run.end - run.x, y=y) if slant else run
