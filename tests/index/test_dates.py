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
        ("Prices hold until 31.08.2025 only.", ["until 31.08.2025"]),
        ("It was on 08/31/2025, or 5-6-2025.", ["on 08/31/2025", "5-6-2025"]),
        ("It begins on 31. August 2025.", ["on 31. August 2025"]),
        ("Shut 1.–3.9.2025, 28.12.–3.1.2026.", ["1.–3.9.2025", "28.12.–3.1.2026"]),
        ("01.09.2025 - 30.09.2025, 31.12.2024/01.01.2025", ["01.09.2025 - 30.09.2025", "31.12.2024/01.01.2025"]),
        ("From 2025-09-01 to 2025-09-30.", ["From 2025-09-01 to 2025-09-30"]),
        ("Due by 31.08.25; Date: 12.10.25", ["by 31.08.25", "12.10.25"]),
        ("We row on 31.08. at noon, until 03.09. if dry.", ["on 31.08.", "at noon", "until 03.09."]),
        ("It is open until 10.10.", ["until 10.10"]),
        ("Sat 4 Oct 2025, Sun. 5.10.2025, Mon 10:30", ["Sat 4 Oct 2025", "Sun. 5.10.2025", "Mon 10:30"]),
        ("Mon-Fri; Mo–Fr; tue+thu; Sat/Sun", ["Mon-Fri", "Mo–Fr", "tue+thu", "Sat/Sun"]),
        ("They row on Mon, Wed and Fri.", ["on Mon, Wed and Fri"]),
        ("It is open on weekdays.", ["on weekdays"]),
        ("From Friday to Sunday 31 July 2026.", ["From Friday to Sunday 31 July 2026"]),
    ],
)
def test_time_expressions_are_found_with_their_preposition(text: str, said: list[str]) -> None:
    assert [span.of(text) for span in expressions(text)] == said


@pytest.mark.parametrize(
    "text",
    ["It may rain.", "They march on.", "The sun set.", "Room 12b costs 300 crowns.", "the sun and wed leaves", ""],
)
def test_ordinary_words_and_numbers_are_no_times(text: str) -> None:
    assert expressions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Version 3.11.25 came.",
        "See section 12.10.20.",
        "Ubuntu 22.04.25 is out.",
        "Use v1.02.25.",
        "The host is 192.168.10.20.",
        "It costs €12.10.25.",
        "It is there since 3.5. and 4.1.",
    ],
)
def test_versions_addresses_and_sections_are_no_times(text: str) -> None:
    assert expressions(text) == []


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Published 13 April 2024", "2024-04-13"),
        ("Updated: Saturday, April 13, 2024 at 10:05", "2024-04-13"),
        ("April 2024", "2024-04"),
        ("spring of 2024", "2024"),
        ("2024-04-13T09:00:00Z", "2024-04-13"),
        ("31.08.2025, 10:00", "2025-08-31"),
        ("Sun 31.8.2025", "2025-08-31"),
        ("31. August 2025", "2025-08-31"),
        ("31.08.25", "2025-08-31"),
        ("8/31/2025", "2025-08-31"),
        ("05/06/2025", "2025"),
        ("Version 12.10.20", None),
        ("on Thursday", None),
        ("31 February 2024", None),
        ("", None),
    ],
)
def test_a_calendar_date_keeps_only_the_precision_that_it_has(text: str, iso: str | None) -> None:
    assert first_date(text) == iso


@pytest.mark.parametrize("line", ["13 April 2024", "Saturday 13 April 2024, 10:05 BST", "2024-04-13", "13.04.2024"])
def test_a_line_that_is_only_a_date_is_recognised(line: str) -> None:
    assert is_only_date(line)


@pytest.mark.parametrize("line", ["In April 2024 the club moved.", "April", "12 members", "12.10.20"])
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
