import asyncio
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from index import Audience, KnowledgeBase, Models, NotPossible, Order, Settings
from index.backups import CATALOGUE, back_up, restore
from index.errors import DataFolderInUse
from tests.index.conftest import Opened
from tests.index.life import Deed, Expected, faults, held, look, perform, traces
from tests.index.toy_embedder import ToyEmbedder

AUDIENCE = Audience.of_server(1001, roles={7, 8}, channels={5})
DEEDS = [
    *(Deed("write", path=path, number=n) for n, path in enumerate(("a.txt", "sub/b.txt"), start=1)),
    Deed("reindex"),
    Deed("add", "1001", "a.txt", 3),
    Deed("add", "1001", "a.txt", 4),
    Deed("add", "1001", "b.txt", 5),
    Deed("limit", "1001", "b.txt", roles=(7,)),
    Deed("add", "1002", "gone.txt", 6),
    Deed("erase", "1002", "gone.txt"),
    Deed("roll back", "1001", number=1),
]


async def lived(base: KnowledgeBase, seeds: Path) -> Expected:
    expected = Expected()
    for deed in DEEDS:
        expected.apply(deed)
        await perform(base, seeds, deed)
    return expected


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder and its backup: to be copied."""
    home = tmp_path_factory.mktemp("kept")
    (home / "seeds").mkdir()

    async def live() -> None:
        base = KnowledgeBase(Settings(home / "data", home / "seeds"), Models(ToyEmbedder(), None))
        await lived(base, home / "seeds")
        await base.back_up(home / "backup.zip")
        await base.close()

    asyncio.run(live())
    return home


@pytest.fixture
def backup(kept: Path, data: Path, tmp_path: Path) -> Path:
    """Beside the data folder that it is of."""
    shutil.copytree(kept / "data", data)
    return Path(shutil.copy(kept / "backup.zip", tmp_path))


async def test_a_backup_restored_elsewhere_holds_and_answers_the_same(
    open_base: Opened, seeds: Path, tmp_path: Path
) -> None:
    base = open_base(Models(ToyEmbedder(), None))
    expected = await lived(base, seeds)
    await base.back_up(tmp_path / "backup.zip")
    restore(tmp_path / "elsewhere", tmp_path / "backup.zip")
    other = KnowledgeBase(Settings(tmp_path / "elsewhere", seeds), Models(ToyEmbedder(), None))
    assert held(other._catalogue) == expected.state()
    await look(other, expected, 3)
    await other.close()
    assert list(faults(tmp_path / "elsewhere" / CATALOGUE)) == []


async def test_a_backup_is_for_its_owner_alone_also_in_the_place_of_another(open_base: Opened, tmp_path: Path) -> None:
    base, file = open_base(Models(None, None)), tmp_path / "backup.zip"
    await base.back_up(file)
    file.chmod(0o644)
    (tmp_path / f".{file.name}.part").touch(0o644)
    await base.back_up(file)
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_was_erased_is_in_no_backup(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        archive.extractall(tmp_path / "unpacked")
    assert traces(tmp_path / "unpacked", 6) == set()
    assert traces(tmp_path / "unpacked", 4) == {CATALOGUE}, "otherwise nothing is tested"


async def test_every_backup_during_writes_is_of_one_moment(open_base: Opened, tmp_path: Path) -> None:
    base = open_base()
    done = asyncio.Event()

    async def write() -> None:
        for n in range(1, 13):
            await perform(base, tmp_path, Deed("add", "1001", f"{n}.txt", n))
        done.set()

    writing, backups = asyncio.create_task(write()), list[Path]()
    while not done.is_set():
        file = tmp_path / f"{len(backups)}.zip"
        await asyncio.to_thread(back_up, base._settings.data, file)  # as another process does it
        backups.append(file)
    await writing
    for file in backups:
        restore(tmp_path / file.stem, file)
        assert list(faults(tmp_path / file.stem / CATALOGUE)) == []
        with closing(sqlite3.connect(tmp_path / file.stem / CATALOGUE)) as db:
            paths = {row[0] for row in db.execute("SELECT path FROM documents")}
        assert paths == {f"{n}.txt" for n in range(1, len(paths) + 1)}


def generations(data: Path) -> list[Path]:
    return list(data.glob("vectors/*/*/0*"))


async def test_what_came_after_the_backup_is_gone_with_its_vectors(
    backup: Path, data: Path, seeds: Path, open_base: Opened
) -> None:
    base = open_base(Models(ToyEmbedder(), None))
    await base.add(Order("1001"), (await base.file("1001/a.txt", AUDIENCE)))
    for n in range(8, 11):
        await perform(base, seeds, Deed("add", "1001", f"later{n}.txt", n))
    await base.settle()
    await base.close()
    assert generations(data)
    restore(data, backup)
    assert generations(data) == []
    again = open_base(Models(ToyEmbedder(), None))
    assert [at.path for at in await again.contents("1001")] == ["a.txt"]


def test_a_crash_in_the_middle_of_restoring_leaves_no_vectors_of_another_catalogue(
    backup: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / "vectors" / "1" / "toy").mkdir(parents=True, exist_ok=True)

    def crash(*_: object) -> None:
        assert not (data / "vectors").exists()
        raise KeyboardInterrupt

    monkeypatch.setattr("index.catalogue.Catalogue.restore", crash)
    with pytest.raises(KeyboardInterrupt):
        restore(data, backup)


def test_a_damaged_catalogue_is_set_aside(backup: Path, data: Path) -> None:
    (data / CATALOGUE).write_bytes(b"no database at all")
    restore(data, backup)
    assert (data / f"damaged-{CATALOGUE}").read_bytes() == b"no database at all"
    assert list(faults(data / CATALOGUE)) == []


async def test_nothing_is_restored_under_a_running_bot(backup: Path, data: Path, open_base: Opened) -> None:
    open_base()
    with pytest.raises(DataFolderInUse):
        restore(data, backup)


def test_where_there_is_no_catalogue_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="no catalogue"):
        back_up(tmp_path, tmp_path / "backup.zip")
    assert list(tmp_path.iterdir()) == []


async def test_a_backup_that_cannot_be_written_is_said_and_leaves_nothing(
    open_base: Opened, data: Path, tmp_path: Path
) -> None:
    open_base()
    with pytest.raises(NotPossible, match="could not be written"):
        back_up(data, tmp_path / "nowhere" / "backup.zip")


@pytest.mark.parametrize("name", [".", "..", "/", "folder"])
async def test_a_backup_is_a_file(open_base: Opened, data: Path, tmp_path: Path, name: str) -> None:
    open_base()
    (tmp_path / "folder").mkdir()
    with pytest.raises(NotPossible, match="is a folder"):
        back_up(data, tmp_path / name)
    with pytest.raises(NotPossible, match="is a folder"):
        back_up(data, Path())


async def test_a_name_that_is_too_long_for_a_file_is_said(open_base: Opened, data: Path, tmp_path: Path) -> None:
    open_base()
    with pytest.raises(NotPossible, match="could not be written: file name too long"):
        back_up(data, tmp_path / ("n" * 300))


def test_a_backup_of_a_later_version_is_called_so(backup: Path, data: Path) -> None:
    without("PRAGMA user_version = 99")(backup)
    with pytest.raises(NotPossible, match="of a later version of Footnote; nothing was changed"):
        restore(data, backup)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-300])


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 0xFF
    file.write_bytes(content)


def no_zip(file: Path) -> None:
    file.write_bytes(b"PK\x03\x04" + bytes(1000))


def packed(**members: bytes) -> Callable[[Path], None]:
    def write(file: Path) -> None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)

    return write


def without(statement: str) -> Callable[[Path], None]:
    """A sound database with a footer that is ours, and something missing."""

    def write(file: Path) -> None:
        with zipfile.ZipFile(file) as archive:
            archive.extract(CATALOGUE, file.parent / "harmed")
        with closing(sqlite3.connect(file.parent / "harmed" / CATALOGUE)) as db:
            db.execute(statement)
            db.commit()
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        packed(**{CATALOGUE: (file.parent / "harmed" / CATALOGUE).read_bytes()})(file)

    return write


def encrypted(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    file.write_bytes(content)


def strange(file: Path) -> None:
    """A way of packing that nobody knows."""
    content = bytearray(file.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        content[content.index(mark) + offset] = 99
    file.write_bytes(content)


def into_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


HARM = {
    "cut": cut,
    "flipped": flip,
    "no zip": no_zip,
    "empty": lambda file: file.write_bytes(b""),
    "missing": Path.unlink,
    "a folder": into_a_folder,
    "no catalogue": packed(**{"bot/ledger.sqlite3": b""}),
    "upwards": packed(**{"../../catalogue.sqlite3": b""}),
    "absolute": packed(**{"/catalogue.sqlite3": b""}),
    "something else": packed(**{CATALOGUE: b"", "bot/run.py": b"print()"}),
    "empty catalogue": packed(**{CATALOGUE: b""}),
    "garbage catalogue": packed(**{CATALOGUE: b"SQLite format 3\0" + bytes(5000)}),
    "another's database": without("PRAGMA application_id = 7"),
    "of a later version": without("PRAGMA user_version = 99"),
    "a table missing": without("DROP TABLE versions"),
    "encrypted": encrypted,
    "packed strangely": strange,
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_what_is_no_sound_backup_is_refused_and_nothing_is_changed(
    kept: Path, backup: Path, data: Path, harm: Callable[[Path], object]
) -> None:
    harm(backup)
    with pytest.raises(NotPossible, match=r"\.$"):
        restore(data, backup)
    assert {at.name for at in data.iterdir()} - {"owner.json"} == {at.name for at in (kept / "data").iterdir()}
    assert (data / CATALOGUE).read_bytes() == (kept / "data" / CATALOGUE).read_bytes()
    with pytest.raises(NotPossible, match=r"\.$"):
        restore(data.parent / "new", backup)
    assert not (data.parent / "new").exists()


def test_what_would_fill_the_disk_is_not_unpacked(backup: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=100_000))
    with pytest.raises(NotPossible, match="no room"):
        restore(data, backup)


@pytest.mark.parametrize("name", ["notes.txt", "papers.zip", "data/catalogue.sqlite3"])
def test_a_backup_takes_the_place_of_another_and_of_nothing_else(backup: Path, data: Path, name: str) -> None:
    other = data.parent / name if name.startswith("data/") else backup.with_name(name)
    if name.endswith("zip"):
        with zipfile.ZipFile(other, "w") as archive:
            archive.writestr("a.txt", "mine")
    elif not other.exists():
        other.write_text("mine")
    before = other.read_bytes()
    with pytest.raises(NotPossible, match="no backup"):
        back_up(data, other)
    assert other.read_bytes() == before
    back_up(data, backup)
    assert zipfile.is_zipfile(backup)
