"""`Version`: what a library was, change by change; the last ones can be had back."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.documents import Document, Span
from index.passages import Piece
from index.records import Origin, Record, pack, unpack, whole

BELOW = "(path = ? OR substr(path, 1, length(?) + 1) = ? || '/')"
"""SQL for: at a path, or anywhere below it. The path is bound three times."""

KEPT = 10
"""So many earlier versions of a library can be had back."""


@dataclass(frozen=True, slots=True)
class Version:
    """One change of a library: `number` counts up from 1, `at` is ISO 8601 in UTC.

    `added`, `updated` and `removed` count documents; `documents` is how many the library then held.
    """

    number: int
    at: str
    cause: str
    actor: str
    added: int
    updated: int
    removed: int
    documents: int


class History:
    """Keeps what is replaced. Every call belongs to the transaction, or the snapshot, that the caller has begun."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def versions(self, library: int) -> tuple[Version, ...]:
        """The versions that can be had back, and the present one, newest first."""
        found = self._db.execute(
            "SELECT number, at, cause, actor, added, updated, removed, documents FROM versions "
            "WHERE library = ? ORDER BY number DESC LIMIT ?",
            (library, KEPT + 1),
        )
        return tuple(Version(*row) for row in found)

    def note(self, library: int, version: Version) -> None:
        """Enter a version, and let go of what no version needs that can be had back."""
        self._db.execute(
            "INSERT INTO versions (library, number, at, cause, actor, added, updated, removed, documents) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                library,
                version.number,
                version.at,
                version.cause,
                version.actor,
                version.added,
                version.updated,
                version.removed,
                version.documents,
            ),
        )
        oldest = version.number - KEPT
        self._db.execute("DELETE FROM versions WHERE library = ? AND number < ?", (library, oldest))
        self._db.execute("DELETE FROM superseded WHERE library = ? AND until <= ?", (library, oldest))

    def supersede(self, library: int, path: str, until: int) -> None:
        """Keep the document at a path, which is about to go."""
        row = self._db.execute("SELECT * FROM documents WHERE library = ? AND path = ?", (library, path)).fetchone()
        record = self.record(row)
        self._db.execute(
            "INSERT INTO superseded (library, path, since, until, original, packed, vectors) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (library, path, row["since"], until, record.origin and record.origin.digest, *pack(record)),
        )

    def at(self, library: int, number: int) -> dict[str, Record]:
        """The documents of an earlier version that are not those of now, by path."""
        found = self._db.execute(
            "SELECT packed, vectors FROM superseded WHERE library = ? AND since <= ? AND until > ? ORDER BY path",
            (library, number, number),
        )
        records = (unpack(row["packed"], row["vectors"]) for row in found)
        return {record.path: record for record in records}

    def later(self, library: int, number: int) -> list[str]:
        """The paths of the documents of now that a version did not hold as they are."""
        found = self._db.execute(
            "SELECT path FROM documents WHERE library = ? AND since > ? ORDER BY path", (library, number)
        )
        return [row["path"] for row in found]

    def every_version(self, library: int, path: str | None) -> Iterator[Record]:
        """The documents at a path or below it, or all: those of now, and those that were replaced or removed."""
        where, values = (
            ("library = ?", [library]) if path is None else (f"library = ? AND {BELOW}", [library, *[path] * 3])
        )
        for row in self._db.execute(f"SELECT * FROM documents WHERE {where}", values).fetchall():
            yield self.record(row)
        for row in self._db.execute(f"SELECT packed, vectors FROM superseded WHERE {where}", values):
            yield unpack(row["packed"], row["vectors"])

    def record(self, row: sqlite3.Row) -> Record:
        """A row of `documents` with its passages, as it was given."""
        passages = self._db.execute("SELECT * FROM passages WHERE document = ? ORDER BY ordinal", (row["id"],))
        kept = passages.fetchall()
        return Record(
            path=row["path"],
            fingerprint=row["fingerprint"],
            document=Document.from_plain(_plain(row)),
            model=kept[0]["model"] if kept else "",
            pieces=tuple(_piece(passage) for passage in kept),
            digests=tuple(passage["digest"] for passage in kept),
            vectors=tuple(whole(passage["vector"]) for passage in kept),
            origin=Origin.from_json(row["origin"]),
            indexed_at=row["indexed_at"],
        )


def _plain(row: sqlite3.Row) -> dict[str, Any]:
    columns = ("text", "title", "publisher", "date", "url")
    return {**json.loads(row["details"]), **{name: row[name] for name in columns}}


def _piece(row: sqlite3.Row) -> Piece:
    sentences = tuple(Span(start, end) for start, end in json.loads(row["sentences"]))
    return Piece(sentences, row["heading"], row["page"])
