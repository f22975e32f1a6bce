"""`Edit`: one change of a library, made whole or not at all; and `Editor`, which makes it."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from index.audience import Access
from index.audit import Trail, now
from index.embedding import Vector
from index.history import History, Version
from index.lineage import Lineage
from index.records import Record, half
from index.rows import Rows
from index.visibility import Limits
from index.word_index import WordIndex

MOST_FREE = 0.1
"""The share of a file's pages that may wait for what comes next: vectors stand apart until a change is whole."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a library, made whole or not at all.

    `put` takes the place of what is at its paths, `gone` are paths to empty, `limits` say who sees what is at a path,
    or below it, in the place of what was said of it. `originals` are bytes to keep, by their SHA-256 (hex). `stays` is
    whether the library waits for a curator's word from now on, as after a roll-back; None leaves that as it is.
    `is_whole` is whether nothing that was put waits for vectors, so that those which were kept for it may go.
    """

    put: Sequence[Record] = ()
    gone: Sequence[str] = ()
    limits: Mapping[str, Access] = field(default_factory=dict)
    originals: Mapping[str, bytes] = field(default_factory=dict)
    cause: str = "reindex"
    actor: str = ""
    stays: bool | None = None
    is_whole: bool = True


class Editor:
    """Changes libraries. Every call belongs to the transaction that the caller has begun."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._rows, self._words = Rows(db), WordIndex(db)
        self._history, self._trail, self._limits = History(db), Trail(db), Limits(db)

    def apply(self, library: str, edit: Edit) -> int:
        """Make a change; the library's version after it. What is replaced is kept for a while."""
        number = self._rows.library(library)
        version = self._next_version(number)
        for digest, content in edit.originals.items():
            self._db.execute("INSERT OR IGNORE INTO originals VALUES (?, ?, ?)", (number, digest, content))
        before = self._rows.count(number)
        removed = sum(self._retire(number, path, version) for path in edit.gone)
        updated = sum(self._put(number, record, version) for record in edit.put)
        for path, access in edit.limits.items():
            self._limits.set(number, path, access)
        after = self._rows.count(number)
        counts = (after - before + removed, updated, removed, after)
        self._history.note(number, Version(version, now(), edit.cause, edit.actor, *counts))
        self._db.execute(
            "UPDATE libraries SET version = ?, rolled_back = coalesce(?, rolled_back) WHERE id = ?",
            (version, edit.stays, number),
        )
        if edit.is_whole:
            self.let_go_of_vectors(library)
        self._rows.let_go_of_originals(number)
        self._shrink()
        return version

    def keep_vectors(self, library: str, vectors: Mapping[bytes, Vector]) -> None:
        """Keep vectors, by their digests, for the change that needs them."""
        number = self._rows.library(library)
        rows = ((number, digest, half(vector)) for digest, vector in vectors.items())
        self._db.executemany("INSERT OR REPLACE INTO embedded VALUES (?, ?, ?)", rows)

    def let_go_of_vectors(self, library: str) -> None:
        """Forget vectors that were kept for a change, and that no change has needed."""
        self._db.execute("DELETE FROM embedded WHERE library = (SELECT id FROM libraries WHERE name = ?)", (library,))

    def follow(self, library: str) -> None:
        """Let a library that was rolled back follow its documents again."""
        self._db.execute("UPDATE libraries SET rolled_back = 0 WHERE name = ?", (library,))

    def limit(self, library: str, path: str, access: Access) -> None:
        """Limit who may see a document, or all that lies below a path."""
        self._limits.set(self._rows.library(library), path, access)

    def erase(self, library: str, erased: Lineage, names: Collection[str], actor: str) -> int:
        """Take every version of some documents out for ever; how many documents of now these were.

        The audit forgets the `names` that they are spoken of by. This too is a version, which holds what is left.
        The catalogue remembers that what is erased has yet to be overwritten.
        """
        number = self._rows.library(library)
        now_there = [entry.path for entry in erased.entries if entry.until is None]
        for path in now_there:
            self._rows.delete(number, path)
        kept = [(entry.row,) for entry in erased.entries if entry.until is not None]
        self._db.executemany("DELETE FROM superseded WHERE id = ?", kept)
        self._limits.let_go(number, erased.name, {entry.path for entry in erased.entries})
        self._db.execute("DELETE FROM embedded WHERE library = ?", (number,))
        self._trail.forget(library, {erased.name, *names})
        version = self._next_version(number)
        counts = (0, 0, len(now_there), self._rows.count(number))
        self._history.note(number, Version(version, now(), "erase", actor, *counts))
        self._db.execute("UPDATE libraries SET version = ? WHERE id = ?", (version, number))
        self._rows.let_go_of_originals(number)
        self._words.purge(number)
        self._db.execute("INSERT OR REPLACE INTO facts VALUES ('erasing', ?)", (library,))
        return len(now_there)

    def erase_library(self, library: str) -> int:
        """Take a whole library out for ever, with all that is remembered of it; how many documents it held."""
        found = self._db.execute("SELECT id FROM libraries WHERE name = ?", (library,)).fetchone()
        self._db.execute("DELETE FROM audit WHERE library = ?", (library,))
        if found is None:
            return 0
        number, documents = found["id"], self._rows.count(found["id"])
        for table in ("passages", "documents", "embedded", "originals", "versions", "superseded", "access"):
            self._db.execute(f"DELETE FROM {table} WHERE library = ?", (number,))
        self._words.drop(number)
        self._db.execute("DELETE FROM libraries WHERE id = ?", (number,))
        self._db.execute("INSERT OR REPLACE INTO facts VALUES ('erasing', ?)", (library,))
        return documents

    def _shrink(self) -> None:
        """Give back the pages that nothing stands on, if they are many; a file of an older version has none to give."""
        free, pages = (self._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_count"))
        if free > MOST_FREE * pages:
            for _ in range(free):  # a call each: Python takes but the first step of this statement
                self._db.execute("PRAGMA incremental_vacuum(1)")

    def _next_version(self, library: int) -> int:
        return int(self._db.execute("SELECT version FROM libraries WHERE id = ?", (library,)).fetchone()[0]) + 1

    def _retire(self, library: int, path: str, version: int) -> bool:
        """Take a document out and keep it with the earlier versions; whether there was one."""
        row = self._rows.at(library, path)
        if row is None:
            return False
        self._history.supersede(library, row, version)
        self._rows.delete(library, path)
        return True

    def _put(self, library: int, record: Record, version: int) -> bool:
        """Put a document in its place; whether another was there. One that only was read anew is no new version."""
        row, since = self._rows.at(library, record.path), version
        if row and self._rows.record(row).document == record.document:
            since = row["since"]
            self._rows.delete(library, record.path)
        elif row:
            self._retire(library, record.path, version)
        self._rows.insert(library, record, since)
        return row is not None
