from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import expressions, first_date, is_only_date


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The bridge opened in March for trams.", ["in March"]),
        ("They left on Thursday.", ["on Thursday"]),
        ("She stays until Saturday morning.", ["until Saturday morning"]),
        ("In 1987, the two merged.", ["In 1987"]),
        ("It ran from 1914 to 1918.", ["from 1914 to 1918"]),
        ("He died on 5 May 1821 at home.", ["on 5 May 1821"]),
        ("Due by June 3rd, 2026.", ["by June 3rd, 2026"]),
        ("Built in the late 1890s.", ["in the late 1890s"]),
        ("It was common in the 19th century.", ["in the 19th century"]),
        ("Two years ago it closed; last summer it opened.", ["Two years ago", "last summer"]),
        ("Doors at 7:30 pm.", ["at 7:30 pm"]),
        ("Caesar died in 44 BC.", ["in 44 BC"]),
        ("Signed 2024-02-29.", ["2024-02-29"]),
        ("Open Monday to Friday.", ["Monday to Friday"]),
        ("It sails on the first Monday of each month at 6 pm.", ["on the first Monday of each month", "at 6 pm"]),
        ("Markets are on the 1st and 3rd Friday of the month.", ["on the 1st and 3rd Friday of the month"]),
        ("The regatta is on the last Saturday in June.", ["on the last Saturday in June"]),
        ("Bins: alternate Wednesdays.", ["alternate Wednesdays"]),
        ("The choir sings every other Tuesday evening.", ["every other Tuesday evening"]),
        ("Rent is taken on the 5th of every month.", ["on the 5th of every month"]),
        ("It runs from Saturday 25 July to Friday 31 July.", ["from Saturday 25 July to Friday 31 July"]),
        ("It runs from Saturday 25 to Friday 31 July 2026.", ["from Saturday 25 to Friday 31 July 2026"]),
        ("Closed July 25-31.", ["July 25-31"]),
        ("Dives are on 3, 10 and 17 May.", ["on 3, 10 and 17 May"]),
        ("The kiosk is open from 8 to 10 pm.", ["from 8 to 10 pm"]),
        ("She came second. Monday was wet.", ["Monday"]),
    ],
)
def test_time_expressions_are_found_with_their_preposition(text: str, said: list[str]) -> None:
    assert [span.of(text) for span in expressions(text)] == said


@pytest.mark.parametrize("text", ["It may rain.", "They march on.", "The sun set.", "Room 12b costs 300 crowns.", ""])
def test_ordinary_words_and_numbers_are_no_times(text: str) -> None:
    assert expressions(text) == []


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Published 13 April 2024", "2024-04-13"),
        ("Updated: Saturday, April 13, 2024 at 10:05", "2024-04-13"),
        ("April 2024", "2024-04"),
        ("spring of 2024", "2024"),
        ("2024-04-13T09:00:00Z", "2024-04-13"),
        ("on Thursday", None),
        ("31 February 2024", None),
        ("", None),
    ],
)
def test_a_calendar_date_keeps_only_the_precision_that_it_has(text: str, iso: str | None) -> None:
    assert first_date(text) == iso


@pytest.mark.parametrize("line", ["13 April 2024", "Saturday 13 April 2024, 10:05 BST", "2024-04-13"])
def test_a_line_that_is_only_a_date_is_recognised(line: str) -> None:
    assert is_only_date(line)


@pytest.mark.parametrize("line", ["In April 2024 the club moved.", "April", "12 members"])
def test_a_line_that_says_more_is_not_only_a_date(line: str) -> None:
    assert not is_only_date(line)


@given(st.text(max_size=300))
def test_expressions_are_ordered_and_apart_whatever_the_text(text: str) -> None:
    found = expressions(text)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(span.of(text).strip() for span in found)


@pytest.mark.parametrize("text", ["CVE-2019-11043 was found.", "cve-2019-11043", "It is made after DIN-1960."])
def test_the_number_of_a_mark_is_no_year(text: str) -> None:
    assert expressions(text) == []
