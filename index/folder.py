"""The files of a folder, and of nothing else: no link is followed, no device or pipe is opened."""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import UnreadableFolder


@dataclass(frozen=True, slots=True)
class File:
    """A regular file's bytes; `path` is relative to the folder, with `/`."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not read, and why, in one sentence."""

    path: str
    reason: str


def count(folder: Path) -> int:
    """How many entries `files` will go through. Raises UnreadableFolder."""
    return sum(len(names) for _, names, _ in _walk(folder, []))


def files(folder: Path, limit: int) -> Iterator[File | Refusal]:
    """Every file in the folder and below, by path; hidden ones (`.name`) are left out. Raises UnreadableFolder.

    A folder that cannot be listed is refused under its own path, ending in `/`. Files over `limit` bytes are refused.
    """
    unlisted: list[Refusal] = []
    for base, names, directory in _walk(folder, unlisted):
        for name in names:
            path = _join(base, name)
            try:
                path.encode()
                yield _read(directory, name, path, limit)
            except UnicodeEncodeError:
                yield Refusal(ascii(path)[1:-1], "The file's name is not valid text.")
            except OSError as error:
                yield Refusal(path, f"The file cannot be opened: {_plain(error)}.")
    yield from unlisted


def holds(folder: Path, path: str) -> bool:
    """Whether a document's path leads to a file in the folder, or into one: `a.txt`, or `letters.zip/a.txt`."""
    return file_of(folder, path) is not None or (folder / path).is_dir()


def file_of(folder: Path, path: str) -> str | None:
    """The path of the file that a document is or lies in; None when there is none."""
    parts = path.split("/")
    names = ("/".join(parts[:n]) for n in range(1, len(parts) + 1))
    return next((name for name in names if (folder / name).is_file()), None)


def read(folder: Path, path: str, limit: int) -> File | Refusal:
    """One file, found by its path without following a link. Raises OSError."""
    *above, name = path.split("/")
    directory = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in above:
            below = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=directory)
            os.close(directory)
            directory = below
        return _read(directory, name, path, limit)
    finally:
        os.close(directory)


def _walk(folder: Path, unlisted: list[Refusal]) -> Iterator[tuple[str, list[str], int]]:
    """Each directory: its path below the folder, the names of its files, and its descriptor.

    The folder itself may be a link: that one the operator has made.
    """
    try:
        with os.scandir(folder):
            pass
    except OSError as error:
        raise UnreadableFolder(f"The folder of documents, {folder}, cannot be read: {_plain(error)}.") from error
    root = folder.resolve()
    for path, below, names, directory in os.fwalk(root):
        base = "" if path == str(root) else Path(path).relative_to(root).as_posix()
        shown = sorted(name for name in below if not name.startswith("."))
        failed = {name: why for name in shown if (why := _unlistable(name, directory))}
        below[:] = [name for name in shown if name not in failed]
        links = [name for name, error in failed.items() if error.errno in {errno.ELOOP, errno.ENOTDIR}]
        unlisted += [
            Refusal(f"{_join(base, name)}/", f"The folder cannot be listed: {_plain(error)}.")
            for name, error in failed.items()
            if name not in links
        ]
        yield base, sorted([name for name in names if not name.startswith(".")] + links), directory


def _unlistable(name: str, directory: int) -> OSError | None:
    """Why a folder cannot be listed; `os.fwalk` would only tell its last name."""
    try:
        os.close(os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=directory))
    except OSError as error:
        return error
    return None


def _read(directory: int, name: str, path: str, limit: int) -> File | Refusal:
    """Open by the directory's descriptor, never through a link, never waiting for a pipe's other end."""
    try:
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=directory)
    except OSError:
        if stat.S_ISLNK(os.stat(name, dir_fd=directory, follow_symlinks=False).st_mode):
            return Refusal(path, "Links are not followed; put the file itself into the folder.")
        raise
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return Refusal(path, "This is not a regular file.")
        if status.st_size > limit:
            return Refusal(path, f"The file is larger than {limit // 1024 // 1024} MB.")
        return File(path, file.read(limit))


def _join(base: str, name: str) -> str:
    return f"{base}/{name}" if base else name


def _plain(error: OSError) -> str:
    """The system's words, without the path in them."""
    return (error.strerror or "it failed").lower()
