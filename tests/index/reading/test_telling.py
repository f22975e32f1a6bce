import pytest

from index.documents import Source, Span
from index.passages import Passage
from index.questions import understand
from index.reading.candidates import ENOUGH, Candidate
from index.reading.telling import told

AGAIN = "The ferry has sailed again since 4 May 2019."
SANK = "The older ferry sank in 1987."
REOPENED = "The ferry reopened in 2003 after a strike."


def candidate(sentence: str, score: float) -> Candidate:
    source = Source("seeds/ferry.txt", "The ferry", None, None, None)
    span = Span(0, len(sentence))
    return Candidate(Passage(f"seeds/ferry.txt/1/{len(sentence)}", source, span, sentence, (span,)), span, score)


@pytest.mark.parametrize(
    ("other", "score", "is_told"),
    [
        pytest.param(SANK, ENOUGH + 1, False, id="another deed"),
        pytest.param(SANK, ENOUGH + 3, True, id="another deed's word, but as good a sentence"),
        pytest.param(REOPENED, ENOUGH + 1, True, id="the deed itself"),
        pytest.param(REOPENED, ENOUGH - 1, False, id="the deed, but not enough"),
    ],
)
def test_another_dated_event_is_told_if_it_is_of_the_asked_deed(other: str, score: float, *, is_told: bool) -> None:
    found = told(understand("When did the ferry reopen?"), [candidate(AGAIN, ENOUGH + 3), candidate(other, score)])
    assert (other in {claim.text for claim in found.claims}) is is_told
