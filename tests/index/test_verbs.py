import pytest

from index.verbs import deed, is_participle
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
