from itertools import pairwise

import numpy as np

from index.catalogue import Catalogue
from index.shelves import Shelf
from tests.index.samples import directions, keep, points

SHELF = Shelf(1, "toy")


def test_vectors_come_back_in_order_and_as_near_as_half_precision_can(catalogue: Catalogue) -> None:
    vectors = directions(40)
    keep(catalogue, points("a.txt", vectors))
    with catalogue.snapshot() as snapshot:
        matrix = snapshot.shelves.vectors(SHELF)
    assert list(matrix.rows) == sorted(matrix.rows)
    assert np.allclose(matrix.vectors, np.array(vectors), atol=1e-3)


def test_vectors_of_two_models_never_stand_on_one_shelf(catalogue: Catalogue) -> None:
    keep(catalogue, points("a.txt", directions(3), model="one"))
    keep(catalogue, points("b.txt", directions(2, dimensions=8), model="two"))
    with catalogue.snapshot() as snapshot:
        assert snapshot.shelves.vectors(Shelf(1, "one")).vectors.shape == (3, 16)
        assert snapshot.shelves.vectors(Shelf(1, "two")).vectors.shape == (2, 8)
        assert len(snapshot.shelves.rows(Shelf(1, "three"))) == 0


def test_ranges_of_rows_share_a_shelf_out(catalogue: Catalogue) -> None:
    keep(catalogue, points("a.txt", directions(10)))
    with catalogue.snapshot() as snapshot:
        parts = [
            snapshot.shelves.vectors(SHELF, after=after, up_to=up_to).rows for after, up_to in pairwise([0, 3, 4, 10])
        ]
        assert [len(part) for part in parts] == [3, 1, 6]
        assert list(snapshot.shelves.rows(SHELF, up_to=4)) == [1, 2, 3, 4]


def test_a_sample_is_some_of_the_shelf(catalogue: Catalogue) -> None:
    keep(catalogue, points("a.txt", directions(30)))
    with catalogue.snapshot() as snapshot:
        everything, sample = snapshot.shelves.vectors(SHELF), snapshot.shelves.vectors(SHELF, sample=8)
    assert len(sample.rows) == 8
    assert np.array_equal(sample.vectors, everything.vectors[np.isin(everything.rows, sample.rows)])
