"""The child process that searches every file of a folder for bytes: `python -m index.scanning FOLDER`.

Standard input is a JSON list of what to look for, in hex; standard output, in JSON, the files that hold any of it, each
with the numbers of what it holds; how many files were searched; and how many bytes.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

WORD = 8
"""Bytes that are compared at once."""

CHUNK = 16 << 20
"""Bytes of a file that are read at once."""


def main(folder: str) -> None:
    """Search, and tell."""
    json.dump(search(Path(folder), [bytes.fromhex(said) for said in json.load(sys.stdin)]), sys.stdout)


def search(folder: Path, wanted: Sequence[bytes]) -> tuple[dict[str, list[int]], int, int]:
    """The files that hold any of the byte strings, and which; how many files and bytes were searched."""
    index = _Index(wanted)
    found: dict[str, list[int]] = {}
    files = size = 0
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or file.is_symlink():
            continue
        try:
            hits, length = index.search(file)
        except FileNotFoundError:  # a generation is being built beside
            continue
        files, size = files + 1, size + length
        if hits:
            found[file.relative_to(folder).as_posix()] = sorted(hits)
    return found, files, size


class _Index:
    """Byte strings by their first bytes, so that one pass over a file looks for all of them."""

    def __init__(self, wanted: Sequence[bytes]) -> None:
        self._wanted = wanted
        self._short: list[int] = []
        self._long: dict[int, list[int]] = {}
        for at, needle in enumerate(wanted):
            if len(needle) < WORD:
                self._short.append(at)
            else:
                self._long.setdefault(int.from_bytes(needle[:WORD], "little"), []).append(at)
        self._keys = np.array(sorted(self._long), dtype="<u8")
        self._may_be = np.zeros(1 << 16, dtype=bool)
        self._may_be[self._keys & np.uint64(0xFFFF)] = True
        self._longest = max([WORD, *map(len, wanted)])

    def search(self, file: Path) -> tuple[set[int], int]:
        """What is in a file, and its length."""
        found: set[int] = set()
        length, tail = 0, b""
        with file.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                length += len(chunk)
                content = tail + chunk
                found |= self._in(content)
                tail = content[-self._longest :]
        return found, length

    def _in(self, content: bytes) -> set[int]:
        found = {at for at in self._short if self._wanted[at] in content}
        for shift in range(min(WORD, max(0, len(content) - WORD + 1))):
            words = np.frombuffer(content, dtype="<u8", count=(len(content) - shift) // WORD, offset=shift)
            for position in self._positions(words):
                start = shift + int(position) * WORD
                near = self._long[int(words[position])]
                found |= {at for at in near if content.startswith(self._wanted[at], start)}
        return found

    def _positions(self, words: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
        """Where one of the keys stands."""
        likely = np.flatnonzero(self._may_be[words & np.uint64(0xFFFF)])
        if not len(likely) or not len(self._keys):
            return likely[:0]
        at = np.searchsorted(self._keys, words[likely]).clip(max=len(self._keys) - 1)
        found: npt.NDArray[np.int64] = likely[self._keys[at] == words[likely]]
        return found


if __name__ == "__main__":
    main(*sys.argv[1:])
