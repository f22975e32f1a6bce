"""Rows are said with the names above them, and never with those of another table."""

import pytest

from index.formats.grids import Cell
from index.formats.rows import Line, lines


def said(table: str) -> list[str]:
    rows = [[Cell(text) for text in line.split(",")] for line in table.split("\n")]
    return [line.text for line in lines(rows, is_headed=True)]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("Prices 2025,,\n,,\nItem,Adult,Child\nSauna,15,7", ["Prices 2025", "Item: Sauna; Adult: 15; Child: 7"]),
        ("\n\nItem,Adult,Child\nSauna,15,7", ["Item: Sauna; Adult: 15; Child: 7"]),
        ("Item,Adult,Child\n\nSauna,15,7", ["Item: Sauna; Adult: 15; Child: 7"]),
        ("Member,2023,2024\nBob,,9", ["Member: Bob; 2024: 9"]),
        ("Anna,1990,2015\nBob,,2012", ["Anna | 1990 | 2015", "Bob | | 2012"]),
        ("Founded,,1923\nPresident:,,Anna Smith", ["Founded: 1923", "President: Anna Smith"]),
        ("A,B,C\nSoup,4,5\nA,B,C\nPie,5,6", ["A: Soup; B: 4; C: 5", "A: Pie; B: 5; C: 6"]),
        ("Dish,Price,Note\nStarters,,\nSoup,4,hot", ["Starters", "Dish: Soup; Price: 4; Note: hot"]),
    ],
)
def test_the_header_is_found_wherever_it_is(table: str, expected: list[str]) -> None:
    assert said(table) == expected


@pytest.mark.parametrize("corner", ["Boat,", ",Boat"])
def test_names_stand_over_groups_of_columns_that_are_named_alike(corner: str) -> None:
    upper, lower = corner.split(",")
    table = f"{upper},Weekday,,Weekend,\n{lower},Hour,Day,Hour,Day\nKayak,5,20,7,\nRaft,9,35,,50"
    assert said(table) == [
        "Boat: Kayak; Weekday Hour: 5; Weekday Day: 20; Weekend Hour: 7",
        "Boat: Raft; Weekday Hour: 9; Weekday Day: 35; Weekend Day: 50",
    ]


@pytest.mark.parametrize("second", ["Kayak,5,20,5,20", "Kayak,Ann,Bob,Cleo,Dan", "Kayak,Ann,,Ann,"])
def test_rows_of_values_are_no_names_below_names(second: str) -> None:
    found = said(f",Weekday,,Weekend,\n{second}\nRaft,9,35,,50")
    assert not any(f"Weekday {value}" in line for line in found for value in ("5", "Ann"))


def test_tables_below_each_other_have_their_own_names() -> None:
    above = "Item,Adult,Child\nSauna,15,7\nPool,9,4\n,,\n"
    expected = ["Item: Sauna; Adult: 15; Child: 7", "Item: Pool; Adult: 9; Child: 4"]
    assert said(above + "Officer,Phone,\nAnna,555,\nBob,556,") == [
        *expected,
        "Officer: Anna; Phone: 555",
        "Officer: Bob; Phone: 556",
    ]
    assert said(above + "Coach,Room,\nJudo,Hall,") == [*expected, "Coach: Room", "Judo: Hall"]
    assert said(above + "Gym,20,9") == [*expected, "Item: Gym; Adult: 20; Child: 9"]
    assert said(above + "VAT is included.,,") == [*expected, "VAT is included."]


def test_a_marked_cell_across_the_table_heads_the_rows_below_it() -> None:
    rows = [
        [Cell("Dish", is_name=True), Cell("Price", is_name=True)],
        [Cell("Starters", columns=2, is_name=True)],
        [Cell("Soup"), Cell("4")],
        [Cell("Closed in May", columns=2)],
    ]
    assert list(lines(rows, is_headed=False)) == [
        Line("Starters", is_heading=True),
        Line("Dish: Soup; Price: 4", is_whole=True),
        Line("Closed in May"),
    ]


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        ("Drink,Size", ["Boat: Kayak; Fee: 5", "Drink: Tea; Size: 3"]),
        ("Total,5", ["Boat: Kayak; Fee: 5", "Boat: Total; Fee: 5", "Boat: Tea; Fee: 3"]),
    ],
)
def test_names_in_bold_type_begin_another_table_and_sums_do_not(again: str, expected: list[str]) -> None:
    rows = [
        [Cell(text, is_bold=row in {0, 2}) for text in line.split(",")]
        for row, line in enumerate(("Boat,Fee", "Kayak,5", again, "Tea,3"))
    ]
    assert [line.text for line in lines(rows, is_headed=False)] == expected
