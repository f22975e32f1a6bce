"""Raised numbers change no number, and the marks of notes are no part of the text."""

import pytest

from tests.index.formats.building import blocks, document


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("10<sup>6</sup> litres", "10^6 litres"),
        ("10<sup>-3</sup> m", "10^-3 m"),
        ("1.5 × 10<span><sup><b>12</b></sup></span>", "1.5 × 10^12"),
        ("20 m<sup>2</sup> of E = mc<sup>2</sup>", "20 m² of E = mc²"),
        ("on the 1<sup>st</sup> of May", "on the 1st of May"),
        ("1<sup>1</sup>/<sub>2</sub> cups", "1 1/2 cups"),
        ("H<sub>2</sub>O, 101<sub>2</sub>", "H2O, 101_2"),
        ("2 litres.<sup>1</sup> More", "2 litres. More"),
        ("It takes 2<sup>[1]</sup> days<sup>†</sup>", "It takes 2 days"),
        ("It takes 2 litres<sup>1</sup>", "It takes 2 litres^1"),
        ("items<sup>*</sup>", "items*"),
        ("<sup>1</sup>The note", "1 The note"),
    ],
)
@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_raised_numbers_do_not_run_into_what_stands_before_them(name: str, written: str, read: str) -> None:
    source = written if name == "a.md" else f"<p>{written}</p>"
    assert blocks(document(name, source.encode())) == [read]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.html", '<p>It takes 2<a href="#n"><sup>1</sup></a> or 3 <sup><a href="n.html">4</a></sup>days'),
        ("a.md", "It takes 2[<sup>1</sup>](#n) or 3<sup>[4](n.html)</sup> days"),
    ],
)
def test_what_leads_to_a_note_is_no_power(name: str, source: str) -> None:
    assert blocks(document(name, source.encode())) == ["It takes 2 or 3 days"]
