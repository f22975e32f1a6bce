"""Where lines of a PDF end because the next word did not fit, and where because something ended."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.formats.pdf.directions import is_right_to_left
from index.formats.pdf.lines import Line, Page

RUNNING_ON = 0.25
"""Share of lines that begin in lower case where prose is wrapped."""

COUNTING = 0.7
"""Share of lines that end in a number where they are a list."""

FEWEST = 3
"""Lines from which the width of a column can be told, or a list."""

SLACK = 1.5
"""Times the size of letters by which a line may fall short of the one that its wrapping would make."""

ASIDE = 5.0
"""Times the size of letters by which lines of one column begin apart."""

LOOSE = 1.35
"""Times the usual distance of lines, from which a paragraph ends."""

WRAPPED = 1.6
"""Times the size of letters from a line of a cell in a table to the next."""

UNEVEN = 0.1
"""Share by which letters of one paragraph may differ in size, as they do where scans were read by machines."""

_HANGING = re.compile(r"(?:^|[^\d\s]\s+)[^\W\d_]{1,3}$")
"""A short word at the end of a line, as it ends nothing: `and`, `is`, `der`; but `9 am` does."""

_COUNTED = re.compile(r"\d\S*$")


@dataclass(frozen=True, slots=True)
class _Stack:
    """Lines that follow each other closely."""

    left: float
    right: float
    lines: int
    is_prose: bool
    is_list: bool


class Wrapping:
    """How the lines of a document are wrapped."""

    def __init__(self, pages: Iterable[Page], leading: float) -> None:
        self._stacks: dict[int, _Stack] = {}
        self._widths: dict[int, float] = {}
        self._kept: list[Line] = []
        for page in pages:
            left = min((line.x for line in page.lines), default=0.0)
            for lines in _stacked(page.lines, leading):
                stack = _stack(lines)
                for line in lines:
                    self._stacks[id(line)] = stack
                    self._widths[id(line)] = (page.width if line.turn % 180 == 0 else page.height) - left
                self._kept += lines
        stacks = {id(stack): stack for stack in self._stacks.values()}.values()
        self._columns = [stack for stack in stacks if stack.is_prose and stack.lines >= FEWEST]

    def is_wrapped(self, before: Line, line: Line) -> bool:
        """Whether the first word of a line did not fit on the line before it."""
        word = len(line.text.split(maxsplit=1)[0]) * (line.end - line.x) / len(line.text)
        return self._room(before) < word + SLACK * before.size

    def is_prose(self, line: Line) -> bool:
        """Whether a line stands among those of a column of prose."""
        stack = self._stacks[id(line)]
        return stack.is_prose and stack.lines >= FEWEST

    def is_listed(self, before: Line, line: Line) -> bool:
        """Whether both lines are items of a list, such as one of prices."""
        stack = self._stacks[id(before)]
        return stack.is_list and stack is self._stacks[id(line)]

    def hangs(self, line: Line) -> bool:
        """Whether a line ends in a word with which nothing ends."""
        return bool(_HANGING.search(line.text)) and line.text.rsplit(None, 1)[-1].islower()

    def _room(self, line: Line) -> float:
        stack = self._stacks[id(line)]
        if is_right_to_left(line.text):
            return line.x - stack.left
        if self.is_prose(line):
            return stack.right - line.end
        edges = [
            other.right
            for other in self._columns
            if abs(other.left - line.x) < ASIDE * line.size and other.right > line.end - SLACK * line.size
        ]
        return min(edges, default=self._widths[id(line)]) - line.end


def _stacked(lines: tuple[Line, ...], leading: float) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and not _is_close(group[-1], line, leading):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_close(before: Line, line: Line, leading: float) -> bool:
    if before.is_row or line.is_row or before.turn != line.turn:
        return False
    is_even = abs(before.size - line.size) <= UNEVEN * max(before.size, line.size)
    is_below = 0 < before.y - line.y <= LOOSE * max(leading, before.size)
    return is_even and is_below and abs(before.x - line.x) < ASIDE * line.size


def _stack(lines: list[Line]) -> _Stack:
    running_on = sum(line.text[0].isalpha() and not line.text[0].isupper() for line in lines[1:])
    is_list = len(lines) >= FEWEST and sum(map(_is_counted, lines)) >= COUNTING * len(lines)
    return _Stack(
        left=min(line.x for line in lines),
        right=max(line.end for line in lines),
        lines=len(lines),
        is_prose=not is_list and running_on >= max(1, RUNNING_ON * (len(lines) - 1)),
        is_list=is_list,
    )


def _is_counted(line: Line) -> bool:
    return bool(_COUNTED.search(line.text))
