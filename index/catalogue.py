"""The truth: one SQLite file with libraries, documents, passages, vectors, the word index, and what was before."""

import queue
import sqlite3
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from index.audience import Access
from index.audit import Audit, Trail
from index.disk import failure, is_of_the_disk, told, writable
from index.editing import Edit, Editor
from index.embedding import Vector
from index.errors import CannotRead, CannotWrite
from index.lineage import Lineage
from index.schema import PATIENCE, connect, is_current, prepare
from index.snapshot import Snapshot
from index.word_index import WordIndex


class Catalogue:
    """The database. One writer at a time; any number of readers, each seeing one moment of it."""

    def __init__(self, path: Path) -> None:
        """Open or create the file. On a disk that takes no writes, what was there before can still be read.

        Raises DamagedCatalogue, InvalidSetting.
        """
        self._path = path
        self._writing = threading.RLock()
        self._connections: list[sqlite3.Connection] = []
        self._readers: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
        self._is_frozen = False
        try:
            self._open()
        except sqlite3.DatabaseError as error:
            self.close()
            raise failure(error) from error
        except BaseException:
            self.close()
            raise

    @property
    def is_frozen(self) -> bool:
        """Whether the disk took no writes when the file was opened; the next write tries again."""
        return self._is_frozen

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The catalogue at this moment, whatever is written meanwhile. Raises CannotRead, also while it is read."""
        readers = self._readers  # others take its place once the disk takes writes again
        with told(CannotRead, "The catalogue cannot be read now: {}."):
            try:
                connection = readers.get_nowait()
            except queue.Empty:
                connection = self._connect()
            try:
                connection.execute("BEGIN")
                connection.execute("SELECT 1 FROM facts").fetchone()  # a read transaction begins with its first read
                yield Snapshot(connection)
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                readers.put(connection)

    def apply(self, library: str, edit: Edit) -> int:
        """Make a change in one transaction; the library's version after it. What is replaced is kept for a while.

        Raises CannotWrite: then nothing was changed.
        """
        with self._transaction():
            return self._editor.apply(library, edit)

    def keep_vectors(self, library: str, vectors: Mapping[bytes, Vector]) -> None:
        """Keep vectors, by their digests, for the change that needs them. Raises CannotWrite."""
        with self._transaction():
            self._editor.keep_vectors(library, vectors)

    def let_go_of_vectors(self, library: str) -> None:
        """Forget vectors that were kept for a change, and that no change has needed. Raises CannotWrite."""
        with self.snapshot() as snapshot:
            if not snapshot.holds_spare_vectors(library):
                return
        with self._transaction():
            self._editor.let_go_of_vectors(library)

    def follow(self, library: str) -> None:
        """Let a library that was rolled back follow its documents again. Raises CannotWrite."""
        with self._transaction():
            self._editor.follow(library)

    def limit(self, library: str, path: str, access: Access) -> None:
        """Limit who may see a document, or all that lies below a path. Raises CannotWrite."""
        with self._transaction():
            self._editor.limit(library, path, access)

    def erase(self, library: str, erased: Lineage, names: Collection[str] = (), actor: str = "") -> int:
        """Take every version of some documents out for ever; how many documents of now these were.

        The audit forgets the `names` that it is spoken of by. This too is a version, which holds what is left.
        What is erased is only overwritten by `compact`; until then the catalogue remembers that this is due.
        """
        with self._transaction():
            return self._editor.erase(library, erased, names, actor)

    def erase_library(self, library: str) -> int:
        """Take a whole library out for ever, with all that is remembered of it; how many documents it held.

        What is erased is only overwritten by `compact`.
        """
        with self._transaction():
            return self._editor.erase_library(library)

    @property
    def erasing(self) -> str | None:
        """The library that something was erased of and not yet overwritten: a crash may have come between."""
        found = self._db.execute("SELECT value FROM facts WHERE name = 'erasing'").fetchone()
        return None if found is None else str(found["value"])

    def compact(self) -> bool:
        """Overwrite all that was erased, in the file and in its log; False while a reader still holds the log."""
        with self._writing, writable():
            self._thaw()
            self._db.execute("VACUUM")
            return self.empty_log()

    def empty_log(self) -> bool:
        """The end of `compact`, which is enough once it has begun; False while a reader still holds the log."""
        with self._writing, writable():
            self._db.execute("PRAGMA busy_timeout = 0")  # the caller asks again
            is_held = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            self._db.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
            if not is_held:
                with self._transaction():
                    self._db.execute("DELETE FROM facts WHERE name = 'erasing'")
        return not is_held

    def audit(self, library: str, entry: Audit) -> None:
        """Note what somebody did, or tried to do, to a library. Nothing changes an entry, but that names are erased."""
        with self._transaction():
            self._trail.add(library, entry)

    def restore(self, source: sqlite3.Connection) -> None:
        """Become what another catalogue's database is, in one transaction; snapshots go on seeing what was.

        Raises CannotWrite.
        """
        with self._writing, writable():
            self._thaw()
            source.backup(self._db)

    def audits(self, library: str, top: int) -> tuple[Audit, ...]:
        """The last things that were done, or tried, newest first."""
        return self._trail.last(library, top)

    def close(self) -> None:
        """Close every connection; no snapshot may be open."""
        for connection in self._connections:
            connection.close()

    def _open(self) -> None:
        try:
            self._use(self._connect())
            prepare(self._db)
            words = WordIndex(self._db)
            if words.is_stale:
                with self._transaction():
                    words.renew()
        except (sqlite3.OperationalError, CannotWrite) as error:
            if not (is_of_the_disk(error) and self._path.is_file() and self._is_whole()):
                raise
            self._is_frozen = True
            self._use(self._connect())
            if not is_current(self._db):
                raise

    def _is_whole(self) -> bool:
        """Whether the file can be read without its log: the log is empty, or was put away when it was last closed."""
        log = self._path.with_name(f"{self._path.name}-wal")
        return not log.exists() or not log.stat().st_size

    def _use(self, db: sqlite3.Connection) -> None:
        """Write through this connection from now on."""
        self._db, self._editor, self._trail = db, Editor(db), Trail(db)

    def _thaw(self) -> None:
        """Try again whether the disk takes writes."""
        if self._is_frozen:
            db = connect(self._path)
            db.execute("BEGIN IMMEDIATE")
            db.execute("ROLLBACK")
            self._is_frozen = False
            self._connections.append(db)
            self._readers = queue.SimpleQueue()
            self._use(db)

    def _connect(self) -> sqlite3.Connection:
        connection = connect(self._path, is_frozen=self._is_frozen)
        self._connections.append(connection)
        return connection

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Everything or nothing. Raises CannotWrite where the disk, or another program, is in the way."""
        with self._writing, writable():
            self._thaw()
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # a full disk has rolled it back already
                    self._db.execute("ROLLBACK")
                raise
