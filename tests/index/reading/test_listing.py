import pytest

from index.documents import Source, Span
from index.passages import Passage
from index.questions import understand
from index.reading.listing import bare, cells, is_fact, is_row, siblings, wanted_items

PAYS = "- The town gives 900 crowns.\n- The bank pays for the boats. It has done so since May.\n\nNobody else pays."
STEPS = "1. Fill in the form.\n2. Bring it to the office."
FACTS = "Regatta: 4 May, with Ada\n\nBall: 9 June, with Bo\n\nBoth are free."
ROWS = "Room: Attic; Price: 40\n\nRoom: Cellar; Price: 25"


def passage(text: str, heading: str = "", *, parts: tuple[str, ...]) -> Passage:
    spans = tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)
    return Passage(
        "seeds/a.md/1/0", Source("seeds/a.md", "A", None, None, None), Span(0, len(text)), text, spans, heading
    )


def paying(heading: str) -> Passage:
    parts = (
        "- The town gives 900 crowns.",
        "- The bank pays for the boats.",
        "It has done so since May.",
        "Nobody else pays.",
    )
    return passage(PAYS, heading, parts=parts)


@pytest.mark.parametrize(
    "question", ["Who pays for the regatta?", "who pays for the regatta", "What happens at the regatta?"]
)
def test_all_items_are_wanted_if_the_heading_is_the_question(question: str) -> None:
    list_of = paying("Who pays for the regatta, and what happens?")
    items = wanted_items(understand(question), list_of, list_of.sentences[1])
    assert [list_of.quote(item) for item in items] == [
        "The town gives 900 crowns.",
        "The bank pays for the boats.",
        "It has done so since May.",
    ]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param("Who pays for the boats?", 1, id="a word that only an item has"),
        pytest.param("When does the regatta pay?", 1, id="a kind that one item answers"),
        pytest.param("Who pays for the regatta?", 3, id="a sentence below the list"),
    ],
)
def test_one_sentence_is_wanted_otherwise(question: str, sentence: int) -> None:
    list_of = paying("Who pays for the regatta?")
    assert wanted_items(understand(question), list_of, list_of.sentences[sentence]) == []


def test_the_number_of_a_step_is_no_step() -> None:
    parts = "1.", "Fill in the form.", "2.", "Bring it to the office."
    steps = passage(STEPS, "How to join", parts=parts)
    items = wanted_items(understand("how do i join"), steps, steps.sentences[1])
    assert [steps.quote(item) for item in items] == ["Fill in the form.", "Bring it to the office."]


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("- The town gives 900 crowns.", "The town gives 900 crowns."),
        ("12) Close the lid.", "Close the lid."),
        ("• Close the lid.", "Close the lid."),
        ("1931 was a wet year.", "1931 was a wet year."),
        ("A boat sank.", "A boat sank."),
        ("3.5 litres are enough.", "3.5 litres are enough."),
    ],
)
def test_an_item_is_shown_without_its_mark(sentence: str, shown: str) -> None:
    whole = passage(sentence, parts=(sentence,))
    assert whole.quote(bare(whole, whole.sentences[0])) == shown


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Boat: Raft; Winter: a day: 18", [("Boat", "Raft"), ("Winter: a day", "18")]),
        ("Winter: a day: 18; Boat: Raft", [("Winter: a day", "18"), ("Boat", "Raft")]),
        ("Room: Attic; Open: May: 9:00, June: 10:00", [("Room", "Attic"), ("Open", "May: 9:00, June: 10:00")]),
        ("Room: Attic; Open: 9:00", [("Room", "Attic"), ("Open", "9:00")]),
    ],
)
def test_the_name_of_a_cell_may_have_a_colon(row: str, expected: list[tuple[str, str]]) -> None:
    assert [(name, value.of(row)) for name, value in cells(row)] == expected


def test_the_cells_of_a_row_stand_under_their_names() -> None:
    row = "Room: Attic; Price: 40 crowns, 35 in May; Note: no dogs"
    assert [(name, value.of(row)) for name, value in cells(row)] == [
        ("Room", "Attic"),
        ("Price", "40 crowns, 35 in May"),
        ("Note", "no dogs"),
    ]
    assert not is_row("She said: come in; he did.")


@pytest.mark.parametrize(
    ("sentence", "said"), [("Skipper: Ada", True), ("- Skipper: Ada", True), ("Skipper:", False), ("At 9:00", False)]
)
def test_a_name_and_what_it_has_are_a_fact(sentence: str, *, said: bool) -> None:
    assert is_fact(sentence) is said


def test_the_siblings_of_a_row_or_a_fact_are_the_others_and_prose_has_none() -> None:
    rows = passage(ROWS, parts=("Room: Attic; Price: 40", "Room: Cellar; Price: 25"))
    assert siblings(rows, rows.sentences[0]) == [rows.sentences[1]]
    facts = passage(FACTS, parts=("Regatta: 4 May, with Ada", "Ball: 9 June, with Bo", "Both are free."))
    assert siblings(facts, facts.sentences[0]) == [facts.sentences[1]]
    assert siblings(facts, facts.sentences[2]) == []
    prose = paying("")
    assert siblings(prose, prose.sentences[3]) == []
