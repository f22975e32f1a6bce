import pytest

from index.questions import understand
from index.reading.things import (
    gives_no_reason,
    has_all_words,
    is_other_thing,
    is_price_of_another,
    is_untold,
)

MEDAL = "Ada gave Tom a medal in May."


@pytest.mark.parametrize(
    ("question", "sentence", "near", "is_other"),
    [
        ("How much does cocoa cost?", "A pot of tea costs 3 crowns.", "", True),
        ("How much is tea?", "A pot of tea costs 3 crowns.", "", False),
        ("how much are dumplings", "A bowl is 4 crowns.", "Dumplings are served at seven.", False),
        ("When did Ada give Tom a house?", MEDAL, "", True),
        ("When did Ada give Tom a medal?", MEDAL, "", False),
        ("Who gave Ada a medal?", "Tom gave Ada flowers.", "The medal was for Tom.", True),
        ("Who gave Ada the medal?", "Tom gave it to Ada.", "The medal was new.", False),
        ("When did Ada arrive?", MEDAL, "", False),
    ],
)
def test_a_price_or_a_gift_must_be_of_the_asked_thing(
    question: str, sentence: str, near: str, *, is_other: bool
) -> None:
    assert is_other_thing(question, sentence, f"{near}\n{sentence}") is is_other


def test_all_words_are_those_that_tell() -> None:
    asked = understand("Is there a version for Windows?")
    assert has_all_words(asked, "We plan no version for Windows.", "")
    assert not has_all_words(asked, "We plan no other version.", "")


def test_a_title_gives_names_and_no_deeds() -> None:
    asked = understand("Did Ada Brook meet Tom Hale?")
    assert has_all_words(asked, "They meet in May.", "Ada Brook and Tom Hale")
    assert not has_all_words(asked, "Ada Brook and Tom Hale are of one party.", "Officials meet")


@pytest.mark.parametrize(
    ("question", "sentence", "is_without"),
    [
        ("Did Ada Brook meet Tom Hale?", "Ada Brook is in the committee led by Tom Hale.", True),
        ("Did Ada Brook meet Tom Hale?", "Ada Brook met Tom Hale.", False),
        ("Did Ada Brook go to Linton?", "Ada Brook travelled to Linton.", False),
        ("Is Hale Mill open?", "Hale Mill is closed.", False),
        ("Is Ada Danish?", "Ada is from Denmark.", False),
    ],
)
def test_nothing_is_told_of_a_deed_by_names_alone(question: str, sentence: str, *, is_without: bool) -> None:
    assert is_untold(understand(question), sentence) is is_without


@pytest.mark.parametrize(
    ("question", "sentence", "is_other"),
    [
        ("how much does a new oar cost", "A lost rudder costs 60 euros.", True),
        ("what does the trailer cost", "The winch was bought for 700 euros.", True),
        ("how much is it for a dog", "The sauna costs 9 euros.", True),
        ("how much does a new oar cost", "An oar costs 60 euros.", False),
        ("how much is the museum", "Entry costs 6 euros.", False),
        ("how much is drying", "A wash costs 2 euros, a drying cycle 1 euro.", False),
        ("how much will the pier cost", "Building will cost two million.", False),
        ("how much does a new oar cost", "We have spare oars.", False),
        ("how much is the lantern of brass at the fair", "The stall toll rises from 4% to 6%.", True),
        ("how much is the lantern at the fair", "Lanterns are 20 % cheaper.", False),
        ("how much is the discount for children", "Families pay 20 % less.", False),
    ],
)
def test_a_price_is_noticed_that_is_of_something_else(question: str, sentence: str, *, is_other: bool) -> None:
    assert is_price_of_another(question, sentence, "") is is_other


@pytest.mark.parametrize(
    ("question", "sentence", "is_without"),
    [
        ("why are radios forbidden", "Radios are forbidden, not only at night.", True),
        ("why was the class dropped", "The class has since been dropped.", True),
        ("why was the class dropped", "The class was dropped, as nobody came.", False),
        ("why was the class dropped", "It was dropped since nobody came.", False),
        ("why was the class dropped", "It was dropped to save money.", False),
        ("when was the class dropped", "It was dropped in May.", False),
    ],
)
def test_a_reason_has_a_word_for_it(question: str, sentence: str, *, is_without: bool) -> None:
    assert gives_no_reason(understand(question), sentence) is is_without
