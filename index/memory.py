"""What a process holds of memory that it does not need: as little as costs no time that is felt."""

import ctypes
import mmap
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from weakref import WeakSet

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""Names of glibc's mallopt(3); another C library has neither this call nor this habit."""

ARENAS = 2
LARGE = 1_000_000
"""Bytes. Without either, 60 questions over 4,000 passages once left 310 MB instead of 255. With 4 MB instead of one
the same questions take 208 MB instead of 204, the median of the time, and as long."""

LARGE_IN_BULK = 16_000_000
"""Bytes, while one text after the other is embedded: the system clears anew each page that it was given back. That took
4 s of a first indexing of 55; the peak of memory is 10 to 20 MB higher so."""

_MAPPED: WeakSet[mmap.mmap] = WeakSet()
_CHANGING = threading.Lock()


def be_frugal() -> None:
    """Few heaps for many threads, and nothing large kept in them. Before the threads begin."""
    _set(_ARENA_MAX, ARENAS)
    _keep_nothing_from(LARGE)


@contextmanager
def in_bulk() -> Iterator[None]:
    """For much work of one kind: what is free again is kept for the next piece. Who ends first ends it for others."""
    _keep_nothing_from(LARGE_IN_BULK)
    try:
        yield
    finally:
        _keep_nothing_from(LARGE)


def mapped(file: Path) -> mmap.mmap:
    """A file's bytes where they lie: only what is read of them takes memory, and that is never lost to the system."""
    with file.open("rb") as content:
        mapping = mmap.mmap(content.fileno(), 0, access=mmap.ACCESS_READ)
    with _CHANGING:
        _MAPPED.add(mapping)
    return mapping


def empty(mapping: mmap.mmap) -> None:
    """Let the system have what was written to memory that no file is behind; it can still be read, as zeros."""
    with suppress(OSError, AttributeError):
        mapping.madvise(mmap.MADV_DONTNEED)


def give_back() -> None:
    """Let the system have what is not in use: what is free, and what can be read again from files.

    Parsing the models' files leaves as much behind as they take; 60 questions leave 34 MB, which took 4 ms to give
    back. The next question pays for it with less than that.
    """
    with suppress(OSError, AttributeError), _CHANGING:
        ctypes.CDLL(None).malloc_trim(0)
        for mapping in _MAPPED:
            mapping.madvise(mmap.MADV_DONTNEED)


def _keep_nothing_from(size: int) -> None:
    _set(_TRIM_THRESHOLD, size)
    _set(_MMAP_THRESHOLD, size)


def _set(parameter: int, value: int) -> None:
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(parameter, value)
