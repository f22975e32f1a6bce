import pytest

from index.evaluating.matching import holds, is_same, precision, token_f1


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("It closed in 1931.", "1931"),
        ("China’s National People’s Congress", "china's national people's congress"),
        ("He stays “until Saturday”.", "until saturday"),
        ("the wheel of the mill", "wheel of mill"),
        ("会议于九月举行。", "九月"),
        ("It cost €1,200.50 in all.", "1,200.50"),
    ],
)
def test_words_that_stand_together_are_held_whatever_is_around_them(text: str, part: str) -> None:
    assert holds(text, part)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("It closed in 1931.", "193"),
        ("Ada met Bo.", "Bo met Ada"),
        ("x, y and z", "x z"),
        ("Anything.", "…"),
        ("", "a"),
    ],
)
def test_other_words_are_not_held(text: str, part: str) -> None:
    assert not holds(text, part)


def test_exact_match_forgives_articles_capitals_and_marks_alone() -> None:
    assert is_same("The Mill.", "mill")
    assert not is_same("the old mill", "mill")
    assert not is_same("", "")


@pytest.mark.parametrize(
    ("said", "gold", "f1"),
    [("in 1931", "1931", 2 / 3), ("1931", "1931", 1.0), ("1932", "1931", 0.0), ("", "1931", 0.0), ("b b", "b", 2 / 3)],
)
def test_token_f1(said: str, gold: str, f1: float) -> None:
    assert token_f1(said, gold) == pytest.approx(f1)


def test_precision_is_the_share_of_telling_words_that_are_known() -> None:
    assert precision("The mill was closed in 1931", ["Closing the mill took until 1931."]) == 1.0
    assert precision("The mill burnt in 1931", ["The mill closed.", "It was 1931."]) == pytest.approx(2 / 3)
    assert precision("The mill closed", []) == 0.0
    assert precision("Is it?", ["It is."]) is None
