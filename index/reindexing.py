"""`Changes`: what a folder of documents became in the catalogue."""

import hashlib
import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from index import folder as folders
from index.catalogue import Catalogue, Record
from index.documents import Document
from index.embedding import Embedder, Vector
from index.folder import File, Refusal
from index.formats import MAX_BYTES, READER, Contents, FileReader, Part, Refused
from index.passages import SPLITTER, Piece, cut, header

BATCH = 256
"""Passages that are embedded together before their documents are written: enough to keep every core busy."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a reindex did. Paths are relative to the folder; `embedded` counts the passages that needed the model.

    `documents` and `passages` are the library's size afterwards.
    """

    added: tuple[str, ...]
    updated: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: tuple[Refusal, ...]
    documents: int
    passages: int
    embedded: int
    elapsed_ms: float

    @property
    def summary(self) -> str:
        """One line for a log."""
        return (
            f"{len(self.added)} added, {len(self.updated)} updated, {len(self.removed)} removed, "
            f"{len(self.unchanged)} unchanged, {len(self.refused)} refused; "
            f"{self.embedded} passages embedded in {self.elapsed_ms:.0f} ms"
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reindex is: files looked at, of all files, and passages embedded so far."""

    files: int
    of_files: int
    embedded: int


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A document cut into pieces, and for each piece what is embedded and the digest that its vector goes by."""

    path: str
    fingerprint: str
    document: Document
    pieces: tuple[Piece, ...]
    texts: tuple[str, ...]
    digests: tuple[bytes, ...]


@dataclass(slots=True)
class _Tally:
    """What a run has seen so far; `before` are the library's fingerprints at its start."""

    before: dict[str, str]
    of_files: int
    progress: Callable[[Progress], None]
    files: int = 0
    embedded: int = 0
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    sorted: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.sorted = sorted(self.before)

    def tell(self) -> None:
        """Report how far the run is."""
        self.progress(Progress(self.files, self.of_files, self.embedded))

    def gone(self) -> list[str]:
        """Documents whose files are no longer there; not those that merely could not be read."""
        seen = {*self.added, *self.updated, *self.unchanged}
        unread = tuple(refusal.path for refusal in self.refused)
        below = tuple(path if path.endswith("/") else f"{path}/" for path in unread)
        return [path for path in self.before if path not in seen | {*unread} and not path.startswith(below)]

    def of_file(self, path: str) -> list[str]:
        """The documents that this file held before: itself, or its members."""
        first, last = bisect_left(self.sorted, f"{path}/"), bisect_left(self.sorted, f"{path}0")  # "0" follows "/"
        return [path] * (path in self.before) + self.sorted[first:last]


class Reindexer:
    """Brings a library up to a folder. Only what changed is read, cut and embedded; each document changes at once."""

    def __init__(self, catalogue: Catalogue, embedder: Embedder | None, reader: FileReader) -> None:
        """Without an embedder passages are kept without vectors, and embedded by the first run that has one."""
        self._catalogue = catalogue
        self._embedder = embedder
        self._reader = reader
        self._model = embedder.fingerprint if embedder else ""

    def reindex(self, library: str, folder: Path, progress: Callable[[Progress], None]) -> Changes:
        """Add, replace and remove documents until the library is what the folder holds. Raises UnreadableFolder.

        A file that cannot be read is refused; if it could be read before, its last readable version stays.
        """
        started = time.perf_counter()
        with self._catalogue.snapshot() as snapshot:
            before = snapshot.fingerprints(library)
        tally = _Tally(before, folders.count(folder), progress)
        for batch in _batches(self._changed(folder, tally)):
            self._keep(library, batch, tally)
        gone = tally.gone()
        for path in gone:
            self._catalogue.remove(library, path)
        with self._catalogue.snapshot() as snapshot:
            documents, passages = snapshot.size(library)
        return Changes(
            added=tuple(tally.added),
            updated=tuple(tally.updated),
            removed=tuple(gone),
            unchanged=tuple(tally.unchanged),
            refused=tuple(tally.refused),
            documents=documents,
            passages=passages,
            embedded=tally.embedded,
            elapsed_ms=(time.perf_counter() - started) * 1000,
        )

    def _changed(self, folder: Path, tally: _Tally) -> Iterator[_Prepared]:
        """The documents that are new or not what they were."""
        for found in folders.files(folder, MAX_BYTES):
            tally.files += 1
            if isinstance(found, Refusal):
                tally.refused.append(found)
                continue
            fingerprint, before = self._fingerprint(found.content), tally.of_file(found.path)
            if before and {tally.before[path] for path in before} == {f"{fingerprint} {len(before)}"}:
                tally.unchanged.extend(before)
                continue
            try:
                contents = self._reader.read(found.path, found.content)
            except Refused as refused:
                kept = " The version that could be read before stays." if before else ""
                tally.refused.append(Refusal(found.path, f"{refused}{kept}"))
                continue
            yield from self._documents(found, fingerprint, contents, tally)
        tally.tell()

    def _documents(self, file: File, fingerprint: str, contents: Contents, tally: _Tally) -> Iterator[_Prepared]:
        """Each document of a file; their number is part of the fingerprint, so that a file half written is seen."""
        for unread in contents.unread:
            tally.refused.append(Refusal(_path(file, unread.name), unread.reason))
        for part in contents.parts:
            path = _path(file, part.name)
            (tally.updated if path in tally.before else tally.added).append(path)
            yield self._prepare(path, f"{fingerprint} {len(contents.parts)}", part)

    def _prepare(self, path: str, fingerprint: str, part: Part) -> _Prepared:
        document = part.document
        pieces = tuple(cut(document))
        texts = tuple(_embedded_text(document, piece) for piece in pieces)
        digests = tuple(hashlib.sha256(f"{self._model}\n{text}".encode()).digest()[:16] for text in texts)
        return _Prepared(path, fingerprint, document, pieces, texts, digests)

    def _keep(self, library: str, batch: list[_Prepared], tally: _Tally) -> None:
        """Embed what has no vector yet, then write each document in a transaction of its own."""
        wanted = {digest: text for item in batch for digest, text in zip(item.digests, item.texts, strict=True)}
        vectors = self._known(library, wanted)
        missing = [digest for digest in wanted if digest not in vectors]
        for digest, vector in zip(missing, self._embed([wanted[digest] for digest in missing]), strict=True):
            vectors[digest] = vector
            tally.embedded += bool(len(vector))
            tally.tell()
        for item in batch:
            found = [vectors[digest] for digest in item.digests]
            record = Record(
                item.path, item.fingerprint, item.document, self._model, item.pieces, item.digests, tuple(found)
            )
            self._catalogue.replace(library, record)

    def _known(self, library: str, digests: Iterable[bytes]) -> dict[bytes, Vector]:
        with self._catalogue.snapshot() as snapshot:
            found = ((digest, snapshot.vector_of(library, digest)) for digest in digests)
            return {digest: vector for digest, vector in found if vector is not None}

    def _embed(self, texts: list[str]) -> Iterable[Vector]:
        return self._embedder.passages(texts) if self._embedder else [np.empty(0, np.float32)] * len(texts)

    def _fingerprint(self, content: bytes) -> str:
        """Changes with the bytes and with everything that turns them into passages and vectors."""
        made_by = f"{READER} {SPLITTER} {self._model}"
        return f"{hashlib.sha256(content).hexdigest()[:32]} {made_by}"


def _path(file: File, name: str) -> str:
    """The path of a document: its file's, and where in it."""
    return f"{file.path}/{name}" if name else file.path


def _embedded_text(document: Document, piece: Piece) -> str:
    names = header(document.title, document.publisher, document.date, piece.heading)
    return f"{names}\n{piece.span.of(document.text)}"


def _batches(prepared: Iterable[_Prepared]) -> Iterator[list[_Prepared]]:
    """Documents grouped until they hold enough passages."""
    batch: list[_Prepared] = []
    for item in prepared:
        batch.append(item)
        if sum(len(kept.pieces) for kept in batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
