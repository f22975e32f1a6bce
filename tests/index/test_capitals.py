import pytest

from index.capitals import capitalised
from index.documents import Source, Span
from index.passages import Passage
from index.sentences import sentences

TEXT = (
    "Mayor Siv Myhre thanked the choir at Hallam Mill. Boats go from there. A mill has stood there, said Þorgeir "
    "Dębski. Storage: Field has 50 GB. He paid for the boats, and Storage was full in May. "
    "The prize went to Borrowed Boats. We shut on New Year's Eve, and the Oar Club meets, a club of its own.\n\n"
    "Boat: Skiff; Full season Mooring fee: 20"
)


def passage() -> Passage:
    span = Span(0, len(TEXT))
    source = Source("seeds/a.md", "A", None, None, None)
    return Passage("seeds/a.md/1/0", source, span, TEXT, tuple(sentences(TEXT, span, 200)))


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("when did siv myhre thank the choir", "when did Siv Myhre thank the choir"),
        ("who is thorgeir debski", "who is Thorgeir Debski"),
        ("Who is thorgeir debski?", "Who is Thorgeir Debski?"),
        ("who built hallam mill", "who built Hallam Mill"),
        ("where is the mill", "where is the mill"),
        ("where do boats go", "where do boats go"),
        ("how much is a mooring this year", "how much is a mooring this year"),
        ("what is the mooring fee", "what is the mooring fee"),
        ("what shuts in the old year", "what shuts in the old year"),
        ("how siv is it", "how siv is it"),
        ("can a 16-year-siv come", "can a 16-year-siv come"),
        ("who pays for an oar", "who pays for an oar"),
        ("when does the oar club meet", "when does the Oar Club meet"),
        ("who did siv borrow it from", "who did Siv borrow it from"),
    ],
)
def test_a_name_gets_the_capital_that_the_passages_give_it(question: str, read: str) -> None:
    assert capitalised(question, [passage()]) == read


@pytest.mark.parametrize("question", ["When did Siv Myhre thank hallam?", "when did Anna meet siv"])
def test_a_question_with_capitals_of_its_own_stays_as_it_is(question: str) -> None:
    assert capitalised(question, [passage()]) == question


def test_without_passages_nothing_changes() -> None:
    assert capitalised("who is siv", []) == "who is siv"
