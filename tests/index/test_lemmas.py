import pytest

from index.lemmas import deed, is_participle, is_told, lemma_of, of_country
from index.words import words


@pytest.mark.parametrize(
    "forms", ["sell sold selling", "visit travelled flew came", "invite invited", "write wrote written"]
)
def test_forms_of_a_verb_are_one_deed(forms: str) -> None:
    assert len({deed(word) for word in words(forms)}) == 1


@pytest.mark.parametrize("verb", ["met", "talks", "married", "fought", "spoke"])
def test_what_two_do_to_each_other_has_no_direction(verb: str) -> None:
    assert [deed(word) for word in words(verb)] == [""]


@pytest.mark.parametrize(("word", "expected"), [("sold", True), ("opened", True), ("taken", True), ("took", False)])
def test_a_participle_is_known_by_its_form(word: str, expected: bool) -> None:
    assert is_participle(word) is expected


def test_to_have_founded_is_not_to_have_found() -> None:
    founded, found, finding = words("founded found finding")
    assert lemma_of(found) == lemma_of(finding) != lemma_of(founded)


@pytest.mark.parametrize("pair", ["China Chinese", "Denmark Danish", "Poland Poles", "Netherlands Dutch"])
def test_a_people_is_of_its_country(pair: str) -> None:
    country, people = words(pair)
    assert of_country(people.term) == country.term == of_country(country.term)


@pytest.mark.parametrize(
    ("asked", "sentence"), [("go", "He travelled."), ("meet", "They met."), ("buy", "She bought it.")]
)
def test_a_word_is_told_in_any_form(asked: str, sentence: str) -> None:
    (word,) = words(asked)
    assert is_told(word, words(sentence))
    assert not is_told(word, words("Nothing happened."))
