"""What runs along the pages is left out, whatever it says; what stands at their edges and runs along none is kept."""

import pytest

from tests.index.formats.building import blocks, document, drawn_pdf, pdf

Drawn = tuple[float, float, float, str]

BODY = ("The club meets in the hall behind", "the church, and everybody may come.")


def page(number: int, top: str, bottom: str) -> list[Drawn]:
    body = [(80.0, 700.0 - 14 * row, 11.0, line) for row, line in enumerate(BODY)]
    said = f"On page {number} it says so."
    return [(80.0, 770.0, 11.0, top), *body, (80.0, 640.0, 11.0, said), (80.0, 30.0, 11.0, bottom)]


@pytest.mark.parametrize(
    ("tops", "bottoms"),
    [
        (("Rules of 2024",) * 5, ("7", "8", "9", "10", "11")),
        (("Club 5.2 (2022) of 19 May 1", "Club 5.2 (2022) of 19 May 2") * 2, ("i", "ii", "iii", "iv")),
        (tuple(f"Chapter {n}: {name} {n + 3}" for n, name in enumerate("Ann Bob Cyd Dan Eve".split(), 1)), ("-",) * 5),
        (tuple(f"{n + 8} {name}" for n, name in enumerate("Ann Bob Cyd Dan Eve".split(), 1)), ("-",) * 5),
    ],
)
def test_what_runs_along_the_pages_is_left_out(tops: tuple[str, ...], bottoms: tuple[str, ...]) -> None:
    pages = [page(n, top, bottom) for n, (top, bottom) in enumerate(zip(tops, bottoms, strict=True), 1)]
    expected = [block for n in range(1, len(pages) + 1) for block in (" ".join(BODY), f"On page {n} it says so.")]
    assert blocks(document("a.pdf", pdf(pages))) == expected


@pytest.mark.parametrize(
    "bottoms",
    [
        ("It costs 100 gold.", "It costs 250 gold.", "It costs 90 gold."),
        ("Ask Ann.", "Ask Bob.", "Ask Cyd."),
        ("Nobody may come in without a key.",) * 3,
        ("The prize is worth 50", "The prize is worth 12", "The prize is worth 70"),
    ],
)
def test_facts_at_the_edge_are_kept(bottoms: tuple[str, ...]) -> None:
    pages = [page(n, f"Level {'one two three'.split()[n - 1]}", bottom) for n, bottom in enumerate(bottoms, 1)]
    found = document("a.pdf", pdf(pages)).text
    assert all(bottom in found for bottom in bottoms)


def test_a_bold_line_that_counts_up_is_about_its_page() -> None:
    weeks = [
        f"BT /F2 11 Tf 80 760 Td (Week {n}) Tj ET BT /F1 11 Tf 80 700 Td (Ann cooks.) Tj 0 -14 Td (Bob cleans.) Tj ET"
        for n in (12, 13, 14)
    ]
    found = document("a.pdf", drawn_pdf(*weeks))
    assert (found.title, *(section.heading for section in found.sections[1:])) == ("Week 12", "Week 13", "Week 14")


def test_what_stands_close_above_a_table_on_every_page_is_left_out() -> None:
    table = (
        ("Day", "Sport", "Hour"),
        ("Monday", "Yoga", "9:00"),
        ("Tuesday", "Judo", "8:00"),
        ("Friday", "Golf", "7:00"),
    )
    drawn = [
        (80.0 + 120 * column, 710.0 - 19 * row, 11.0, cell)
        for row, line in enumerate(table)
        for column, cell in enumerate(line)
    ]
    found = blocks(document("a.pdf", pdf([[(80.0, 733.0, 11.0, "Cup 2025"), *drawn]] * 3)))
    assert found[0] == "Day: Monday; Sport: Yoga; Hour: 9:00"
    assert "Cup 2025" not in found
