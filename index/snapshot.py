"""`Snapshot`: the catalogue as it was at one moment, read by those who ask."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.audience import Audience
from index.documents import Listing, Source, Span
from index.errors import UnknownDocument
from index.passages import Passage

_PASSAGES = """
    SELECT p.id, p.ordinal, p.start, p.end, p.sentences, p.heading, p.page, d.content, d.path, d.title, d.publisher,
           d.date, d.url, d.indexed_at, l.name AS library, substr(d.text, p.start + 1, p.end - p.start) AS text
    FROM passages p JOIN documents d ON d.id = p.document JOIN libraries l ON l.id = p.library
"""


MAX_ROW = 2**63 - 1
"""SQLite's highest row number."""


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


@dataclass(frozen=True, slots=True)
class Shelf:
    """The vectors of one library that one model made: only these can be compared."""

    library: int
    model: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Vectors with the rows of the catalogue that they belong to: shapes (rows,) and (rows, dimensions), float32."""

    rows: npt.NDArray[np.int64]
    vectors: npt.NDArray[np.float32]


class Snapshot:
    """Reads of one moment. Rows are the catalogue's own numbers for passages; they never leave `index/`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """`connection` is inside a read transaction."""
        self._db = connection

    def libraries(self, audience: Audience) -> dict[str, int]:
        """The libraries that exist and that the audience may see, with their numbers."""
        found = self._db.execute("SELECT name, id FROM libraries").fetchall()
        return {row["name"]: row["id"] for row in found if row["name"] in audience.libraries}

    def fingerprints(self, library: str) -> dict[str, str]:
        """What each document of a library was made from, by path."""
        found = self._db.execute(
            "SELECT path, fingerprint FROM documents WHERE library = (SELECT id FROM libraries WHERE name = ?)",
            (library,),
        )
        return {row["path"]: row["fingerprint"] for row in found}

    def by_words(self, library: int, query: str, top: int) -> dict[int, float]:
        """Rows that hold words of an FTS5 query, best first, with their BM25 (higher is better)."""
        found = self._db.execute(
            f"SELECT rowid, -bm25(words_{library}) AS score FROM words_{library} WHERE words_{library} MATCH ? "
            "ORDER BY rank LIMIT ?",
            (query, top),
        )
        return {row["rowid"]: row["score"] for row in found}

    def size(self, library: str) -> tuple[int, int]:
        """How many documents and how many passages a library holds."""
        found = self._db.execute(
            "SELECT (SELECT count(*) FROM documents WHERE library = l.id), "
            "(SELECT count(*) FROM passages WHERE library = l.id) FROM libraries l WHERE name = ?",
            (library,),
        ).fetchone()
        return (found[0], found[1]) if found else (0, 0)

    def vectors(self, shelf: Shelf, after: int = 0, up_to: int = MAX_ROW, sample: int = 0) -> Matrix:
        """The vectors on a shelf, of rows above `after` and up to `up_to`, in order; or a random `sample` of them."""
        found = self._db.execute(
            "SELECT id, vector FROM passages WHERE id IN (SELECT id FROM passages WHERE library = ? AND model = ? "
            f"AND id > ? AND id <= ? {'ORDER BY random()' if sample else ''} LIMIT ?) ORDER BY id",
            (shelf.library, shelf.model, after, up_to, sample or -1),
        ).fetchall()
        rows = np.array([row["id"] for row in found], dtype=np.int64)
        halves = np.frombuffer(b"".join(row["vector"] for row in found), dtype=np.float16)
        return Matrix(rows, halves.astype(np.float32).reshape(len(rows), -1) if found else np.empty((0, 0), np.float32))

    def count(self, shelf: Shelf, up_to: int = MAX_ROW) -> int:
        """How many vectors stand on a shelf, of the rows up to `up_to`."""
        found = self._db.execute(
            "SELECT count(*) FROM passages WHERE library = ? AND model = ? AND id <= ?",
            (shelf.library, shelf.model, up_to),
        )
        return int(found.fetchone()[0])

    def last_row(self, shelf: Shelf) -> int:
        """The highest row on a shelf, 0 if it is empty."""
        found = self._db.execute(
            "SELECT coalesce(max(id), 0) FROM passages WHERE library = ? AND model = ?", (shelf.library, shelf.model)
        )
        return int(found.fetchone()[0])

    def vector_of(self, library: str, digest: bytes) -> npt.NDArray[np.float32] | None:
        """The vector that this library already holds for a digest."""
        row = self._db.execute(
            "SELECT vector FROM passages "
            "WHERE digest = ? AND library = (SELECT id FROM libraries WHERE name = ?) LIMIT 1",
            (digest, library),
        ).fetchone()
        return np.frombuffer(row["vector"], dtype=np.float16).astype(np.float32) if row else None

    def documents_of(self, rows: Iterable[int]) -> dict[int, int]:
        """The number of the document that each row belongs to; rows of one document follow each other as its text."""
        found = self._db.execute(
            "SELECT id, document FROM passages WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(map(int, rows))),),
        )
        return {row["id"]: row["document"] for row in found}

    def passages(self, rows: Iterable[int], audience: Audience) -> dict[int, Passage]:
        """The passages of these rows that still exist and that the audience may see."""
        found = self._db.execute(
            f"{_PASSAGES} WHERE p.id IN (SELECT value FROM json_each(?))", (json.dumps(list(map(int, rows))),)
        )
        return {row["id"]: _passage(row) for row in found if row["library"] in audience.libraries}

    def listings(self, audience: Audience) -> tuple[Listing, ...]:
        """The documents that the audience may see, by title."""
        found = self._db.execute(
            "SELECT d.*, l.name AS library_name, length(d.text) AS characters, "
            "(SELECT count(*) FROM passages p WHERE p.document = d.id) AS passages "
            "FROM documents d JOIN libraries l ON l.id = d.library ORDER BY d.title COLLATE NOCASE, d.path"
        )
        return tuple(
            Listing(
                _source(row, row["library_name"]), row["path"], row["passages"], row["characters"], row["indexed_at"]
            )
            for row in found
            if row["library_name"] in audience.libraries
        )

    def text(self, document: str, audience: Audience) -> str:
        """The whole text of a document. Raises UnknownDocument."""
        library, _, path = document.partition("/")
        row = self._db.execute(
            "SELECT d.text FROM documents d JOIN libraries l ON l.id = d.library WHERE l.name = ? AND d.path = ?",
            (library, path),
        ).fetchone()
        if row is None or library not in audience.libraries:
            raise UnknownDocument("There is no such document among the sources.")
        return str(row["text"])

    def neighbourhood(self, passage: str, audience: Audience) -> Neighbourhood:
        """A passage by its id, and what stands around it. Raises UnknownDocument."""
        library, _, rest = passage.partition("/")
        path, _, tail = rest.rpartition("/")
        path, _, content = path.rpartition("/")
        found = self._db.execute(
            f"{_PASSAGES} WHERE l.name = ? AND d.path = ? AND d.content = ? ORDER BY p.ordinal",
            (library, path, content),
        ).fetchall()
        here = next((at for at, row in enumerate(found) if str(row["ordinal"]) == tail), None)
        if here is None or library not in audience.libraries:
            raise UnknownDocument("This passage is gone: its document has changed or was removed. Ask again.")
        return Neighbourhood(
            passage=_passage(found[here]),
            before=_passage(found[here - 1]) if here else None,
            after=_passage(found[here + 1]) if here + 1 < len(found) else None,
            ordinal=here,
            of_passages=len(found),
            indexed_at=found[here]["indexed_at"],
        )

    def indexed_at(self, documents: Iterable[str]) -> str:
        """When the newest of these documents was indexed, ISO 8601 in UTC."""
        found = self._db.execute(
            "SELECT max(d.indexed_at) FROM documents d JOIN libraries l ON l.id = d.library "
            "WHERE l.name || '/' || d.path IN (SELECT value FROM json_each(?))",
            (json.dumps(list(documents)),),
        ).fetchone()
        return str(found[0])


def _source(row: Mapping[str, str] | sqlite3.Row, library: str) -> Source:
    return Source(f"{library}/{row['path']}", row["title"], row["publisher"], row["date"], row["url"])


def _passage(row: sqlite3.Row) -> Passage:
    source = _source(row, row["library"])
    return Passage(
        id=f"{source.document}/{row['content']}/{row['ordinal']}",
        source=source,
        span=Span(row["start"], row["end"]),
        text=row["text"],
        sentences=tuple(Span(start, end) for start, end in json.loads(row["sentences"])),
        heading=row["heading"],
        page=row["page"],
    )
