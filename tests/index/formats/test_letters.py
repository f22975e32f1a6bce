"""A letter is quoted for what its writer says, never for what it repeats of others."""

import pytest

from tests.index.formats import building
from tests.index.formats.building import blocks, contents, document

HEAD = "From: Ann <ann@example.org>\nDate: Mon, 6 May 2024 10:00:00 +0000\n"


def letter(body: str, *, subject: str = "Re: Pool", kind: str = "text/plain") -> bytes:
    return f"{HEAD}Subject: {subject}\nContent-Type: {kind}; charset=utf-8\n\n{body}".encode()


@pytest.mark.parametrize(
    ("body", "own"),
    [
        ("Yes.\n\nOn Sun, 5 May 2024 Bob wrote:\n> It opens at 8.\n", ["Yes."]),
        ("Yes.\nOn Sun, 5 May 2024 at 10:00 Bob Jones <bob@example.org>\nwrote:\n\n> It opens at 8.\n", ["Yes."]),
        (
            "Am 5. Mai schrieb Bob:\n> Um acht?\nNein, um neun.\n> Und sonntags?\nUm zehn.",
            ["Nein, um neun.", "Um zehn."],
        ),
        ("Bring these:\n\n- towels\n\n> Anything else?\n", ["Bring these:", "- towels"]),
        ("Yes.\n\n-----Original Message-----\nFrom: Bob\nSent: Sunday\n\nIt opens at 8.\n", ["Yes."]),
        ("Ja.\n\nVon: Bob\nGesendet: Sonntag\nAn: Ann\nBetreff: Bad\n\nEs ist um 8 offen.\n", ["Ja."]),
        ("Yes.\n-- \nSIGNATURE\n\n-----Original Message-----\nFrom: Bob\n\nIt opens at 8.\n", ["Yes."]),
        ("From: noon\nto three the pool is closed.\n", ["From: noon\nto three the pool is closed."]),
    ],
)
def test_a_reply_is_quoted_for_its_own_words(body: str, own: list[str]) -> None:
    found = document("a.eml", letter(body))
    assert blocks(found) == own
    assert "SIGNATURE" not in found.text
    assert "8" not in body or "8" in found.text, "what is repeated is kept"


@pytest.mark.parametrize(
    ("subject", "rule"),
    [
        ("Pool", "---------- Forwarded message ---------"),
        ("WG: Bad", "-----Urspr\u00fcngliche Nachricht-----"),
        ("Pool", "-------- Weitergeleitete Nachricht --------"),
    ],
)
def test_what_is_handed_on_is_quoted_under_its_sender(subject: str, rule: str) -> None:
    body = f"See below.\n\n{rule}\nFrom: Bob <bob@example.org>\nSubject: Pool\n\nThe sauna costs 8 euros.\n"
    found = document("a.eml", letter(body, subject=subject))
    assert [(section.heading, section.span.of(found.text)) for section in found.sections] == [
        ("", "See below."),
        ("From: Bob <bob@example.org>", "The sauna costs 8 euros."),
    ]


@pytest.mark.parametrize(
    ("body", "own"),
    [
        ("<p>Yes.</p><blockquote>It opens at 8.</blockquote>", ["Yes."]),
        (
            "<p>Yes.</p><div class=gmail_attr>Bob wrote:</div><blockquote>8?<blockquote>7.</blockquote></blockquote>",
            ["Yes."],
        ),
        ('<p>Hours:</p><blockquote style="margin:0 0 0 40px;border:none">7 to 9</blockquote>', ["Hours:", "7 to 9"]),
    ],
)
def test_so_is_one_in_html(body: str, own: list[str]) -> None:
    assert blocks(document("a.eml", letter(body, kind="text/html"))) == own


def test_a_stub_does_not_hide_the_page_beside_it() -> None:
    made = building.letter()
    made.set_content("see html")
    made.add_alternative("<h1>News</h1><p>The general meeting is on 9 April at 7 pm.</p>", subtype="html")
    assert blocks(document("a.eml", made.as_bytes())) == ["The general meeting is on 9 April at 7 pm."]
    made = building.letter()
    made.set_content("The general meeting is on 9 April at 7 pm.")
    made.add_alternative("<p>The <b>general</b> meeting is on 9 April at 7 pm. Your club</p>", subtype="html")
    assert blocks(document("a.eml", made.as_bytes())) == ["The general meeting is on 9 April at 7 pm."]


def test_a_letter_in_a_letter_is_read() -> None:
    made, inner = building.letter(), building.letter()
    inner.replace_header("Subject", "Keys")
    inner.set_content("Carla has the key.\n")
    made.add_attachment(inner)
    found = contents("a.eml", made.as_bytes()).parts
    assert [part.document.title for part in found] == ["\u00dcber us", "Keys"]
    assert blocks(found[1].document) == ["Carla has the key."]


@pytest.mark.parametrize("charset", ["", "; charset=us-ascii", "; charset=x-unknown", "; charset=cp-65001"])
def test_a_letter_is_read_whatever_it_says_of_its_encoding(charset: str) -> None:
    head = f"{HEAD}Subject: H\nContent-Type: text/plain{charset}\nContent-Transfer-Encoding: 8bit\n\n"
    assert blocks(document("a.eml", f"{head}Gr\u00fc\u00dfe an M\u00fcller.\n".encode())) == [
        "Gr\u00fc\u00dfe an M\u00fcller."
    ]
