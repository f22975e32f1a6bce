import pytest

from index.questions import understand
from index.reading.offices import is_of_other_rank, is_other_office


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("who is the chair of the club", "The treasurer of the club is Ann Willow."),
        ("Who is the club's secretary?", "Ann Willow has been the treasurer since May."),
        ("who's the head coach?", "Bo Lindt, the captain, lives in Linton."),
        ("Who was the first librarian of the town?", "Its first mayor was Otto Lang."),
        ("who is our webmaster now", "Our caretaker is Ann Willow."),
        ("Who is the deputy?", "Ann Willow is an auditor."),
    ],
)
def test_who_holds_another_office_is_no_answer(question: str, sentence: str) -> None:
    assert is_other_office(understand(question), sentence, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("who is the chair of the club", "Ann Willow, the treasurer, is also chairwoman of the club."),
        ("Who is the leader of Oxmere?", "The president of Oxmere is Ann Willow."),
        ("Who is the head of the board?", "Ann Willow is the chairwoman."),
        ("who is the treasurer?", "Ann Willow keeps the books."),
        ("Who is the treasurer?", "Ask Ann Willow for the key."),
        ("Who did the chair thank?", "The treasurer of the club is Ann Willow."),
        ("Who is Ann Willow?", "The treasurer of the club is Ann Willow."),
    ],
)
def test_other_questions_and_sentences_are_left_alone(question: str, sentence: str) -> None:
    assert not is_other_office(understand(question), sentence, sentence)


def test_the_office_may_stand_in_the_heading() -> None:
    told = "Ann Willow is the owner of the bakery."
    assert not is_other_office(understand("Who is the treasurer?"), told, f"Treasurer\n{told}")


@pytest.mark.parametrize(
    ("question", "near", "is_other"),
    [
        ("who is the vice captain", "Captain: Ana Lopes", True),
        ("who is the captain", "Vice captain: Ana Lopes", True),
        ("who is the captain", "Captain: Ana Lopes; Vice captain: Bo Lind", False),
        ("what does the head nurse earn", "She earns 40 crowns.\nDeputy head nurse wanted", True),
        ("who is the head nurse", "The acting head nurse is Ana Lopes.", False),
        ("who is the former president", "The president is Ana Lopes.", True),
        ("who is the president", "Former president Ana Lopes spoke.", True),
        ("who looks after the archive", "The deputy archivist is Ana Lopes.", False),
        ("who is the oldest member", "Ana is the second oldest member.", True),
        ("who is the second oldest member", "Ana is the second oldest member.", False),
        ("who is the oldest member", "Ana is the oldest member, and Bo the youngest.", False),
    ],
)
def test_a_deputy_is_another_office_and_the_second_best_is_not_the_best(
    question: str, near: str, *, is_other: bool
) -> None:
    assert is_of_other_rank(question, near.partition("\n")[0], near) is is_other
