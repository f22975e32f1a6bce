import pytest

from index.reading.slots import is_of_another_kind, is_told_of_another


@pytest.mark.parametrize(
    ("question", "sentence", "elsewhere"),
    [
        ("when was the crane repaired", "The winch was repaired in 2023.", {"crane"}),
        ("why is the crane painted", "The old winch is painted red every spring.", {"crane"}),
        ("who trains the juniors", "Adults are trained by Mila Brandt.", {"junior"}),
        ("who trains the juniors", "Mila trains beginners; Otto keeps the keys.", {"junior"}),
        ("who looks after the crane", "It is looked after by Otto.", {"crane"}),
        ("can I rent the crane", "The winch can be rented by the hour.", {"crane"}),
        ("may we pet the horses", "You may pet the goats at noon.", {"hors"}),
    ],
)
def test_a_deed_that_is_done_to_another_thing_is_noticed(question: str, sentence: str, elsewhere: set[str]) -> None:
    assert is_told_of_another(question, sentence, elsewhere)


@pytest.mark.parametrize(
    ("question", "sentence", "elsewhere"),
    [
        ("when was the crane repaired", "The hoist was repaired in 2023.", set()),
        ("when was the crane repaired", "The crane was repaired in 2023.", {"winch"}),
        ("when was the crane repaired", "Repairs ended in May 2023.", {"crane"}),
        ("who trains the juniors", "All members are trained by Mila Brandt.", {"junior"}),
        ("who trains the juniors", "Mila Brandt is the trainer.", {"junior"}),
        ("who rang the police", "Otto gave the ring back at eight.", {"polic"}),
        ("where is the crane", "The winch is in the shed.", {"crane"}),
        ("can I rent the crane", "Machines can be rented by the hour.", set()),
        ("can I rent the crane", "Anything here can be rented by the hour.", {"crane"}),
        ("", "The winch was repaired.", {"crane"}),
    ],
)
def test_other_words_for_a_thing_and_what_is_said_of_all_are_left_alone(
    question: str, sentence: str, elsewhere: set[str]
) -> None:
    assert not is_told_of_another(question, sentence, elsewhere)


@pytest.mark.parametrize(
    ("question", "sentence", "is_other"),
    [
        pytest.param("when is the smoke sauna hot", "The lake sauna is hot on Fridays.", True, id="another kind"),
        pytest.param("when is the smoke sauna hot", "The sauna is hot on Fridays.", False, id="no kind"),
        pytest.param("when is the smoke sauna hot", "Both smoke sauna and lake sauna are hot.", False, id="both"),
        pytest.param("when is the steam sauna hot", "The lake sauna is hot on Fridays.", False, id="of no such kind"),
        pytest.param("when is the lake sauna hot", "The lake sauna is hot on Fridays.", False, id="the asked kind"),
        pytest.param("where does Ada Brook work", "Ms Brook works here.", False, id="names"),
    ],
)
def test_another_kind_of_what_is_asked_about_is_another_thing(question: str, sentence: str, *, is_other: bool) -> None:
    passage = f"The smoke sauna is shut. Ada Brook owns it. {sentence}"
    assert is_of_another_kind(question, sentence, passage) is is_other
