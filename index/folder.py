"""The files of a folder, and of nothing else: no link is followed, no device or pipe is opened."""

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
    unlisted: list[OSError] = []
    for base, names, directory in _walk(folder, unlisted):
        for name in names:
            path = f"{base}/{name}" if base else name
            try:
                path.encode()
                yield _read(directory, name, path, limit)
            except UnicodeEncodeError:
                yield Refusal(ascii(path)[1:-1], "The file's name is not valid text.")
            except OSError as error:
                yield Refusal(path, f"The file cannot be opened: {_plain(error)}.")
    for failed in unlisted:
        path = Path(str(failed.filename)).relative_to(folder.resolve()).as_posix()
        yield Refusal(f"{path}/", f"The folder cannot be listed: {_plain(failed)}.")


def _walk(folder: Path, unlisted: list[OSError]) -> Iterator[tuple[str, list[str], int]]:
    """Each directory: its path below the folder, the names of its files, and its descriptor.

    The folder itself may be a link: that one the operator has made.
    """
    try:
        with os.scandir(folder):
            pass
    except OSError as error:
        raise UnreadableFolder(f"The folder of documents, {folder}, cannot be read: {_plain(error)}.") from error
    root = folder.resolve()
    for base, below, names, directory in os.fwalk(root, onerror=unlisted.append, follow_symlinks=False):
        below[:] = sorted(name for name in below if not name.startswith("."))
        links = [name for name in below if stat.S_ISLNK(os.stat(name, dir_fd=directory, follow_symlinks=False).st_mode)]
        kept = sorted([name for name in names if not name.startswith(".")] + links)
        yield "" if base == str(root) else Path(base).relative_to(root).as_posix(), kept, directory


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


def _plain(error: OSError) -> str:
    """The system's words, without the path in them."""
    return (error.strerror or "it failed").lower()
