from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.audience import SHARED, Audience
from index.catalogue import Catalogue
from index.characters import visible
from index.errors import UnknownDocument
from index.searching import fts_query
from index.snapshot import Shelf
from index.words import words
from tests.index.samples import FAIR, MILL, digest, directions, keep, points, record
from tests.index.toy_embedder import ToyEmbedder

EVERYONE, MEMBER, STRANGER = Audience.everyone(), Audience.of_server(42), Audience(frozenset({"elsewhere"}))
SECRET = "The vault opens with the blue key. Ask Tom for it."
SHELF = Shelf(1, "toy")


@pytest.fixture
def shelved(catalogue: Catalogue) -> Catalogue:
    """A shared document, and one that only the members of server 42 may see."""
    keep(catalogue, record("mill.txt", MILL, ToyEmbedder()))
    keep(catalogue, record("vault.txt", SECRET, ToyEmbedder()), "42")
    return catalogue


def test_libraries_are_only_those_of_the_audience(shelved: Catalogue) -> None:
    with shelved.snapshot() as snapshot:
        assert set(snapshot.libraries(EVERYONE)) == {SHARED}
        assert set(snapshot.libraries(MEMBER)) == {SHARED, "42"}
        assert snapshot.libraries(STRANGER) == {}


def test_passages_of_other_libraries_do_not_come_back_even_by_their_rows(shelved: Catalogue) -> None:
    with shelved.snapshot() as snapshot:
        assert {p.source.document for p in snapshot.passages(range(99), MEMBER).values()} == {
            "seeds/mill.txt",
            "42/vault.txt",
        }
        assert {p.source.document for p in snapshot.passages(range(99), EVERYONE).values()} == {"seeds/mill.txt"}
        assert snapshot.passages(range(99), STRANGER) == {}


def test_listings_are_only_those_of_the_audience(shelved: Catalogue) -> None:
    with shelved.snapshot() as snapshot:
        assert [at.source.document for at in snapshot.listings(EVERYONE)] == ["seeds/mill.txt"]
        assert [at.source.document for at in snapshot.listings(MEMBER)] == ["seeds/mill.txt", "42/vault.txt"]
        assert snapshot.listings(STRANGER) == ()


@pytest.mark.parametrize(
    "document", ["42/vault.txt", "seeds/../42/vault.txt", "seeds/none.txt", "seeds", "", "/", "42"]
)
def test_the_text_of_what_an_audience_may_not_see_is_unknown(shelved: Catalogue, document: str) -> None:
    with shelved.snapshot() as snapshot, pytest.raises(UnknownDocument, match="no such document"):
        snapshot.text(document, EVERYONE)


def test_a_members_own_text_is_read_whole(shelved: Catalogue) -> None:
    with shelved.snapshot() as snapshot:
        assert snapshot.text("42/vault.txt", MEMBER) == SECRET


def test_a_hidden_passage_and_one_that_never_was_look_alike(shelved: Catalogue) -> None:
    said = []
    with shelved.snapshot() as snapshot:
        (hidden,) = (p.id for p in snapshot.passages(range(99), MEMBER).values() if p.source.document == "42/vault.txt")
        for passage in (hidden, "42/none.txt/0/0"):
            with pytest.raises(UnknownDocument) as refused:
                snapshot.neighbourhood(passage, EVERYONE)
            said.append(str(refused.value))
    assert said[0] == said[1]


def test_a_passages_text_is_its_span_of_the_document(catalogue: Catalogue) -> None:
    text = "\n\n".join([MILL, "😀 " + FAIR, "भारत में हिन्दी बोली जाती है।"] * 20)
    keep(catalogue, record("a.txt", text, ToyEmbedder()))
    with catalogue.snapshot() as snapshot:
        found = list(snapshot.passages(range(1000), EVERYONE).values())
    assert len(found) > 3
    for passage in found:
        assert passage.text == passage.span.of(text)
        assert all(passage.quote(span) == span.of(text) for span in passage.sentences)


def test_a_passage_stands_between_its_neighbours(catalogue: Catalogue) -> None:
    keep(catalogue, points("a.txt", directions(3)))
    with catalogue.snapshot() as snapshot:
        ids = [passage.id for passage in snapshot.passages(range(9), EVERYONE).values()]
        first, middle, last = (snapshot.neighbourhood(passage, EVERYONE) for passage in ids)
    assert (first.before, last.after) == (None, None)
    assert (middle.before, middle.passage, middle.after) == (first.passage, middle.passage, last.passage)
    assert [(at.ordinal, at.of_passages) for at in (first, middle, last)] == [(0, 3), (1, 3), (2, 3)]


def test_an_id_lasts_as_long_as_the_text_and_no_longer(catalogue: Catalogue) -> None:
    ids = []
    for text, fingerprint in ((MILL, "1"), (MILL, "2"), (FAIR, "3")):
        keep(catalogue, record("a.txt", text, ToyEmbedder(), fingerprint))
        with catalogue.snapshot() as snapshot:
            ids += [passage.id for passage in snapshot.passages(range(99), EVERYONE).values()]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(
    "tail", ["", "x", "-1", "1", "99", "٠", "0.0", "00", "9" * 5000, "0/0"], ids=lambda tail: repr(tail)[:9]
)
def test_an_id_that_leads_nowhere_is_unknown(catalogue: Catalogue, tail: str) -> None:
    keep(catalogue, record("a.txt", MILL, ToyEmbedder()))
    with catalogue.snapshot() as snapshot:
        (passage,) = snapshot.passages(range(99), EVERYONE).values()
        with pytest.raises(UnknownDocument, match="is gone"):
            snapshot.neighbourhood(passage.id.removesuffix("0") + tail, EVERYONE)


@pytest.mark.parametrize("path", ["a/b/c.txt", "a b.txt", "' OR 1=1 --.txt", "%.txt", "भारत.txt", "a.txt/0/0"])
def test_any_path_leads_back_to_its_document(catalogue: Catalogue, path: str) -> None:
    keep(catalogue, record(path, MILL, ToyEmbedder()))
    with catalogue.snapshot() as snapshot:
        (passage,) = snapshot.passages(range(99), EVERYONE).values()
        assert snapshot.neighbourhood(passage.id, EVERYONE).passage == passage
        assert snapshot.text(f"seeds/{path}", EVERYONE) == MILL


@given(st.text(max_size=100))
def test_no_text_is_more_than_words_to_the_word_index(empty_catalogue: Catalogue, text: str) -> None:
    query = fts_query(text)
    with empty_catalogue.snapshot() as snapshot:
        assert not query or snapshot.by_words(1, query, 10, EVERYONE) == {}


@pytest.mark.parametrize(
    "text", ['" OR header:"mill', "NEAR(a b)", "mill* NOT", "body : {", "mill AND", "^mill", "''\"\"", "𞤀𞤣"]
)
def test_operators_of_the_query_language_are_only_text(catalogue: Catalogue, text: str) -> None:
    keep(catalogue, record("odd.txt", f"Say {text} aloud.", ToyEmbedder()))
    query = fts_query(text)
    with catalogue.snapshot() as snapshot:
        assert not query or set(snapshot.by_words(1, query, 10, EVERYONE)) == {1}


@given(text=st.text(min_size=1, max_size=60).map(visible))
def test_every_word_of_a_document_finds_it(empty_catalogue: Catalogue, text: str) -> None:
    keep(empty_catalogue, record("any.txt", f"x {text}", ToyEmbedder()), "any")
    with empty_catalogue.snapshot() as snapshot:
        library = snapshot.libraries(Audience(frozenset({"any"})))["any"]
        found = {word.text: snapshot.by_words(library, fts_query(word.text), 1, EVERYONE) for word in words(text)}
    assert [word for word, rows in found.items() if not rows] == []


def test_the_best_of_the_words_comes_first(catalogue: Catalogue) -> None:
    for path, text in {"fair.txt": FAIR, "mill.txt": MILL, "wheel.txt": f"{FAIR} A wheel turns."}.items():
        keep(catalogue, record(path, text, ToyEmbedder()))
    with catalogue.snapshot() as snapshot:
        found = snapshot.by_words(1, fts_query("the wheel of the mill"), 10, EVERYONE)
        best = snapshot.passages(found, EVERYONE)[next(iter(found))]
    assert best.source.document == "seeds/mill.txt"
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_vectors_come_back_in_order_and_as_near_as_half_precision_can(catalogue: Catalogue) -> None:
    vectors = directions(40)
    keep(catalogue, points("a.txt", vectors))
    with catalogue.snapshot() as snapshot:
        matrix = snapshot.vectors(SHELF)
    assert list(matrix.rows) == sorted(matrix.rows)
    assert np.allclose(matrix.vectors, np.array(vectors), atol=1e-3)


def test_vectors_of_two_models_never_stand_on_one_shelf(catalogue: Catalogue) -> None:
    keep(catalogue, points("a.txt", directions(3), model="one"))
    keep(catalogue, points("b.txt", directions(2, dimensions=8), model="two"))
    with catalogue.snapshot() as snapshot:
        assert snapshot.vectors(Shelf(1, "one")).vectors.shape == (3, 16)
        assert snapshot.vectors(Shelf(1, "two")).vectors.shape == (2, 8)
        assert len(snapshot.rows(Shelf(1, "three"))) == 0


def test_ranges_of_rows_share_a_shelf_out(catalogue: Catalogue) -> None:
    keep(catalogue, points("a.txt", directions(10)))
    with catalogue.snapshot() as snapshot:
        parts = [snapshot.vectors(SHELF, after=after, up_to=up_to).rows for after, up_to in pairwise([0, 3, 4, 10])]
        assert [len(part) for part in parts] == [3, 1, 6]
        assert list(snapshot.rows(SHELF, up_to=4)) == [1, 2, 3, 4]


def test_a_sample_is_some_of_the_shelf(catalogue: Catalogue) -> None:
    keep(catalogue, points("a.txt", directions(30)))
    with catalogue.snapshot() as snapshot:
        everything, sample = snapshot.vectors(SHELF), snapshot.vectors(SHELF, sample=8)
    assert len(sample.rows) == 8
    assert np.array_equal(sample.vectors, everything.vectors[np.isin(everything.rows, sample.rows)])


def test_a_known_digest_brings_its_vector_within_its_own_library(shelved: Catalogue) -> None:
    known = digest(f"mill.txt\n{MILL}")
    with shelved.snapshot() as snapshot:
        assert set(snapshot.known(SHARED, [known, digest("other")])) == {known}
        assert snapshot.known("42", [known]) == {}


def test_sizes_and_fingerprints_count_one_library(shelved: Catalogue) -> None:
    with shelved.snapshot() as snapshot:
        assert (snapshot.size(SHARED), snapshot.size("42"), snapshot.size("none")) == ((1, 1), (1, 1), (0, 0))
        assert snapshot.fingerprints("42") == {"vault.txt": "1"}
        assert snapshot.fingerprints("none") == {}
