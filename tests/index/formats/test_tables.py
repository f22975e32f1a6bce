"""Tables in text are parted where their rows agree."""

import pytest

from index.formats.contents import Refused
from tests.index.formats.building import blocks, document


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('Name;Fee;Note\nAdult;45,00;"valid for\none year"\n', ["Name: Adult; Fee: 45,00; Note: valid for one year"]),
        (
            "Name;Fee;From\nAdult;45,00;May\nChild;5,00;June\n",
            ["Name: Adult; Fee: 45,00; From: May", "Name: Child; Fee: 5,00; From: June"],
        ),
        ("sep=;\nName;Fee;Age\nKim;4,50;7\n", ["Name: Kim; Fee: 4,50; Age: 7"]),
        (
            "Rule\nNo dogs, except guide dogs.\nNo cats, please.\n",
            ["Rule: No dogs, except guide dogs.", "Rule: No cats, please."],
        ),
        ("Rule\nNo dogs; except guide dogs.\nBe kind\n", ["Rule: No dogs; except guide dogs.", "Rule: Be kind"]),
        ("Name, Fee, Age\nKim, 4, 7\n", ["Name: Kim; Fee: 4; Age: 7"]),
        ("Name|Fee|Age\nKim|4|7\n", ["Name: Kim; Fee: 4; Age: 7"]),
        ("Prices\nName,Fee,Age\nKim,4\nLee,5,9\n", ["Prices", "Name: Kim; Fee: 4", "Name: Lee; Fee: 5; Age: 9"]),
    ],
)
def test_the_delimiter_is_what_parts_rows_alike(source: str, expected: list[str]) -> None:
    assert blocks(document("a.csv", source.encode())) == expected


def test_a_table_without_text_is_refused() -> None:
    with pytest.raises(Refused, match="no text"):
        document("a.csv", b"\n,,\n,,\n")
