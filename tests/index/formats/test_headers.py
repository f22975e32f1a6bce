"""What tells the row of names above a table from its first row of values."""

import pytest

from index.formats.grids import Cell
from index.formats.headers import header_depth, header_names, kind


def depth(table: str, *, is_usual: bool = True, bold: int = 0) -> int:
    rows = [
        [Cell(text, is_bold=number < bold) for text in line.split(",")] for number, line in enumerate(table.split("\n"))
    ]
    return header_depth(rows, is_usual=is_usual)


@pytest.mark.parametrize(
    "table",
    [
        "Item,Adult,Child\nSauna,15,7",
        "Item,Price\nTent,40\nMat,5",
        "Item,Price\nTent,£40.00\nMat,50%\nRope,free",
        "Ware,Preis (€)\nZelt,40\nMatte,5 EUR",
        "Boat,Launch time\nKayak,9:00\nRaft,12 May",
        "Tag,Von,Bis\nMontag,9:00,17:00\nSonntag,frei,",
        "Member,2023,2024\nBob,,9",
        "Name,2025-01-03,2025-01-10\nBob,yes,no",
        "Home,Score,Away,Score\nReds,1,Blues,2",
        "Team,Q1,Q2\nReds,4,5",
        "Rule,Penalty\nDo not run,Ten pounds\nDo not shout,Five pounds",
        "Name,Role,Town\nAnna,Treasurer,Leeds",
    ],
)
def test_names_are_above_values_of_another_kind(table: str) -> None:
    assert depth(table) == 1


@pytest.mark.parametrize(
    "table",
    [
        "Founded,1923\nPresident,Anna Smith",
        "Club,Oldham\nFounded,1923\nMembers,85",
        "Club name,Oldham Chess\nHall,St Mary's",
        "Date:,5 May\nVenue:,Hall",
        "Anna Smith,Treasurer\nBob Jones,Secretary",
        "Anna Smith,Treasurer,0161 555\nBob Jones,Secretary,0161 556",
        "Anna,1990,2015\nBob,1985,2012",
        "Monday,9:00,17:00\nTuesday,10:00,17:00",
        "Yes,No,Maybe\nYes,No,No",
        "1,2,3\n4,5,6",
        "Item,Adult,Child",
        "Pool,closed\nSauna,9-17\nGym,10-18",
        "Pool,by appointment\nSauna,9-17\nGym,10-18",
        "Montag,geschlossen\nDienstag,9:00\nMittwoch,10:00",
        "Rules,2\nGuests and visitors,2\nDogs,3",
    ],
)
def test_a_row_like_those_below_it_is_no_header(table: str) -> None:
    assert depth(table) == 0


def test_bold_type_and_custom_decide_where_values_do_not() -> None:
    table = "Course,Room,Teacher\nJudo,Hall,Anna"
    assert depth(table) == 1
    assert depth(table, is_usual=False) == 0
    assert depth(table, is_usual=False, bold=1) == 1
    assert depth(table, is_usual=False, bold=2) == 0
    labels = [[Cell("Club", is_bold=True), Cell("Oldham")], [Cell("Hall", is_bold=True), Cell("Gym")]]
    assert header_depth(labels, is_usual=True) == 0


def test_a_mark_decides() -> None:
    marked, values = [Cell("1", is_name=True), Cell("2", is_name=True)], [Cell("3"), Cell("4")]
    assert header_depth([marked, values], is_usual=False) == 1
    assert header_depth([[Cell("Name", is_name=True), Cell("Kim")], values], is_usual=True) == 0


def test_names_on_two_floors_are_joined() -> None:
    club, price = Cell("Class", rows=2), Cell("Price", columns=2)
    rows = [[club, price, price], [club, Cell("Adult"), Cell("Child")], [Cell("A"), Cell("10"), Cell("5")]]
    assert header_depth(rows, is_usual=False) == 2
    assert header_names(rows[:2]) == ["Class", "Price Adult", "Price Child"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1984", "year"),
        ("01.05.2025", "date"),
        ("7:30 pm", "time"),
        ("£1,200.50", "number"),
        ("45 EUR", "number"),
        ("25 %", "number"),
        ("Q1", ""),
        ("3 May 2024", ""),
        ("-", ""),
    ],
)
def test_kinds_of_values(text: str, expected: str) -> None:
    assert kind(text) == expected
