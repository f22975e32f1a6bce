"""`Shelf`: the vectors of one library that one model made, as the catalogue keeps them."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.records import whole

_KNOWN = """
    SELECT vector FROM passages WHERE library = :library AND digest = :digest
    UNION ALL SELECT vector FROM embedded WHERE library = :library AND digest = :digest LIMIT 1
"""

MAX_ROW = 2**63 - 1
"""SQLite's highest row number."""


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


class Shelves:
    """Reads of a snapshot's moment."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

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

    def rows_of(self, shelf: Shelf, documents: str) -> npt.NDArray[np.int64]:
        """The rows on a shelf that belong to documents, which are JSON: `[id, …]`; in order."""
        if documents == "[]":
            return np.empty(0, np.int64)
        found = self._db.execute(
            "SELECT id FROM passages WHERE library = ? AND model = ? "
            "AND document IN (SELECT value FROM json_each(?)) ORDER BY id",
            (shelf.library, shelf.model, documents),
        )
        return np.array([row["id"] for row in found], dtype=np.int64)

    def known(self, library: int | None, digests: Iterable[bytes]) -> dict[bytes, npt.NDArray[np.float32]]:
        """The vectors that a library already has for digests, in use or left by a run that was cut off."""
        found = dict[bytes, npt.NDArray[np.float32]]()
        for digest in digests:
            row = self._db.execute(_KNOWN, {"library": library, "digest": digest}).fetchone()
            if row and row["vector"]:
                found[digest] = whole(row["vector"])
        return found
