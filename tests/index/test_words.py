from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words import FUNCTION_WORDS, terms, whole, words


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        pytest.param("Don't stop, Ada-Brook!", ["Don't", "stop", "Ada", "Brook"], id="english"),
        pytest.param("भारत में हिन्दी।", ["भारत", "में", "हिन्दी"], id="hindi"),
        pytest.param("مرحبا بالعالم", ["مرحبا", "بالعالم"], id="arabic"),
        pytest.param("ฉันรักคุณ", ["ฉัน", "รัก", "คุณ"], id="thai"),
        pytest.param("我住在北京。", ["我", "住在", "北京"], id="chinese"),
        pytest.param("東京に住む", ["東京", "に", "住む"], id="japanese"),
        pytest.param("costs 1,234.50 €", ["costs", "1,234.50"], id="numbers"),
        pytest.param("😀 mill 👩🏽\u200d💻", ["mill"], id="emoji"),
    ],
)
def test_words_are_cut_as_the_script_cuts_them(text: str, cut: list[str]) -> None:
    assert [word.text for word in words(text)] == cut


@given(st.text(max_size=120))
def test_words_stand_where_their_spans_say_in_order_and_apart(text: str) -> None:
    found = list(words(text))
    assert all(word.span.of(text) == word.text for word in found)
    assert all(before.span.end <= after.span.start for before, after in pairwise(found))


def test_no_letter_or_digit_is_left_outside_the_words() -> None:
    text = "Müller’s 3rd भारत 北京 x"
    inside = {at for word in words(text) for at in range(word.span.start, word.span.end)}
    assert [c for at, c in enumerate(text) if c.isalnum() and at not in inside] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("meetings", "meet"),
        ("traveled", "travels"),
        ("café", "CAFE"),
        ("naïve", "naive"),
        ("Straße", "strasse"),
        ("Kim’s", "Kim"),
        ("U.S.", "US"),
        ("ﬁne", "fine"),
        ("Ｋｉｍ", "kim"),
    ],
)
def test_forms_of_a_word_are_the_same_term(one: str, other: str) -> None:
    assert terms(one) == terms(other)


@pytest.mark.parametrize(("one", "other"), [("में", "मे"), ("が", "か"), ("1931", "1932"), ("mill", "mile"), ("й", "и")])
def test_signs_that_carry_meaning_keep_terms_apart(one: str, other: str) -> None:
    assert terms(one) != terms(other)


def test_an_acronym_is_not_the_function_word_that_it_looks_like() -> None:
    kinds = {word.text: word.is_function_word for word in words("US us IT it Us WHO who")}
    assert kinds == {"US": False, "us": True, "IT": False, "it": True, "Us": True, "WHO": False, "who": True}


def test_function_words_are_lower_case_and_single() -> None:
    assert all(word == word.lower() and len(word.split()) == 1 for word in FUNCTION_WORDS)


def test_terms_keep_their_order_and_repetitions() -> None:
    assert terms("mill by mill") == ["mill", "by", "mill"]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Łódź", "Lodz"),
        ("Þórunn", "Thorunn"),
        ("Tromsø", "Tromso"),
        ("Đà Nẵng", "Da Nang"),
        ("Æthelstan", "Aethelstan"),
    ],
)
def test_letters_that_few_keyboards_have_may_be_typed_without(written: str, typed: str) -> None:
    assert terms(written) == terms(typed)


@pytest.mark.parametrize(
    ("text", "part", "place"),
    [
        ("The mayor came in May.", "may", -1),
        ("The Mayor came in May.", "May", 18),
        ("in May, then in May", "in May", 0),
        ("It cost 1,200 euros, not 200.", "200", 25),
        ("磨坊于1931年关闭。", "1931年", 3),
        ("nothing", "", -1),
    ],
)
def test_a_part_stands_where_it_cuts_no_word(text: str, part: str, place: int) -> None:
    assert whole(text, part) == place


def test_a_part_is_looked_for_from_a_place_on() -> None:
    assert whole("in May, then in May", "in May", 1) == 13


@pytest.mark.parametrize("word", ["wasn't", "wasn’t", "wasnt", "can't", "we'll", "theyre", "thats", "who's"])
def test_a_contraction_tells_nothing(word: str) -> None:
    assert next(words(word)).is_function_word


@pytest.mark.parametrize("word", ["cantor", "want", "mustang", "well", "shed", "went", "Kent"])
def test_what_only_looks_like_one_does(word: str) -> None:
    assert not next(words(word)).is_function_word
