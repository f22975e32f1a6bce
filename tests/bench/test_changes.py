from tests.bench.changes import changed
from tests.bench.sets import Case, QuestionSet, Text

TEXTS = (
    Text("a", "", "The mill of Oxmere closed in 1931, when Ada Brook left."),
    Text("b", "", "Tom Hale rowed from Linton to Navalt in 1954."),
)
CASES = (
    Case("Why did Ada Brook leave the mill in 1931?", frozenset("a")),
    Case("When did Tom Hale row from Linton?", frozenset("b")),
    Case("What closed in Oxmere?", frozenset("a")),
    Case("Who rowed?", frozenset("b")),
)
DATA = QuestionSet("own", TEXTS, CASES)


def test_a_name_a_place_and_a_year_are_exchanged_for_what_the_text_does_not_have() -> None:
    made = changed(DATA)
    assert {case.question for case in made["name"]} == {
        "Why did Tom Hale leave the mill in 1931?",
        "When did Ada Brook row from Linton?",
    }
    assert {case.question for case in made["place"]} == {"What closed in Linton?"}
    (case,) = made["year"]
    assert case.question.startswith("Why did Ada Brook leave the mill in 19")
    assert "1931" not in case.question


def test_nothing_answers_them_and_they_are_the_same_every_time() -> None:
    made = changed(DATA)
    assert all(not case.gold for cases in made.values() for case in cases)
    assert changed(DATA) == made
