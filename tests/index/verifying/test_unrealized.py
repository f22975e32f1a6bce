import pytest

from index.verifying.clauses import Text
from index.verifying.unrealized import left_open, states_as_done, was_given_up


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Bonfires were banned.", "A motion to ban bonfires altogether was lost by 12 votes to 17."),
        ("He broke the record.", "He tried to break the record in 2019 and again in 2021."),
        ("The club bought the field.", "The club's bid to buy the field failed."),
        ("Residents blocked the road.", "Residents threatened to block the road."),
        ("Lena runs for mayor.", "Friends asked Lena to run for mayor."),
        ("The union accepted the offer.", "The union was advised to accept the offer."),
        ("The cafe serves lunch.", "The cafe stopped serving lunch in 2023."),
        ("The lab tests water.", "The lab gave up testing water."),
        ("The bridge is open to cars.", "The bridge ceased to be open to cars in 1999."),
        ("The city funds the festival.", "The city withdrew its funding for the festival."),
        ("The firm subsidises lunches.", "The lunch subsidy was cut."),
    ],
)
def test_what_was_only_sought_or_given_up_is_not_stated_as_done(sentence: str, quote: str) -> None:
    assert states_as_done(Text(sentence), Text(quote))


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The motion to ban bonfires was lost.", "A motion to ban bonfires altogether was lost by 12 votes to 17."),
        ("The ban was rejected.", "A motion to ban bonfires altogether was lost by 12 votes to 17."),
        ("He tried to break the record.", "He tried to break the record in 2019 and again in 2021."),
        ("The budget was approved.", "A motion to approve the budget was carried by 20 votes to 3."),
        ("He broke the record.", "He tried to break the record in 2019, and broke it in 2021."),
        ("The cafe no longer serves lunch.", "The cafe stopped serving lunch in 2023."),
        ("The cafe served lunch until 2023.", "The cafe stopped serving lunch in 2023."),
        ("The team won the cup.", "The team ended up winning the cup after extra time."),
        ("Visitors need a ticket to enter the tower.", "Visitors who want to enter the tower need a ticket."),
        ("The team fought to the end.", "The team fought to the end and won 3-2."),
        ("The benches were removed.", "The council removed the benches in 2019."),
        ("Mia has keys.", "Mia lost her keys on the bus to Graz."),
        ("The band plays on Fridays.", "The band, which hopes to tour Spain, plays on Fridays."),
        ("The council banned dogs.", "The council managed to ban dogs."),
    ],
)
def test_what_came_about_or_is_told_as_it_is_may_be_stated(sentence: str, quote: str) -> None:
    assert not states_as_done(Text(sentence), Text(quote))


@pytest.mark.parametrize(
    ("quote", "question", "is_open", "has_ended"),
    [
        ("Dropped support for Python 3.9.", "does it support Python 3.9?", True, True),
        ("Support for Python 3.9 was removed.", "is Python 3.9 supported?", True, True),
        ("The cafe stopped serving lunch.", "do they serve lunch?", True, True),
        ("Night buses stop running at two.", "do night buses run?", True, False),
        ("She tried to break the record.", "did she break the record?", True, False),
        ("She tried to break the record.", "did she try to break the record?", False, False),
        ("Dropped support for Python 3.9.", "did they drop support for Python 3.9?", False, True),
        ("It supports Python 3.9.", "does it support Python 3.9?", False, False),
    ],
)
def test_what_a_question_asks_may_be_left_open(quote: str, question: str, is_open: bool, has_ended: bool) -> None:
    assert left_open(Text(quote), Text(question)) is is_open
    assert was_given_up(Text(quote), Text(question)) is has_ended
