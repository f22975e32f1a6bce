"""Tables of data keep their rows whatever is in their cells; tables that place things on a page are none."""

import pytest

from tests.index.formats.building import blocks, document

HEAD = "<tr><th>Rank<th>Duties</tr>"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "<tr><th>Day<th>Time<th>Course<tr><td rowspan=2>Tuesday<td>19:00<td>Yoga<tr><td>20:30<td>Judo",
            ["Day: Tuesday; Time: 19:00; Course: Yoga", "Day: Tuesday; Time: 20:30; Course: Judo"],
        ),
        (
            "<tr><th rowspan=2>Class<th colspan=2>Price</tr><tr><th>Adult<th>Child</tr><tr><td>A<td>10<td>5</tr>",
            ["Class: A; Price Adult: 10; Price Child: 5"],
        ),
        ("<tr><th colspan=2>Margit<tr><th>HP<td>4,174<tr><th>Lair<td>Hill", ["HP: 4,174", "Lair: Hill"]),
        (
            "<tr><td><b>Item</b><td><b>Room</b><td><b>Keeper</b><tr><td>Cake<td><td>Ann",
            ["Item: Cake; Keeper: Ann"],
        ),
        ("<tr><td><th>Adults<th>Kids<tr><th>Day<td>12<td>6", ["Day; Adults: 12; Kids: 6"]),
        (f"{HEAD}<tr><td>Mod<td><ul><li>kick<li>mute</ul>", ["Rank: Mod; Duties: - kick - mute"]),
        (f"{HEAD}<tr><td>Mod<td><p>Kick.</p><p>Mute.</p>", ["Rank: Mod; Duties: Kick. Mute."]),
        (f"{HEAD}<tr><td>Mod<td><div>Kick.</div><div>Mute.</div>", ["Rank: Mod; Duties: Kick. Mute."]),
        (f"<tr><td>Left<td><table>{HEAD}<tr><td>Mod<td>Kick</table>", ["Left", "Rank: Mod; Duties: Kick"]),
        ("<tr><td><p>One.</p><p>Two.</p><td><ul><li>Three</ul>", ["One.", "Two.", "- Three"]),
        ("<tr><th>A<th hidden>B<th>C<tr><td>1<td hidden>2<td>3", ["A: 1; C: 3"]),
    ],
)
def test_cells_stay_in_their_rows_and_columns(table: str, expected: list[str]) -> None:
    assert blocks(document("a.html", f"<table>{table}</table>".encode())) == expected


def test_cells_of_restructured_text_span_rows_and_columns() -> None:
    source = b"""
+------+-------+--------+
| Day  | Time  | Course |
+======+=======+========+
| Tue  | 19:00 | Yoga   |
|      +-------+--------+
|      | 20:30 | Judo   |
+------+-------+--------+
| Fri  | closed         |
+------+----------------+
"""
    assert blocks(document("a.rst", source)) == [
        "Day: Tue; Time: 19:00; Course: Yoga",
        "Day: Tue; Time: 20:30; Course: Judo",
        "Day: Fri; Time: closed; Course: closed",
    ]
