import re

import pytest

from index.numeric_dates import NUMERIC_DATE, SHORT_DATE, month_and_day, numeric_iso


@pytest.mark.parametrize(
    ("found", "iso"),
    [
        ("31.08.2025", "2025-08-31"),
        ("5.6.2025", "2025-06-05"),
        ("31.08.25", "2025-08-31"),
        ("31.08.98", "1998-08-31"),
        ("31/08/2025", "2025-08-31"),
        ("8/31/2025", "2025-08-31"),
        ("31-08-2025", "2025-08-31"),
        ("05/05/2025", "2025-05-05"),
        ("05/06/2025", "2025"),
        ("5-6-2025", "2025"),
        ("2025/08/31", "2025-08-31"),
        ("2025.08.05", "2025-08-05"),
        ("31.02.2025", None),
        ("31/04/2025", None),
    ],
)
def test_the_day_of_a_date_in_digits_is_known_where_it_is_sure(found: str, iso: str | None) -> None:
    assert re.fullmatch(rf"{NUMERIC_DATE}|{SHORT_DATE}", found)
    assert numeric_iso(found) == iso


@pytest.mark.parametrize(
    "text",
    [
        "32.08.2025",
        "8.31.2025",
        "31/31/2025",
        "1.2.3000",
        "1.2.2010.5",
        "1.2.20105",
        "31.8.25",
        "31.08.45",
        "12-10-2025-33",
    ],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert not re.match(rf"{NUMERIC_DATE}|{SHORT_DATE}", text)


@pytest.mark.parametrize(
    ("found", "expected"),
    [("31.08.", (8, 31)), ("31.08.2025", (8, 31)), ("2025/08/31", (8, 31)), ("05/06/2025", None), ("31.02.2025", None)],
)
def test_a_day_of_the_year_goes_without_one(found: str, expected: tuple[int, int] | None) -> None:
    assert month_and_day(found) == expected
