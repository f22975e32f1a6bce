"""A merged cell stands in every row and column that it covers."""

from hypothesis import given
from hypothesis import strategies as st

from index.formats.grids import WIDEST, Cell, spread

SPANS = st.builds(Cell, text=st.just("x"), columns=st.integers(1, 4), rows=st.integers(1, 4))


def texts(rows: list[list[Cell]]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in spread(rows)]


def test_merged_cells_push_others_aside() -> None:
    rows = [[Cell("a", rows=2), Cell("b", columns=2)], [Cell("c"), Cell("d")], [Cell("e")]]
    assert texts(rows) == [["a", "b", "b"], ["a", "c", "d"], ["e", "", ""]]


@given(st.lists(st.lists(SPANS, max_size=4), max_size=5))
def test_no_cell_is_lost_and_rows_are_as_wide(rows: list[list[Cell]]) -> None:
    made = spread(rows)
    assert len(made) == len(rows)
    assert len({len(row) for row in made}) <= 1
    for row, spread_row in zip(rows, made, strict=True):
        assert all(any(cell is placed for placed in spread_row) for cell in row)


def test_the_widest_cell_ends_where_reading_does() -> None:
    assert len(spread([[Cell("a", columns=10**6)]])[0]) == WIDEST
