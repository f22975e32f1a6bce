"""Documents made ready to be kept: cut into passages, each with its vector, computed only where it is not known."""

import hashlib
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace

import numpy as np

from index.catalogue import Catalogue
from index.documents import Document
from index.embedding import Embedder, Vector
from index.errors import EmbedderUnreachable
from index.formats import READER
from index.passages import SPLITTER, Piece, cut, header
from index.records import Origin, Record

KEEP_SECONDS = 2.0
"""What was embedded in this time is kept together while a run goes on: a crash costs no more than that."""

HASH = 32
"""Characters of a fingerprint that name a file's bytes."""

UNEMBEDDED = " without vectors"
"""How the fingerprint of a document ends that the embedder did not get to."""

NOTHING = np.empty(0, np.float32)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document cut into pieces; each piece's vector goes by the digest of what is embedded of it."""

    path: str
    fingerprint: str
    document: Document
    pieces: tuple[Piece, ...]
    digests: tuple[bytes, ...]
    origin: Origin | None = None
    indexed_at: str | None = None
    kept: Record | None = None
    """What is kept as it once was, vectors and all, because nothing else can be computed now."""


@dataclass(slots=True)
class Preparing:
    """One run over one library. `told` hears of each passage that needs the model, and of each that has its vector.

    Documents come in as they are read, while the model is at work on those before: nothing waits for the last file.
    """

    catalogue: Catalogue
    library: str
    embedder: Embedder | None
    told: Callable[[int, int], None] = lambda _needed, _embedded: None
    prepared: list[Prepared] = field(default_factory=list)
    vectors: dict[bytes, Vector] = field(default_factory=dict)
    unreachable: EmbedderUnreachable | None = None
    """Why the model does not help any more."""

    @property
    def model(self) -> str:
        """The embedder's fingerprint, empty without one."""
        return self.embedder.fingerprint if self.embedder else ""

    def fingerprint(self, digest: str) -> str:
        """Changes with a file's bytes, of which `digest` is the SHA-256, and with everything that reads and embeds."""
        return f"{digest[:HASH]} {READER} {SPLITTER} {self.model}"

    def is_same(self, kept: Collection[str], fingerprint: str, parts: str) -> bool:
        """Whether the parts of a file, with these fingerprints, are what would come of it now, in so many `parts`.

        Without an embedder the vectors of another run are as good as none: they wait for their embedder.
        """
        if self.embedder:
            return {*kept} == {f"{fingerprint} {parts}"}
        return all(
            known.startswith(fingerprint) and known.removesuffix(UNEMBEDDED).endswith(f" {parts}") for known in kept
        )

    def cut(self, path: str, fingerprint: str, document: Document, origin: Origin | None = None) -> Prepared:
        """The passages of a document, and what their vectors go by."""
        pieces = tuple(cut(document))
        digests = tuple(self._digest(_embedded_text(document, piece)) for piece in pieces)
        return Prepared(path, fingerprint, document, pieces, digests, origin)

    def preview(self, documents: Iterable[Prepared]) -> None:
        """Take the documents and find out which passages would need the model, without asking it."""
        for _ in self._unknown(documents, []):
            pass

    def run(self, documents: Iterable[Prepared]) -> None:
        """Take the documents and embed what is not known. Without the model's help, words alone will find the rest.

        What was embedded is kept while the run goes on, for the next one, should this one be cut off or fail.
        """
        asked: list[bytes] = []
        texts = self._unknown(documents, asked)
        if self.embedder is None:
            for _ in texts:
                pass
            return
        fresh: dict[bytes, Vector] = {}
        kept_at = time.monotonic()
        try:
            with closing(self.embedder.passages(texts)) as vectors:
                for at, vector in enumerate(vectors):
                    fresh[asked[at]] = vector
                    self.told(0, 1)
                    if time.monotonic() - kept_at > KEEP_SECONDS:
                        self._keep(fresh)
                        kept_at = time.monotonic()
        except EmbedderUnreachable as failure:
            self.unreachable = failure
            for _ in texts:  # whatever the model did not get to is still read
                pass
        finally:
            self._keep(fresh)

    def drop_waiting(self, before: Mapping[str, str]) -> list[str]:
        """Let go of documents that wait for vectors, and did so with the same text; their paths."""
        same = {
            item.path
            for item in self.prepared
            if before.get(item.path) == f"{item.fingerprint}{UNEMBEDDED}" == self._marked(item)
        }
        self.prepared = [item for item in self.prepared if item.path not in same]
        return sorted(same)

    def records(self) -> Iterator[Record]:
        """The documents as the catalogue keeps them; one that lacks a vector waits, without any, for the next run."""
        for item in self.prepared:
            if item.kept:
                yield item.kept
                continue
            model = self.model if self._is_embedded(item) else ""
            vectors = tuple(self.vectors[digest] if model else NOTHING for digest in item.digests)
            yield Record(
                path=item.path,
                fingerprint=self._marked(item),
                document=item.document,
                model=model,
                pieces=item.pieces,
                digests=item.digests,
                vectors=vectors,
                origin=item.origin,
                indexed_at=item.indexed_at,
            )

    def again(self, record: Record) -> Prepared:
        """An earlier version of a document, as this embedder needs it."""
        texts = (_embedded_text(record.document, piece) for piece in record.pieces)
        prepared = Prepared(
            path=record.path,
            fingerprint=record.fingerprint,
            document=record.document,
            pieces=tuple(record.pieces),
            digests=tuple(map(self._digest, texts)),
            origin=record.origin,
            indexed_at=record.indexed_at,
            kept=None if self.embedder else record,
        )
        if record.model and record.model == self.model:
            self.vectors |= dict(zip(prepared.digests, record.vectors, strict=True))
        return replace(prepared, fingerprint=record.fingerprint.removesuffix(UNEMBEDDED))

    def _marked(self, item: Prepared) -> str:
        """The fingerprint under which a document is kept."""
        is_whole = not self.model or self._is_embedded(item)
        return item.fingerprint if is_whole else f"{item.fingerprint}{UNEMBEDDED}"

    def _is_embedded(self, item: Prepared) -> bool:
        return all(digest in self.vectors for digest in item.digests)

    def _unknown(self, documents: Iterable[Prepared], asked: list[bytes]) -> Iterator[str]:
        """Take the documents one by one; yield each text that needs the model, and add its digest to `asked`."""
        seen: set[bytes] = set()
        for item in documents:
            self.prepared.append(item)
            needed = [digest for digest in item.digests if digest not in seen and digest not in self.vectors]
            with self.catalogue.snapshot() as snapshot:
                self.vectors |= snapshot.known(self.library, item.path, needed)
            texts = dict(zip(item.digests, item.pieces, strict=True))
            for digest in dict.fromkeys(needed):
                if digest not in self.vectors:
                    seen.add(digest)
                    asked.append(digest)
                    self.told(1, 0)
                    yield _embedded_text(item.document, texts[digest])

    def _keep(self, fresh: dict[bytes, Vector]) -> None:
        if fresh:
            self.catalogue.keep_vectors(self.library, fresh)
            self.vectors |= fresh
            fresh.clear()

    def _digest(self, text: str) -> bytes:
        return hashlib.sha256(f"{self.model}\n{text}".encode()).digest()[:16]


def _embedded_text(document: Document, piece: Piece) -> str:
    names = header(document.title, document.publisher, document.date, piece.heading)
    return f"{names}\n{piece.span.of(document.text)}"
