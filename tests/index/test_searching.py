from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from index.audience import Audience
from index.catalogue import Catalogue
from index.embedding import Embedder
from index.loading import Models
from index.passages import Passage
from index.searching import Judge, Searcher, fts_query, fuse
from index.vectors import Vectors
from tests.index.samples import FAIR, MILL, keep, record
from tests.index.toy_embedder import ToyEmbedder

EVERYONE, MEMBER = Audience.everyone(), Audience.of_server(42)
VAULT = "Which key opens the vault of the mill?"
PARTS = {
    "c3po.txt": "The pump is of type XR-7714-B. It was bought from Vulcan Works.",
    "d.txt": "The pump is of type XR-7741-B. It was bought from Vulcan Works.",
    "e.txt": "In 1931 the river froze. Skaters came from Oxmere.",
    "f.txt": "In 1932 the river froze. Skaters came from Oxmere.",
    "g.txt": "He who pays the piper calls the tune, said Brook.",
    "h.txt": "She calls on the piper, who pays for a tune.",
}

Search = Callable[..., list[str]]


@pytest.fixture
def search(catalogue: Catalogue, data: Path) -> Iterator[Search]:
    """Documents found, best first, by words and meaning, or by what is given."""
    vectors = Vectors(data / "vectors", data / "catalogue.sqlite3")

    def found(
        question: str, audience: Audience = EVERYONE, embedder: Embedder | None = None, judge: Judge | None = None
    ) -> list[str]:
        searcher = Searcher(vectors, embedder, judge)
        with catalogue.snapshot() as snapshot:
            return [hit.passage.source.document for hit in searcher.search(snapshot, question, audience, 10)]

    yield found
    vectors.close()


@pytest.fixture
def shelved(catalogue: Catalogue) -> None:
    for path, text in {"mill.txt": MILL, "fair.txt": FAIR, **PARTS}.items():
        keep(catalogue, record(path, text, ToyEmbedder()))
    keep(catalogue, record("vault.txt", "The mill has a vault. Its key is blue.", ToyEmbedder()), "42")


pytestmark = pytest.mark.usefixtures("shelved")


def test_the_passage_about_the_question_comes_first(search: Search) -> None:
    assert search("When did the mill close?", embedder=ToyEmbedder())[0] == "seeds/mill.txt"
    assert search("Who opens the fair?", embedder=ToyEmbedder())[0] == "seeds/fair.txt"


@pytest.mark.parametrize(
    ("question", "document"),
    [
        pytest.param("What is XR-7741-B?", "seeds/d.txt", id="a part's number"),
        pytest.param("Where was the skating in 1932?", "seeds/f.txt", id="a year"),
        pytest.param('"pays the piper calls the tune"', "seeds/g.txt", id="a quoted phrase"),
        pytest.param("Vulcan Works XR-7714-B", "seeds/c3po.txt", id="names"),
    ],
)
def test_words_find_what_meaning_cannot_tell_apart(
    search: Search, models: Models, question: str, document: str
) -> None:
    assert search(question, judge=models.span_reader)[0] == document
    assert search(question, embedder=ToyEmbedder())[0] == document


def test_without_any_model_words_alone_find(search: Search) -> None:
    assert search("Oxmere museum wheel")[0] == "seeds/mill.txt"


def test_without_words_in_common_meaning_finds(catalogue: Catalogue, search: Search, models: Models) -> None:
    assert models.embedder
    for path, text in {"mill.txt": MILL, "fair.txt": FAIR}.items():
        keep(catalogue, record(path, text, models.embedder))
    assert search("factory shut down", embedder=models.embedder)[0] == "seeds/mill.txt"
    assert search("factory shut down") == []


def test_a_strangers_documents_are_never_found(search: Search, models: Models) -> None:
    for given in ({}, {"embedder": ToyEmbedder()}, {"judge": models.span_reader}, {"judge": models.reranker}):
        assert "42/vault.txt" in search(VAULT, MEMBER, **given)
        assert "42/vault.txt" not in search(VAULT, EVERYONE, **given)
        assert search("mill", Audience(frozenset()), **given) == []


def test_a_small_library_is_heard_beside_a_large_one(search: Search, models: Models) -> None:
    assert "42/vault.txt" in search(VAULT, MEMBER)[:2]
    assert search(VAULT, MEMBER, judge=models.span_reader)[0] == "42/vault.txt"


@pytest.mark.parametrize("question", ["?", "", "😀", "the of and", '" OR 1', "NEAR(", "*", "山" * 1000, "a" * 5000])
def test_any_text_can_be_looked_for(search: Search, models: Models, question: str) -> None:
    assert len(search(question, embedder=ToyEmbedder(), judge=models.span_reader)) <= 10


def test_no_more_than_the_top_are_found(catalogue: Catalogue, data: Path) -> None:
    searcher = Searcher(Vectors(data / "vectors", data / "catalogue.sqlite3"), ToyEmbedder(), None)
    with catalogue.snapshot() as snapshot:
        hits = searcher.search(snapshot, "river mill fair pump", EVERYONE, 3)
    assert len(hits) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


class Contrary:
    """Holds the passages for better the further down they were found."""

    def relevance(self, _: str, passages: Sequence[Passage]) -> list[float]:
        return [9.0 * at for at, _ in enumerate(passages)]


def test_who_rereads_decides_and_may_be_another_for_one_search(
    catalogue: Catalogue, data: Path, search: Search
) -> None:
    asked = "river mill fair pump"
    assert search(asked, judge=Contrary()) != search(asked)
    with catalogue.snapshot() as snapshot:
        plain = Searcher(Vectors(data / "vectors", data / "catalogue.sqlite3"), None, None)
        hits = plain.search(snapshot, asked, EVERYONE, 10, judge=Contrary())
    assert [hit.passage.source.document for hit in hits] == search(asked, judge=Contrary())


def test_the_same_question_finds_the_same_every_time(search: Search, models: Models) -> None:
    given = {"embedder": ToyEmbedder(), "judge": models.span_reader}
    assert search("river mill fair pump", **given) == search("river mill fair pump", **given)


def test_what_its_neighbour_says_counts_for_a_passage(catalogue: Catalogue, search: Search) -> None:
    garden = "The keeper of it had a garden by the sea. " * 17
    lighthouse = "Ada Brook built the lighthouse of Skerry out of stone. " * 13
    keep(catalogue, record("another.txt", garden, ToyEmbedder()))
    keep(catalogue, record("skerry.txt", lighthouse + garden, ToyEmbedder()))
    found = search("Skerry lighthouse garden")
    assert found == ["seeds/skerry.txt", "seeds/skerry.txt", "seeds/another.txt"]


def test_where_publishers_are_named_each_article_comes_once_before_any_comes_again(
    catalogue: Catalogue, search: Search
) -> None:
    for path, publisher, text in (
        ("1.txt", "The Age", "The mill of Oxmere sold flour on the market for a century."),
        ("2.txt", "The Age", "The flour of the mill of Oxmere was sold on the market, too."),
        ("3.txt", "The Verge", "The mill is a ruin."),
    ):
        made = record(path, text, ToyEmbedder())
        keep(catalogue, replace(made, document=replace(made.document, title="Flour", publisher=publisher)))
    assert "seeds/3.txt" in search("What do The Age and The Verge say of flour on the market of Oxmere?")[:2]
    assert "seeds/3.txt" not in search("What is said of flour on the market of Oxmere?")[:2]


def test_fusing_is_the_mean_of_the_shares() -> None:
    assert fuse({7: 1.0, 8: 0.5}, {8: 1.0, 9: 0.5}) == {8: 0.75, 7: 0.5, 9: 0.25}


def test_fusing_puts_the_best_first_and_breaks_ties_by_row() -> None:
    assert list(fuse({7: 1.0, 8: 0.5}, {8: 1.0, 9: 0.1})) == [8, 7, 9]
    assert list(fuse({5: 1.0}, {3: 1.0})) == [3, 5]


def test_fusing_nothing_is_nothing() -> None:
    assert fuse({}, {}) == {}


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("When did the mills close?", '"mill" OR "close"'),
        ("mill mill MILLS", '"mill" OR "mills"'),
        ("who is it", '"who" OR "is" OR "it"'),
        ("?!", ""),
        ('who wrote "The Old Mills"', '"wrote" OR "old" OR "mill" OR "the old mill"'),
    ],
)
def test_a_query_asks_for_any_telling_word_once(question: str, query: str) -> None:
    assert fts_query(question) == query
