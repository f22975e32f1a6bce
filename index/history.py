"""`Version`: what a library was, change by change; the last ones can be had back."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from index.embedding import Vector
from index.lineage import Entry
from index.records import Record, pack, unpack
from index.rows import Rows, content_hash

KEPT = 10
"""So many earlier versions of a library can be had back."""


ROLLING_BACK = "roll back to"
"""How the cause of such a version begins."""


class Fate(StrEnum):
    """What became of a document that is not as it was: its text is another one, and why, or it is gone, and how far."""

    CHANGED = "changed"
    ROLLED_BACK = "rolled back"
    REMOVED = "removed"
    ERASED = "erased"


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
        self._rows = Rows(db)

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

    def supersede(self, library: int, row: sqlite3.Row, until: int) -> None:
        """Keep a row of `documents`, which is about to go."""
        record = self._rows.record(row)
        self._db.execute(
            "INSERT INTO superseded (library, path, since, until, original, packed, vectors) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (library, record.path, row["since"], until, record.origin and record.origin.digest, *pack(record)),
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

    def fate(self, library: int, path: str) -> Fate:
        """What became of a document since it was last seen, as something else than it is now."""
        here = self._db.execute(
            "SELECT since FROM documents WHERE library = ? AND path = ?", (library, path)
        ).fetchone()
        if here:
            causes = "SELECT 1 FROM versions WHERE library = ? AND number = ? AND substr(cause, 1, ?) = ?"
            bound = (library, here["since"], len(ROLLING_BACK), ROLLING_BACK)
            return Fate.ROLLED_BACK if self._db.execute(causes, bound).fetchone() else Fate.CHANGED
        kept = "SELECT 1 FROM superseded WHERE library = ? AND path = ?"
        if self._db.execute(kept, (library, path)).fetchone():
            return Fate.REMOVED
        # Erasing leaves no name behind: what no version holds any more is erased, if anything has been.
        erased = self._db.execute("SELECT 1 FROM versions WHERE library = ? AND cause = 'erase'", (library,))
        return Fate.ERASED if erased.fetchone() else Fate.REMOVED

    def contents(self, library: int, is_wanted: Callable[[str], bool]) -> set[tuple[str, str]]:
        """Paths of earlier versions, those that are wanted, with the hash of what was said there."""
        found = self._db.execute("SELECT id, path FROM superseded WHERE library = ?", (library,)).fetchall()
        kept = "SELECT path, packed, vectors FROM superseded WHERE id = ?"
        rows = (self._db.execute(kept, (row["id"],)).fetchone() for row in found if is_wanted(row["path"]))
        return {(row["path"], content_hash(unpack(row["packed"], row["vectors"]).document.text)) for row in rows}

    def vectors(self, library: int, path: str) -> dict[bytes, Vector]:
        """The vectors of what was at a path in earlier versions, by their digests."""
        query = "SELECT packed, vectors FROM superseded WHERE library = ? AND path = ?"
        records = [unpack(row["packed"], row["vectors"]) for row in self._db.execute(query, (library, path))]
        pairs = (pair for record in records for pair in zip(record.digests, record.vectors, strict=True))
        return {digest: vector for digest, vector in pairs if len(vector)}

    def entries(self, library: int) -> Iterator[Entry]:
        """Every document of now and of the versions that can be had back, without what it says."""
        query = "SELECT id, path, since, content, json_extract(origin, '$.file') file FROM documents WHERE library = ?"
        for row in self._db.execute(query, (library,)):
            yield Entry(row["id"], row["path"], row["since"], None, row["content"], row["file"])
        query = "SELECT id, path, since, until, packed, vectors FROM superseded WHERE library = ?"
        for row in self._db.execute(query, (library,)):
            record = unpack(row["packed"], row["vectors"])
            file = record.origin.file if record.origin else None
            yield Entry(row["id"], row["path"], row["since"], row["until"], content_hash(record.document.text), file)

    def record(self, entry: Entry) -> Record:
        """What an entry says."""
        if entry.until is None:
            return self._rows.record(self._db.execute("SELECT * FROM documents WHERE id = ?", (entry.row,)).fetchone())
        found = self._db.execute("SELECT packed, vectors FROM superseded WHERE id = ?", (entry.row,)).fetchone()
        return unpack(found["packed"], found["vectors"])
