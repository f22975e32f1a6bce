"""`Generation`: one Chroma folder, sealed when it was built and only read since."""

import hashlib
import json
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from index.embedding import Vector
from index.shelves import Matrix

COLLECTION = "passages"
MANIFEST = "manifest.json"
DATABASE = "chroma.sqlite3"
HOME = ("default_tenant", "default_database")
"""Where Chroma puts a collection if nothing else is said."""

SEGMENTS = 1
"""How many indexes Chroma may hold open: a folder has one collection, and that one index."""

COPIES = 10
"""Rows with one and the same text, at most: more may crowd a row out of its own neighbours without any damage."""

ITSELF = 0.999
"""Cosine similarity; a vector differs from itself only by rounding."""


FILES_TO_OPEN = 40
"""How many more this process must be able to open first: Chroma opens some twenty, one for each thread that asks at
once, and where it gets none it ends the process."""

FILES_TO_ASK = 10
"""The same before each search."""


class Crowded(Exception):
    """There are too many open files for Chroma now; nothing is wrong with the generation."""


class Spoilt(Exception):
    """A generation's folder is not what was sealed; it is dropped and built again from the catalogue."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds: `count` vectors, of the catalogue's rows up to `last_row`.

    `files` are the SHA-256 of the segment's files, which Chroma reads unchecked, into memory, in this process: a
    flipped bit there can end it. Chroma's own `chroma.sqlite3` is written to by every opening, so it is not among them:
    `settings` is the SHA-256 of the rows in it that say how to search, and what else there is to read.
    """

    count: int
    last_row: int
    files: dict[str, str]
    settings: str

    @classmethod
    def seal(cls, folder: Path, count: int, last_row: int) -> Self:
        """Note what was just built. A generation without a manifest was never finished."""
        manifest = cls(count, last_row, _hashes(folder), _settings(folder))
        (folder / MANIFEST).write_text(json.dumps(asdict(manifest)), encoding="utf-8")
        return manifest

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Read the manifest and hold the folder against it. Raises Spoilt."""
        try:
            manifest = cls(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise Spoilt("no readable manifest") from error
        if _hashes(folder) != manifest.files:
            raise Spoilt("the segment's files are not those that were sealed")
        if _settings(folder) != manifest.settings:
            raise Spoilt("the database is not the one that was sealed")
        return manifest


class Generation:
    """An open generation. Safe to query from many threads; it is closed when the last one lets it go.

    It is opened by the native half of Chroma, which holds the index. The Python half brings 320 modules (OpenTelemetry,
    gRPC, pydantic): 45 MB, and half a second before the first answer, for what takes three calls here. Generations are
    built by the public client, in a child process (`building`).
    """

    def __init__(self, folder: Path) -> None:
        """Check and open. Raises Spoilt, Crowded."""
        look_for_room(FILES_TO_OPEN)
        self.folder = folder
        self.manifest = Manifest.of(folder)
        with _native("open"):
            self._chroma = _opened(folder)
            self._collection = str(self._chroma.get_collection(COLLECTION, *HOME).id)
            count = self._chroma.count(self._collection)
        if count != self.manifest.count:
            raise Spoilt(f"Chroma counts {count} vectors of {self.manifest.count}")

    def nearest(self, vector: Vector, top: int) -> dict[int, float]:
        """The rows nearest to a vector by cosine similarity, best first. Raises Spoilt, Crowded."""
        look_for_room(FILES_TO_ASK)
        wanted = min(top, self.manifest.count)
        with _native("search"):
            found = self._chroma.query(self._collection, None, [vector], wanted, include=["distances"])
            return {int(row): 1.0 - distance for row, distance in zip(found.ids[0], found.distances[0], strict=True)}

    def check(self, sample: Matrix) -> None:
        """Look up vectors of the catalogue by themselves: these must be the same rows still. Raises Spoilt."""
        for row, vector in zip(sample.rows, sample.vectors, strict=True):
            found = self.nearest(vector, COPIES)
            if row not in found and min(found.values(), default=0.0) < ITSELF:
                raise Spoilt(f"row {row} does not find itself")

    def close(self) -> None:
        """Let the folder go; nobody may be querying."""
        self._chroma = None


def look_for_room(files: int) -> None:
    """Raises Crowded where this process could not open so many files more."""
    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        is_crowded = most != resource.RLIM_INFINITY and most - len([*Path("/dev/fd").iterdir()]) < files
    except OSError as error:
        raise Crowded("too many open files") from error
    if is_crowded:
        raise Crowded("too many open files")


@contextmanager
def _native(doing: str) -> Iterator[None]:
    """Chroma's native half at work; its panics are no `Exception`. Raises Spoilt."""
    try:
        yield
    except Exception as error:
        raise Spoilt(f"Chroma cannot {doing} it: {type(error).__name__}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Spoilt(f"Chroma cannot {doing} it: it panicked") from error


def _opened(folder: Path) -> Any:
    """What `chromadb.PersistentClient` opens below its own checks; a folder of another Chroma's making is refused."""
    from chromadb_rust_bindings import Bindings, MigrationHash, MigrationMode, SqliteDBConfig  # noqa: PLC0415

    database = SqliteDBConfig(
        hash_type=MigrationHash.MD5, migration_mode=MigrationMode.Validate, url=str(folder / DATABASE)
    )
    return Bindings(allow_reset=False, sqlite_db_config=database, hnsw_cache_size=SEGMENTS, persist_path=str(folder))


def _settings(folder: Path) -> str:
    """What Chroma's own database says, but for its list of rows, which is long, and of which only the count matters."""
    seen = hashlib.sha256()
    try:
        with closing(sqlite3.connect(f"{(folder / DATABASE).absolute().as_uri()}?mode=ro", uri=True)) as database:
            for table in ("collections", "segments", "max_seq_id", "embeddings_queue"):
                for row in database.execute(f"SELECT * FROM {table} ORDER BY rowid"):
                    seen.update(repr(row).encode())
    except sqlite3.Error as error:
        raise Spoilt(f"its database cannot be read: {error}") from error
    return seen.hexdigest()


def _hashes(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.glob("*/*"))
        if file.is_file()
    }
