"""Running headers, footers and page numbers of a PDF: found by their place and their repetition, and left out."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from index.formats.lines import Line, Page

EDGE = 2
"""Lines at the top and at the bottom of a page that may run along every page."""

REPEATED = 0.4
"""Share of the pages on which a line stands to be a running one; odd and even pages often differ."""

FEWEST = 2
"""Pages on which it stands at least."""

_NO_LETTER = re.compile(r"[\W\d_]+|\b[ivxlc]+\b")
_PAGE_NUMBER = re.compile(
    r"[-–—|\[(\s]*(?:(?:page|p\.|seite|страница)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?[-–—|\])\s]*",
    re.IGNORECASE,
)


def without_running_lines(pages: list[Page]) -> Iterator[Page]:
    """The pages without what runs along all of them."""
    counts = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    least = max(FEWEST, len(pages) * REPEATED)
    for page in pages:
        edges = _edges(page)
        running = {id(line) for line in edges if _is_running(line, counts[_key(line)], least, len(pages))}
        yield replace(page, lines=tuple(line for line in page.lines if id(line) not in running))


def _is_running(line: Line, count: int, least: float, pages: int) -> bool:
    return (pages > 1 and count >= least and bool(_key(line))) or bool(_PAGE_NUMBER.fullmatch(line.text))


def _edges(page: Page) -> list[Line]:
    """The uppermost and the lowest lines of a page, wherever they stand in its order."""
    by_height = sorted(page.lines, key=lambda line: -line.y)
    return by_height[:EDGE] + by_height[EDGE:][-EDGE:]


def _key(line: Line) -> str:
    """What a running line says on every page: its letters."""
    return _NO_LETTER.sub("", line.text.casefold())
