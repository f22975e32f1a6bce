import pytest

from index.documents import Source, Span
from index.notes import Code, note
from index.passages import Passage
from index.questions import understand
from index.reading.candidates import ENOUGH, Candidate
from index.reading.telling import told
from index.sentences import sentences

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


def told_of(question: str, text: str, sentence: str, heading: str = "") -> tuple[list[str], tuple[str, ...]]:
    """What is told of one sentence of a passage, and the remarks."""
    source = Source("seeds/ferry.txt", "The ferry", None, None, None)
    spans = tuple(sentences(text, Span(0, len(text)), 200))
    passage = Passage("seeds/ferry.txt/1/0", source, Span(0, len(text)), text, spans, heading)
    span = Span(text.index(sentence), text.index(sentence) + len(sentence))
    found = told(understand(question), [Candidate(passage, span, ENOUGH + 1)])
    return [claim.text for claim in found.claims], found.notes


@pytest.mark.parametrize(
    ("was", "following", "is_told"),
    [
        ("The gate used to close at noon.", "It now stays open.", True),
        ("Until 2024 dogs were forbidden.", "Since May 2025 they are allowed.", True),
        ("The gate used to close at noon.", "A guard sat there.", False),
        ("The gate closes at noon.", "It is now blue.", False),
    ],
)
def test_after_what_used_to_be_comes_what_is_now(was: str, following: str, *, is_told: bool) -> None:
    claims, _ = told_of("When does the gate close?", f"{was} {following}", was)
    assert claims == ([was, following] if is_told else [was])


def test_a_time_that_only_the_heading_gives_is_told_as_a_remark() -> None:
    added = "Dark mode was added."
    assert told_of("When was dark mode added?", added, added, "2.1 (2024-11-19)")[1] == (
        note(Code.HEADING, heading="2.1 (2024-11-19)"),
    )
    assert told_of("Who added dark mode?", added, added, "2.1 (2024-11-19)")[1] == ()
    assert told_of("When was dark mode added?", added, added, "Version 2.1")[1] == ()
    assert told_of("When was it?", "It was added in May.", "It was added in May.", "2.1 (2024-11-19)")[1] == ()
