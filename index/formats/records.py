"""JSON and JSON Lines to documents: one a record, one a day of a chat, or one for a file that is no list of records."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from index.formats.chats import chats, read_chats
from index.formats.composing import Composer
from index.formats.contents import File, Found, Part, Refused, Unread
from index.formats.decoding import decode
from index.formats.details import Details, line, shown_beside
from index.formats.reading import ReadInside

MOST_RECORDS = 20_000
"""Of a file; each is a document in the list of sources."""

DEEPEST = 20
"""Levels of nesting that are read; people write three."""

LONGEST_ROW = 400
"""Characters of a record's plain fields that are written as one row; longer ones are blocks of their own."""

MOST_NAMED = 5
"""Damaged lines that are named one by one."""

_ENDS_SENTENCE = re.compile(r"[.!?…。！？।][\"'”’)\]]*$")

Record = Mapping[str, Any]

_TEXTS = ("text", "body", "content", "article", "description", "summary", "abstract", "answer", "message", "question")
"""Names of fields that are running text and need no label."""

_IDS = ("id", "_id", "slug", "key", "uuid")
_UNSAID = frozenset(_IDS) - {"key"}
_TITLES = frozenset({"title", "headline", "name"})

_EVENT = frozenset({"location", "venue", "place", "where", "time", "start", "end"})
"""Fields beside which a date says when something takes place, not when its text was written."""

_ENVELOPE = frozenset(
    {"status", "success", "total", "totalresults", "total_count", "count", "page", "pages", "per_page", "limit"}
    | {"offset", "next", "previous", "has_more", "version", "schema", "$schema"}
)
"""What services put around a list of records, and nobody asks for."""


def read_records(file: File, _: ReadInside) -> Iterator[Found]:
    """Each record. Raises Refused."""
    said, damaged = _said(decode(file))
    if damaged:
        yield Unread(_numbered(damaged), "This is not JSON.")
    conversations = chats(said, file)
    found = False
    for part in read_chats(conversations, file) if conversations else _documents(said, file):
        found = True
        yield part
    if not found:
        raise Refused("The file holds no text that could be quoted.")


def _said(text: str) -> tuple[object, list[int]]:
    """What the file says, and the numbers of lines that are damaged where each is a record."""
    try:
        return json.loads(text), []
    except RecursionError as error:
        raise Refused("The file is nested too deeply.") from error
    except ValueError:
        return _lines(text)


def _lines(text: str) -> tuple[list[object], list[int]]:
    """A record a line. Raises Refused when most lines are none."""
    found, damaged = list[object](), list[int]()
    for number, text_line in enumerate(text.split("\n"), start=1):
        if not text_line.strip():
            continue
        try:
            record = json.loads(text_line)
        except (ValueError, RecursionError):
            damaged.append(number)
        else:
            found.append(record)
    if len(damaged) >= len(found) or (damaged and not _are_records(found)):
        raise Refused("The file is damaged: it is not JSON.")
    return found, damaged


def _numbered(lines: list[int]) -> str:
    named = ", ".join(map(str, lines[:MOST_NAMED]))
    return f"{'line' if len(lines) == 1 else 'lines'} {named}{', …' if len(lines) > MOST_NAMED else ''}"


def _documents(said: object, file: File) -> Iterator[Part]:
    """A document for each record, and one for what stands beside their list."""
    records, rest = _records(said)
    if len(records) > MOST_RECORDS:
        raise Refused(f"The file holds more than {MOST_RECORDS} records.")
    is_list = len(records) > 1 or bool(rest)
    named = [("", rest)] if rest else []
    for name, record in [*named, *zip(_names(records) if is_list else [""], records, strict=True)]:
        composer = Composer()
        fields = record if isinstance(record, dict) else {"": record}
        words = {key.lower(): _words(value) for key, value in fields.items()}
        kept = {key: value for key, value in fields.items() if key.lower() not in _UNSAID | _hidden(words)}
        if is_list and name and not _has_text(fields):
            _row({key: value for key, value in fields.items() if key.lower() not in _UNSAID}, composer, "", 1)
        else:
            _write(kept, composer, "", 0)
        if composer.has_text:
            yield Part(name, composer.document(_named(file, name), Details.named(words, "metadata")))


def _hidden(words: Mapping[str, str]) -> frozenset[str]:
    """Fields that are shown beside a record's text; where it has none, its fields are all that it says."""
    shown = shown_beside(words)
    if not any(words.get(key) for key in _TEXTS):
        return shown & _TITLES
    return shown - {"date"} if _EVENT & words.keys() else shown


def _named(file: File, name: str) -> File:
    return File(f"{file.title} {name}" if name else file.name, b"")


def _records(said: object) -> tuple[list[Any], Record]:
    """The records of a list or of the one list in an object, and what else the object says."""
    if isinstance(said, list):
        return (said if _are_records(said) else [{"": said}]), {}
    if not isinstance(said, dict):
        return [{"": said}], {}
    lists = [key for key, value in said.items() if isinstance(value, list) and _are_records(value)]
    if len(lists) != 1:
        return [said], {}
    records = said[lists[0]]
    rest = {key: value for key, value in said.items() if key != lists[0] and key.lower() not in _ENVELOPE}
    is_own = all(_has_text(record) or any(record.get(key) for key in _IDS) for record in records)
    return (records, rest) if is_own or not any(map(_words, rest.values())) else ([said], {})


def _are_records(said: list[object]) -> bool:
    return bool(said) and all(isinstance(item, dict) for item in said)


def _has_text(record: Record) -> bool:
    return any(key.lower() in _TEXTS and isinstance(value, str) and value for key, value in record.items())


def _names(records: list[Any]) -> list[str]:
    """What each record is called inside its file: by its own id where all have one, else by number."""
    for key in _IDS:
        ids = [line(_words(record.get(key)), 80) if isinstance(record, dict) else None for record in records]
        kept = [name.replace("/", "-") for name in ids if name]
        if len(set(kept)) == len(records):
            return kept
    return [str(number) for number in range(1, len(records) + 1)]


def _write(said: object, composer: Composer, label: str, depth: int) -> None:
    """A value and what is in it: running text as it is, all else with its name before it."""
    if depth > DEEPEST:
        return
    if isinstance(said, dict):
        for key, value in said.items():
            plain = key.lower() in _TEXTS or not key
            _write(value, composer, label if plain else f"{label} {key}".strip(), depth + 1)
    elif isinstance(said, list) and _is_nested(said):
        for item in said:
            if isinstance(item, dict):
                _row(item, composer, label, depth + 1)
            else:
                _write(item, composer, label, depth + 1)
    elif isinstance(said, list) and any(map(_is_text, map(_words, said))):
        for item in said:
            composer.block(_labelled(label, _words(item)))
    else:
        composer.block(_labelled(label, _words(said)))


def _row(record: Record, composer: Composer, label: str, depth: int) -> None:
    """One of several records: its plain fields in one row, as a table has them, then what is in it."""
    plain = {key: words for key, value in record.items() if not _is_nested(value) and (words := _words(value))}
    row = "; ".join(_labelled(key, words) for key, words in plain.items())
    if _has_text(record) or len(row) > LONGEST_ROW or any(map(_is_text, plain.values())):
        _write(record, composer, label, depth)
        return
    composer.block(_labelled(label, row), is_whole=True)
    _write({key: value for key, value in record.items() if _is_nested(value)}, composer, label, depth)


def _is_nested(said: object) -> bool:
    return isinstance(said, dict) or (isinstance(said, list) and any(isinstance(item, dict | list) for item in said))


def _is_text(words: str) -> bool:
    return "\n" in words or bool(_ENDS_SENTENCE.search(words))


def _labelled(label: str, words: str) -> str:
    return f"{label.replace('_', ' ')}: {words}" if label and words else words


def _words(said: object) -> str:
    """A value that is no object, in words."""
    match said:
        case str():
            return said
        case bool():
            return "yes" if said else "no"
        case int() | float():
            return str(said)
        case list():
            return ", ".join(filter(None, map(_words, islice(said, MOST_RECORDS))))
        case dict():
            return _words(said.get("name"))
        case _:
            return ""
