"""An exported chat is a document a day, whose quotes say who wrote them; other lists of records stay what they are."""

import json
from typing import Any

import pytest

from tests.index.formats.building import blocks, contents


def discord(number: int, time: str, said: str, **more: Any) -> dict[str, Any]:
    author = {"id": "9", "name": "bob", "nickname": "Bob", "isBot": False}
    return {"id": str(number), "type": "Default", "timestamp": time, "content": said, "author": author, **more}


def test_a_channel_is_a_document_a_day() -> None:
    export = {
        "guild": {"id": "1", "name": "Raiders"},
        "channel": {"id": "2", "name": "general", "topic": "chat"},
        "messages": [
            discord(1, "2024-05-03T19:04:00.123+00:00", "Raid on Friday", isPinned=True, reactions=[{"count": 3}]),
            discord(2, "2024-05-03T19:05:00+00:00", "Joined the server.", type="GuildMemberJoin"),
            discord(3, "2024-05-03T19:06:00+00:00", "Bring\n5 potions", embeds=[{"title": "Preview of a link"}]),
            discord(4, "2025-05-02T10:00:00+00:00", "Raid on ~~Friday~~ Saturday", type="Reply"),
            discord(5, "2025-05-02T10:01:00+00:00", ""),
        ],
    }
    found = contents("a.json", json.dumps(export).encode()).parts
    assert [part.name for part in found] == ["2024-05-03", "2025-05-02"]
    assert [(part.document.title, part.document.publisher, part.document.date) for part in found] == [
        ("general", "Raiders", "2024-05-03"),
        ("general", "Raiders", "2025-05-02"),
    ]
    assert [blocks(part.document) for part in found] == [
        ["Bob: Raid on Friday", "Bob: Bring\n5 potions"],
        ["Bob: Raid on Saturday"],
    ]


def test_what_a_bot_announces_in_a_frame_is_read() -> None:
    embed = {"title": "Update 2.1", "description": "The map is new.", "fields": [{"name": "Cap", "value": "60"}]}
    message = discord(1, "2024-05-03T19:04:00+00:00", "", embeds=[embed], author={"name": "News", "isBot": True})
    (part,) = contents("a.json", json.dumps({"messages": [message]}).encode()).parts
    assert blocks(part.document) == ["News: Update 2.1\nThe map is new.\nCap: 60"]


TELEGRAM = {
    "name": "Chess",
    "messages": [
        {"id": 1, "type": "service", "date": "2024-05-03T19:03:00", "actor": "Bob", "action": "pin", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date": "2024-05-03T19:04:00",
            "from": "Bob",
            "text": ["We meet ", {"type": "bold", "text": "Friday"}, " at 8"],
        },
    ],
}
SLACK = [
    {"type": "message", "ts": "1714763040.000100", "user": "U1", "text": "hi", "subtype": "channel_join"},
    {
        "type": "message",
        "ts": "1714763050.0002",
        "user": "U1",
        "user_profile": {"real_name": "Bob"},
        "text": "We meet Friday at 8",
    },
]


@pytest.mark.parametrize(
    ("name", "export", "parts"),
    [
        ("a.json", TELEGRAM, ["2024-05-03"]),
        ("a.json", {"chats": {"list": [TELEGRAM, TELEGRAM]}}, ["Chess 2024-05-03", "Chess 2024-05-03 (2)"]),
        ("Chess/2024-05-03.json", SLACK, ["2024-05-03"]),
    ],
)
def test_other_services_are_read_alike(name: str, export: object, parts: list[str]) -> None:
    found = contents(name, json.dumps(export).encode()).parts
    assert [part.name for part in found] == parts
    for part in found:
        assert (part.document.title, part.document.date) == ("Chess", "2024-05-03")
        assert blocks(part.document) == ["Bob: We meet Friday at 8"]


@pytest.mark.parametrize(
    "said",
    [
        {"messages": [{"role": "user", "content": "How do I reset it?"}]},
        {"messages": [{"title": "Fair", "date": "2024-05-03", "text": "It is open."}]},
        [{"date": "2024-05-03", "author": "Ann", "text": "It is open."}],
    ],
)
def test_what_is_no_chat_is_records(said: object) -> None:
    (part,) = contents("a.json", json.dumps(said).encode()).parts
    assert part.name == ""
