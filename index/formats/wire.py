"""What crosses between the reader and its child: length-prefixed JSON, checked on arrival, never code."""

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.documents import Document, Section, Span
from index.formats.contents import Begun, Found, Part, Unread

_LENGTH = struct.Struct("!Q")
HEADER = _LENGTH.size


class Garbled(Exception):
    """What arrived is no answer."""


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read."""

    name: str
    content: bytes
    charset: str | None


@dataclass(frozen=True, slots=True)
class Done:
    """The file is read, or `refused` for a reason; a child that is spoilt wants to be replaced."""

    is_spoilt: bool
    refused: str | None = None


Answer = Found | Done


def request_bytes(request: Request) -> Iterator[bytes]:
    """A request as it is sent: its words, then the content."""
    words = json.dumps([request.name, request.charset]).encode()
    yield _LENGTH.pack(len(words)) + words + _LENGTH.pack(len(request.content))
    yield request.content


def request(words: bytes, content: bytes) -> Request:
    """A request as it arrived from the parent, who is trusted."""
    name, charset = json.loads(words)
    return Request(name, content, charset)


def size(header: bytes) -> int:
    """How many bytes follow a header."""
    length: int = _LENGTH.unpack(header)[0]
    return length


def answer_bytes(answer: Answer) -> bytes:
    """An answer as it is sent."""
    match answer:
        case Part(name, document):
            said: list[object] = ["part", name, _plain(document)]
        case Unread(name, reason):
            said = ["unread", name, reason]
        case Begun(name):
            said = ["begun", name]
        case Done(is_spoilt, refused):
            said = ["done", is_spoilt, refused]
    body = json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")
    return _LENGTH.pack(len(body)) + body


def answer(body: bytes) -> Answer:
    """An answer as it arrived. Raises Garbled: the child may have been taken over by a file."""
    try:
        match json.loads(body):
            case ["part", str(name), dict(fields)]:
                return Part(name, _document(fields))
            case ["unread", str(name), str(reason)]:
                return Unread(name, reason)
            case ["begun", str(name)]:
                return Begun(name)
            case ["done", bool(is_spoilt), None | str() as refused]:
                return Done(is_spoilt, refused)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Garbled from error
    raise Garbled


def _plain(document: Document) -> dict[str, object]:
    return {
        "text": document.text,
        "sections": [
            [section.span.start, section.span.end, section.heading, section.page] for section in document.sections
        ],
        "title": document.title,
        "publisher": document.publisher,
        "date": document.date,
        "url": document.url,
        "date_origin": document.date_origin,
        "language": document.language,
        "tags": document.tags,
        "pages": document.pages,
    }


def _document(fields: dict[str, Any]) -> Document:
    text = _text(fields["text"])
    return Document(
        text=text,
        sections=tuple(_section(section, len(text)) for section in fields["sections"]),
        title=_text(fields["title"]),
        publisher=_maybe(fields["publisher"]),
        date=_maybe(fields["date"]),
        url=_maybe(fields["url"]),
        date_origin=_maybe(fields["date_origin"]),
        language=_maybe(fields["language"]),
        tags=tuple(map(_text, fields["tags"])),
        pages=_count(fields["pages"]),
    )


def _section(said: list[Any], length: int) -> Section:
    start, end, heading, page = said
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= length):
        raise TypeError
    return Section(Span(start, end), _text(heading), _count(page))


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError
    return said


def _maybe(said: object) -> str | None:
    return None if said is None else _text(said)


def _count(said: object) -> int | None:
    if said is not None and not isinstance(said, int):
        raise TypeError
    return said
