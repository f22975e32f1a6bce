import pytest

from index.questions import understand
from index.reading.permitting import ruled


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Can I bring my dog inside?", "Dogs are not allowed in the hall."),
        ("can i run with my dog", "Headphones are allowed, buggies and dogs are not."),
        ("can i keep a snake", "Snakes, and any animal that is dangerous to people, are prohibited."),
        ("may we smoke", "Smoking is forbidden in the lift."),
        ("are cats ok?", "Cats are welcome."),
        ("do I have to wear a swim cap", "Swim caps are compulsory in the large pool."),
        ("am I allowed to sublet a room", "Tenants need the consent of the landlord before they sublet a room."),
        ("can we take phones", "Phones must be left in the lockers."),
    ],
)
def test_a_rule_is_recognised_by_what_it_is_about(question: str, sentence: str) -> None:
    assert ruled(understand(question), sentence, "")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Can I bring my cat?", "Dogs are not allowed in the hall."),
        ("Can I bring my dog?", "A dog ran across the lawn."),
        ("may we drink beer", "Water may be used twice."),
        ("Did the dog bite?", "Dogs are not allowed in the hall."),
        ("When are dogs allowed?", "Dogs are allowed on Sunday."),
        ("can i bring my dog to the library", "Dogs are not allowed in the hall."),
        ("can i keep a snake", "He saw a snake on 3 May 2021."),
    ],
)
def test_what_gives_no_rule_for_just_that_is_none(question: str, sentence: str) -> None:
    assert not ruled(understand(question), sentence, "")


def test_a_part_of_what_is_asked_about_may_stand_around_the_rule() -> None:
    asked = understand("can i bring my dog into the baths")
    assert not ruled(asked, "Dogs are not allowed anywhere in the building.", "")
    assert ruled(asked, "Dogs are not allowed anywhere in the building.", "Sea Baths")
    assert not ruled(asked, "Large bags are not allowed.", "A dog guards the baths.")
