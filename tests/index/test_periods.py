from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.periods import Period, iso_period, period_of, periods, relative_period

FRIDAY = date(2024, 4, 12)


@pytest.mark.parametrize(
    ("expression", "iso"),
    [
        ("on 5 May 1821", "1821-05-05"),
        ("June 3rd, 2026", "2026-06-03"),
        ("2024-04-13", "2024-04-13"),
        ("in April 2024", "2024-04"),
        ("in 1998", "1998"),
        ("from 1914 to 1918", "1914-01-01/1918-12-31"),
        ("from Saturday 25 to Friday 31 July 2026", "2026-07-25/2026-07-31"),
        ("1914-18", "1914-01-01/1918-12-31"),
        ("between Apr 1935 and Apr 1937", "1935-04-01/1937-04-30"),
        ("in the 1890s", "1890-01-01/1899-12-31"),
        ("in the 19th century", "1801-01-01/1900-12-31"),
        ("since 1990", "1990-01-01/.."),
        ("until March 1995", "../1995-03-31"),
        ("until 31.08.2025", "../2025-08-31"),
        ("since 31.08.25", "2025-08-31/.."),
        ("31. August 2025", "2025-08-31"),
        ("8/31/2025", "2025-08-31"),
        ("05/06/2025", "2025"),
        ("until 05/06/2025", "../2025-12-31"),
        ("1.–3.9.2025", "2025-09-01/2025-09-03"),
        ("28.8.-3.9.2025", "2025-08-28/2025-09-03"),
        ("28.12.–3.1.2026", "2025-12-28/2026-01-03"),
        ("1. to 3. September 2025", "2025-09-01/2025-09-03"),
        ("01.09.2025 - 29.09.2025", "2025-09-01/2025-09-29"),
        ("from 3 May to 19 June 2026", "2026-05-03/2026-06-19"),
        ("May 3 – June 19, 2026", "2026-05-03/2026-06-19"),
        ("from 20 December to 6 January 2026", "2025-12-20/2026-01-06"),
        ("May to June 2026", "2026-05-01/2026-06-30"),
        ("between 3 and 9 May 2026", "2026-05-03/2026-05-09"),
        ("on 3 and 9 May 2026", "2026-05-09"),
        ("from 3 May 2025 to 4 June 2026", "2025-05-03/2026-06-04"),
        ("31.12.2024/01.01.2025", "2024-12-31/2025-01-01"),
    ],
)
def test_an_expression_with_a_year_is_as_long_as_it_says(expression: str, iso: str) -> None:
    found = period_of(expression)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize("form", ["2031/32", "2031-32", "2031–32", "2031/2032", "2031 – 2032"])
def test_a_season_or_financial_year_meets_its_years_and_no_other_season(form: str) -> None:
    ((_, season),) = periods(f"The subsidy for {form} is 4 crowns.")
    assert all(season.meets(period) for year in ("2031", "2032", "2031/32") if (period := period_of(year)))
    assert not any(season.meets(period) for year in ("2030/31", "2032-33", "2033") if (period := period_of(year)))


@pytest.mark.parametrize(
    "expression", ["in September", "on Thursday", "31 February 2024", "31.02.2025", "last year", "", "3 pm"]
)
def test_without_a_year_there_is_no_period(expression: str) -> None:
    assert period_of(expression) is None


@pytest.mark.parametrize(
    ("expression", "sentence", "iso"),
    [
        ("on Thursday", "He arrived on Thursday.", "2024-04-11"),
        ("on Friday", "The agency reported on Friday.", "2024-04-12"),
        ("until Saturday", "He will stay until Saturday.", "2024-04-13"),
        ("on Monday", "The fair is due to open on Monday.", "2024-04-15"),
        ("yesterday", "", "2024-04-11"),
        ("last year", "", "2023"),
        ("two years ago", "", "2022"),
        ("three days ago", "", "2024-04-09"),
        ("last month", "", "2024-03"),
        ("this week", "", "2024-04-08/2024-04-14"),
    ],
)
def test_a_relative_time_is_counted_from_the_day_of_the_document(expression: str, sentence: str, iso: str) -> None:
    found = relative_period(expression, sentence, FRIDAY)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize("expression", ["in September", "Mondays", "Monday to Friday", "that year", "some years ago"])
def test_what_a_document_date_does_not_settle_is_not_guessed(expression: str) -> None:
    assert relative_period(expression, "", FRIDAY) is None


def test_periods_meet_where_they_share_a_day() -> None:
    year, from_then = period_of("in 1998"), period_of("since December 1998")
    before = period_of("until 1997")
    assert year is not None
    assert from_then is not None
    assert before is not None
    assert year.meets(from_then)
    assert not year.meets(before)


def test_a_text_may_name_several_periods() -> None:
    text = "She was mayor from 1971 to 1974 and again in October 1980, on a Monday."
    assert [(span.of(text), period.iso) for span, period in periods(text)] == [
        ("from 1971 to 1974", "1971-01-01/1974-12-31"),
        ("in October 1980", "1980-10"),
    ]


@pytest.mark.parametrize("iso", ["2024", "2024-04", "2024-04-13"])
def test_an_iso_date_is_read_back(iso: str) -> None:
    found = iso_period(iso)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize("iso", ["", "spring", "2024-13", "2024-02-30", "0000"])
def test_what_is_no_iso_date_is_no_period(iso: str) -> None:
    assert iso_period(iso) is None


@given(st.text(max_size=200))
def test_any_text_has_periods_that_end_after_they_begin(text: str) -> None:
    assert all(isinstance(period, Period) and period.first <= period.last for _, period in periods(text))
