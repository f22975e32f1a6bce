"""What people see of the catalogue's rows: documents in a list, passages, and a passage among its neighbours."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from index.documents import Listing, Source, Span
from index.passages import Passage
from index.records import spans

_PASSAGES = """
    SELECT p.id, p.ordinal, p.start, p.end, p.sentences, p.heading, p.page, d.content, d.path, d.title, d.publisher,
           d.date, d.url, d.indexed_at, l.name AS library, substr(d.text, p.start + 1, p.end - p.start) AS text,
           d.details ->> '$.date_origin' IS 'properties' AS is_dated_by_program
    FROM passages p JOIN documents d ON d.id = p.document JOIN libraries l ON l.id = p.library
"""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A passage as a reader meets it: with the one before and the one after, where there are any.

    `ordinal` counts from 0 among `of_passages`; `indexed_at` is ISO 8601 in UTC.
    """

    passage: Passage
    before: Passage | None
    after: Passage | None
    ordinal: int
    of_passages: int
    indexed_at: str


class Showing:
    """Reads of a snapshot's moment, whoever they are for: only `Snapshot` knows what may be shown to whom."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def listings(self) -> Iterator[Listing]:
        """Every document of every library, by title."""
        found = self._db.execute(
            "SELECT d.path, d.title, d.publisher, d.date, d.url, d.indexed_at, l.name AS library, "
            "length(d.text) AS characters, (SELECT count(*) FROM passages p WHERE p.document = d.id) AS passages "
            "FROM documents d JOIN libraries l ON l.id = d.library ORDER BY d.title COLLATE NOCASE, d.path"
        )
        for row in found:
            yield Listing(_source(row), row["path"], row["passages"], row["characters"], row["indexed_at"])

    def passages(self, rows: Iterable[int]) -> dict[int, Passage]:
        """The passages of these rows that still exist."""
        found = self._db.execute(f"{_PASSAGES} WHERE p.id IN (SELECT value FROM json_each(?))", (_listed(rows),))
        return {row["id"]: _passage(row) for row in found}

    def sources(self, rows: Iterable[int]) -> dict[int, Source]:
        """Where each of these rows that still exist stands. Takes a fraction of the time that their texts take."""
        found = self._db.execute(
            "SELECT p.id, d.path, d.title, d.publisher, d.date, d.url, l.name AS library FROM passages p "
            "JOIN documents d ON d.id = p.document JOIN libraries l ON l.id = p.library "
            "WHERE p.id IN (SELECT value FROM json_each(?))",
            (_listed(rows),),
        )
        return {row["id"]: _source(row) for row in found}

    def documents_of(self, rows: Iterable[int]) -> dict[int, int]:
        """The number of the document that each row belongs to; rows of one document follow each other as its text."""
        found = self._db.execute(
            "SELECT id, document FROM passages WHERE id IN (SELECT value FROM json_each(?))", (_listed(rows),)
        )
        return {row["id"]: row["document"] for row in found}

    def neighbourhood(self, passage: str) -> Neighbourhood | None:
        """A passage by its id, and what stands around it; None where the id leads nowhere, or nowhere any more."""
        document, _, tail = passage.rpartition("/")
        document, _, content = document.rpartition("/")
        library, _, path = document.partition("/")
        found = self._db.execute(
            f"{_PASSAGES} WHERE l.name = ? AND d.path = ? AND d.content = ? ORDER BY p.ordinal",
            (library, path, content),
        ).fetchall()
        here = next((at for at, row in enumerate(found) if str(row["ordinal"]) == tail), None)
        if here is None:
            return None
        return Neighbourhood(
            passage=_passage(found[here]),
            before=_passage(found[here - 1]) if here else None,
            after=_passage(found[here + 1]) if here + 1 < len(found) else None,
            ordinal=here,
            of_passages=len(found),
            indexed_at=found[here]["indexed_at"],
        )

    def elsewhere(self, passage: str) -> Iterator[Passage]:
        """The same passage in other documents of its library that have the very same text."""
        document, content, ordinal = passage.rsplit("/", 2)
        library, _, path = document.partition("/")
        found = self._db.execute(
            f"{_PASSAGES} WHERE l.name = ? AND d.content = ? AND p.ordinal = ? AND d.path <> ? ORDER BY d.path",
            (library, content, ordinal, path),
        )
        return map(_passage, found)

    def indexed_at(self, documents: Iterable[str]) -> str:
        """When the newest of these documents was indexed, ISO 8601 in UTC."""
        found = self._db.execute(
            "SELECT max(d.indexed_at) FROM documents d JOIN libraries l ON l.id = d.library "
            "WHERE l.name || '/' || d.path IN (SELECT value FROM json_each(?))",
            (json.dumps(list(documents)),),
        ).fetchone()
        return str(found[0])


def _listed(rows: Iterable[int]) -> str:
    return json.dumps(list(map(int, rows)))


def _source(row: sqlite3.Row) -> Source:
    return Source(f"{row['library']}/{row['path']}", row["title"], row["publisher"], row["date"], row["url"])


def _passage(row: sqlite3.Row) -> Passage:
    source = replace(_source(row), is_dated_by_program=bool(row["is_dated_by_program"]))
    return Passage(
        id=f"{source.document}/{row['content']}/{row['ordinal']}",
        source=source,
        span=Span(row["start"], row["end"]),
        text=row["text"],
        sentences=spans(row["start"], row["sentences"]),
        heading=row["heading"],
        page=row["page"],
    )
