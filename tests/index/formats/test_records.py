"""Records say all that their fields say: what is not shown beside a quote can be quoted."""

import json

import pytest

from index.formats.contents import Refused
from tests.index.formats.building import blocks, contents, document


def read(said: object) -> list[list[str]]:
    return [blocks(part.document) for part in contents("a.json", json.dumps(said).encode()).parts]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            [{"title": "Chess", "date": "every Tuesday", "place": "Hall A"}, {"title": "Fair", "date": "2025-03-04"}],
            [["title: Chess; date: every Tuesday; place: Hall A"], ["title: Fair; date: 2025-03-04"]],
        ),
        (
            [
                {"id": 1, "name": "Dune", "author": "Herbert", "language": "English", "subject": "sand"},
                {"name": "Emma"},
            ],
            [["name: Dune; author: Herbert; language: English; subject: sand"], ["name: Emma"]],
        ),
        (
            [{"title": "AGM", "date": "2025-03-04", "location": "Hall", "text": "All may come."}],
            [["date: 2025-03-04", "location: Hall", "All may come."]],
        ),
        (
            [
                {
                    "title": "News",
                    "timestamp": "2025-03-04T10:00:00Z",
                    "author": "Ann",
                    "lang": "en",
                    "text": "It rains.",
                }
            ],
            [["author: Ann", "It rains."]],
        ),
        (
            [{"title": "News", "date": "2025-03-04 at 7 pm", "text": "It rains."}],
            [["date: 2025-03-04 at 7 pm", "It rains."]],
        ),
    ],
)
def test_a_field_is_left_out_only_where_it_is_shown_whole(said: object, expected: list[list[str]]) -> None:
    assert read(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            {"club": "Oldham", "fee": 45, "board": [{"role": "Chair", "name": "Ann"}, {"role": "Clerk", "name": "Bo"}]},
            [["club: Oldham", "fee: 45", "board: role: Chair; name: Ann", "board: role: Clerk; name: Bo"]],
        ),
        (
            {"status": "ok", "count": 2, "items": [{"role": "Chair"}, {"role": "Clerk"}]},
            [["role: Chair"], ["role: Clerk"]],
        ),
        (
            {"contact": "ann@example.org", "faq": [{"question": "Why?", "answer": "Because."}]},
            [["contact: ann@example.org"], ["Why?", "Because."]],
        ),
        (
            [{"day": "Monday", "slots": [{"time": "10:00", "act": "Yoga"}, {"time": "12:00"}]}, {"day": "Tuesday"}],
            [["day: Monday", "slots: time: 10:00; act: Yoga", "slots: time: 12:00"], ["day: Tuesday"]],
        ),
        (["No spam.", "Be kind."], [["No spam.", "Be kind."]]),
        (
            {"rules": ["No spam.", "Be kind."], "colours": ["red", "blue"]},
            [["rules: No spam.", "rules: Be kind.", "colours: red, blue"]],
        ),
    ],
)
def test_what_belongs_together_stays_together(said: object, expected: list[list[str]]) -> None:
    assert read(said) == expected


def test_a_damaged_line_does_not_take_the_others_along() -> None:
    found = contents("a.jsonl", b'{"text": "One."}\n\n{"text": "Two."}\n{"text": "Thr')
    assert [blocks(part.document) for part in found.parts] == [["One."], ["Two."]]
    assert [unread.name for unread in found.unread] == ["line 4"]


@pytest.mark.parametrize("content", [b'{"a": 1,\n', b'{"a": 1}\n{"a', b"[1,\n2,\n3\n", b"plain words"])
def test_what_is_mostly_damaged_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match="not JSON"):
        document("a.json", content)
