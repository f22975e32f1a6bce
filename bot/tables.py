"""Documents and versions as tables on the terminal, however narrow it is."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from bot.printable import shown
from index import Listing, Version

QUIET = "dim"

LEAST_TITLE = 24
"""Cells of a title that stand on one line, at least; it goes on on the next."""

GAP = 2
"""Cells between columns."""


def listings(found: Sequence[Listing], width: int) -> Table:
    """A row for each; the name by which a document is asked for is whole, and beside it what there is room for."""
    names = [shown(listing.source.document) for listing in found]
    widest, most = max(map(cell_len, ("document", *names))), width - LEAST_TITLE - GAP
    others = _fitting(_columns(found), most - widest)
    table = _table("title", *others)
    table.add_column("document", width=max(1, min(widest, most)), overflow="fold")
    for listing, name, *cells in zip(found, names, *others.values(), strict=True):
        table.add_row(*map(Text, (shown(listing.source.title), *cells, name)))
    return table


def versions(found: Sequence[Version]) -> Table:
    """What a library was, a row for each version; the first is what it is."""
    table = _table("version", "when", "what", "by", "changes", "documents")
    for version in found:
        counts = f"+{version.added} ~{version.updated} -{version.removed}"
        when = version.at[:16].replace("T", " ")
        row = (str(version.number), when, version.cause, version.actor or "-", counts, str(version.documents))
        table.add_row(*(Text(shown(cell)) for cell in row))
    return table


def _table(*names: str) -> Table:
    return Table(*names, box=None, header_style=QUIET, pad_edge=False)


def _columns(found: Sequence[Listing]) -> dict[str, list[str]]:
    """What is told of documents beside their titles and names."""
    return {
        "publisher": [shown(listing.source.publisher or "") for listing in found],
        "date": [shown(listing.source.date or "") for listing in found],
        "passages": [str(listing.passages) for listing in found],
    }


def _fitting(columns: dict[str, list[str]], room: int) -> dict[str, list[str]]:
    """The columns that so many cells hold, earlier ones first."""
    kept = {}
    for name, cells in columns.items():
        needed = max(map(cell_len, (name, *cells))) + GAP
        if needed <= room:
            kept[name] = cells
            room -= needed
    return kept
