"""`Snapshot`: the catalogue as it was at one moment, read by those who ask."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.audience import Access, Audience
from index.documents import Listing, Source, Span
from index.errors import UnknownDocument
from index.history import Fate, History, Version
from index.lineage import Lineage, lineage
from index.passages import Passage
from index.records import Origin, Record
from index.remains import Remains
from index.shelves import Shelf, Shelves
from index.showing import Neighbourhood, Showing
from index.visibility import Visibility
from index.word_index import WordIndex


class Snapshot:
    """Reads of one moment. Rows are the catalogue's own numbers for passages; they never leave `index/`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """`connection` is inside a read transaction."""
        self._db = connection
        self._visibility = Visibility(connection)
        self._showing = Showing(connection)
        self._words = WordIndex(connection)

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

    def lineage(self, library: str, name: str) -> Lineage:
        """What is kept of all that a name stands for, of now and of earlier versions. Raises NotPossible."""
        return lineage(name, list(History(self._db).entries(self.numbers.get(library, 0))))

    def records(self, of: Lineage) -> Iterator[Record]:
        """What the entries of documents say."""
        return map(History(self._db).record, of.entries)

    def every_version(self, library: str) -> Iterator[Record]:
        """All that is kept of a library: of now, and of earlier versions."""
        history = History(self._db)
        return map(history.record, list(history.entries(self.numbers.get(library, 0))))

    @property
    def shelves(self) -> Shelves:
        """The vectors of passages, of whoever may see these."""
        return Shelves(self._db)

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

    def fingerprint(self, library: str, path: str) -> str:
        """What a document was made from; nothing if it is not there."""
        query = "SELECT fingerprint FROM documents WHERE library = ? AND path = ?"
        found = self._db.execute(query, (self.numbers.get(library), path)).fetchone()
        return str(found["fingerprint"]) if found else ""

    def content_hashes(self, library: str) -> dict[str, str]:
        """The hash of what each document of a library says, by path."""
        found = self._db.execute("SELECT path, content FROM documents WHERE library = ?", (self.numbers.get(library),))
        return {row["path"]: row["content"] for row in found}

    def earlier_hashes(self, library: str, is_wanted: Callable[[str], bool]) -> set[tuple[str, str]]:
        """Paths of earlier versions, those that are wanted, with the hash of what was said there."""
        return History(self._db).contents(self.numbers.get(library, 0), is_wanted)

    def text_at(self, library: str, path: str) -> str:
        """What a document says, whoever may see it; nothing if it is not there."""
        query = "SELECT text FROM documents WHERE library = ? AND path = ?"
        found = self._db.execute(query, (self.numbers.get(library), path)).fetchone()
        return str(found["text"]) if found else ""

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
        return {row["path"]: origin for row in found if (origin := Origin.from_json(row["origin"]))}

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
        return self._words.matches(library, query, top, self._visibility.hidden(audience))

    def vocabulary(self, library: int, beginning: str) -> dict[str, int]:
        """The terms of a library that begin so, with the number of passages that hold them, whoever may see those."""
        return self._words.vocabulary(library, beginning)

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
        return self.shelves.rows_of(shelf, self._visibility.hidden(audience))

    def size(self, library: str) -> tuple[int, int]:
        """How many documents and how many passages a library holds."""
        found = self._db.execute(
            "SELECT (SELECT count(*) FROM documents WHERE library = l.id), "
            "(SELECT count(*) FROM passages WHERE library = l.id) FROM libraries l WHERE name = ?",
            (library,),
        ).fetchone()
        return (found[0], found[1]) if found else (0, 0)

    def known(self, library: str, path: str, digests: Collection[bytes]) -> dict[bytes, npt.NDArray[np.float32]]:
        """The vectors that this library already has for digests of what comes to a path: in use, left by a run that was
        cut off, or of what was there in an earlier version.
        """
        number = self.numbers.get(library, 0)
        found = self.shelves.known(number, digests)
        if len(found) < len({*digests}):
            found |= {digest: it for digest, it in History(self._db).vectors(number, path).items() if digest in digests}
        return found

    def holds_spare_vectors(self, library: str) -> bool:
        """Whether a run that was cut off has left vectors for the next one."""
        query = "SELECT 1 FROM embedded WHERE library = ?"
        return self._db.execute(query, (self.numbers.get(library),)).fetchone() is not None

    def documents_of(self, rows: Iterable[int]) -> dict[int, int]:
        """The number of the document that each row belongs to; rows of one document follow each other as its text."""
        return self._showing.documents_of(rows)

    def passages(self, rows: Iterable[int], audience: Audience) -> dict[int, Passage]:
        """The passages of these rows that still exist and that the audience may see."""
        found = self._showing.passages(rows)
        return {row: passage for row, passage in found.items() if self._shows(passage.source, audience)}

    def sources(self, rows: Iterable[int], audience: Audience) -> dict[int, Source]:
        """Where each of these rows stands that still exists and that the audience may see."""
        found = self._showing.sources(rows)
        return {row: source for row, source in found.items() if self._shows(source, audience)}

    def listings(self, audience: Audience) -> tuple[Listing, ...]:
        """The documents that the audience may see, by title."""
        return tuple(listing for listing in self._showing.listings() if self._shows(listing.source, audience))

    def contents(self, library: str) -> tuple[Listing, ...]:
        """All documents of a library, by title: for its curators."""
        return tuple(
            listing for listing in self._showing.listings() if listing.source.document.startswith(f"{library}/")
        )

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
        found = self._showing.neighbourhood(passage)
        if found is None or not self._shows(found.passage.source, audience):
            raise UnknownDocument("This passage is gone: its document has changed or was removed. Ask again.")
        return found

    def elsewhere(self, passage: str, audience: Audience) -> Passage | None:
        """The same passage under another name, where a document that the audience may see has the very same text."""
        return next((found for found in self._showing.elsewhere(passage) if self._shows(found.source, audience)), None)

    def indexed_at(self, documents: Iterable[str]) -> str:
        """When the newest of these documents was indexed, ISO 8601 in UTC."""
        return self._showing.indexed_at(documents)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Every library's number, by its name."""
        return {row["name"]: row["id"] for row in self._db.execute("SELECT name, id FROM libraries")}

    def _shows(self, source: Source, audience: Audience) -> bool:
        library, _, path = source.document.partition("/")
        return self._visibility.shows(library, path, audience)
