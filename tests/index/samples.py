"""Small documents, and how they come into a folder or a catalogue."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.audience import SHARED
from index.catalogue import Catalogue
from index.documents import Document, Section, Span
from index.editing import Edit
from index.embedding import Embedder, Vector
from index.passages import Piece, cut, header
from index.records import Record

MILL = "The mill closed in 1931. Nobody was dismissed. Its wheel, made in Oxmere, is kept in the museum."
FAIR = "The fair begins on the first Monday of May. Ada Brook opens it, as she has for twelve years."


def document(text: str, title: str = "The mill", publisher: str | None = None) -> Document:
    """All of the text may be quoted."""
    return Document(text, (Section(Span(0, len(text))),), title, publisher)


def record(path: str, text: str, embedder: Embedder, fingerprint: str = "1") -> Record:
    """A document as the reindexer would hand it to the catalogue."""
    made = document(text, title=path)
    pieces = tuple(cut(made))
    texts = [f"{header(made.title, None, None, piece.heading)}\n{piece.span.of(text)}" for piece in pieces]
    return _record(
        path,
        made,
        pieces,
        [digest(text) for text in texts],
        [*embedder.passages(texts)],
        (fingerprint, embedder.fingerprint),
    )


def points(path: str, vectors: Sequence[Vector], model: str = "toy") -> Record:
    """A document whose passages, a short sentence each, have these very vectors."""
    lines = [f"Line {number} of {path} says {number * number}." for number in range(len(vectors))]
    spans = [Span(start := sum(len(line) + 1 for line in lines[:n]), start + len(line)) for n, line in enumerate(lines)]
    pieces = tuple(Piece((span,), "", None) for span in spans)
    made = document("\n".join(lines), title=path)
    return _record(path, made, pieces, [digest(line) for line in lines], vectors, ("1", model))


def directions(count: int, dimensions: int = 16, seed: int = 7) -> list[Vector]:
    """Random unit vectors, the same for the same seed."""
    found = np.random.default_rng(seed).normal(size=(count, dimensions)).astype(np.float32)
    return list(found / np.linalg.norm(found, axis=1, keepdims=True))


def digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:16]


def fill(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files, and the folders that they are in."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def keep(catalogue: Catalogue, record: Record, library: str = SHARED) -> int:
    """Put a document into a catalogue; the library's version then."""
    return catalogue.apply(library, Edit(put=(record,)))


def take_out(catalogue: Catalogue, path: str, library: str = SHARED) -> int:
    """Take a document out of a catalogue."""
    return catalogue.apply(library, Edit(gone=(path,)))


def _record(
    path: str,
    made: Document,
    pieces: Sequence[Piece],
    digests: Sequence[bytes],
    vectors: Sequence[Vector],
    by: tuple[str, str],
) -> Record:
    fingerprint, model = by
    return Record(path, fingerprint, made, model, pieces, digests, vectors)
