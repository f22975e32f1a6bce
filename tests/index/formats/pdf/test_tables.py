"""Tables without lines: values under the names that they surely stand under, and rows whole however they are drawn."""

import pytest

from tests.index.formats.building import blocks, document, pdf

Drawn = tuple[float, float, float, str]

TOP, PITCH, WIDTH = 700.0, 18.0, 5.5


def sparse(rows: tuple[tuple[str, ...], ...]) -> list[Drawn]:
    """Names flush left, and below them numbers flush right, as spreadsheets print them; a cell by a cell."""
    places = [(row, column) for row in range(len(rows)) for column in range(len(rows[0])) if rows[row][column]]
    return [
        (
            80 + 90.0 * column + (60 - WIDTH * len(rows[row][column]) if row and column else 0),
            TOP - PITCH * row,
            11.0,
            rows[row][column],
        )
        for row, column in places
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            (("Member", "May", "June", "July"), ("Anna", "5", "", ""), ("Ben", "", "3", ""), ("Dan", "1", "7", "4")),
            ["Member: Anna; May: 5", "Member: Ben; June: 3", "Member: Dan; May: 1; June: 7; July: 4"],
        ),
        (
            (("Item", "Adult", "Child"), ("Kayak", "5.00", "3.00"), ("Canoe", "8.00", ""), ("Raft", "30.00", "")),
            ["Item: Kayak; Adult: 5.00; Child: 3.00", "Item: Canoe; Adult: 8.00", "Item: Raft; Adult: 30.00"],
        ),
    ],
)
def test_a_value_stands_under_its_own_name(rows: tuple[tuple[str, ...], ...], expected: list[str]) -> None:
    assert blocks(document("a.pdf", pdf([sparse(rows)]))) == expected


def test_a_value_between_two_names_has_none() -> None:
    drawn = [(80.0 + 120 * column, TOP, 11.0, name) for column, name in enumerate(("Boat", "Guests", "Members"))]
    for row, (boat, fee) in enumerate((("Kayak", "5.00"), ("Canoe", "8.00"), ("Raft", "9.00")), 1):
        drawn += [(80.0, TOP - PITCH * row, 11.0, boat), (268.0, TOP - PITCH * row, 11.0, fee)]
    assert not any("Guests: " in block or "Members: " in block for block in blocks(document("a.pdf", pdf([drawn]))))


def test_a_row_in_doubt_costs_no_other_its_names() -> None:
    rows = (
        ((80, "Member"), (180, "May"), (280, "June"), (380, "July")),
        ((80, "Anna"), (182, "9"), (282, "5"), (382, "7")),
        ((80, "Ben"), (180, "nobody knows that yet"), (382, "3")),
        ((80, "Cleo"), (182, "4"), (282, "4"), (382, "4")),
    )
    drawn: list[Drawn] = [(x, TOP - PITCH * place, 11.0, said) for place, row in enumerate(rows) for x, said in row]
    assert blocks(document("a.pdf", pdf([drawn]))) == [
        "Member: Anna; May: 9; June: 5; July: 7",
        "Ben | nobody knows that yet | 3",
        "Member: Cleo; May: 4; June: 4; July: 4",
    ]


def test_rows_are_whole_where_their_cells_were_drawn_with_all_their_lines() -> None:
    rows = (
        (("Offence",), ("First time",), ("Fine",)),
        (("Late arrival",), ("The member is warned", "by the leader of the trip."), ("5",)),
        (("Damage to boats or", "other things"), ("Pays for it.",), ("50",)),
        (("Litter",), ("Cleans up all of the", "bank of the river", "by hand."), ("20",)),
    )
    drawn: list[Drawn] = []
    top = TOP
    for row in rows:
        for column, lines in enumerate(row):
            drawn += [(80.0 + 150 * column, top - 13 * number, 11.0, line) for number, line in enumerate(lines)]
        top -= 13 * max(map(len, row)) + 7
    assert blocks(document("a.pdf", pdf([drawn]))) == [
        "Offence: Late arrival; First time: The member is warned by the leader of the trip; Fine: 5",
        "Offence: Damage to boats or other things; First time: Pays for it; Fine: 50",
        "Offence: Litter; First time: Cleans up all of the bank of the river by hand; Fine: 20",
    ]


def test_justified_prose_is_no_table() -> None:
    drawn: list[Drawn] = [
        (80, TOP, 11, "The yearly general meeting dealt"),
        (80, TOP - 13, 11, "with"),
        (132, TOP - 13, 11, "questions"),
        (214, TOP - 13, 11, "of"),
    ]
    drawn += [(80, TOP - 26, 11, "budgets and of the new boathouse,"), (80, TOP - 39, 11, "and chose a board.")]
    assert blocks(document("a.pdf", pdf([drawn]))) == [
        "The yearly general meeting dealt with questions of budgets and of the new boathouse, and chose a board."
    ]


def close(rows: tuple[tuple[str, ...], ...]) -> list[Drawn]:
    """Rows in columns of 52 points, which a long word of a cell nearly fills."""
    return [
        (80.0 + 52 * column, TOP - PITCH * number, 11.0, said)
        for number, row in enumerate(rows)
        for column, said in enumerate(row)
        if said
    ]


KAYAK, CANOE = ("Kayak", "5.00", "12.00", "50"), ("Canoe", "–", "20.00", "100")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            (("Boat", "Members", "Visitors", "Deposit"), KAYAK, CANOE, ("Raft", "", "45.00", "")),
            ["Boat: Raft; Visitors: 45.00"],
        ),
        (
            (("Boat", "Own", "Guests", "Deposit"), KAYAK, CANOE, ("Whisper", "Mondays", "Sundays", "none")),
            ["Boat: Whisper; Own: Mondays; Guests: Sundays; Deposit: none"],
        ),
    ],
)
def test_cells_that_stand_close_are_parted_where_those_of_other_rows_are(
    rows: tuple[tuple[str, ...], ...], expected: list[str]
) -> None:
    assert blocks(document("a.pdf", pdf([close(rows)])))[-1:] == expected


def test_broad_spaces_of_prose_below_a_table_are_spaces() -> None:
    drawn = [
        *close((KAYAK, CANOE, KAYAK)),
        (80.0, TOP - 3 * PITCH, 11.0, "They  are  ours,  and  all  of  them  float."),
    ]
    assert blocks(document("a.pdf", pdf([drawn])))[-1] == "They are ours, and all of them float."


HEAD = ("Boat", "Members", "Visitors", "Deposit")


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ((("Raft", "6.00", "9.00", "20"), ("Skiff", "7.00", "", "30")), "Boat: Skiff; Members: 7.00; Deposit: 30"),
        (
            (("Raft", "yes", "yes", "none"), ("Skiff", "no", "no", "no")),
            "Boat: Skiff; Members: no; Visitors: no; Deposit: no",
        ),
        (
            (("Sail", "Length", "Width", "Weight"), ("Jib", "6.5 m", "2.1 m", "3 kg"), ("Spi", "9 m", "4 m", "5 kg")),
            "Spi | 9 m | 4 m | 5 kg",
        ),
        ((("Jib", "6.5 m", "2.1 m"), ("Spi", "9 m", "4 m"), ("Genoa", "9 m", "4 m")), "Genoa | 9 m | 4 m"),
    ],
)
def test_a_table_goes_on_on_the_next_page(second: tuple[tuple[str, ...], ...], expected: str) -> None:
    pages = [close((HEAD, KAYAK, CANOE, KAYAK)), close(second)]
    if len(second[0]) < len(HEAD):
        pages[1] = [(x + 30, y, size, text) for x, y, size, text in pages[1]]
    assert blocks(document("a.pdf", pdf(pages)))[-1] == expected


def test_a_table_below_other_words_of_the_next_page_has_its_own_names() -> None:
    rows = [(x, y - 3 * PITCH, size, text) for x, y, size, text in close((CANOE, KAYAK, CANOE))]
    drawn = [close((HEAD, KAYAK, CANOE, KAYAK)), [(80.0, TOP, 11.0, "Weights of the boats are as follows."), *rows]]
    assert blocks(document("a.pdf", pdf(drawn)))[-1] == "Canoe | – | 20.00 | 100"
