"""A megabyte of any text freezes nothing: no pattern and no splitter takes more than linear time."""

import time
from collections.abc import Callable

import pytest

from index import dates
from index.characters import visible
from index.documents import Document, Section, Span
from index.formats import asides, details, names, sniffing
from index.formats.pdf import paragraphs, running
from index.formats.web import furniture, page_details
from index.passages import cut
from index.words import terms

pytestmark = pytest.mark.acceptance

MEGABYTE = 1_000_000
UNITS = [
    *(" ", "a", "1", ".", "\n", "\t", '"', "(", "…", "<", "\xa0", "漢", "ก", "a\n", "/-", "! ", "A. ", "a: ", "1,"),
    *("1 jan ", "Monday, ", "2024-01-", "January 1, ", "2024 12:", "Mr. ", "U.S.", "1. a\n", "x" * 80 + "\n"),
    *("\u0915\u200d", "👩\u200d", "a\u0301\u0316", "page ", "{\\", " | ", "http://a.", "subscribe to "),
]


def pieces(text: str) -> list[object]:
    return list(cut(Document(text, (Section(Span(0, len(text))),), "Title")))


PATTERNS: dict[str, Callable[[str], object]] = {
    "visible": visible,
    "first_date": dates.first_date,
    "is_only_date": dates.is_only_date,
    "is_aside": asides.is_aside,
    "furniture": asides.FURNITURE.fullmatch,
    "byline": asides.BYLINE.fullmatch,
    "dated": details.dated,
    "line": details.line,
    "address": details.address,
    "page number": running._PAGE_NUMBER.fullmatch,
    "compound": paragraphs._COMPOUND.findall,
    "html": lambda text: sniffing._HTML.match(text.encode()),
    "hiding": furniture._HIDING.search,
    "names": names._WORD.split,
    "address date": page_details._PATH_DATE.search,
    "separator": page_details._SEPARATOR.split,
}
"""What looks for something in a text: a second for a megabyte, on a busy machine two."""

PASSES: dict[str, Callable[[str], object]] = {"cut": pieces, "terms": terms, "expressions": dates.expressions}
"""What makes something of every word of a text: linear, at microseconds a word."""


def seconds(function: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    function(text)
    return time.process_time() - start


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_a_second_at_most(name: str) -> None:
    slow = {unit: spent for unit in UNITS if (spent := seconds(PATTERNS[name], unit * (MEGABYTE // len(unit)))) > 2}
    assert slow == {}


@pytest.mark.parametrize("name", PASSES)
def test_a_pass_is_linear(name: str) -> None:
    slow = {unit: spent for unit in UNITS if (spent := seconds(PASSES[name], unit * (MEGABYTE // len(unit)))) > 8}
    assert slow == {}
