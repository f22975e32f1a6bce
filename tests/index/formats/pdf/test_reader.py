"""PDF: paragraphs whole, headings found, running lines out, and a reason for what cannot be read."""

import io

import pytest
from pypdf import PdfReader, PdfWriter

from index.formats.contents import Refused
from index.formats.pdf import paragraphs
from tests.index.formats.building import blocks, document, drawn_pdf, pdf, quotable

LEFT, TOP, LEADING = 80.0, 700.0, 14.0

Drawn = tuple[float, float, float, str]
"""Where a line begins, how large it is, and what it says."""


def page(number: int, *lines: str, heading: str = "") -> list[Drawn]:
    """A page with a running header, a page number, a heading and text."""
    found = [(LEFT, 770.0, 9.0, f"The Camp Handbook {number}"), (300.0, 30.0, 9.0, str(number))]
    if heading:
        found.append((LEFT, 730.0, 18.0, heading))
    return found + [(LEFT, TOP - LEADING * row, 11.0, line) for row, line in enumerate(lines)]


CAMP = pdf(
    [
        page(
            1,
            "The summer camp of the club begins on the first Monday of July and it conti-",
            "nues until the end of that month, whatever the weather does to the tents, as",
            "the well-known rules say. Bring boots.",
            heading="When it is",
        ),
        page(
            2,
            "Every member of the club pays the same amount before the beginning of June and",
            "nobody pays for guests, although there is a fund for the families of members",
            "which is a well-",
            "known secret, and it goes on over the end of the page without any stop in the",
            heading="What it costs",
        ),
        page(3, "middle of its sentence.", "Ask the treasurer."),
    ],
    Title="Camp",
    CreationDate="D:20240413100000Z",
)


def test_wraps_hyphens_and_pages_are_joined() -> None:
    found = document("camp.pdf", CAMP)
    first, second = quotable(found)[:2]
    assert first.startswith("The summer camp of the club begins on the first Monday of July and it continues until")
    assert "well-known secret" in second
    assert second.startswith("Every member")
    assert "without any stop in the middle of its sentence." in second


def test_headings_pages_and_properties_are_kept() -> None:
    found = document("camp.pdf", CAMP)
    places = [(section.heading, section.page) for section in found.sections]
    assert places[:2] == [("When it is", 1), ("What it costs", 2)]
    assert (found.title, found.date, found.date_origin, found.pages) == ("Camp", "2024-04-13", "properties", 3)


def test_what_runs_along_every_page_is_not_quoted() -> None:
    found = document("camp.pdf", CAMP)
    assert "Handbook" not in "".join(quotable(found))
    assert not any(block.strip().isdigit() for block in blocks(found))


def test_the_outline_names_headings() -> None:
    plain = pdf([[(80, 700, 11, "1. Costs"), (80, 680, 11, "Forty a head.")]])
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain)))
    writer.add_outline_item(title="Costs", page_number=0)
    buffer = io.BytesIO()
    writer.write(buffer)
    found = document("a.pdf", buffer.getvalue())
    assert blocks(found) == ["Forty a head."]


def test_letters_too_small_to_read_are_left_out() -> None:
    found = document("a.pdf", pdf([[(80, 700, 11, "Seen by all."), (80, 680, 0.5, "HIDDEN")]]))
    assert found.text == "Seen by all."


def test_an_encrypted_file_is_refused() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(CAMP)))
    writer.encrypt("secret", algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    with pytest.raises(Refused, match="encrypted"):
        document("a.pdf", buffer.getvalue())


def test_a_file_that_anyone_may_open_is_read() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(CAMP)))
    writer.encrypt("", "owner", algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert document("a.pdf", buffer.getvalue()).title == "Camp"


@pytest.mark.parametrize(
    ("content", "said"), [(pdf([[]]), "only images"), (CAMP[:60], "damaged"), (b"%PDF-1.4\nnothing", "damaged")]
)
def test_what_cannot_be_read_has_a_reason(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        document("a.pdf", content)


def rows(*lines: tuple[str, ...], columns: tuple[float, ...] = (80, 220, 320)) -> list[Drawn]:
    """Lines of cells, each drawn by itself."""
    return [
        (x, TOP - LEADING * row, 11.0, cell)
        for row, cells in enumerate(lines)
        for x, cell in zip(columns, cells, strict=False)
        if cell
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            rows(
                ("Item", "Adult", "Child"), ("Swim", "5.50", "3.00"), ("Sauna", "12.00", "6.00"), ("Pass", "", "25.00")
            ),
            [
                "Item: Swim; Adult: 5.50; Child: 3.00",
                "Item: Sauna; Adult: 12.00; Child: 6.00",
                "Item: Pass; Child: 25.00",
            ],
        ),
        (
            rows(("Invoice number:", "2025-117"), ("Due date:", "2 June 2025"), ("Customer:", "Chess Club")),
            ["Invoice number: 2025-117", "Due date: 2 June 2025", "Customer: Chess Club"],
        ),
        (
            rows(("Pool", "closed"), ("Sauna", "9-17"), ("Gym", "10-18")),
            ["Pool: closed", "Sauna: 9-17", "Gym: 10-18"],
        ),
        (
            rows(("1. Rules", "2"), ("1.1. Guests", "2"), ("1.2. Dogs", "3"), ("2. Fees", "4")),
            ["1. Rules: 2", "1.1. Guests: 2", "1.2. Dogs: 3", "2. Fees: 4"],
        ),
        (
            rows(("Monday", "Yoga", "19:00"), ("Tuesday", "Judo", "20:00")),
            ["Monday | Yoga | 19:00", "Tuesday | Judo | 20:00"],
        ),
        (
            rows(("Adult ticket 12.50",), ("Child ticket 6.00",), ("Season pass 95.00",)),
            ["Adult ticket 12.50", "Child ticket 6.00", "Season pass 95.00"],
        ),
        (
            rows(("Anna Smith, president",), ("Bob Jones, treasurer",), ("Carla Diaz, secretary",)),
            ["Anna Smith, president", "Bob Jones, treasurer", "Carla Diaz, secretary"],
        ),
    ],
)
def test_a_row_is_a_block(lines: list[Drawn], expected: list[str]) -> None:
    assert blocks(document("a.pdf", pdf([lines]))) == expected


def test_words_drawn_one_by_one_are_a_line() -> None:
    words: list[Drawn] = [
        (80, 700, 11, "The"),
        (101.5, 700, 11, "fee"),
        (120, 700, 11, "is"),
        (80, 686, 11, "45 pounds a year."),
    ]
    assert blocks(document("a.pdf", pdf([words]))) == ["The fee is 45 pounds a year."]


def test_columns_drawn_line_by_line_are_read_one_after_the_other() -> None:
    left = (
        "The pool is open every day",
        "from seven in the morning",
        "until nine in the even-",
        "ing, with one break.",
    )
    right = (
        "The sauna opens at noon and",
        "closes at ten. Towels can be",
        "rented for two pounds at the",
        "desk by all.",
    )
    found = blocks(document("a.pdf", pdf([rows(*zip(left, right, strict=True), columns=(60, 320))])))
    assert found == [
        "The pool is open every day from seven in the morning until nine in the evening, with one break.",
        "The sauna opens at noon and closes at ten. Towels can be rented for two pounds at the desk by all.",
    ]


def test_facts_at_the_edges_of_a_text_are_kept() -> None:
    levels: list[list[Drawn]] = [
        [(80, 740, 16, f"Level {n}"), (80, 715, 11, "Bring a torch."), (80, 701, 11, f"It costs {n}00 gold.")]
        for n in (1, 2, 3)
    ]
    found = document("a.pdf", pdf(levels))
    assert [section.heading for section in found.sections][1:] == ["Level 2", "Level 3"]
    assert [block for block in blocks(found) if "gold" in block] == [f"It costs {n}00 gold." for n in (1, 2, 3)]


def test_a_number_at_the_end_of_a_page_is_no_page_number_unless_it_counts() -> None:
    assert blocks(document("a.pdf", pdf([rows(("The oldest member joined in",), ("1984",))]))) == [
        "The oldest member joined in 1984"
    ]


def test_a_title_that_is_the_running_header_too_is_kept() -> None:
    pages: list[list[Drawn]] = [[(80, 720, 24, "Club Handbook"), (80, 680, 11, "Part one.")]]
    pages += [[(80, 775, 8, "Club Handbook"), (80, 700, 11, f"Part {n}.")] for n in ("two", "three")]
    found = document("a.pdf", pdf(pages))
    assert (found.title, found.text.count("Club Handbook")) == ("Club Handbook", 1)


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        ("(The area is 10) Tj 5 Ts /F1 7 Tf (6) Tj 0 Ts /F1 11 Tf ( metres.) Tj", "The area is 10⁶ metres."),
        (
            "/F1 7 Tf (*) Tj /F1 11 Tf 10 0 Td (A rule that is) Tj 0 -14 Td (quite long.) Tj",
            "* A rule that is quite long.",
        ),
        ("(The area is 10) Tj 5 Ts /F1 10 Tf (6) Tj 0 Ts /F1 11 Tf ( metres.) Tj", "The area is 10⁶ metres."),
        ("(It is 10) Tj 5 Ts /F1 7 Tf (a/2) Tj 0 Ts /F1 11 Tf ( metres.) Tj", "It is 10a/2 metres."),
        ("/F1 30 Tf (T) Tj /F1 11 Tf 19 10 Td (he club is) Tj 0 -14 Td (open.) Tj", "The club is open."),
        ("(It is admini\\255) Tj 0 -14 Td (strative.) Tj", "It is administrative."),
        ("[(R)-300(and)-300(S)] TJ", "R and S"),
        ("[(Is)-300(it)-300(a)-300(do)-300(g)] TJ", "Is it a do g"),
        ("3 Tc (INVOICE) Tj 0 Tc 0 -40 Td (It is due.) Tj", "INVOICE\n\nIt is due."),
        ("[(It)-300(is)-300(due)-20(.)] TJ", "It is due."),
        ("(Name:          Ann) Tj", "Name: Ann"),
    ],
)
def test_letters_are_read_as_they_are_seen(drawing: str, expected: str) -> None:
    assert document("a.pdf", drawn_pdf(f"BT /F1 11 Tf 80 700 Td {drawing} ET")).text == expected


def test_a_heading_stands_below_those_in_larger_letters() -> None:
    headings = ((30, "Come and play!"), (18, "Level 1"), (14, "Boss"), (14, "Loot"), (18, "Level 2"), (14, "Boss"))
    drawn: list[Drawn] = []
    for row, (size, heading) in enumerate(headings):
        drawn += [(80, 750 - 80 * row, size, heading), (80, 720 - 80 * row, 11, f"{row} is what it says about that.")]
    found = document("a.pdf", pdf([drawn], Title="Game"))
    assert [section.heading for section in found.sections] == [
        "Come and play!",
        "Level 1",
        "Level 1 › Boss",
        "Level 1 › Loot",
        "Level 2",
        "Level 2 › Boss",
    ]


def test_leaders_are_no_letters() -> None:
    prices = rows(("Coffee " + "." * 80 + " 2.50",), ("Tea " + ". " * 60 + "2.00",))
    assert blocks(document("a.pdf", pdf([prices])))[0].endswith(". 2.50")


def test_a_page_that_was_scanned_askew_is_set_straight() -> None:
    along, aside = 0.9998, 0.02
    cells = (("Boat", "Members", "Guests"), ("Kayak", "5", "12"), ("Canoe", "8", "20"), ("Raft", "30", "45"))
    drawing = "".join(
        f"BT /F1 11 Tf {along} {aside} {-aside} {along} {80 + 180 * column} {700 - 14 * row + 3.6 * column}"
        f" Tm ({cell}) Tj ET "
        for row, line in enumerate(cells)
        for column, cell in enumerate(line)
    )
    found = blocks(document("a.pdf", drawn_pdf(drawing)))
    assert found[0] == "Boat: Kayak; Members: 5; Guests: 12"
    assert len(found) == len(cells) - 1


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [("会员年费为二百元,十四岁以下儿童须由成人陪", "同。", ""), ("Kayaks are lent", "to members.", " ")],
)
def test_only_some_scripts_have_spaces_between_lines(before: str, after: str, joined: str) -> None:
    assert paragraphs.joined([before, after]) == before + joined + after


@pytest.mark.parametrize("title", ["(anonymous)", "untitled", "Untitled Document 1", "Invoice.docx"])
def test_a_title_that_nobody_meant_is_none(title: str) -> None:
    found = document("a.pdf", pdf([[(80, 700, 18, "Fees"), (80, 670, 11, "They are due in May.")]], Title=title))
    assert found.title == "Fees"
