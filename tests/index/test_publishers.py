import pytest

from index.documents import Source
from index.publishers import DAY, PUBLISHER, attributed, one_each

VERGE = Source("seeds/a.txt", "The mill and the market", "The Verge", "2023-05-03", None)
AGE = Source("seeds/b.txt", "A town and its mill", "The Age", "2023-05-04", None)
NOBODY = Source("seeds/c.txt", "Minutes", None, "2023-05-03", None)
SOURCES = (VERGE, AGE, NOBODY)


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
    sources = {1: VERGE, 2: VERGE, 3: AGE, 4: VERGE, 5: NOBODY}
    assert one_each(sources, sources) == [1, 3, 5, 2, 4]
