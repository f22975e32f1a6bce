import pytest

from bot.starters import candidates, in_turn


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("## How do I reset my password?\nClick on it.", "How do I reset my password?"),
        ("- 3. What does it cost?\nNothing.", "What does it cost?"),
        ("On Thursday Zhao Leji, chairman of the congress, arrived.", "Who is Zhao Leji?"),
        ("The Harbour Festival is a yearly fair.", "What is the Harbour Festival?"),
    ],
)
def test_what_a_text_seems_to_answer_becomes_a_question(text: str, question: str) -> None:
    assert question in candidates(text)


@pytest.mark.parametrize("text", ["It is a fair.", "", "a" * 50_000, "lower case is the rule here."])
def test_what_names_nothing_becomes_none(text: str) -> None:
    assert candidates(text) == []


def test_a_long_document_gives_few_questions() -> None:
    assert len(candidates("\n".join(f"What is number {n} for us?" for n in range(99)))) == 5


def test_in_turn() -> None:
    assert list(in_turn("ad", "b", "ce")) == ["a", "b", "c", "d", "e"]
