from dataclasses import replace

import pytest

from index.audience import Audience
from index.catalogue import Catalogue
from index.errors import UnknownDocument
from tests.index.samples import FAIR, MILL, directions, keep, points, record
from tests.index.toy_embedder import ToyEmbedder

EVERYONE = Audience.everyone()


def test_a_passages_text_is_its_span_of_the_document(catalogue: Catalogue) -> None:
    text = "\n\n".join([MILL, "😀 " + FAIR, "भारत में हिन्दी बोली जाती है।"] * 20)
    keep(catalogue, record("a.txt", text, ToyEmbedder()))
    with catalogue.snapshot() as snapshot:
        found = list(snapshot.passages(range(1000), EVERYONE).values())
    assert len(found) > 3
    for passage in found:
        assert passage.text == passage.span.of(text)
        assert all(passage.quote(span) == span.of(text) for span in passage.sentences)


@pytest.mark.parametrize(("origin", "is_by_program"), [("properties", True), ("header", False), (None, False)])
def test_a_source_says_whether_a_program_wrote_its_date(
    catalogue: Catalogue, origin: str | None, is_by_program: bool
) -> None:
    one = record("a.txt", MILL, ToyEmbedder())
    keep(catalogue, replace(one, document=replace(one.document, date="2024-04-12", date_origin=origin)))
    with catalogue.snapshot() as snapshot:
        (passage,) = snapshot.passages(range(9), EVERYONE).values()
    assert passage.source.is_dated_by_program is is_by_program


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
