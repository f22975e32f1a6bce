import json

import pytest

from index.errors import InvalidSetting
from index.evaluating.golden import Golden, read_golden


def test_a_line_is_a_question_with_what_is_right() -> None:
    line = {
        "question": "When?",
        "answer_any": ["1931", "in 1931"],
        "answer_all": "Oxmere",
        "quote": "The mill closed in 1931.",
        "must_not": ["1932"],
        "kind": "when",
        "document": "mill.txt",
        "turns": ["What is the mill?"],
        "as_of": "2024-01-31",
        "id": 7,
    }
    assert read_golden([json.dumps(line), "", " "]) == (
        Golden(
            "When?",
            answer_any=("1931", "in 1931"),
            answer_all=("Oxmere",),
            quotes=("The mill closed in 1931.",),
            must_not=("1932",),
            kind="when",
            documents=("mill.txt",),
            turns=("What is the mill?",),
            as_of="2024-01-31",
        ),
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{broken", "it is no JSON object"),
        ("[" * 100_000, "it is no JSON object"),
        ("[]", "it is no JSON object"),
        ('{"answer_any": ["1931"]}', "it has no question"),
        ('{"question": " ", "unanswerable": true}', "it has no question"),
        ('{"question": 7, "unanswerable": true}', "question is no text"),
        ('{"question": "When?"}', "it needs answer_any, answer_all, quote or unanswerable"),
        ('{"question": "When?", "answer_any": []}', "it needs answer_any, answer_all, quote or unanswerable"),
        ('{"question": "When?", "answer_any": ["1931", 1931]}', "answer_any is no list of texts"),
        ('{"question": "When?", "quote": ""}', "quote is no list of texts"),
        ('{"question": "When?", "answer_all": "a", "unanswerable": true}', "it has an answer and is unanswerable"),
        ('{"question": "When?", "unanswerable": "yes"}', "unanswerable is neither true nor false"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(line: str, why: str) -> None:
    with pytest.raises(InvalidSetting) as failure:
        read_golden(['{"question": "Who?", "unanswerable": true}', line])
    assert str(failure.value) == f"Line 2 of the questions cannot be used: {why}."


def test_a_file_without_a_question_is_no_run() -> None:
    with pytest.raises(InvalidSetting):
        read_golden(["", "  "])


def test_the_same_words_after_other_turns_or_on_another_day_are_another_question() -> None:
    keys = {
        Golden("And then?", turns=turns, as_of=day).key for turns in ((), ("Who?",)) for day in (None, "2024-01-31")
    }
    assert len(keys) == 4
