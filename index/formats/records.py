"""JSON and JSON Lines to documents: one a record, or one for a file that is no list of records."""

import json
from collections.abc import Iterator
from itertools import islice

from index.formats.composing import Composer
from index.formats.contents import File, Found, Part, Refused
from index.formats.decoding import decode
from index.formats.details import Details, is_detail, line
from index.formats.reading import ReadInside

MOST_RECORDS = 20_000
"""Of a file; each is a document in the list of sources."""

DEEPEST = 20
"""Levels of nesting that are read; people write three."""

_TEXTS = ("text", "body", "content", "article", "description", "summary", "abstract", "answer", "message", "question")
"""Names of fields that are running text and need no label."""

_IDS = ("id", "_id", "slug", "key", "uuid")


def read_records(file: File, _: ReadInside) -> Iterator[Found]:
    """Each record. Raises Refused."""
    records = _records(decode(file))
    if len(records) > MOST_RECORDS:
        raise Refused(f"The file holds more than {MOST_RECORDS} records.")
    names = _names(records) if len(records) > 1 else [""]
    found = False
    for name, record in zip(names, records, strict=True):
        composer = Composer()
        said = record if isinstance(record, dict) else {"": record}
        details = Details.named({key.lower(): _words(value) for key, value in said.items()}, "metadata")
        _write(said, composer, "", 0)
        if composer.has_text:
            found = True
            yield Part(name, composer.document(_named(file, name), details))
    if not found:
        raise Refused("The file holds no text that could be quoted.")


def _named(file: File, name: str) -> File:
    return File(f"{file.title} {name}" if name else file.name, b"")


def _records(text: str) -> list[object]:
    """The records of a list, of a list that is all an object holds, or of lines."""
    try:
        said = json.loads(text)
    except RecursionError as error:
        raise Refused("The file is nested too deeply.") from error
    except ValueError:
        return _lines(text)
    if isinstance(said, dict):
        lists = [value for value in said.values() if isinstance(value, list) and _are_records(value)]
        said = lists[0] if len(lists) == 1 else [said]
    if isinstance(said, list):
        return said if _are_records(said) else [{"": said}]
    return [{"": said}]


def _are_records(said: list[object]) -> bool:
    return bool(said) and all(isinstance(item, dict) for item in said)


def _lines(text: str) -> list[object]:
    """A record a line."""
    try:
        found = [json.loads(text_line) for text_line in text.split("\n") if text_line.strip()]
    except (ValueError, RecursionError) as error:
        raise Refused("The file is damaged: it is not JSON.") from error
    return found


def _names(records: list[object]) -> list[str]:
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
            if depth == 0 and (is_detail(key.lower()) or key.lower() in _IDS):
                continue
            plain = key.lower() in _TEXTS or not key
            _write(value, composer, label if plain else f"{label} {key}".strip(), depth + 1)
    elif isinstance(said, list) and any(isinstance(item, dict | list) for item in said):
        for item in said:
            _write(item, composer, label, depth + 1)
    else:
        words = _words(said)
        composer.block(f"{label.replace('_', ' ')}: {words}" if label and words else words)


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
