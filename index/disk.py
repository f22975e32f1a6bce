"""What SQLite says of a disk that is full, failing or busy, as failures that are told to people."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from index.errors import CannotWrite, DamagedCatalogue, Failure, InvalidSetting

UNAVAILABLE = {
    sqlite3.SQLITE_BUSY: "it is busy",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk failed or is full",
    sqlite3.SQLITE_PERM: "it may not be written to",
    sqlite3.SQLITE_READONLY: "it may not be written to",
}
"""What the disk or another program does to a file that is not damaged, and that nobody should be told to remove."""


@contextmanager
def told(kind: type[Failure], sentence: str) -> Iterator[None]:
    """Say in a sentence what the disk, or another program, has against it. Raises that kind of failure."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if reason := UNAVAILABLE.get(error.sqlite_errorcode & 0xFF):
            raise kind(sentence.format(reason)) from error
        raise


def writable() -> AbstractContextManager[None]:
    """Raises CannotWrite."""
    return told(CannotWrite, "The catalogue cannot be written: {}. Nothing was changed.")


def is_of_the_disk(error: BaseException) -> bool:
    """Whether the disk is in the way, and not another program."""
    cause = error.__cause__ if isinstance(error, CannotWrite) else error
    if not isinstance(cause, sqlite3.OperationalError):
        return False
    code = cause.sqlite_errorcode & 0xFF
    return code in UNAVAILABLE and code != sqlite3.SQLITE_BUSY


def failure(error: sqlite3.DatabaseError) -> Failure:
    """Why the file cannot be opened, for people. The low byte is SQLite's error without its details."""
    if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF in UNAVAILABLE:
        return InvalidSetting(f"The catalogue in the data folder cannot be opened: {error}.")
    return DamagedCatalogue("The catalogue in the data folder is damaged; restore a backup or remove it.")
