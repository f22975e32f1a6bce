import pytest

from index.questions import understand
from index.reading.polarity import decisive

CAMPING = "Camping is included in weekend tickets but not in day tickets."


@pytest.mark.parametrize(
    ("question", "sentence", "part"),
    [
        ("is camping included in weekend tickets?", CAMPING, "Camping is included in weekend tickets"),
        ("is camping included in day tickets?", CAMPING, "not in day tickets."),
        ("are campfires allowed?", "Campfires are forbidden; stoves are allowed.", "Campfires are forbidden"),
        ("are stoves allowed?", "Campfires are forbidden; stoves are allowed.", "stoves are allowed."),
        ("can I trade keys?", "Selling accounts is not allowed, nor is trading keys.", "nor is trading keys."),
        ("is heating included?", "Water is not included, but heating is.", "heating is."),
        ("is water included?", "Water is not included, but heating is.", "Water is not included"),
        ("is the pool heated?", "The pool is heated, but there is no sauna.", "The pool is heated"),
        ("did the mill reopen?", "The mill closed in 1931, and it never reopened.", "it never reopened."),
        ("is Bo a member of the club?", "Ada chairs the club; Bo is not a member.", "Bo is not a member."),
        ("is the hall heated?", "The hall is not heated.", "The hall is not heated."),
    ],
)
def test_one_part_decides(question: str, sentence: str, part: str) -> None:
    found = decisive(understand(question), sentence)
    assert found
    assert found.of(sentence) == part


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("did the pool open?", "The pool is empty; the sauna will not open."),
        ("are glasses compulsory in the wood room?", "Glasses are compulsory in B1 and recommended in the wood room."),
        ("is the hall open?", "The hall is open, but the hall is not heated."),
    ],
)
def test_where_several_may_none_does(question: str, sentence: str) -> None:
    assert decisive(understand(question), sentence) is None
