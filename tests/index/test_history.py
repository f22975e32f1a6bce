from collections.abc import Callable

import pytest

from index.audience import SHARED, Audience
from index.catalogue import Catalogue
from index.editing import Edit
from index.history import KEPT
from index.records import Record, pack, unpack
from tests.index.samples import FAIR, MILL, keep, record, take_out
from tests.index.toy_embedder import ToyEmbedder

EVERYONE = Audience.everyone()


def texts(catalogue: Catalogue) -> dict[str, str]:
    with catalogue.snapshot() as snapshot:
        return {at.path: snapshot.text(at.source.document, EVERYONE) for at in snapshot.listings(EVERYONE)}


def version(catalogue: Catalogue, number: int) -> dict[str, str]:
    """What a version held, put together from what differs and what does not."""
    with catalogue.snapshot() as snapshot:
        earlier, later = snapshot.earlier(SHARED, number)
    kept = {path: text for path, text in texts(catalogue).items() if path not in later}
    return kept | {path: record.document.text for path, record in earlier.items()}


def superseded(catalogue: Catalogue) -> int:
    return int(catalogue._db.execute("SELECT count(*) FROM superseded").fetchone()[0])


def put(catalogue: Catalogue, path: str, text: str, fingerprint: str = "1") -> int:
    return keep(catalogue, record(path, text, ToyEmbedder(), fingerprint))


def test_a_packed_record_is_the_same_again() -> None:
    before = record("a/ü.txt", f"{MILL} भारत 😀", ToyEmbedder())
    after = unpack(*pack(before))
    assert (after.path, after.document, tuple(after.pieces)) == (before.path, before.document, tuple(before.pieces))
    assert (after.digests, after.model) == (tuple(before.digests), before.model)
    assert [vector.tolist() for vector in after.vectors] == [
        pytest.approx(vector.tolist(), abs=1e-3) for vector in before.vectors
    ]


def test_a_record_without_vectors_is_packed_too() -> None:
    made = record("a.txt", MILL, ToyEmbedder())
    bare = Record(made.path, "1", made.document, "", made.pieces, made.digests, [v[:0] for v in made.vectors])
    assert [len(vector) for vector in unpack(*pack(bare)).vectors] == [0] * len(made.pieces)


def test_every_earlier_version_can_be_told(catalogue: Catalogue) -> None:
    held: list[dict[str, str]] = [{}]
    steps: list[Callable[[], int]] = [
        lambda: put(catalogue, "a.txt", MILL),
        lambda: put(catalogue, "b.txt", FAIR),
        lambda: put(catalogue, "a.txt", FAIR),
        lambda: take_out(catalogue, "b.txt"),
        lambda: put(catalogue, "b.txt", MILL),
        lambda: put(catalogue, "a.txt", MILL),
    ]
    for number, step in enumerate(steps, 1):
        assert step() == number
        held.append(texts(catalogue))
    assert [version(catalogue, number) for number in range(1, len(held))] == held[1:]


def test_versions_are_counted_and_told(catalogue: Catalogue) -> None:
    put(catalogue, "a.txt", MILL)
    new = record("b.txt", FAIR, ToyEmbedder())
    changed = record("a.txt", FAIR, ToyEmbedder())
    catalogue.apply(SHARED, Edit(put=(changed, new), cause="reindex", actor="Ada"))
    catalogue.apply(SHARED, Edit(gone=("a.txt", "never.txt")))
    with catalogue.snapshot() as snapshot:
        told = [
            (at.number, at.actor, at.added, at.updated, at.removed, at.documents) for at in snapshot.versions(SHARED)
        ]
    assert told == [(3, "", 0, 0, 1, 1), (2, "Ada", 1, 1, 0, 2), (1, "", 1, 0, 0, 1)]


def test_only_the_last_versions_are_kept(catalogue: Catalogue) -> None:
    for number in range(KEPT + 5):
        put(catalogue, "a.txt", f"{MILL} {number}")
    with catalogue.snapshot() as snapshot:
        numbers = [version.number for version in snapshot.versions(SHARED)]
    assert numbers == list(range(KEPT + 5, 4, -1))
    assert superseded(catalogue) == KEPT
    assert version(catalogue, numbers[-1]) == {"a.txt": f"{MILL} 4"}


def test_a_document_that_was_only_read_anew_is_no_new_version_of_it(catalogue: Catalogue) -> None:
    put(catalogue, "a.txt", MILL)
    put(catalogue, "a.txt", MILL, fingerprint="read by a later reader")
    assert superseded(catalogue) == 0
    assert version(catalogue, 1) == {"a.txt": MILL}


def test_libraries_have_versions_of_their_own(catalogue: Catalogue) -> None:
    put(catalogue, "a.txt", MILL)
    assert keep(catalogue, record("a.txt", FAIR, ToyEmbedder()), "42") == 1
    assert put(catalogue, "b.txt", MILL) == 2
    with catalogue.snapshot() as snapshot:
        assert len(snapshot.versions("42")) == 1
        assert snapshot.versions("none") == ()
