"""The files of a folder, and of nothing else: no link is followed, no device or pipe is opened."""

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import UnreadableFolder

MOST_DEEP = 100
"""Folders within each other; each holds a descriptor open while what is below it is gone through."""

_LEFT_BY_EDITORS = re.compile(r".+~|#.+#|~\$.+|~WR\w\d+\.tmp|.+\.sw[nopx]|.+\.bak", re.IGNORECASE | re.DOTALL)
"""Names of what a text was before, or of one that is just being written: not what its author would have read."""

_LEFT_BY_DESKTOPS = re.compile(r"desktop\.ini|(eh)?thumbs\.db|Icon\r", re.IGNORECASE)
"""What Windows and macOS put into folders by themselves, under names that are not hidden."""

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class File:
    """A regular file's bytes; `path` is relative to the folder, with `/`."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not read, and why, in one sentence; `was_read` where an earlier version of it was, and stays."""

    path: str
    reason: str
    was_read: bool = False


@dataclass(frozen=True, slots=True)
class _Directory:
    """An open directory, and the names in it; links are among the files."""

    descriptor: int
    files: list[str]
    folders: list[str]


def count(folder: Path) -> int:
    """How many entries `files` will go through. Raises UnreadableFolder."""
    return sum(len(names) for _, names, _ in _walk(folder, []))


def files(folder: Path, limit: int) -> Iterator[File | Refusal]:
    """Every file in the folder and below, by path. Raises UnreadableFolder.

    Hidden ones (`.name`) are left out, and so is what editors (`name~`) and desktops (`Thumbs.db`) leave behind.
    A folder that cannot be listed is refused under its own path, ending in `/`. Files over `limit` bytes are refused.
    """
    unlisted: list[Refusal] = []
    for base, names, directory in _walk(folder, unlisted):
        for name in names:
            path = _join(base, name)
            if (spelt := _spelt(path)) != path:
                yield Refusal(spelt, "The file's name is not valid text.")
                continue
            try:
                yield _read(directory, name, path, limit)
            except OSError as error:
                yield Refusal(path, f"The file cannot be opened: {_plain(error)}.")
    yield from unlisted


def unreadable(folder: Path) -> list[Refusal]:
    """The files and folders that the system does not let this program open; none is read. Raises UnreadableFolder."""
    found: list[Refusal] = []
    for base, names, directory in _walk(folder, found):
        for name in names:
            try:
                os.close(os.open(name, _FILE, dir_fd=directory))
            except OSError as error:
                if error.errno != errno.ELOOP:  # a link, which is not followed whatever it leads to
                    found.append(Refusal(_spelt(_join(base, name)), f"The file cannot be opened: {_plain(error)}."))
    return found


def holds(folder: Path, path: str) -> bool:
    """Whether a document's path leads to a file in the folder, or into one: `a.txt`, or `letters.zip/a.txt`."""
    return file_of(folder, path) is not None or is_taken(folder, path)


def file_of(folder: Path, path: str) -> str | None:
    """The path of the file that a document is or lies in; None when there is none."""
    parts = path.split("/")
    names = ("/".join(parts[:n]) for n in range(1, len(parts) + 1))
    return next((name for name in names if _leads(folder, name, Path.is_file)), None)


def is_taken(folder: Path, path: str) -> bool:
    """Whether there is anything of that name in the folder."""
    return _leads(folder, path, Path.exists)


def read(folder: Path, path: str, limit: int) -> File | Refusal:
    """One file, found by its path without following a link. Raises OSError."""
    *above, name = path.split("/")
    directory = os.open(folder, _FOLDER)
    try:
        for part in above:
            below = os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=directory)
            os.close(directory)
            directory = below
        return _read(directory, name, path, limit)
    finally:
        os.close(directory)


def is_of_a_desktop(name: str) -> bool:
    """Whether a file of that name says how a desktop shows its folder, and nothing else."""
    return _LEFT_BY_DESKTOPS.fullmatch(name) is not None


def _walk(folder: Path, unlisted: list[Refusal]) -> Iterator[tuple[str, list[str], int]]:
    """Each directory: its path below the folder, the names of its files, and its descriptor.

    The folder itself may be a link: that one the operator has made.
    """
    try:
        top = _listed(folder, None)
    except OSError as error:
        raise UnreadableFolder(f"The folder of documents, {folder}, cannot be read: {_plain(error)}.") from error
    yield from _below(top, "", unlisted, MOST_DEEP)


def _below(
    directory: _Directory, base: str, unlisted: list[Refusal], deeper: int
) -> Iterator[tuple[str, list[str], int]]:
    """A directory, which is closed at the end, and those that are below it, so many levels deep."""
    try:
        yield base, directory.files, directory.descriptor
        for name in directory.folders:
            path = _join(base, name)
            try:
                found = _listed(name, directory.descriptor) if deeper else None
            except OSError as error:
                unlisted.append(Refusal(f"{_spelt(path)}/", f"The folder cannot be listed: {_plain(error)}."))
                continue
            if found is None:
                unlisted.append(Refusal(f"{_spelt(path)}/", f"The folder lies more than {MOST_DEEP} folders deep."))
            else:
                yield from _below(found, path, unlisted, deeper - 1)
    finally:
        os.close(directory.descriptor)


def _listed(name: str | Path, above: int | None) -> _Directory:
    """Open a directory, by the descriptor of the one above it and then through no link, and list it. Raises OSError."""
    descriptor = os.open(name, _FOLDER | (0 if above is None else os.O_NOFOLLOW), dir_fd=above)
    try:
        with os.scandir(descriptor) as entries:
            shown = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries if _is_shown(entry))
    except BaseException:
        os.close(descriptor)
        raise
    return _Directory(
        descriptor,
        [name for name, is_folder in shown if not is_folder],
        [name for name, is_folder in shown if is_folder],
    )


def _is_shown(entry: os.DirEntry[str]) -> bool:
    is_left = _LEFT_BY_EDITORS.fullmatch(entry.name) or is_of_a_desktop(entry.name)
    return not entry.name.startswith(".") and not (is_left and not entry.is_dir(follow_symlinks=False))


def _leads(folder: Path, path: str, is_it: Callable[[Path], bool]) -> bool:
    """Whether something of the folder, and of nothing above or beside it, is what it should be."""
    if not {"", ".", ".."}.isdisjoint(path.rstrip("/").split("/")):
        return False
    try:
        return is_it(folder / path)
    except (OSError, ValueError):  # a name that no file could have
        return False


def _read(directory: int, name: str, path: str, limit: int) -> File | Refusal:
    """Open by the directory's descriptor, never through a link, never waiting for a pipe's other end."""
    try:
        descriptor = os.open(name, _FILE, dir_fd=directory)
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


def _spelt(path: str) -> str:
    """A path as it stands, or in ASCII if its bytes are no text."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return ascii(path)[1:-1]
    return path


def _plain(error: OSError) -> str:
    """The system's words, without the path in them."""
    return (error.strerror or "it failed").lower()
