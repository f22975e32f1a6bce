from datetime import date

import pytest

from index.weekdays import counted_weekday

FRIDAY = date(2024, 4, 12)


@pytest.mark.parametrize(
    ("expression", "sentence", "day"),
    [
        ("on Thursday", "The ferry arrived on Thursday.", 11),
        ("On Thursday", "On Thursday, the two met in Skelby.", 11),
        ("on Thursday", "The keeper on Thursday opened the lock.", 11),
        ("on Thursday", "She said on Thursday that the talks are going well.", 11),
        ("on Tuesday evening", "The roof was torn off on Tuesday evening.", 9),
        ("since Wednesday", "The pump has been broken since Wednesday.", 10),
        ("on Friday", "The office reported on Friday.", 12),
        ("until Saturday", "He will stay until Saturday.", 13),
        ("on Monday", "The mast was bent, and we'll mend it on Monday.", 15),
        ("on Monday", "The fair is due to open on Monday.", 15),
    ],
)
def test_a_weekday_is_counted_where_the_clause_tells_what_was_or_will_be(
    expression: str, sentence: str, day: int
) -> None:
    assert counted_weekday(expression, sentence, FRIDAY) == date(2024, 4, day)


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [
        (
            "on Saturday 18 May",
            "It was on Saturday 18 May that it rained.",
        ),
        ("on Saturday", "The trip was moved and took place on Saturday, 18 May."),
        ("on Saturday", "The trip took place on Saturday the 18th."),
        ("on Monday", "We row on Monday."),
        ("on Sunday", "The mill is closed on Sunday."),
        ("on Monday", "The bins are emptied on Monday."),
        ("on Monday", "The pump was broken, and the plumber comes on Monday."),
        ("on Monday", "The pump has been broken since March; the plumber comes on Monday."),
        ("on Monday", "Closed on Monday."),
        ("on Monday", "Boats returned on Monday go back into the shed."),
        ("on Thursday", "In those years she always came on Thursday."),
        ("Monday", "Every Monday the crew met."),
        ("Monday", "They met on the first Monday of the month."),
        ("on Tuesday", "They met on Tuesday or Thursday."),
        ("Tuesday", "They met Tuesday to Thursday."),
        ("Monday", "Crew: Otters; Saturday: wood; Monday: rowed"),
        ("Saturday", "Saturday"),
        ("on Friday", "It will be mended on Friday."),
        ("on Monday", "It was due to open on Monday."),
        ("on Mondays", "They met on Mondays."),
    ],
)
def test_a_weekday_that_may_be_another_day_or_many_is_not_counted(expression: str, sentence: str) -> None:
    assert counted_weekday(expression, sentence, FRIDAY) is None
