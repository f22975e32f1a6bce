"""Exported chats (Discord, Telegram, Slack) to documents: one a day, each message after the name of who wrote it."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from index.formats.composing import Composer
from index.formats.contents import File, Part
from index.formats.details import LONGEST_NAME, Details, dated, line

MOST_OF = 0.5
"""Share of records that look like messages, from which they are a chat; the rest are notices and what was deleted."""

_TEXTS = ("content", "text")
_TITLES = ("title", "subject", "headline")
"""What articles and letters have, and messages do not."""

_TIMES = ("timestamp", "date", "ts")
_SENDERS = ("nickname", "global_name", "real_name", "display_name", "name", "username")
_SAID = frozenset({"Default", "Reply", "20", "23", "message"})
"""What Discord's exporter and the others call a message that somebody wrote; the rest are notices of the service."""

_NOTICES = frozenset({"channel_join", "channel_leave", "channel_topic", "channel_purpose", "channel_name"})
_STRUCK = re.compile(r" ?~~(?=[^\s~])[^~\n]{1,400}(?<=[^\s~])~~")
_EPOCH = re.compile(r"(1\d{9})(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Message:
    """What somebody wrote; `day` is in ISO 8601."""

    sender: str
    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Chat:
    """A channel or group as it was exported; `place` is the server it belongs to."""

    name: str | None
    place: str | None
    records: list[Mapping[str, Any]]


def chats(said: object, file: File) -> list[Chat]:
    """The chats in a file of JSON; none when it holds something else."""
    if isinstance(said, dict) and isinstance(said.get("chats"), dict):
        listed = said["chats"].get("list")
        return [chat for one in listed for chat in chats(one, file)] if isinstance(listed, list) else []
    if isinstance(said, list) and _is_slack(said):
        path = PurePosixPath(file.name)
        return [Chat(path.parent.name if dated(path.stem) else None, None, _messages(said))]
    records = _messages(said.get("messages")) if isinstance(said, dict) else []
    if not isinstance(said, dict) or not records:
        return []
    channel, guild = said.get("channel"), said.get("guild")
    named = channel if isinstance(channel, dict) else said
    return [Chat(_line(named, "name", "title"), _line(guild, "name"), records)]


def read_chats(found: list[Chat], file: File) -> Iterator[Part]:
    """A document for each day of each chat."""
    names = set[str]()
    for chat in found:
        title = chat.name or file.title
        written = [message for record in chat.records if (message := _message(record))]
        for day, messages in groupby(sorted(written, key=lambda message: message.day), lambda message: message.day):
            composer = Composer(title=title)
            for message in messages:
                composer.block(f"{message.sender}: {message.text}" if message.sender else message.text)
            if not composer.has_text:
                continue
            name = _free(day if len(found) == 1 else f"{title.replace('/', '-')} {day}", names)
            yield Part(
                name,
                composer.document(file, Details(publisher=chat.place, date=day, date_origin="metadata")),
            )


def _is_slack(said: list[object]) -> bool:
    """Whether a list is a day of a channel in Slack: such messages have a `ts`, and articles do not."""
    return bool(_messages(said)) and all(isinstance(record, dict) and "ts" in record for record in said)


def _messages(said: object) -> list[Mapping[str, Any]]:
    """The messages of a list that is made of messages; empty for any other value."""
    if not isinstance(said, list):
        return []
    records: list[Mapping[str, Any]] = [record for record in said if isinstance(record, dict)]
    like = [
        record for record in records if _day(record) and _is_named(record, _TEXTS) and not _is_named(record, _TITLES)
    ]
    return records if like and len(like) >= MOST_OF * len(said) else []


def _is_named(record: Mapping[str, Any], keys: tuple[str, ...]) -> bool:
    return any(key in record for key in keys)


def _message(record: Mapping[str, Any]) -> _Message | None:
    kind, day = record.get("type"), _day(record)
    is_notice = (isinstance(kind, str) and kind not in _SAID) or record.get("subtype") in _NOTICES
    text = "\n".join(filter(None, [_text(record), *_embedded(record)]))
    if is_notice or day is None or not text.strip():
        return None
    return _Message(_sender(record), day, text)


def _day(record: Mapping[str, Any]) -> str | None:
    """The day on which a message was written, as its export counts days; seconds since 1970 are taken in UTC."""
    for key in _TIMES:
        said = str(record.get(key) or "").strip()
        if epoch := _EPOCH.fullmatch(said):
            return dt.datetime.fromtimestamp(int(epoch[1]), dt.UTC).date().isoformat()
        if found := dated(said[:10]):
            return found if len(found) == len("2024-05-03") else None
    return None


def _sender(record: Mapping[str, Any]) -> str:
    """The name that others saw; empty when the export only has a number."""
    for key in ("author", "user_profile", "from", "username"):
        name = _line(record.get(key), *_SENDERS) or _line(record, key)
        if name:
            return name
    return ""


def _text(record: Mapping[str, Any]) -> str:
    """What a message says: some exports cut it into runs, one for each change of its letters."""
    said = next((record[key] for key in _TEXTS if record.get(key)), "")
    runs = said if isinstance(said, list) else [said]
    whole = "".join(
        str(run.get("text", "")) if isinstance(run, dict) else run for run in runs if isinstance(run, dict | str)
    )
    return _STRUCK.sub("", whole).strip()


def _embedded(record: Mapping[str, Any]) -> Iterator[str]:
    """What a bot shows in a frame below its message; the frames below people's messages are previews of links."""
    author, embeds = record.get("author"), record.get("embeds")
    if not (isinstance(author, dict) and author.get("isBot") and isinstance(embeds, list)):
        return
    for embed in embeds:
        if isinstance(embed, dict):
            yield from (text for key in ("title", "description") if isinstance(text := embed.get(key), str))
            for field in embed.get("fields") or ():
                if isinstance(field, dict) and isinstance(field.get("value"), str):
                    yield f"{_line(field, 'name') or ''}: {field['value']}".removeprefix(": ")


def _line(said: object, *keys: str) -> str | None:
    """The first of the named values that is text, as one line."""
    if not isinstance(said, Mapping):
        return None
    return next(
        (found for key in keys if isinstance(text := said.get(key), str) and (found := line(text, LONGEST_NAME))), None
    )


def _free(name: str, names: set[str]) -> str:
    """The name, numbered when another chat of the same name has it already."""
    found, number = name, 2
    while found in names:
        found, number = f"{name} ({number})", number + 1
    names.add(found)
    return found
