"""Backups: one file with everything that cannot be made again, taken while the bot runs, and put back."""

import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from index.catalogue import Catalogue
from index.errors import DamagedCatalogue, Failure, NotPossible
from index.lock import DataFolderLock
from index.schema import TABLES, connect, is_later

CATALOGUE = "catalogue.sqlite3"

_DATABASES = re.compile(r"catalogue\.sqlite3|bot/[a-z]+\.sqlite3?")
"""The files of a backup. Chroma's folder is not among them: it is made again."""


def back_up(data: Path, file: Path) -> None:
    """Copy the databases of a data folder, each as it is at one moment, into a zip file; whoever uses them goes on.

    Nobody but this user may read the file. Raises NotPossible if there is nothing to copy, no room for the copy, or
    something else than a backup in its place.
    """
    names = [
        path.relative_to(data).as_posix()
        for path in sorted(data.rglob("*.sqlite*"))
        if _DATABASES.fullmatch(path.relative_to(data).as_posix())
    ]
    if CATALOGUE not in names:
        raise NotPossible(f"There is no catalogue in {data} to back up.")
    aside = file.parent / f".{file.name}.part"
    try:
        if file.is_dir():
            raise NotPossible(f"{file} is a folder; name the file that the backup is to be, such as backup.zip.")
        if file.exists() and not _is_backup(file):
            raise NotPossible(f"{file} is there already, and is no backup; choose another name.")
        aside.unlink(missing_ok=True)
        aside.touch(0o600)
        with tempfile.TemporaryDirectory(dir=file.absolute().parent) as room, zipfile.ZipFile(aside, "w") as archive:
            for name in names:
                copy = Path(room) / "copy"
                with closing(connect(data / name)) as database:
                    database.execute("VACUUM INTO ?", (str(copy),))
                archive.write(copy, name, zipfile.ZIP_DEFLATED)
                copy.unlink()
        _flush(aside)
        aside.replace(file)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise NotPossible(f"The backup could not be written: {_plain(error)}.") from error


def _is_backup(file: Path) -> bool:
    """Whether a file holds nothing else than a backup does, so that another may take its place."""
    try:
        with zipfile.ZipFile(file) as archive:
            return file.is_file() and all(map(_DATABASES.fullmatch, archive.namelist()))
    except (OSError, zipfile.BadZipFile):
        return False


def restore(data: Path, file: Path) -> None:
    """Put a backup in the place of what is in a data folder that nobody uses; a damaged catalogue is set aside.

    Raises NotPossible for what is no backup, DataFolderInUse; then nothing is changed.
    """
    with unpacked(file) as folder:
        lock = DataFolderLock(data)
        try:
            for copy in sorted(folder.rglob("*.sqlite*")):
                place = data / copy.relative_to(folder)
                place.parent.mkdir(parents=True, exist_ok=True)
                if place.name == CATALOGUE:
                    _restore_catalogue(place, copy)
                else:
                    _replace(place, copy)
        finally:
            lock.release()


@contextmanager
def unpacked(file: Path) -> Iterator[Path]:
    """A folder with the databases of a backup, its catalogue checked. Raises NotPossible."""
    try:
        with tempfile.TemporaryDirectory() as room, zipfile.ZipFile(file) as archive:
            _check_members(archive, Path(room))
            archive.extractall(room)
            _check(Path(room) / CATALOGUE)
            yield Path(room)
    except (OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error, sqlite3.Error) as error:
        raise NotPossible(f"{file} cannot be restored: {_plain(error)}.") from error


def _check_members(archive: zipfile.ZipFile, room: Path) -> None:
    """Only what a backup holds, and only as much as there is room for. Raises NotPossible."""
    for name in archive.namelist():
        if not _DATABASES.fullmatch(name):
            raise NotPossible(f"“{name}” does not belong into a backup; nothing was changed.")
    if sum(member.file_size for member in archive.infolist()) > shutil.disk_usage(room).free:
        raise NotPossible("There is no room to unpack this backup; nothing was changed.")


def _check(copy: Path) -> None:
    """Open it as a catalogue would be, and have SQLite go through it. Raises NotPossible."""
    if not copy.is_file() or not copy.stat().st_size:
        raise NotPossible("There is no catalogue in this backup; nothing was changed.")
    try:
        Catalogue(copy).close()
    except DamagedCatalogue as damaged:
        why = "is of a later version of Footnote" if is_later(copy) else "cannot be read"
        raise NotPossible(f"The catalogue in this backup {why}; nothing was changed.") from damaged
    with closing(connect(copy)) as database:
        is_sound = database.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        if not is_sound or not {row["name"] for row in database.execute("SELECT name FROM sqlite_schema")} >= TABLES:
            raise NotPossible("The catalogue in this backup is damaged; nothing was changed.")


def _restore_catalogue(place: Path, copy: Path) -> None:
    try:
        catalogue = Catalogue(place)
    except Failure:
        for part in place.parent.glob(f"{place.name}*"):
            part.replace(part.with_name(f"damaged-{part.name}"))
        catalogue = Catalogue(place)
    shutil.rmtree(place.parent / "vectors", ignore_errors=True)  # first: no crash may leave those of another catalogue
    with closing(connect(_paged(copy, as_in=place))) as source:
        catalogue.restore(source)
    catalogue.close()


def _replace(place: Path, copy: Path) -> None:
    for rest in place.parent.glob(f"{place.name}-*"):
        rest.unlink()
    shutil.copyfile(copy, part := place.with_name(f"{place.name}.part"))
    _flush(part)
    part.replace(place)


def _paged(copy: Path, as_in: Path) -> Path:
    """The same database with pages as large as another's, whose log takes no others."""
    with closing(connect(copy)) as database, closing(connect(as_in)) as other:
        pages = [each.execute("PRAGMA page_size").fetchone()[0] for each in (database, other)]
        if pages[0] == pages[1]:
            return copy
        database.execute("PRAGMA journal_mode = DELETE")
        database.execute(f"PRAGMA page_size = {pages[1]}")
        database.execute("VACUUM INTO ?", (str(made := copy.with_name("paged")),))
        return made


def _flush(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


def _plain(error: Exception) -> str:
    return ((error.strerror if isinstance(error, OSError) else None) or str(error) or "it failed").lower().rstrip(".")
