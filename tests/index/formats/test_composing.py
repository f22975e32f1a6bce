"""A text stands below all the headings above it, outermost first, in every format that has levels."""

import pytest

from index.formats.composing import LONGEST_PATH, Composer, path
from tests.index.formats.building import document, epub

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
