import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.names import mentions, names, rival
from index.words import words


def named(text: str) -> list[str]:
    return [text[name[0].span.start : name[-1].span.end] for name in names(text, list(words(text)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("yesterday Ada Brook met Tom", ["Ada Brook", "Tom"]),
        ("the US, South Korea and others", ["US", "South Korea"]),
        ("Jean-Luc O’Neill of St. Ives", ["Jean-Luc O’Neill", "St. Ives"]),
        ("she left in 1954 with 7 bags", ["1954"]),
        ("nothing here", []),
        ("", []),
    ],
)
def test_names_are_runs_of_capitalised_words_and_numbers(text: str, found: list[str]) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Ada Brook", "Then Mrs Brook left."),
        ("Brook", "Ada Brook left."),
        ("Kim Jong Un", "Mr Kim travelled."),
        ("Russia", "the Russian president"),
        ("President Vale", "Miriam Vale spoke."),
        ("European Union", "It joined the EU."),
        ("EU", "It joined the European Union."),
        ("Oxmere", "in oxmere and linton"),
        ("Helmut Brand", "Former Chancellor Brand spoke."),
        ("1954", "It was sold in 1954."),
        ("National Anthem", "They sang the national anthem."),
    ],
)
def test_a_part_another_form_or_the_initials_may_be_the_same(asked: str, text: str) -> None:
    (name,) = names(asked, list(words(asked)))
    assert mentions(text, name)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Ingrid Holm", "Then Ingrid Solberg left."),
        ("South Korea", "He flew to North Korea."),
        ("World Cup", "after the World War"),
        ("Brook", "Ada Marsh left by the brookside."),
        ("1954", "It was sold in 1945."),
        ("EU", "The emu ran."),
        ("Tom", ""),
    ],
)
def test_another_name_is_not_the_same(asked: str, text: str) -> None:
    (name,) = names(asked, list(words(asked)))
    assert not mentions(text, name)


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("Stone Man Hut", "The Adler Hut has 32 beds.", "Adler Hut"),
        ("Aquila K500", "The Aquila K300 holds a litre.", "Aquila K300"),
        ("Upper Skerrin", "She went to Lower Skerrin.", "Lower Skerrin"),
        ("Ada Brook", "Mr Brook was there.", None),
        ("Ada Brook", "Ada Lang was there.", None),
        ("Brook", "Tom Brook was there.", None),
        ("Stone Man Hut", "The hut has 32 beds.", None),
    ],
)
def test_another_name_of_the_same_kind_is_a_rival(asked: str, text: str, found: str | None) -> None:
    (name,) = names(asked, list(words(asked)))
    assert rival(text, name) == found


@given(st.text(max_size=80), st.text(max_size=200))
def test_any_text_can_be_searched_for_any_name(asked: str, text: str) -> None:
    for name in names(asked, list(words(asked))):
        assert mentions(text, name) in {True, False}
        assert mentions(asked, name)
