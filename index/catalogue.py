"""The truth: one SQLite file with libraries, documents, passages, vectors and the word index."""

import hashlib
import json
import queue
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from index.documents import Document
from index.embedding import Vector
from index.errors import DamagedCatalogue, Failure, InvalidSetting
from index.passages import Piece, header
from index.snapshot import Snapshot
from index.words import VERSION as WORDS_VERSION
from index.words import terms

APPLICATION_ID = 0x466F6F74
"""`Foot`, in the file's header: says whose database this is."""

SCHEMA_VERSION = 1

PATIENCE = 30
"""Seconds to wait for whoever else writes: a build's child opens the catalogue too."""

_SCHEMA = """
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE libraries (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        library INTEGER NOT NULL REFERENCES libraries,
        path TEXT NOT NULL,
        fingerprint TEXT NOT NULL,  -- of the bytes and of all that turned them into passages
        content TEXT NOT NULL,      -- hash of the text, part of every passage's id
        title TEXT NOT NULL, publisher TEXT, date TEXT, url TEXT,
        text TEXT NOT NULL,
        indexed_at TEXT NOT NULL,   -- ISO 8601, UTC
        UNIQUE (library, path)
    );
    CREATE TABLE passages (
        id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: vector generations remember it
        library INTEGER NOT NULL REFERENCES libraries,
        document INTEGER NOT NULL REFERENCES documents,
        ordinal INTEGER NOT NULL,
        start INTEGER NOT NULL, end INTEGER NOT NULL,  -- code points of documents.text
        sentences TEXT NOT NULL,    -- JSON: [[start, end], …], counted alike
        heading TEXT NOT NULL, page INTEGER,
        model TEXT NOT NULL,        -- fingerprint of the embedder, '' without one: vectors of two never mix
        digest BLOB NOT NULL,       -- of the model and the embedded text: the same digest, the same vector
        vector BLOB NOT NULL,       -- float16
        UNIQUE (document, ordinal)
    );
    CREATE INDEX passages_of_library ON passages (library, model, id);
    CREATE INDEX passages_by_digest ON passages (library, digest);
"""

_WORDS = """
    CREATE VIRTUAL TABLE words_{library} USING fts5(header, body, content='', tokenize="{tokenize}")
"""

_UNAVAILABLE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
"""What the disk or another program does to a file that is not damaged, and that nobody should be told to remove."""

_TOKENIZE = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'"
"""The terms come ready made with spaces between them: SQLite only splits at the spaces."""


@dataclass(frozen=True, slots=True)
class Record:
    """A document ready to be kept: `vectors[n]` and `digests[n]` belong to `pieces[n]`."""

    path: str
    fingerprint: str
    document: Document
    model: str
    pieces: Sequence[Piece]
    digests: Sequence[bytes]
    vectors: Sequence[Vector]


class Catalogue:
    """The database. One writer at a time; any number of readers, each seeing one moment of it."""

    def __init__(self, path: Path) -> None:
        """Open or create the file. Raises DamagedCatalogue, InvalidSetting."""
        self._path = path
        self._writing = threading.Lock()
        self._connections: list[sqlite3.Connection] = []
        self._readers: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
        try:
            self._db = self._connect()
            self._prepare()
        except sqlite3.DatabaseError as error:
            self.close()
            raise _failure(error) from error
        except DamagedCatalogue:
            self.close()
            raise

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The catalogue at this moment, whatever is written meanwhile."""
        try:
            connection = self._readers.get_nowait()
        except queue.Empty:
            connection = self._connect()
        connection.execute("BEGIN")
        try:
            connection.execute("SELECT 1 FROM facts").fetchone()  # a read transaction begins with its first read
            yield Snapshot(connection)
        finally:
            connection.execute("ROLLBACK")
            self._readers.put(connection)

    def replace(self, library: str, record: Record) -> None:
        """Put a document in the place of the one at its path, in one transaction."""
        with self._transaction():
            number = self._library(library)
            self._delete(number, record.path)
            self._insert(number, record)

    def remove(self, library: str, path: str) -> None:
        """Take a document out, in one transaction."""
        with self._transaction():
            self._delete(self._library(library), path)

    def close(self) -> None:
        """Close every connection; no snapshot may be open."""
        for connection in self._connections:
            connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False, timeout=PATIENCE)
        self._connections.append(connection)
        connection.row_factory = sqlite3.Row
        for pragma in ("synchronous = FULL", "secure_delete = ON", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def _prepare(self) -> None:
        """Create the tables of a new file, refuse a stranger's, and renew the word index if words are cut anew."""
        identity, version = (
            self._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        )
        is_new = not self._db.execute("SELECT 1 FROM sqlite_schema").fetchone()
        if not is_new and (identity, version) != (APPLICATION_ID, SCHEMA_VERSION):
            raise DamagedCatalogue("The catalogue in the data folder was not made by this version of Footnote.")
        self._db.execute("PRAGMA journal_mode = WAL")  # kept in the file, so only in one of ours
        with self._transaction():
            if is_new:
                for statement in _SCHEMA.split(";\n"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            self._renew_words()

    def _renew_words(self) -> None:
        kept = self._db.execute("SELECT value FROM facts WHERE name = 'words'").fetchone()
        if kept and kept["value"] == WORDS_VERSION:
            return
        self._db.execute("INSERT OR REPLACE INTO facts VALUES ('words', ?)", (WORDS_VERSION,))
        for library in self._db.execute("SELECT id FROM libraries").fetchall():
            self._db.execute(f"DROP TABLE words_{library['id']}")
            self._create_words(library["id"])
            for passage in self._texts("p.library = ?", library["id"]):
                self._index_words(library["id"], passage)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._writing:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # a full disk has rolled it back already
                    self._db.execute("ROLLBACK")
                raise

    def _library(self, name: str) -> int:
        """The number of a library, which is created if need be."""
        found = self._db.execute("SELECT id FROM libraries WHERE name = ?", (name,)).fetchone()
        if found:
            return int(found["id"])
        number = self._db.execute("INSERT INTO libraries (name) VALUES (?)", (name,)).lastrowid
        assert number is not None
        self._create_words(number)
        return number

    def _create_words(self, library: int) -> None:
        self._db.execute(_WORDS.format(library=library, tokenize=_TOKENIZE))

    def _delete(self, library: int, path: str) -> None:
        for passage in self._texts("p.library = ? AND d.path = ?", library, path):
            self._index_words(library, passage, command="delete")
        document = "(SELECT id FROM documents WHERE library = ? AND path = ?)"
        self._db.execute(f"DELETE FROM passages WHERE document = {document}", (library, path))
        self._db.execute("DELETE FROM documents WHERE library = ? AND path = ?", (library, path))

    def _insert(self, library: int, record: Record) -> None:
        document = record.document
        content = hashlib.sha256(document.text.encode()).hexdigest()[:12]
        now = datetime.now(UTC).isoformat(timespec="seconds")
        row = self._db.execute(
            "INSERT INTO documents (library, path, fingerprint, content, title, publisher, date, url, text, "
            "indexed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                library,
                record.path,
                record.fingerprint,
                content,
                document.title,
                document.publisher,
                document.date,
                document.url,
                document.text,
                now,
            ),
        ).lastrowid
        self._db.executemany(
            "INSERT INTO passages (library, document, ordinal, start, end, sentences, heading, page, model, "
            "digest, vector) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (library, row, ordinal, piece.span.start, piece.span.end,
                 json.dumps([(span.start, span.end) for span in piece.sentences], separators=(",", ":")),
                 piece.heading, piece.page, record.model, digest, vector.astype(np.float16).tobytes())
                for ordinal, (piece, digest, vector) in enumerate(
                    zip(record.pieces, record.digests, record.vectors, strict=True)
                )
            ),
        )  # fmt: skip
        for passage in self._texts("p.document = ?", row):
            self._index_words(library, passage)

    def _texts(self, where: str, *values: object) -> list[sqlite3.Row]:
        return self._db.execute(
            "SELECT p.id, p.heading, d.title, d.publisher, d.date, "
            "substr(d.text, p.start + 1, p.end - p.start) AS text "
            f"FROM passages p JOIN documents d ON d.id = p.document WHERE {where}",
            values,
        ).fetchall()

    def _index_words(self, library: int, passage: sqlite3.Row, command: str | None = None) -> None:
        """Enter a passage's words; or take them out, which needs the very same words again."""
        names = header(passage["title"], passage["publisher"], passage["date"], passage["heading"])
        columns = f"words_{library}, rowid, header, body" if command else "rowid, header, body"
        values = (passage["id"], " ".join(terms(names)), " ".join(terms(passage["text"])))
        self._db.execute(
            f"INSERT INTO words_{library} ({columns}) VALUES ({'?, ' * bool(command)}?, ?, ?)",
            (command, *values) if command else values,
        )


def _failure(error: sqlite3.DatabaseError) -> Failure:
    """Why the file cannot be opened, for people. The low byte is SQLite's error without its details."""
    if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF in _UNAVAILABLE:
        return InvalidSetting(f"The catalogue in the data folder cannot be opened: {error}.")
    return DamagedCatalogue("The catalogue in the data folder is damaged; restore a backup or remove it.")
