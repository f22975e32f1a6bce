"""`Record`: a document as the catalogue keeps it, with its passages and vectors; and how earlier ones are packed."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from itertools import accumulate, pairwise
from typing import Self

import numpy as np
import numpy.typing as npt

from index.documents import Document, Span
from index.embedding import Vector
from index.passages import Piece


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document comes from that was given, not found in a folder.

    `file` is the name it was given under, and `digest` the SHA-256 (hex) of its bytes, which are kept. A page also has
    the `url` where it was found, `etag` and `last_modified` for asking again, and what a curator `asked` for.
    """

    file: str
    digest: str
    charset: str | None = None
    url: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    asked: str | None = None

    def to_json(self) -> str:
        """As a row holds it."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, said: str | None) -> Self | None:
        """As a row holds it, but for what only a later version knows; None for a document of the folder."""
        if not said:
            return None
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in json.loads(said).items() if name in known})


@dataclass(frozen=True, slots=True)
class Record:
    """A document ready to be kept: `vectors[n]` and `digests[n]` belong to `pieces[n]`.

    `model` is the fingerprint of the embedder, empty where there is none: then every vector is of length 0.
    `indexed_at` is ISO 8601 in UTC, None for now.
    """

    path: str
    fingerprint: str
    document: Document
    model: str
    pieces: Sequence[Piece]
    digests: Sequence[bytes]
    vectors: Sequence[Vector]
    origin: Origin | None = None
    indexed_at: str | None = None


def half(vector: Vector) -> bytes:
    """A vector as it is kept: float16, which costs no neighbour that was seen to matter."""
    return vector.astype(np.float16).tobytes()


def whole(kept: bytes) -> npt.NDArray[np.float32]:
    """A kept vector as it is used; or many, one after the other."""
    return np.frombuffer(kept, dtype=np.float16).astype(np.float32)


def lengths(sentences: Sequence[Span]) -> str:
    """Sentences as they are kept: JSON of the first one's length, the gap to the next, its length, and so on."""
    edges = [edge for span in sentences for edge in (span.start, span.end)]
    return json.dumps([after - before for before, after in pairwise(edges)], separators=(",", ":"))


def spans(start: int, kept: str) -> tuple[Span, ...]:
    """Kept sentences as they are used; the first begins at `start`."""
    edges = list(accumulate(json.loads(kept), initial=start))
    return tuple(Span(*edge) for edge in zip(edges[::2], edges[1::2], strict=True))


def pack(record: Record) -> tuple[bytes, bytes]:
    """An earlier version, small: everything but its vectors, compressed; and the vectors, float16."""
    said = {
        "path": record.path,
        "fingerprint": record.fingerprint,
        "document": record.document.to_plain(),
        "model": record.model,
        "pieces": [
            [[(span.start, span.end) for span in piece.sentences], piece.heading, piece.page] for piece in record.pieces
        ],
        "digests": [digest.hex() for digest in record.digests],
        "origin": record.origin and record.origin.to_json(),
        "indexed_at": record.indexed_at,
    }
    return zlib.compress(json.dumps(said, ensure_ascii=False).encode("utf-8")), b"".join(map(half, record.vectors))


def unpack(packed: bytes, vectors: bytes) -> Record:
    """The record again."""
    said = json.loads(zlib.decompress(packed))
    pieces = tuple(
        Piece(tuple(Span(start, end) for start, end in sentences), heading, page)
        for sentences, heading, page in said["pieces"]
    )
    return Record(
        path=said["path"],
        fingerprint=said["fingerprint"],
        document=Document.from_plain(said["document"]),
        model=said["model"],
        pieces=pieces,
        digests=tuple(map(bytes.fromhex, said["digests"])),
        vectors=tuple(whole(vectors).reshape(len(pieces), -1)) if pieces else (),
        origin=Origin.from_json(said["origin"]),
        indexed_at=said["indexed_at"],
    )
