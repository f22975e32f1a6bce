"""`Snapshot`: the catalogue as it was at one moment, read by those who ask."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.audience import Access, Audience
from index.documents import Listing, Source, Span
from index.errors import UnknownDocument
from index.history import Fate, History, Version
from index.passages import Passage
from index.records import Origin, Record, spans, whole
from index.remains import Remains
from index.visibility import Visibility

_PASSAGES = """
    SELECT p.id, p.ordinal, p.start, p.end, p.sentences, p.heading, p.page, d.content, d.path, d.title, d.publisher,
           d.date, d.url, d.indexed_at, l.name AS library, substr(d.text, p.start + 1, p.end - p.start) AS text
    FROM passages p JOIN documents d ON d.id = p.document JOIN libraries l ON l.id = p.library
"""

_VECTOR = """
    SELECT vector FROM passages WHERE library = :library AND digest = :digest
    UNION ALL SELECT vector FROM embedded WHERE library = :library AND digest = :digest LIMIT 1
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
        self._visibility = Visibility(connection)

    def libraries(self, audience: Audience) -> dict[str, int]:
        """The libraries that exist and that the audience may see, with their numbers."""
        return {name: number for name, number in self.numbers.items() if name in audience.libraries}

    def library(self, name: str) -> int | None:
        """The number of a library, None before its first document."""
        return self.numbers.get(name)

    def version(self, library: int) -> int:
        """Counts the changes of a library: what was computed for the same version is still true."""
        found = self._db.execute("SELECT version FROM libraries WHERE id = ?", (library,)).fetchone()
        return int(found["version"]) if found else 0

    def is_rolled_back(self, library: str) -> bool:
        """Whether a library stands as it once was, and waits for a curator's word to follow its documents again."""
        found = self._db.execute("SELECT rolled_back FROM libraries WHERE name = ?", (library,)).fetchone()
        return bool(found and found["rolled_back"])

    def versions(self, library: str) -> tuple[Version, ...]:
        """The present version of a library and those that can be had back, newest first."""
        return History(self._db).versions(self.numbers.get(library, 0))

    def earlier(self, library: str, number: int) -> tuple[dict[str, Record], list[str]]:
        """What differs from an earlier version: its documents, by path, and the paths of those that came later."""
        history, of = History(self._db), self.numbers.get(library, 0)
        return history.at(of, number), history.later(of, number)

    def every_version(self, library: str, path: str | None = None) -> Iterator[Record]:
        """All that is kept of what is at a path, or below it, or anywhere: of now, and of earlier versions."""
        return History(self._db).every_version(self.numbers.get(library, 0), path)

    @property
    def remains(self) -> Remains:
        """For the proof of an erasure."""
        return Remains(self._db)

    def fingerprints(self, library: str) -> dict[str, str]:
        """What each document of a library was made from, by path."""
        found = self._db.execute(
            "SELECT path, fingerprint FROM documents WHERE library = ?", (self.numbers.get(library),)
        )
        return {row["path"]: row["fingerprint"] for row in found}

    def fate(self, document: str) -> Fate:
        """What became of a document that is not as it was; of one whose library is gone, that it is erased."""
        library, _, path = document.partition("/")
        number = self.numbers.get(library)
        return Fate.ERASED if number is None else History(self._db).fate(number, path)

    def origins(self, library: str) -> dict[str, Origin]:
        """Where the documents that were given to a library come from, by path."""
        found = self._db.execute(
            "SELECT path, origin FROM documents WHERE library = ? AND origin IS NOT NULL ORDER BY path",
            (self.numbers.get(library),),
        )
        return {row["path"]: Origin(**json.loads(row["origin"])) for row in found}

    def origin(self, library: str, path: str) -> Origin | None:
        """Where a document that was given comes from; None for one of the folder, and for one that there is not."""
        found = self._db.execute(
            "SELECT origin FROM documents WHERE library = ? AND path = ?", (self.numbers.get(library), path)
        ).fetchone()
        return Origin.from_json(found["origin"]) if found else None

    def shows_all(self, library: str, path: str, audience: Audience) -> bool:
        """Whether everything at a path and below it is for this audience."""
        return self._visibility.shows_all(library, path, audience)

    def original(self, library: str, digest: str) -> bytes:
        """The bytes that were given. Raises UnknownDocument."""
        found = self._db.execute(
            "SELECT content FROM originals WHERE library = ? AND digest = ?", (self.numbers.get(library), digest)
        ).fetchone()
        if found is None:
            raise UnknownDocument("The file of this document is not kept.")
        return bytes(found["content"])

    def by_words(self, library: int, query: str, top: int, audience: Audience) -> dict[int, float]:
        """Rows that hold words of an FTS5 query, best first, with their BM25 (higher is better)."""
        hidden = self._visibility.hidden(audience)
        visible = (
            "" if hidden == "[]" else
            "AND rowid NOT IN (SELECT id FROM passages WHERE document IN (SELECT value FROM json_each(?)))"
        )  # fmt: skip
        found = self._db.execute(
            f"SELECT rowid, -bm25(words_{library}) AS score FROM words_{library} WHERE words_{library} MATCH ? "
            f"{visible} ORDER BY rank LIMIT ?",
            (query, *([hidden] if visible else []), top),
        )
        return {row["rowid"]: row["score"] for row in found}

    def vocabulary(self, library: int, beginning: str) -> dict[str, int]:
        """The terms of a library that begin so, with the number of passages that hold them, whoever may see those."""
        self._db.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms_{library} USING fts5vocab('main', 'words_{library}', 'row')"
        )
        found = self._db.execute(
            f"SELECT term, doc FROM temp.terms_{library} WHERE term >= ? AND term < ?",
            (beginning, beginning + chr(0x10FFFF)),
        )
        return {row["term"]: row["doc"] for row in found}

    def heard(self, terms: Iterable[str], audience: Audience) -> set[str]:
        """Those of these terms that stand in any document that the audience may see."""
        libraries = self.libraries(audience).values()
        quoted = {term: '"' + term.replace('"', '""') + '"' for term in terms}
        return {
            term
            for term, query in quoted.items()
            if any(self.by_words(library, query, 1, audience) for library in libraries)
        }

    def hidden_rows(self, shelf: Shelf, audience: Audience) -> npt.NDArray[np.int64]:
        """The rows on a shelf that are not for this audience, in order."""
        hidden = self._visibility.hidden(audience)
        found = (
            []
            if hidden == "[]"
            else self._db.execute(
                "SELECT id FROM passages WHERE library = ? AND model = ? "
                "AND document IN (SELECT value FROM json_each(?)) ORDER BY id",
                (shelf.library, shelf.model, hidden),
            )
        )
        return np.array([row["id"] for row in found], dtype=np.int64)

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
        vectors = whole(b"".join(row["vector"] for row in found))
        return Matrix(rows, vectors.reshape(len(rows), -1) if found else np.empty((0, 0), np.float32))

    def rows(self, shelf: Shelf, up_to: int = MAX_ROW) -> npt.NDArray[np.int64]:
        """The rows on a shelf, up to one, in order."""
        found = self._db.execute(
            "SELECT id FROM passages WHERE library = ? AND model = ? AND id <= ? ORDER BY id",
            (shelf.library, shelf.model, up_to),
        )
        return np.array([row["id"] for row in found], dtype=np.int64)

    def known(self, library: str, digests: Iterable[bytes]) -> dict[bytes, npt.NDArray[np.float32]]:
        """The vectors that this library already has for digests, in use or left by a run that was cut off."""
        number, found = self.numbers.get(library), dict[bytes, npt.NDArray[np.float32]]()
        for digest in digests:
            row = self._db.execute(_VECTOR, {"library": number, "digest": digest}).fetchone()
            if row and row["vector"]:
                found[digest] = whole(row["vector"])
        return found

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
        return {
            row["id"]: _passage(row) for row in found if self._visibility.shows(row["library"], row["path"], audience)
        }

    def listings(self, audience: Audience) -> tuple[Listing, ...]:
        """The documents that the audience may see, by title."""
        return tuple(
            listing for library, listing in self._listings() if self._visibility.shows(library, listing.path, audience)
        )

    def contents(self, library: str) -> tuple[Listing, ...]:
        """All documents of a library, by title: for its curators."""
        return tuple(listing for name, listing in self._listings() if name == library)

    def limits(self, library: str) -> dict[str, Access]:
        """Who the sources of a library are limited to, by path; a limit also holds below its path."""
        return {path: access for (name, path), access in self._visibility.limits.items() if name == library}

    def text(self, document: str, audience: Audience) -> str:
        """The whole text of a document. Raises UnknownDocument."""
        library, _, path = document.partition("/")
        row = self._db.execute(
            "SELECT text FROM documents WHERE library = ? AND path = ?", (self.numbers.get(library), path)
        ).fetchone()
        if row is None or not self._visibility.shows(library, path, audience):
            raise UnknownDocument("There is no such document among the sources.")
        return str(row["text"])

    def reads(self, document: str, span: Span, quote: str, audience: Audience) -> bool:
        """Whether a document that the audience may see has these characters there."""
        try:
            return span.of(self.text(document, audience)) == quote
        except UnknownDocument:
            return False

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
        if here is None or not self._visibility.shows(library, path, audience):
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

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Every library's number, by its name."""
        return {row["name"]: row["id"] for row in self._db.execute("SELECT name, id FROM libraries")}

    def _listings(self) -> Iterator[tuple[str, Listing]]:
        found = self._db.execute(
            "SELECT d.path, d.title, d.publisher, d.date, d.url, d.indexed_at, l.name AS library, "
            "length(d.text) AS characters, (SELECT count(*) FROM passages p WHERE p.document = d.id) AS passages "
            "FROM documents d JOIN libraries l ON l.id = d.library ORDER BY d.title COLLATE NOCASE, d.path"
        )
        for row in found:
            counts = (row["passages"], row["characters"])
            yield row["library"], Listing(_source(row, row["library"]), row["path"], *counts, row["indexed_at"])


def _source(row: Mapping[str, str] | sqlite3.Row, library: str) -> Source:
    return Source(f"{library}/{row['path']}", row["title"], row["publisher"], row["date"], row["url"])


def _passage(row: sqlite3.Row) -> Passage:
    source = _source(row, row["library"])
    return Passage(
        id=f"{source.document}/{row['content']}/{row['ordinal']}",
        source=source,
        span=Span(row["start"], row["end"]),
        text=row["text"],
        sentences=spans(row["start"], row["sentences"]),
        heading=row["heading"],
        page=row["page"],
    )
