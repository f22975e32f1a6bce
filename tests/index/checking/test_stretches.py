import pytest

from index.checking.stretches import may_hold_number, may_hold_time
from index.verifying.clauses import Text
from index.verifying.facts import Facts


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ("from November to March", "in December"),
        ("from November to March", "in March"),
        ("from Monday to Friday", "on Wednesday"),
        ("Monday–Friday", "on Wednesdays"),
        ("Saturday through Tuesday", "on Sunday"),
        ("between 8:00 and 20:00", "at 10:00"),
        ("22:00-6:00", "at 3:30"),
        ("from 3 May to 19 June 2026", "on 10 May 2026"),
        ("24 May - 3 June", "28 May"),
        ("from 1998 to 2006", "in 2001"),
        ("1998-2006", "in 2001"),
        ("since 2004", "in 2015"),
        ("from May", "in July"),
        ("until 3 May", "on 1 May"),
    ],
)
def test_a_time_may_lie_in_a_stretch(there: str, said: str) -> None:
    assert may_hold_time(there, said)


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ("from November to March", "in June"),
        ("from Monday to Friday", "on Sunday"),
        ("between 8:00 and 20:00", "at 21:00"),
        ("from 3 May to 19 June 2026", "on 1 July 2026"),
        ("from 1998 to 2006", "in 2010"),
        ("since 2004", "in 2001"),
        ("on Monday", "on Tuesday"),
        ("2026-05-03", "2026-05-04"),
        ("in May 2026", "in June 2026"),
        ("from Monday to Friday", "from Tuesday to Friday"),
    ],
)
def test_what_lies_outside_or_is_a_stretch_itself_does_not(there: str, said: str) -> None:
    assert not may_hold_time(there, said)


@pytest.mark.parametrize(
    ("quote", "claim", "is_held"),
    [
        ("Children aged 6 to 14 pay 5 euros.", "Children aged 7 pay 5 euros.", True),
        ("Children aged 6 to 14 pay 5 euros.", "Children aged 3 pay 5 euros.", False),
        ("Tickets cost between €5 and €10.", "Tickets cost €7.", True),
        ("Tickets cost between €5 and €10.", "Tickets cost €12.", False),
        ("Groups of up to 10 people pay less.", "Groups of 7 people pay less.", True),
        ("Groups of up to 10 people pay less.", "Groups of 12 people pay less.", False),
        ("Groups of up to 10 people pay less.", "Groups of up to 8 people pay less.", False),
        ("At least 600 people came.", "700 people came.", True),
        ("At least 600 people came.", "500 people came.", False),
        ("Members of 65 and over swim for free.", "Members of 70 swim for free.", True),
        ("Children of 12 or younger swim for free.", "Children of 5 swim for free.", True),
        ("The 12 members and 5 guests voted.", "The 7 members voted.", False),
        ("The walk is 5–10 km long.", "The walk is 8 km long.", True),
    ],
)
def test_a_number_may_lie_between_the_ends_of_another(quote: str, claim: str, is_held: bool) -> None:
    there, said = Facts(Text(quote)), Facts(Text(claim))
    assert any(may_hold_number(there, number, said, said.numbers[0]) for number in there.numbers) is is_held
