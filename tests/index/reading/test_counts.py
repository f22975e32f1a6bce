import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.counts import (
    is_counted_otherwise,
    is_measured_otherwise,
    is_numbered_otherwise,
    is_only_a_share,
    says_how_many,
    says_number,
    unsaid,
)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who led four teams to the cup?", "Ada Brook led two different teams to the cup."),
        ("What share did the six big mills have?", "The three major mills sold half of the flour; big mills are rare."),
        ("What happened in the third week?", "In the second week the river froze."),
        ("What is likely in the first century?", "It is likely in the 21st century."),
    ],
)
def test_another_number_of_the_same_things_is_noticed(question: str, sentence: str) -> None:
    assert is_counted_otherwise(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who led two teams to the cup?", "Ada Brook led two different teams to the cup; four teams lost."),
        ("Who led teams to the cup?", "Ada Brook led two different teams to the cup."),
        ("What happened in 1931?", "In 1930 the mill closed."),
        ("How many of the 5 boats sank?", "Three sank."),
    ],
)
def test_the_same_number_other_things_and_years_are_left_alone(question: str, sentence: str) -> None:
    assert not is_counted_otherwise(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("How heavy is the kettle?", "It holds 1.7 litres.", True),
        ("How heavy is the kettle?", "It holds 1.7 litres and weighs 1.1 kilograms.", False),
        ("How tall is the tower?", "The tower weighs 40 tonnes.", True),
        ("How tall is the tower?", "The tower is 38 metres high, with 217 steps.", False),
        ("How tall is the tower?", "It has 217 steps.", False),
        ("How fast is the ferry?", "It takes 70 minutes.", True),
        ("How much does the ferry cost?", "It carries 80 tonnes.", True),
        ("How much does the ferry cost?", "It costs 62 crowns and takes 2 hours.", False),
        ("How much does the ferry cost?", "The 2 hours cost 62 €.", False),
        ("How much does the ferry cost?", "It takes 2 hours, and 62 % of people are ill.", True),
        ("How tall is the tower?", "Tower: North; Height (m): 38; Door: 90 kg", False),
        ("How tall is the tower?", "Tower: North; Door: 90 kg", True),
        ("How long is the bridge?", "The bridge is 840 metres long.", False),
        ("How long did the talks last?", "They lasted three weeks.", False),
        ("Who built the tower?", "It is 38 metres high.", False),
        ("what's the deposit for a locker", "Lockers are 40 cm wide and lent for 3 months.", True),
        ("what was the caretaker's salary in May", "In May he was ill for 3 weeks.", True),
        ("what is the budget of the choir", "The choir has sung for 40 years.", True),
        ("what's the deposit for a locker", "The deposit is 30 crowns, for 3 months.", False),
        ("what's the deposit for a locker", "£10, back after 3 months.", False),
        ("what is the fee", "The fee is 4 per cent for the first 3 months.", False),
        ("what is the fine", "It is free for 3 weeks.", False),
        ("what is the deposit for", "It pays for damage and is kept for 3 weeks.", False),
        ("what is the grant for the roof used for", "It pays for tiles and is kept for 3 weeks.", False),
        ("what was the charge", "He had stolen sheep for 3 years.", False),
        ("what's the charge for a guest", "Guests stay for 3 weeks.", True),
        ("what is the charge controller", "It charges for 3 hours.", False),
    ],
)
def test_a_measure_of_another_kind_does_not_answer(question: str, sentence: str, *, expected: bool) -> None:
    assert is_measured_otherwise(question, sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "is_share"),
    [
        ("The toll was raised from 4% to 6%.", True),
        ("It pays 4 per cent.", True),
        ("It is 4 % cheaper, at 50 crowns.", False),
        ("It is 4 % cheaper, at £50.", False),
        ("It is cheap.", False),
    ],
)
def test_a_sentence_whose_numbers_are_all_percentages(sentence: str, *, is_share: bool) -> None:
    assert is_only_a_share(sentence) is is_share


def test_numbers_that_a_text_does_not_have_are_named_as_they_are_spelt() -> None:
    assert unsaid("Which of the seven boats sank 14 days later?", "Of 7 boats one sank.") == ["14"]
    assert unsaid("Which one was the first?", "The boat sank.") == []
    assert unsaid("What came with 7.12?", "7.12.0 brought sails.") == []
    assert unsaid("What came with 7.12?", "7.12.1 brought sails.") == ["7.12"]


def test_the_number_of_a_mark_is_part_of_a_name() -> None:
    assert unsaid("What is ISO-216 about?", "It is about paper.") == []
    assert unsaid("Who are the 5-216 members?", "They row.") == ["5", "216"]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1000", "Whoever has a thousand points is a knight."),
        ("40000", "40 000 leaflets"),
        ("40000", "40,000 leaflets"),
        ("220", "two hundred and twenty boats"),
        ("3", "three times"),
    ],
)
def test_a_number_is_known_in_any_form(number: str, text: str) -> None:
    assert says_number(text, number)
    assert not says_number(text, "7")
    assert not says_number(text, "")


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared(question: str, sentence: str) -> None:
    assert is_counted_otherwise(question, sentence) in {True, False}
    assert is_measured_otherwise(question, sentence) in {True, False}
    assert isinstance(unsaid(question, sentence), list)


@pytest.mark.parametrize(
    ("question", "sentence", "is_other"),
    [
        ("who steers in heat 3", "Heat 4 is steered by Ada.", True),
        ("what is served in week 2", "Week: 3; Menu: soup", True),
        ("who steers in heat 3", "Heats 2 to 5 are steered by Ada.", False),
        ("who steers in heat 3", "Heats 2 and 3 are steered by Ada.", False),
        ("can i do it at level 12", "You may from level 10.", False),
        ("is it open at 10", "It opens at 11.", False),
        ("does it take 3 hours", "It takes 4 hours.", False),
        ("who won in 2019", "In 2020 Ada won.", False),
    ],
)
def test_what_is_numbered_is_the_asked_one(question: str, sentence: str, *, is_other: bool) -> None:
    assert is_numbered_otherwise(question, sentence) is is_other


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("It was sold to a dealer.", False),
        ("Guests pay a euro.", True),
        ("Guests pay nothing.", True),
        ("Twelve came.", True),
        ("Ada sold it.", False),
        ("Breakfast is included.", True),
        ("A month's rent.", True),
        ("Fit R14/R145 and a D3.", False),
        ("It is €39.", True),
    ],
)
def test_how_many_is_said_in_numbers_or_words(sentence: str, *, says: bool) -> None:
    assert says_how_many(sentence) is says
