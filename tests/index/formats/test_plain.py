"""A plain text is named by its first line only where that line is a name, and dated only by what is about it."""

import pytest

from tests.index.formats.building import document, quotable


@pytest.mark.parametrize(
    ("text", "title", "said"),
    [
        ("Server IP: play.example.org\nVersion: 1.20.4\nNo PvP at spawn.", "a", "Server IP: play.example.org\nVersion"),
        ("Phone: 555 0199\n\nCall us at any time of day.", "Phone: 555 0199", "Call us"),
        ("Event: Fair\nDate: 5 May 2024\nPlace: Hall A", "a", "Event: Fair\nDate: 5 May 2024\nPlace: Hall A"),
        (
            "Kim meets Putin: what next\nDate: 5 May 2024\nAuthor: Ann\n\nThe text.",
            "Kim meets Putin: what next",
            "Author",
        ),
        ("Training on Mondays at 19:00\nBring shoes.", "Training on Mondays at 19:00", "Training on Mondays"),
        ("Rules of the club\nBring shoes.", "Rules of the club", "Bring shoes."),
        ("Minutes of May 2024 in Ulm\n\nThe fee rose.", "Minutes of May 2024 in Ulm", "The fee rose."),
    ],
)
def test_a_first_line_that_says_something_can_be_quoted(text: str, title: str, said: str) -> None:
    found = document("a.txt", text.encode())
    assert found.title == title
    assert quotable(found)[0].startswith(said)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Kim meets Putin\nDate: 5 May 2024\n\nThe text.", "2024-05-05"),
        ("Kim meets Putin\nDate: 31.08.2025\n\nThe text.", "2025-08-31"),
        ("Kim meets Putin\nDate: 05/06/2025\n\nThe text.", "2025"),
        ("Training\n\nDate: 5 May 2024\nTopic: Knots\n\nDate: 12 May 2024\nTopic: Radio", None),
        ("Minutes\n\nDate: 5 May 2024\nPresent: Ann, Bob\n\nThe fee rose.", "2024-05-05"),
        ("Diary\n\n3 May 2024\n\nWe met Bob.\n\n4 May 2024\n\nWe left.", None),
        ("Island Times\n\nKim meets Putin in Russia\n\n13 April 2024\n\nHe came.", "2024-04-13"),
    ],
)
def test_a_date_of_an_entry_is_not_that_of_the_text(text: str, date: str | None) -> None:
    found = document("a.txt", text.encode())
    assert (found.date, found.date_origin) == (date, "text" if date else None)


def test_fields_of_entries_can_be_quoted_and_those_about_the_text_cannot() -> None:
    entries = document("a.txt", b"Training\n\nDate: 5 May 2024\nTopic: Knots\n\nTopic: Radio\nDate: 12 May 2024")
    assert quotable(entries) == ["Date: 5 May 2024\nTopic: Knots\n\nTopic: Radio\nDate: 12 May 2024"]
    assert quotable(document("a.txt", b"Kim meets Putin\nDate: 5 May 2024\n\nThe text.")) == ["The text."]
