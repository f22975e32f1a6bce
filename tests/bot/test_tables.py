import io
from dataclasses import replace

import pytest
from rich.console import Console

from bot.tables import GAP, LEAST_TITLE, listings
from index import Audience
from tests.bot.library import SEED, Library


@pytest.mark.parametrize(("width", "left_out"), [(80, ["passages"]), (60, ["publisher", "passages"]), (40, ["date"])])
async def test_a_narrow_terminal_shows_the_name_of_a_document_whole(width: int, left_out: list[str]) -> None:
    out = Console(file=io.StringIO(), width=width)
    name = "seeds/000_1c3a8b0cb70b1e33.txt"
    found = await Library(replace(SEED, document=name, title="Wide " * 30)).documents(Audience.everyone())
    with out.capture() as capture:
        out.print(listings(found, width))
    lines = capture.get().splitlines()
    at = lines[0].index("document")
    assert "".join(line[at:].strip() for line in lines[1:]) == name
    assert width < LEAST_TITLE + GAP + len(name) or lines[1].strip().endswith(name)
    assert not any(column in lines[0] for column in left_out)
    assert max(map(len, lines)) <= width


def test_no_documents_are_a_row_of_names() -> None:
    assert [column.header for column in listings([], 80).columns] == [
        "title",
        "publisher",
        "date",
        "passages",
        "document",
    ]
