"""Tables that lines are drawn around are read by their cells, however tight, sparse or wrapped they are."""

from itertools import pairwise

import pytest

from tests.index.formats.building import blocks, document, drawn_pdf

SIDES, TOP, HEIGHT = (80, 180, 240, 300), 700, 18

Shown = tuple[float, float, str]
"""Where letters begin, and what they say."""


def text(*shown: Shown) -> str:
    return " ".join(f"BT /F1 10 Tf {x} {y} Td ({said}) Tj ET" for x, y, said in shown)


def grid(*heights: float, sides: tuple[float, ...] = SIDES, top: float = TOP) -> str:
    """The lines around cells in rows of these heights."""
    levels = [top - sum(heights[:row]) for row in range(len(heights) + 1)]
    across = [f"{sides[0]} {level} m {sides[-1]} {level} l S" for level in levels]
    return " ".join([*across, *(f"{side} {levels[0]} m {side} {levels[-1]} l S" for side in sides)])


def row(number: float, *cells: str, inset: float = 3) -> list[Shown]:
    """A line of cells, each at the left of its column."""
    y = TOP - HEIGHT * number - 13
    return [(side + inset, y, said) for side, said in zip(SIDES, cells, strict=False) if said]


def read(*drawings: str) -> list[str]:
    return blocks(document("a.pdf", drawn_pdf(" ".join(drawings))))


def test_values_stand_under_the_name_of_their_own_column() -> None:
    values = [(232, 669, "5"), (292, 651, "3"), (292, 633, "4")]
    names = [*row(0, "Member", "May", "June"), *row(1, "Anna"), *row(2, "Ben"), *row(3, "Cleo")]
    assert read(grid(*4 * [HEIGHT]), text(*names, *values)) == [
        "Member: Anna; May: 5",
        "Member: Ben; June: 3",
        "Member: Cleo; June: 4",
    ]


def test_cells_without_a_gap_are_parted() -> None:
    names = row(0, "Name", "Phone", "Hours")
    cells = [*row(1, "Maximilian Anna Oberh", "555 01 01 1", "12"), *row(2, "Ann", "555 01 02", "3")]
    assert read(grid(*3 * [HEIGHT]), text(*names, *cells)) == [
        "Name: Maximilian Anna Oberh; Phone: 555 01 01 1; Hours: 12",
        "Name: Ann; Phone: 555 01 02; Hours: 3",
    ]


def test_words_that_run_over_into_an_empty_cell_are_not_cut() -> None:
    cells = [*row(0, "Name", "Phone", "Hours"), *row(1, "Maximilian Fitzgerald Oberhuber", "", "12"), *row(2, "Ann")]
    assert read(grid(*3 * [HEIGHT]), text(*cells))[0] == "Name: Maximilian Fitzgerald Oberhuber; Hours: 12"


def test_wrapped_cells_are_read_one_by_one() -> None:
    shown: list[Shown] = [
        *row(0, "Boat", "Who may", "Fee"),
        (83, 670, "Kayak"),
        (183, 670, "Members"),
        (183, 658, "and their"),
        (183, 646, "guests"),
        (243, 658, "5 EUR"),
        (83, 632, "Canoe"),
        (183, 632, "All"),
        (243, 632, "8 EUR"),
    ]
    assert read(grid(HEIGHT, 40, HEIGHT), text(*shown)) == [
        "Boat: Kayak; Who may: Members and their guests; Fee: 5 EUR",
        "Boat: Canoe; Who may: All; Fee: 8 EUR",
    ]


def test_rows_without_lines_between_them_are_rows() -> None:
    cells = [
        *row(0, "Boat", "May", "June"),
        *row(1, "Kayak", "5", "6"),
        *row(2, "Canoe", "", "8"),
        *row(3, "Raft", "9"),
    ]
    assert read(grid(HEIGHT, 3 * HEIGHT), text(*cells)) == [
        "Boat: Kayak; May: 5; June: 6",
        "Boat: Canoe; June: 8",
        "Boat: Raft; May: 9",
    ]


def test_a_value_stands_under_all_names_that_its_cell_spans() -> None:
    whole = "80 646 m 80 700 l S 180 646 m 180 700 l S 300 646 m 300 700 l S 240 664 m 240 700 l S"
    lines = " ".join(f"80 {y} m 300 {y} l S" for y in (700, 682, 664, 646))
    cells = [
        *row(0, "Time", "Mon", "Tue"),
        *row(1, "9:00", "Yoga", "Swim"),
        (83, 651, "10:00"),
        (205, 651, "Closed today"),
    ]
    assert read(whole, lines, text(*cells)) == [
        "Time: 9:00; Mon: Yoga; Tue: Swim",
        "Time: 10:00; Mon: Closed today; Tue: Closed today",
    ]


def test_names_across_others_are_part_of_their_names() -> None:
    sides = " ".join(f"{x} 646 m {x} {top} l S" for x, top in ((80, 700), (180, 700), (240, 682), (300, 700)))
    lines = " ".join(f"{x} {y} m 300 {y} l S" for x, y in ((80, 700), (180, 682), (80, 664), (80, 646)))
    cells = [*row(0.5, "Boat"), (210, 687, "Summer"), *row(1, "", "Day", "Week"), *row(2, "Kayak", "5", "25")]
    third = [*row(3, "Canoe", "8", "40")]
    more = "80 628 m 300 628 l S " + " ".join(f"{x} 628 m {x} 646 l S" for x in SIDES)
    assert read(sides, lines, more, text(*cells, *third)) == [
        "Boat: Kayak; Summer Day: 5; Summer Week: 25",
        "Boat: Canoe; Summer Day: 8; Summer Week: 40",
    ]


@pytest.mark.parametrize("grounded", [(0, 1, 3), (1, 3), (0, 2)])
def test_rows_with_and_without_a_ground_are_one_table(grounded: tuple[int, ...]) -> None:
    grounds = " ".join(
        f".9 g {left} {TOP - HEIGHT * (number + 1)} {right - left} {HEIGHT} re f"
        for number in grounded
        for left, right in pairwise(SIDES)
    )
    cells = [
        *row(0, "Boat", "May", "June"),
        *row(1, "Kayak", "5", "6"),
        *row(2, "Canoe", "", "8"),
        *row(3, "Raft", "9", "7"),
    ]
    assert read(grounds, "0 g", text(*cells)) == [
        "Boat: Kayak; May: 5; June: 6",
        "Boat: Canoe; June: 8",
        "Boat: Raft; May: 9; June: 7",
    ]


def test_tables_that_touch_have_their_own_names() -> None:
    first = [*row(0, "Boat", "May", "June"), *row(1, "Kayak", "5", "6"), *row(2, "Canoe", "7", "8")]
    second: list[Shown] = [(83, 633, "Room"), (213, 633, "Beds"), (83, 615, "Blue"), (213, 615, "2"), (83, 597, "Red")]
    lines = [grid(*3 * [HEIGHT]), grid(*3 * [HEIGHT], sides=(80, 210, 300), top=646)]
    assert read(*lines, text(*first, *second, (213, 597, "4"))) == [
        "Boat: Kayak; May: 5; June: 6",
        "Boat: Canoe; May: 7; June: 8",
        "Room: Blue; Beds: 2",
        "Room: Red; Beds: 4",
    ]


@pytest.mark.parametrize("frame", [grid(60, sides=(70, 320)), grid(30, 30, sides=(70, 320)), "70 690 m 320 690 l S"])
def test_lines_around_a_text_make_no_table_of_it(frame: str) -> None:
    said = text((80, 680, "The pool is open from seven in the"), (80, 667, "morning until nine in the evening."))
    assert read(frame, said) == ["The pool is open from seven in the morning until nine in the evening."]
