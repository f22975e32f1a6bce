"""Large capitals that are let into the text of a PDF, put before the line that they begin."""

from collections.abc import Iterator
from dataclasses import replace

from index.formats.pdf.lines import Line

DROPPED = 1.6
"""Times the size of the text, from which a capital is one that is let into it."""

CAPITAL = 0.7
"""Times the size of letters: how high capitals are."""


def with_capitals(lines: list[Line]) -> Iterator[Line]:
    """The lines, a large capital as the first letter of the line beside it whose top is as high."""
    capitals = {id(line): line for line in lines if len(line.text) == 1 and line.text.isupper()}
    beside: dict[int, Line] = {}
    for capital in capitals.values():
        for line in lines:
            off = capital.y + CAPITAL * capital.size - line.y - CAPITAL * line.size
            is_larger = capital.size > DROPPED * line.size and capital.turn == line.turn
            if is_larger and abs(line.x - capital.end) < line.size and abs(off) < line.size / 2:
                beside.setdefault(id(line), capital)
    used = {id(capital) for capital in beside.values()}
    for line in lines:
        if id(line) in beside:
            first, *others = line.cells
            cells = (replace(first, text=beside[id(line)].text + first.text), *others)
            yield replace(line, text=beside[id(line)].text + line.text, cells=cells)
        elif id(line) not in used:
            yield line
