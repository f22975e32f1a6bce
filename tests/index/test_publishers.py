import pytest

from index.documents import Source, Span
from index.passages import Passage
from index.publishers import DAY, PUBLISHER, attributed, one_each

VERGE = Source("seeds/a.txt", "The mill and the market", "The Verge", "2023-05-03", None)
AGE = Source("seeds/b.txt", "A town and its mill", "The Age", "2023-05-04", None)
NOBODY = Source("seeds/c.txt", "Minutes", None, "2023-05-03", None)
SOURCES = (VERGE, AGE, NOBODY)


def of(source: Source) -> Passage:
    return Passage(f"{source.document}/1/0", source, Span(0, 1), "x", (Span(0, 1),))


@pytest.mark.parametrize(
    ("question", "gains"),
    [
        ("What does The Verge say of the mill?", (PUBLISHER, 0, 0)),
        ("Did 'The Verge' or The Age tell of the mill first?", (PUBLISHER, PUBLISHER, 0)),
        ("What did The Age report on May 4, 2023?", (0, PUBLISHER + DAY, 0)),
        ("What is the age of the mill?", (0, 0, 0)),
        ("What happened to the mill on 3 May 2023?", (0, 0, 0)),
        ("What do The Vergers say?", (0, 0, 0)),
    ],
)
def test_a_source_gains_by_its_publisher_and_with_it_by_its_day(question: str, gains: tuple[float, ...]) -> None:
    named = attributed(question, SOURCES)
    assert tuple(named.gain(source) for source in SOURCES) == gains


def test_each_article_comes_once_before_any_comes_again() -> None:
    passages = {1: of(VERGE), 2: of(VERGE), 3: of(AGE), 4: of(VERGE), 5: of(NOBODY)}
    assert one_each(passages, passages) == [1, 3, 5, 2, 4]
