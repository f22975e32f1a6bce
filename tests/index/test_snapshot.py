import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.audience import SHARED, Audience
from index.catalogue import Catalogue
from index.characters import visible
from index.errors import UnknownDocument
from index.searching import fts_query
from index.words import words
from tests.index.samples import FAIR, MILL, digest, keep, record
from tests.index.toy_embedder import ToyEmbedder

EVERYONE, MEMBER, STRANGER = Audience.everyone(), Audience.of_server(42), Audience(frozenset({"elsewhere"}))
SECRET = "The vault opens with the blue key. Ask Tom for it."


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


def test_a_known_digest_brings_its_vector_within_its_own_library(shelved: Catalogue) -> None:
    known = digest(f"mill.txt\n{MILL}")
    with shelved.snapshot() as snapshot:
        assert set(snapshot.known(SHARED, "new.txt", [known, digest("other")])) == {known}
        assert snapshot.known("42", "new.txt", [known]) == {}


def test_sizes_and_fingerprints_count_one_library(shelved: Catalogue) -> None:
    with shelved.snapshot() as snapshot:
        assert (snapshot.size(SHARED), snapshot.size("42"), snapshot.size("none")) == ((1, 1), (1, 1), (0, 0))
        assert snapshot.fingerprints("42") == {"vault.txt": "1"}
        assert snapshot.fingerprints("none") == {}
