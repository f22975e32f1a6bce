"""A text stands below all the headings above it, outermost first, in every format that has levels."""

import json

import pytest

from index.formats.composing import LONGEST_PATH, Composer, path
from index.passages import cut
from tests.index.formats.building import document, epub, pdf

MARKDOWN = "# Lamp\n\n## Version 2.0\n\n### Fixes\n\nNo flicker.\n\n## Version 1.0\n\nFirst.\n\n#### Odd\n\nDeep.\n"
HTML = (
    "<h1>Lamp</h1><h2>Version 2.0</h2><h3>Fixes</h3><p>No flicker.<h2>Version 1.0</h2><p>First.<h4>Odd</h4><p>Deep.</p>"
)
RST = "Lamp\n====\n\nVersion 2.0\n-----------\n\nFixes\n~~~~~\n\nNo flicker.\n\nVersion 1.0\n-----------\n\nFirst.\n\n"
RST += "Odd\n~~~\n\nDeep.\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.md", MARKDOWN.encode()), ("a.html", HTML.encode()), ("a.rst", RST.encode()), ("a.epub", epub(HTML))],
)
def test_headings_are_kept_with_those_above_them_but_without_the_title(name: str, content: bytes) -> None:
    found = [section.heading for section in document(name, content).sections]
    book = ["Lamp › "] if name == "a.epub" else [""]  # the book itself has another title
    assert found == [f"{book[0]}{heading}" for heading in ("Version 2.0 › Fixes", "Version 1.0", "Version 1.0 › Odd")]


def test_a_heading_that_was_set_by_hand_begins_anew() -> None:
    composer = Composer(title="Book")
    composer.head("One", 1)
    composer.heading = ""
    composer.head("Deep", 3)
    assert composer.heading == "Deep"


def test_a_long_path_keeps_its_ends() -> None:
    names = ["First", *(f"Middle {number}" for number in range(LONGEST_PATH)), "Last"]
    assert path(names) == "First › … › Last"
    assert path(["First" * LONGEST_PATH, "Last"]) == "Last"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "a.md",
            b"# Club\n\n## Open\n\n### Monday from nine\n\n### Tuesday from ten\n\n## Fees\n\nNone.\n\n## Last words\n",
        ),
        (
            "a.html",
            b"<h1>Club</h1><h2>Open</h2><h3>Monday from nine<h3>Tuesday from ten<h2>Fees</h2>None.<h2>Last words</h2>",
        ),
    ],
)
def test_a_heading_below_which_nothing_stands_is_quoted_below_those_above_it(name: str, content: bytes) -> None:
    read = document(name, content)
    assert [(section.heading, section.span.of(read.text)) for section in read.sections] == [
        ("Open", "Monday from nine"),
        ("Open", "Tuesday from ten"),
        ("Fees", "None."),
        ("", "Last words"),
    ]


TABLE = [
    ["Boat", "Insured?", "Max. crew", "Ready!"],
    ["A. Tern. Grey", "Yes. Until May", "4", "no"],
    ["Skua", "no", "2", "yes"],
]
RECORDS = [dict(zip(TABLE[0], row, strict=True)) for row in TABLE[1:]]
PLACES = [(row, column) for row in range(3) for column in range(4)]
DRAWN = [(60 + 130.0 * column, 700 - 18.0 * row, 11.0, TABLE[row][column]) for row, column in PLACES]
ROW = "Boat: A. Tern. Grey; Insured?: Yes. Until May; Max. crew: 4; Ready!: no"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "\n".join(",".join(row) for row in TABLE).encode()),
        ("a.md", "\n".join(f"| {' | '.join(row)} |" for row in [TABLE[0], ["---"] * 4, TABLE[1]]).encode()),
        ("a.html", f"<table><tr><th>{'<th>'.join(TABLE[0])}<tr><td>{'<td>'.join(TABLE[1])}</table>".encode()),
        (
            "a.json",
            json.dumps({"club": {"fleet": [dict(zip(TABLE[0], row, strict=True)) for row in TABLE[1:]]}}).encode(),
        ),
        ("a.pdf", pdf([DRAWN])),
    ],
)
def test_a_row_of_a_table_is_one_sentence_whatever_stops_it_holds(name: str, content: bytes) -> None:
    read = document(name, content)
    assert ROW in [span.of(read.text).removeprefix("club fleet: ") for piece in cut(read) for span in piece.sentences]


def test_what_stands_alone_in_a_table_has_its_sentences() -> None:
    read = document("a.csv", b"Day,Room,Open\nMay,A,9\nNever in June. Sorry.,,\nJuly,B,8\n")
    assert "Sorry." in [span.of(read.text) for piece in cut(read) for span in piece.sentences]
