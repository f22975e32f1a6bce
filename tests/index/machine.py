"""`LifeOfDocuments`: any sequence of deeds to three libraries, with crashes anywhere, against plain dicts."""

import asyncio
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from index import knowledge_base, vectors
from index.audience import SHARED
from index.errors import DataFolderInUse
from index.knowledge_base import KnowledgeBase
from index.loading import Models
from index.runs import Order
from index.settings import Settings
from index.shelves import Shelf
from index.vectors import Vectors
from tests.index.life import (
    ACCESSES,
    LIBRARIES,
    MODELS,
    PATHS,
    SERVERS,
    Deed,
    Expected,
    faults,
    held,
    look,
    perform,
    possible,
    traces,
)
from tests.index.nursery import Nursery
from tests.index.shared_reader import SharedReader

libraries, paths, servers = map(st.sampled_from, (LIBRARIES, PATHS, SERVERS))
numbers = st.integers(1, 30)
anywhere = st.sampled_from([*PATHS, "sub"])


class Crash(BaseException):
    """The process has ended here."""


class Crashing:
    """A connection whose n-th statement never comes: what the disk then holds is copied to `image`."""

    def __init__(self, db: sqlite3.Connection, statement: int, data: Path, image: Path) -> None:
        self._db, self._left, self._data, self._image = db, statement, data, image

    def __getattr__(self, name: str) -> Any:
        return getattr(self._db, name)

    def execute(self, *statement: Any) -> sqlite3.Cursor:
        self._count()
        return self._db.execute(*statement)

    def executemany(self, *statement: Any) -> sqlite3.Cursor:
        self._count()
        return self._db.executemany(*statement)

    def _count(self) -> None:
        self._left -= 1
        if self._left == 0:
            copied(self._data, self._image)
            raise Crash


@contextmanager
def lives(reader: SharedReader) -> Iterator[None]:
    """What `LifeOfDocuments` needs while it runs."""
    with Nursery() as LifeOfDocuments.nursery:
        LifeOfDocuments.reader = reader
        yield


def copied(data: Path, image: Path) -> None:
    """What a data folder holds now. Another process copies: to close a file of SQLite's here would cancel its locks."""
    subprocess.run(["cp", "-r", str(data), str(image)], check=False, stderr=subprocess.DEVNULL)  # noqa: S607


class LifeOfDocuments(RuleBasedStateMachine):
    """Every deed is done to `expected` and to the knowledge base, which then must agree."""

    reader: SharedReader
    nursery: Nursery

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(knowledge_base, "FileReader", lambda: self.reader)
        self.patch.setattr(vectors, "MAX_BEHIND", 4)
        self.patch.setattr(Vectors, "_run", self.nursery.method())
        self.home = tempfile.TemporaryDirectory()
        self.seeds = Path(self.home.name) / "seeds"
        self.seeds.mkdir()
        self.data = Path(self.home.name) / "data"
        self.images = 0
        self.erased: set[int] = set()
        self.expected = Expected()
        self.loop = asyncio.Runner()
        self.base = self._open()

    @rule(path=paths, number=numbers)
    def write(self, path: str, number: int) -> None:
        self._do(Deed("write", path=path, number=number))

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        if files := sorted(self.expected.files):
            self._do(Deed("delete", path=data.draw(st.sampled_from(files))))

    @rule(data=st.data(), new=paths)
    def rename(self, data: st.DataObject, new: str) -> None:
        files = sorted(self.expected.files)
        if files and new not in files:
            self._do(Deed("rename", path=data.draw(st.sampled_from(files)), new=new))

    @rule(library=libraries, is_automatic=st.booleans())
    def reindex(self, library: str, *, is_automatic: bool) -> None:
        self._do(Deed("reindex", library, is_automatic=is_automatic))

    @rule(library=libraries)
    def preview(self, library: str) -> None:
        self.loop.run(self.base.reindex(Order(library, is_preview=True)))

    @rule(server=servers, path=paths, number=numbers)
    def add(self, server: str, path: str, number: int) -> None:
        self._do(Deed("add", server, path, number))

    @rule(number=numbers)
    def add_to_all(self, number: int) -> None:
        self._do(Deed("add", SHARED, "given.txt", number))

    @rule(library=libraries, path=anywhere)
    def remove(self, library: str, path: str) -> None:
        if self.expected.possible(library, path)["remove"]:
            self._do(Deed("remove", library, path))

    @rule(library=libraries, path=anywhere)
    def erase(self, library: str, path: str) -> None:
        if self.expected.possible(library, path)["erase"]:
            self._do(Deed("erase", library, path))

    @rule(server=servers)
    def erase_library(self, server: str) -> None:
        self._do(Deed("erase library", server))

    @rule(library=libraries, path=anywhere, access=st.sampled_from(ACCESSES))
    def limit(self, library: str, path: str, access: Any) -> None:
        self._do(Deed("limit", library, path, roles=tuple(access.roles), channels=tuple(access.channels)))

    @rule(library=libraries, data=st.data())
    def roll_back(self, library: str, data: st.DataObject) -> None:
        if known := self.expected.libraries[library].numbers:
            self._do(Deed("roll back", library, number=data.draw(st.sampled_from(known))))

    @rule(statement=st.integers(1, 60), library=libraries, data=st.data())
    def crash(self, statement: int, library: str, data: st.DataObject) -> None:
        """In the middle of a deed: before one of its statements, and after a while not at all."""
        deed = data.draw(st.sampled_from(possible(self.expected, library)))
        before = self.expected.copy()
        self.expected.apply(deed)
        self.erased -= self.expected.numbers()
        image = self._image()
        catalogue = self.base._catalogue
        db = catalogue._db
        catalogue._use(Crashing(db, statement, self.data, image))  # type: ignore[arg-type]
        try:
            self.loop.run(perform(self.base, self.seeds, deed))
        except Crash:
            self.base.shut()
            shutil.rmtree(self.data)
            self.data = image
            self.base = self._open()
            if held(self.base._catalogue) == before.state():
                self.expected = before
                return
        else:
            catalogue._use(db)
        self._note(deed, before)

    @rule(model=st.sampled_from(["toy", "toy", "other", ""]))
    def restart(self, model: str) -> None:
        self.base.shut()
        self.expected.model = model
        self.base = self._open()

    @rule()
    def power_cut(self) -> None:
        """Between two deeds; while a generation may be being built."""
        image = self._image()
        copied(self.data, image)
        self.base.shut()
        shutil.rmtree(self.data)
        self.data = image
        self.base = self._open()

    @rule()
    def second_owner(self) -> None:
        with pytest.raises(DataFolderInUse):
            self._open()

    @rule(number=numbers)
    def look(self, number: int) -> None:
        self.loop.run(look(self.base, self.expected, number))

    @rule()
    def settle(self) -> None:
        """What is searched by meaning has caught up, and every passage is nearest to itself."""
        self.loop.run(self.base.settle())
        model = self.expected.model
        with self.base._catalogue.snapshot() as snapshot:
            for number in snapshot.numbers.values() if model else ():
                shelf = Shelf(number, model)
                matrix = snapshot.shelves.vectors(shelf)
                for vector in matrix.vectors:
                    near = self.base._vectors.nearest(snapshot, shelf, vector, len(matrix.rows))
                    assert sorted(near) == list(matrix.rows)
                    assert next(iter(near.values())) == pytest.approx(1, abs=2e-3)

    @invariant()
    def nothing_differs(self) -> None:
        assert held(self.base._catalogue) == self.expected.state()

    def teardown(self) -> None:
        try:
            self.look(1)
            self.settle()
            self.base.shut()
            assert list(faults(self.data / "catalogue.sqlite3")) == []
            left = {number: found for number in self.erased if (found := traces(self.data, number))}
            assert left == {}, left
        finally:
            self.base.shut()
            self.loop.close()
            self.home.cleanup()
            self.patch.undo()

    def _do(self, deed: Deed) -> None:
        before = self.expected.copy()
        counts = self.expected.apply(deed)
        self.erased -= self.expected.numbers()
        changes = self.loop.run(perform(self.base, self.seeds, deed))
        self._note(deed, before)
        if changes:
            library = self.expected.libraries[deed.library]
            assert tuple(map(len, (changes.added, changes.updated, changes.removed))) == counts
            assert changes.documents == len(library.documents)

    def _note(self, deed: Deed, before: Expected) -> None:
        if deed.do in {"erase", "erase library"}:
            self.erased |= before.numbers() - self.expected.numbers()

    def _image(self) -> Path:
        self.images += 1
        return self.data.with_name(f"data{self.images}")

    def _open(self) -> KnowledgeBase:
        models = Models(MODELS.get(self.expected.model), None)
        return KnowledgeBase(Settings(self.data, self.seeds), models)
