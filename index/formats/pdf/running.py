"""Running headers, footers and page numbers of a PDF: found by their place and their repetition, and left out."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from index.formats.pdf.lines import Line, Page, usual_leading, usual_size

MOST_LINES = 3
"""Of a header or a footer."""

FEWEST = 2
"""Pages on which a line runs at least."""

MARGIN = 0.12
"""Share of a page's height that headers and footers stand in; numbers of pages stand anywhere below the text."""

APART = 1.6
"""Times the usual distance of lines, from which lines are set apart from the text."""

SMALLER = 0.95
"""Share of the size of the text's letters, below which lines need not be set apart."""

LARGER = 1.12
"""The same, from which a line is a heading."""

MOST_SKIPPED = 3
"""Numbers from one page to the next, of those that go up with the pages."""

MOST_NUMBERS = 6
"""In a running line."""

FEWEST_NUMBERED, NUMBERED = 4, 0.5
"""Pages, and their share, with a number at an edge that goes up with them, by which they are numbered."""

FEWEST_ALIKE, ALIKE = 3, 0.6
"""Pages, and their share, that begin or end with the same line, by which it runs along them wherever it stands."""

SENTENCE = 5
"""Words."""

LONGEST = 60
"""Characters of a running line that is found by its number alone."""

LONGEST_NUMBER = 4
"""Digits."""

_NUMBER = re.compile(r"\d{1,5}|\b[ivxlc]{1,7}\b")
_PAGE_NUMBER = re.compile(
    r"[-–—|\[(\s]*(?:(?:page|p\.|seite|página|pagina|страница)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von|de|di|sur|из)\s*\d{1,4})?[-–—|\])\s]*",
    re.IGNORECASE,
)
_ROMAN_NUMBER = re.compile("[ivx]{1,7}")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def without_running_lines(pages: list[Page]) -> Iterator[Page]:
    """The pages without what runs along them."""
    size, leading = usual_size(pages), usual_leading(pages)
    edges = {page.number: [line for line in _edges(page, size, leading) if not _is_text(line, size)] for page in pages}
    for number, lines in _outermost(pages, size).items():
        edges[number] += [line for line in lines if line not in edges[number]]
    found = _Found(_repeated(edges), _offset(edges), is_bold=2 * sum(_bold(pages)) > len(_bold(pages)))
    for page in pages:
        running = {id(line) for line in edges[page.number] if _is_running(line, page, found)}
        yield replace(page, lines=tuple(line for line in page.lines if id(line) not in running))


@dataclass(frozen=True, slots=True)
class _Found:
    """What is said on several pages, by how much their numbers differ from the pages', and whether all is bold."""

    repeated: set[str]
    offset: int | None
    is_bold: bool


def _bold(pages: list[Page]) -> list[bool]:
    return [line.is_bold for page in pages for line in page.lines]


def _is_running(line: Line, page: Page, found: _Found) -> bool:
    is_number = bool(_PAGE_NUMBER.fullmatch(line.text))
    if is_number and _is_own(line, page):
        return True
    is_outside = not MARGIN * page.height < line.y < (1 - MARGIN) * page.height
    if line.is_bold and not (found.is_bold or is_number or line.is_margin):  # "Week 12" is about the page
        return is_outside and line.text.casefold() in found.repeated
    if is_outside and found.offset is not None and page.number + found.offset in _outer_numbers(line):
        return True
    return (is_number or is_outside or line.is_margin) and any(said in found.repeated for said, _ in _sayings(line))


def _is_text(line: Line, size: float) -> bool:
    """Whether a line is a sentence, or the end of one, in letters as large as those of the text."""
    is_sentence = line.text[-1] in ".!?" and len(line.text.split()) >= SENTENCE
    return is_sentence and line.size >= SMALLER * size and not line.is_margin


def _outermost(pages: list[Page], size: float) -> dict[int, list[Line]]:
    """The highest and the lowest line of each page, if it is a number or stands on most pages, and is no table's."""
    ends = {
        page.number: [line for line in _ends(page) if line.size <= LARGER * size and not _is_text(line, size)]
        for page in pages
    }
    counts = Counter(text for lines in ends.values() for text in {line.text for line in lines})
    least = max(FEWEST_ALIKE, ALIKE * len(pages))
    return {
        number: [line for line in lines if counts[line.text] >= least or _PAGE_NUMBER.fullmatch(line.text)]
        for number, lines in ends.items()
    }


def _ends(page: Page) -> list[Line]:
    by_height = sorted((line for line in page.lines if len(line.cells) <= 1), key=lambda line: line.y)
    return [by_height[-1], by_height[0]] if by_height else []


def _is_own(line: Line, page: Page) -> bool:
    """Whether a number is that of its page, counted from the first, or a small roman one."""
    found = _NUMBER.search(line.text.casefold())
    if found is None:
        return False
    value = _value(found[0])
    return value == page.number or (bool(_ROMAN_NUMBER.fullmatch(line.text)) and value < page.number)


def _offset(edges: dict[int, list[Line]]) -> int | None:
    """By how much the numbers at the edges of most pages differ from those of the pages; None where they do not."""
    counts = Counter(
        offset
        for number, lines in edges.items()
        for offset in {value - number for line in lines for value in _outer_numbers(line)}
    )
    offset, count = max(counts.items(), key=lambda item: item[1], default=(0, 0))
    return offset if count >= max(FEWEST_NUMBERED, NUMBERED * len(edges)) else None


def _outer_numbers(line: Line) -> set[int]:
    """The numbers with which a short line begins and ends; a sentence does not run along the pages."""
    if len(line.text) > LONGEST or line.text[-1] in ".!?":
        return set()
    words = line.text.split()
    return {int(word) for word in (words[0], words[-1]) if word.isdecimal() and len(word) <= LONGEST_NUMBER}


def _repeated(edges: dict[int, list[Line]]) -> set[str]:
    """What is said on several pages, the same or with a number that goes up with them."""
    found: dict[str, dict[int, int | None]] = {}
    for number, lines in edges.items():
        for line in lines:
            for said, value in _sayings(line):
                found.setdefault(said, {})[number] = value
    return {said for said, values in found.items() if len(values) >= FEWEST and _counts_up(values)}


def _counts_up(values: dict[int, int | None]) -> bool:
    steps = [
        value is None or after is None or page - before <= after - value <= MOST_SKIPPED * (page - before)
        for (before, value), (page, after) in pairwise(values.items())
    ]
    return 2 * sum(steps) >= len(steps)


def _edges(page: Page, size: float, leading: float) -> Iterator[Line]:
    """The lines above and below the text, and set apart from it."""
    turn = Counter(line.turn for line in page.lines).most_common(1)[0][0] if page.lines else 0
    by_height = sorted((line for line in page.lines if line.turn == turn), key=lambda line: -line.y)
    top = _outer(by_height, size, leading)
    yield from top
    yield from (line for line in _outer(by_height[::-1], size, leading) if line not in top)
    yield from (line for line in page.lines if line.is_margin)


def _outer(lines: list[Line], size: float, leading: float) -> list[Line]:
    """The first of these lines, if they are set apart from the rest."""
    found: list[Line] = []
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        if line.size > LARGER * size or len(found) > MOST_LINES:
            break
        found.append(line)
        if after is None or abs(line.y - after.y) > APART * max(leading, line.size):
            return found
    small = [line for line in found if line.size < SMALLER * size]
    return small if small == found[: len(small)] else []


def _sayings(line: Line) -> Iterator[tuple[str, int | None]]:
    """What a line says; and the same without each of its numbers, with that number."""
    text = line.text.casefold()
    yield text, None
    for match in [*_NUMBER.finditer(text)][:MOST_NUMBERS]:
        yield f"{text[: match.start()]}\0{text[match.end() :]}", _value(match[0])


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    values = [_ROMAN[letter] for letter in number]
    return sum(-value if value < after else value for value, after in pairwise([*values, 0]))
