"""A catalogue with made-up vectors on one shelf, and the generations that are built from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.catalogue import Catalogue
from index.embedding import Vector
from index.shelves import Matrix, Shelf
from index.vectors import POINTER, Vectors
from tests.index.samples import directions, keep, points


@dataclass(slots=True)
class Shelved:
    """What a test does to it goes through the catalogue, as in the running bot."""

    home: Path
    catalogue: Catalogue
    vectors: Vectors
    shelf: Shelf

    @property
    def pointer(self) -> Path:
        """The file that says which generation is current."""
        return self.home / POINTER

    @property
    def current(self) -> Path:
        """The folder of the current generation."""
        return self.home / self.pointer.read_text(encoding="utf-8")

    @property
    def matrix(self) -> Matrix:
        """All vectors of the shelf: what an exact search goes through."""
        with self.catalogue.snapshot() as snapshot:
            return snapshot.shelves.vectors(self.shelf)

    def rest(self) -> None:
        """As after a restart."""
        self.vectors = _vectors(self.home.parent.parent, self.shelf)

    @property
    def opened(self) -> bool:
        """Whether a generation answers; otherwise the exact search does, alone."""
        return self.shelf in self.vectors._open

    def add(self, path: str, count: int, seed: int) -> None:
        """A document with so many new vectors."""
        keep(self.catalogue, points(path, directions(count, seed=seed)))

    def refresh(self) -> None:
        """What the writer does after every reindex."""
        self.vectors.refresh(self.catalogue.snapshot, self.shelf)

    def nearest(self, vector: Vector, top: int) -> list[int]:
        """The rows that are found and still there."""
        with self.catalogue.snapshot() as snapshot:
            found = self.vectors.nearest(snapshot, self.shelf, vector, top)
            there = set(snapshot.shelves.vectors(self.shelf).rows)
        return [row for row in found if row in there][:top]

    def exact(self, vector: Vector, top: int) -> list[int]:
        """The rows that are nearest by plain arithmetic."""
        matrix = self.matrix
        return [int(matrix.rows[at]) for at in np.argsort(-(matrix.vectors @ vector), kind="stable")[:top]]

    def recall(self, top: int = 10) -> float:
        """The share of the true neighbours of the shelf's own vectors that are found."""
        asked = self.matrix.vectors[:: max(1, len(self.matrix.rows) // 20)]
        return float(np.mean([len({*self.nearest(v, top)} & {*self.exact(v, top)}) / top for v in asked]))


@contextmanager
def shelved(folder: Path) -> Iterator[Shelved]:
    """The shelf of a data folder, which may be empty."""
    catalogue = Catalogue(folder / "catalogue.sqlite3")
    shelf = Shelf(1, "toy")
    made = Shelved(folder / "vectors" / "1" / "toy", catalogue, _vectors(folder / "vectors", shelf), shelf)
    yield made
    made.vectors.close()
    catalogue.close()


def _vectors(folder: Path, shelf: Shelf) -> Vectors:
    """After the first question, which may not have waited for a generation."""
    made = Vectors(folder, folder.parent / "catalogue.sqlite3")
    made._asked.add(shelf)
    return made
