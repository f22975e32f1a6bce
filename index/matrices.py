"""What is large of a bundled model, handed to ONNX Runtime from where it lies in the model's file."""

import json
import math
import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
from onnxruntime import OrtValue

from index import memory

SIGN = 0x80
"""Turning it makes eight signed bits unsigned ones that are 128 more."""

Places = dict[str, tuple[int, ...]]
"""The byte of the file where something begins, and its shape, by its name in the graph."""


class Matrices:
    """A model's table of words, and those of its weights that the file has signed and its graph unsigned.

    `places` is what `training/graphs.py` wrote of them. Of the words, a third of a model, a text needs a few: they are
    read where they lie. Must live as long as the session does.
    """

    def __init__(self, file: Path, places: Path, *, turns: bool = True) -> None:
        """Without `turns` the graph has those weights signed, too, and reads them itself: none are handed over."""
        found = json.loads(places.read_bytes())
        self._content = np.frombuffer(memory.mapped(file), np.uint8)
        self.words = _values(self._content, found["words"])
        """By name; ONNX Runtime reads them there, too, if it is given them as initializers to share."""
        self._signed: Places = found["turned"] if turns else {}
        ends = [at + math.prod(shape) for at, *shape in self._signed.values()]
        self._range = slice(min((at for at, *_ in self._signed.values()), default=0), max(ends, default=1))
        self._lent = mmap.mmap(-1, self._range.stop - self._range.start, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)

    @contextmanager
    def lent(self) -> Iterator[dict[str, OrtValue]]:
        """The weights by name, until the session is open: it has packed them then, and does not look at these again."""
        unsigned = np.frombuffer(self._lent, np.uint8)
        np.bitwise_xor(self._content[self._range], SIGN, out=unsigned)
        try:
            yield _values(unsigned, self._signed, self._range.start)
        finally:
            memory.empty(self._lent)


def _values(content: npt.NDArray[np.uint8], places: Places, begin: int = 0) -> dict[str, OrtValue]:
    """What lies there, where `content` begins at a byte of the file."""
    return {
        name: OrtValue.ortvalue_from_numpy(content[at - begin : at - begin + math.prod(shape)].reshape(shape))
        for name, (at, *shape) in places.items()
    }
