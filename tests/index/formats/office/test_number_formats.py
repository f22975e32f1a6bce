"""Values look as in their sheets; a format that is not understood leaves the number as it is."""

import datetime as dt

import pytest

from index.formats.office.number_formats import shown

ACCOUNTS = '_-"£"* #,##0.00_-;\\-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (1 / 3, "General", "0.3333333333"),
        (2.0, "General", "2"),
        (0.25, "0%", "25%"),
        (0.125, "0.0%", "12.5%"),
        (12.5, "#,##0.00\\ [$€-407]", "12.50 €"),
        (-45, "$#,##0.00_);[Red]($#,##0.00)", "($45.00)"),
        (45, ACCOUNTS, "£45.00"),
        (0, ACCOUNTS, "£-"),
        (-3, "0", "-3"),
        (7, "00000", "00007"),
        (15, "0.##", "15"),
        (1_234_567, '0.0,,"M"', "1.2M"),
        (3, '0" kg"', "3 kg"),
        (0.5, "# ?/?", "0.5"),
        (5, "[>=3]0;0", "5"),
        (1e300, "0E+00", str(int(1e300))),
        (dt.datetime(2024, 3, 1), "mm-dd-yy", "2024-03-01"),  # noqa: DTZ001 - sheets know no zones
        (dt.datetime(2024, 3, 1), "mmm yyyy", "2024-03"),  # noqa: DTZ001 - the same
        (dt.time(19), "h:mm", "19:00"),
        (dt.timedelta(hours=26, minutes=5), "[h]:mm", "26:05"),
    ],
)
def test_values_look_as_in_their_sheets(value: object, code: str, expected: str) -> None:
    assert shown(value, code) == expected
