"""Erased for ever: what could still betray a document is looked for in every byte of the data folder."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.records import Record, half, pack

WINDOW = 24
"""Characters of a text that are looked for together; pages of a database cut longer ones."""

STRIDE = 200
"""Characters from one window of a passage to the next."""

SHORTEST = 6
"""Characters; a shorter name stands in any file by chance."""

WORD = 8
"""Bytes that are compared at once."""

VECTOR = 16
"""Bytes of a vector in float16 that tell it from any other."""

CHUNK = 16 << 20
"""Bytes of a file that are read at once."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased, and the proof: `files` and `bytes` were searched, and `traces` are the files, relative to the
    data folder, in which something of it was still found: none, if all is well.
    """

    documents: int
    files: int
    bytes: int
    traces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Needle:
    """Bytes to look for. `text` is what they encode; `vector` begins like the vector, in float16, that they are of."""

    content: bytes
    text: str | None = None
    vector: bytes | None = None


def needles(record: Record) -> Iterator[Needle]:
    """All that could betray a version of a document: its names, windows of its text, its vectors, its packed form."""
    names = (record.path, record.document.title, record.document.url or "")
    texts = [name for name in names if len(name) >= SHORTEST]
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
    yield Needle(packed[WORD : 5 * WORD])


def proven(folder: Path, documents: int, wanted: Iterable[Needle], is_of_others: Callable[[Needle], bool]) -> Erased:
    """Search a data folder for what so many erased documents could have left; what others say is no trace of them."""
    found, files, size = search(folder, wanted)
    others = {needle: is_of_others(needle) for needle in set().union(*found.values())}
    traces = tuple(file for file, hits in found.items() if not all(others[needle] for needle in hits))
    return Erased(documents, files, size, traces)


def search(folder: Path, wanted: Iterable[Needle]) -> tuple[dict[str, set[Needle]], int, int]:
    """The files that hold any of the needles, and which; how many files and bytes were searched."""
    index = _Index(wanted)
    found: dict[str, set[Needle]] = {}
    files = size = 0
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or file.is_symlink():
            continue
        hits, length = index.search(file)
        files, size = files + 1, size + length
        if hits:
            found[file.relative_to(folder).as_posix()] = hits
    return found, files, size


class _Index:
    """Needles by their first bytes, so that one pass over a file looks for all of them."""

    def __init__(self, wanted: Iterable[Needle]) -> None:
        self._short: list[Needle] = []
        self._long: dict[int, set[Needle]] = {}
        for needle in wanted:
            if len(needle.content) < WORD:
                self._short.append(needle)
            else:
                self._long.setdefault(int.from_bytes(needle.content[:WORD], "little"), set()).add(needle)
        self._keys = np.array(sorted(self._long), dtype="<u8")
        self._may_be = np.zeros(1 << 16, dtype=bool)
        self._may_be[self._keys & np.uint64(0xFFFF)] = True
        lengths = [len(needle.content) for needles in self._long.values() for needle in needles]
        self._longest = max([WORD, *lengths, *(len(needle.content) for needle in self._short)])

    def search(self, file: Path) -> tuple[set[Needle], int]:
        """The needles in a file, and its length."""
        found: set[Needle] = set()
        length, tail = 0, b""
        with file.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                length += len(chunk)
                content = tail + chunk
                found |= self._in(content)
                tail = content[-self._longest :]
        return found, length

    def _in(self, content: bytes) -> set[Needle]:
        found = {needle for needle in self._short if needle.content in content}
        for shift in range(min(WORD, max(0, len(content) - WORD + 1))):
            words = np.frombuffer(content, dtype="<u8", count=(len(content) - shift) // WORD, offset=shift)
            for at in self._positions(words):
                start = shift + int(at) * WORD
                near = self._long[int(words[at])]
                found |= {needle for needle in near if content.startswith(needle.content, start)}
        return found

    def _positions(self, words: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
        """Where one of the keys stands."""
        likely = np.flatnonzero(self._may_be[words & np.uint64(0xFFFF)])
        if not len(likely) or not len(self._keys):
            return likely[:0]
        at = np.searchsorted(self._keys, words[likely]).clip(max=len(self._keys) - 1)
        found: npt.NDArray[np.int64] = likely[self._keys[at] == words[likely]]
        return found


def _encoded(text: str) -> Collection[bytes]:
    """A text as files hold it: UTF-8, UTF-16, and with the escapes of JSON."""
    return dict.fromkeys(
        (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"), json.dumps(text)[1:-1].encode())
    )
