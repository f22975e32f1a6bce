import os

import numpy as np
import pytest

from index import building
from index.generation import MANIFEST, Generation, Manifest
from tests.index.samples import directions, keep, points
from tests.index.shelf import Shelved


@pytest.fixture(autouse=True)
def _priority(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build in this process, which keeps its priority."""
    monkeypatch.setattr(os, "nice", lambda _: 0)


def build(shelf: Shelved) -> None:
    building.main(str(shelf.catalogue._path), "1", "toy", str(shelf.home / "000001"))


@pytest.mark.parametrize("count", [1, 2, 3, 40])
def test_shelves_of_any_size_become_generations(unbuilt: Shelved, count: int) -> None:
    unbuilt.add("a.txt", count, seed=1)
    build(unbuilt)
    generation = Generation(unbuilt.home / "000001")
    generation.check(unbuilt.matrix)
    assert (generation.manifest.count, generation.manifest.last_row) == (count, count)
    generation.close()


def test_more_rows_than_chroma_takes_at_once_are_given_in_batches(
    unbuilt: Shelved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "MAX_BATCH", 16)
    unbuilt.add("a.txt", 40, seed=1)
    build(unbuilt)
    assert Manifest.of(unbuilt.home / "000001").count == 40


def test_copies_of_a_text_are_no_fault(unbuilt: Shelved) -> None:
    keep(unbuilt.catalogue, points("a.txt", directions(1) * 30))
    build(unbuilt)
    generation = Generation(unbuilt.home / "000001")
    generation.check(unbuilt.matrix)
    generation.close()


def test_a_generation_that_misses_true_neighbours_is_not_sealed(
    unbuilt: Shelved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "HNSW", {"space": "cosine", "max_neighbors": 2, "ef_construction": 2, "ef_search": 2})
    keep(unbuilt.catalogue, points("a.txt", directions(400, dimensions=64)))
    with pytest.raises(SystemExit, match=r"recall@10 of the new generation is 0\.\d+"):
        build(unbuilt)
    assert not (unbuilt.home / "000001" / MANIFEST).exists()


def test_the_database_holds_no_vectors_twice(unbuilt: Shelved) -> None:
    keep(unbuilt.catalogue, points("a.txt", directions(100, dimensions=384)))
    build(unbuilt)
    secret = unbuilt.matrix.vectors[50].astype(np.float32).tobytes()[:32]
    assert secret not in (unbuilt.home / "000001" / "chroma.sqlite3").read_bytes()


def test_vectors_that_rounding_has_made_longer_or_shorter_are_no_fault(unbuilt: Shelved) -> None:
    keep(unbuilt.catalogue, points("a.txt", [vector * np.float32(1.01) for vector in directions(40)]))
    build(unbuilt)
    assert Manifest.of(unbuilt.home / "000001").count == 40
