"""Markdown as its writers mean it: with HTML in it, and with front matter of every kind."""

import pytest

from tests.index.formats.building import blocks, document


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ('<p align="center">Founded in 2019 by <b>Karl</b>.</p>', ["Founded in 2019 by Karl."]),
        ("<ul>\n<li>Tent</li>\n<li>Food</li>\n</ul>\n\nMore.", ["- Tent", "- Food", "More."]),
        ("<details>\n<summary>Parking?</summary>\n\nYes, *free*.\n\n</details>", ["Parking?", "Yes, free."]),
        ("- One\n\n  <p>Two</p>\n", ["- One\nTwo"]),
        ("<!-- note -->\n\n<script>\nx\n</script>\n\nWords.", ["Words."]),
        ("<p hidden>Gone</p>\n\nWords.", ["Words."]),
        (
            "<table>\n<tr><th>Day</th><th>Time</th></tr>\n\n<tr><td>Monday</td><td>19:00</td></tr>\n</table>",
            ["Day: Monday; Time: 19:00"],
        ),
    ],
)
def test_html_in_markdown_is_read_as_html(source: str, read: list[str]) -> None:
    assert blocks(document("a.md", source.encode())) == read


@pytest.mark.parametrize(
    "block",
    [
        "+++\ntitle = 'Club: rules'\ndate = 2024-04-13\n+++\n",
        "+++\ntitle = 'Club: rules'\ndate = 2024-04-13T10:00:00Z\n[params]\nx = 1\n+++\n",
        "---\ntitle: Club: rules\ndate: 2024-04-13\ntags:\n  - a\n---\n",
        "---\ntitle: 'Club: rules'\ndate: 2024-04-13\n---\n",
    ],
)
def test_front_matter_may_be_toml_or_nearly_yaml(block: str) -> None:
    found = document("a.md", f"{block}Words.\n".encode())
    assert (found.title, found.date, blocks(found)) == ("Club: rules", "2024-04-13", ["Words."])


def test_a_text_between_rules_is_no_front_matter() -> None:
    assert len(blocks(document("a.md", b"---\nIt was: so: late\nthat all slept.\n\n---\nWords.\n"))) == 2


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**Skipper:** Ada\nHome port: Rye\nBerths: 4", ["Skipper: Ada\nHome port: Rye\nBerths: 4"]),
        (
            "The boat lies at\nRye: it has four berths\nand a stove.",
            ["The boat lies at Rye: it has four berths and a stove."],
        ),
        (
            "Skipper: Ada\nHome port: Rye, behind\nthe lock\nBerths: 4",
            ["Skipper: Ada\nHome port: Rye, behind the lock\nBerths: 4"],
        ),
        ("- Skipper: Ada\n  Berths: 4", ["- Skipper: Ada\nBerths: 4"]),
    ],
)
def test_facts_below_each_other_have_a_line_each(source: str, expected: list[str]) -> None:
    assert blocks(document("a.md", source.encode())) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Entry ~~nine~~ ten pounds.", ["Entry ten pounds."]),
        ("Entry <s>nine</s><del>eight</del> ten pounds.", ["Entry ten pounds."]),
        ("Entry <s>nine pounds.", ["Entry nine pounds."]),
        ("- ~~Bring a boat.~~\n- Bring a rope.", ["- Bring a rope."]),
        ("| Who | Fee |\n|---|---|\n| Cubs | ~~5~~ 6 |\n| ~~Scouts~~ | 7 |", ["Who: Cubs; Fee: 6", "Fee: 7"]),
        ("About ~5 km, ~6 at most.", ["About ~5 km, ~6 at most."]),
    ],
)
def test_what_is_struck_out_is_left_out(source: str, expected: list[str]) -> None:
    assert blocks(document("a.md", source.encode())) == expected
