"""Documents to rows of the catalogue, with their passages and words, and rows to documents again."""

import hashlib
import json
import sqlite3
from typing import Any

from index.audit import now
from index.documents import Document
from index.passages import Piece
from index.records import Origin, Record, half, lengths, spans, whole
from index.word_index import WordIndex


class Rows:
    """The documents of now. Every call belongs to the transaction, or the snapshot, that the caller has begun."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._words = WordIndex(db)

    def library(self, name: str) -> int:
        """The number of a library, which is created if need be."""
        found = self._db.execute("SELECT id FROM libraries WHERE name = ?", (name,)).fetchone()
        if found:
            return int(found["id"])
        number = self._db.execute("INSERT INTO libraries (name) VALUES (?)", (name,)).lastrowid
        assert number is not None
        self._words.create(number)
        return number

    def count(self, library: int) -> int:
        """How many documents a library holds."""
        return int(self._db.execute("SELECT count(*) FROM documents WHERE library = ?", (library,)).fetchone()[0])

    def at(self, library: int, path: str) -> sqlite3.Row | None:
        """The row of `documents` at a path."""
        found: sqlite3.Row | None = self._db.execute(
            "SELECT * FROM documents WHERE library = ? AND path = ?", (library, path)
        ).fetchone()
        return found

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

    def insert(self, library: int, record: Record, since: int) -> None:
        """A document where none is, which came with the library's version `since`."""
        plain = record.document.to_plain()
        named = {name: plain.pop(name) for name in _NAMED}
        columns = {
            "library": library,
            "path": record.path,
            "since": since,
            "fingerprint": record.fingerprint,
            "content": content_hash(record.document.text),
            "details": json.dumps(plain, ensure_ascii=False),
            "origin": record.origin and record.origin.to_json(),
            "indexed_at": record.indexed_at or now(),
            **named,
        }
        row = self._db.execute(
            f"INSERT INTO documents ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
            tuple(columns.values()),
        ).lastrowid
        self._db.executemany(
            "INSERT INTO passages (library, document, ordinal, start, end, sentences, heading, page, model, "
            "digest, vector) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (library, row, ordinal, piece.span.start, piece.span.end,
                 lengths(piece.sentences), piece.heading, piece.page, record.model, digest, half(vector))
                for ordinal, (piece, digest, vector) in enumerate(
                    zip(record.pieces, record.digests, record.vectors, strict=True)
                )
            ),
        )  # fmt: skip
        self._words.enter(library, "p.document = ?", row)

    def delete(self, library: int, path: str) -> None:
        """Take a document out, if there is one."""
        here = (library, path)
        self._words.take_out(library, "p.library = ? AND d.path = ?", *here)
        document = "(SELECT id FROM documents WHERE library = ? AND path = ?)"
        self._db.execute(f"DELETE FROM passages WHERE document = {document}", here)
        self._db.execute("DELETE FROM documents WHERE library = ? AND path = ?", here)

    def let_go_of_originals(self, library: int) -> None:
        """Forget the bytes that no document and no earlier version comes from."""
        self._db.execute(
            "DELETE FROM originals WHERE library = :library "
            "AND digest NOT IN (SELECT json_extract(origin, '$.digest') FROM documents "
            "WHERE library = :library AND origin IS NOT NULL) "
            "AND digest NOT IN (SELECT original FROM superseded WHERE library = :library AND original IS NOT NULL)",
            {"library": library},
        )


def content_hash(text: str) -> str:
    """Tells one text from another; part of every passage's id."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


_NAMED = ("title", "publisher", "date", "url", "text")
"""What of a `Document` has a column of its own; the rest are details."""


def _plain(row: sqlite3.Row) -> dict[str, Any]:
    return {**json.loads(row["details"]), **{name: row[name] for name in _NAMED}}


def _piece(row: sqlite3.Row) -> Piece:
    return Piece(spans(row["start"], row["sentences"]), row["heading"], row["page"])
