"""Erased for ever: what could still betray a document is looked for in every byte of the data folder."""

import json
import subprocess
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index import children
from index.records import Record, half, pack

WINDOW = 24
"""Characters of a text that are looked for together; pages of a database cut longer ones."""

STRIDE = 200
"""Characters from one window of a passage to the next."""

SHORTEST = 6
"""Characters; a shorter name stands in any file by chance."""

VECTOR = 16
"""Bytes of a vector in float16 that tell it from any other."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased, and the proof: `files` and `bytes` were searched, and `traces` are the files, relative to the
    data folder, in which something of it was still found: none, if all is well. `earlier` are other names that the
    documents had, and under which they went too; `copies` are other documents that say, or once said, the same.
    """

    documents: int
    files: int
    bytes: int
    traces: tuple[str, ...]
    earlier: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Needle:
    """Bytes to look for. `text` is what they encode; `vector` begins like the vector, in float16, that they are of."""

    content: bytes
    text: str | None = None
    vector: bytes | None = None


def needles(record: Record) -> Iterator[Needle]:
    """All that could betray a version of a document: its names, windows of its text, its vectors, its packed form."""
    origin = record.origin
    names = (record.path, record.document.title, record.document.url, *((origin.url, origin.asked) if origin else ()))
    texts = [name for name in names if name and len(name) >= SHORTEST]
    for piece in record.pieces:
        text = piece.span.of(record.document.text)
        starts = range(0, max(1, len(text) - WINDOW + 1), STRIDE)
        texts += [text[start : start + WINDOW] for start in starts]
    for text in dict.fromkeys(texts):
        for content in _encoded(text):
            yield Needle(content, text)
    for vector in record.vectors:
        beginning = half(vector)[:VECTOR]
        for content in (half(vector), vector.astype(np.float32).tobytes()):
            if content:
                yield Needle(content[: 2 * VECTOR], vector=beginning)
    packed, _ = pack(record)
    yield Needle(packed[len(packed) // 2 :][: 2 * VECTOR])


def proven(folder: Path, documents: int, wanted: Iterable[Needle], is_of_others: Callable[[Needle], bool]) -> Erased:
    """Search a data folder for what so many erased documents could have left; what others say is no trace of them."""
    found, files, size = search(folder, wanted)
    others = {needle: is_of_others(needle) for needle in set().union(*found.values())}
    traces = tuple(file for file, hits in found.items() if not all(others[needle] for needle in hits))
    return Erased(documents, files, size, traces)


def search(folder: Path, wanted: Iterable[Needle]) -> tuple[dict[str, set[Needle]], int, int]:
    """The files that hold any of the needles, and which; how many files and bytes were searched.

    A process of its own reads the files: closing a database's file here would cancel the locks that SQLite holds on it
    (https://www.sqlite.org/howtocorrupt.html, 2.2), and whoever else opened it could then take its log away.
    """
    needles = list(wanted)
    said = json.dumps([needle.content.hex() for needle in needles])
    done = subprocess.run(
        children.command("index.scanning", str(folder)),
        input=said,
        stdout=subprocess.PIPE,
        env=children.environment(),
        text=True,
        check=True,
    )
    found, files, size = json.loads(done.stdout)
    return {file: {needles[at] for at in hits} for file, hits in found.items()}, files, size


def _encoded(text: str) -> Collection[bytes]:
    """A text as files hold it: UTF-8, UTF-16, and with the escapes of JSON."""
    return dict.fromkeys(
        (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"), json.dumps(text)[1:-1].encode())
    )
