"""What crosses between the reader and its child: length-prefixed JSON, checked on arrival, never code."""

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from index.documents import Document
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


@dataclass(frozen=True, slots=True)
class Going:
    """The file is long, and being read on."""


Answer = Found | Going | Done


def request_bytes(request: Request) -> Iterator[bytes]:
    """A request as it is sent: its words, then the content."""
    yield framed(json.dumps([request.name, request.charset]).encode())
    yield framed(request.content)


def request(words: bytes, content: bytes) -> Request:
    """A request as it arrived from the parent, who is trusted."""
    name, charset = json.loads(words)
    return Request(name, content, charset)


def framed(body: bytes) -> bytes:
    """A body with its length before it."""
    return _LENGTH.pack(len(body)) + body


def size(header: bytes) -> int:
    """How many bytes follow a header."""
    length: int = _LENGTH.unpack(header)[0]
    return length


def answer_bytes(answer: Answer) -> bytes:
    """An answer as it is sent."""
    match answer:
        case Part(name, document):
            said: list[object] = ["part", name, document.to_plain()]
        case Unread(name, reason):
            said = ["unread", name, reason]
        case Begun(name):
            said = ["begun", name]
        case Going():
            said = ["going"]
        case Done(is_spoilt, refused):
            said = ["done", is_spoilt, refused]
    body = json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")
    return framed(body)


def answer(body: bytes) -> Answer:
    """An answer as it arrived. Raises Garbled: the child may have been taken over by a file."""
    try:
        match json.loads(body):
            case ["part", str(name), dict(fields)]:
                return Part(name, Document.from_plain(fields))
            case ["unread", str(name), str(reason)]:
                return Unread(name, reason)
            case ["begun", str(name)]:
                return Begun(name)
            case ["going"]:
                return Going()
            case ["done", bool(is_spoilt), None | str() as refused]:
                return Done(is_spoilt, refused)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Garbled from error
    raise Garbled
