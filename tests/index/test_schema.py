"""Data folders as earlier versions left them, in `tests/data/schemas`: `1.zip` by aa32240, `2.zip` by 9898903."""

import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from index import Audience, KnowledgeBase, Models, Question, Settings, schema
from index.backups import CATALOGUE, restore
from index.catalogue import Catalogue
from index.errors import DamagedCatalogue, InvalidSetting
from index.schema import connect, is_current
from tests.index.life import faults
from tests.index.toy_embedder import ToyEmbedder

KEPT = Path(__file__).parents[1] / "data" / "schemas"
EVERYONE = Audience.everyone()


@pytest.fixture(params=["1.zip", "2.zip"])
def backup(request: pytest.FixtureRequest) -> Path:
    """A folder as a version left it, which is what its backup would hold."""
    return KEPT / str(request.param)


@pytest.fixture
def old(backup: Path, tmp_path: Path) -> Path:
    with zipfile.ZipFile(backup) as archive:
        archive.extractall(tmp_path / "data")
    return tmp_path / "data"


async def said(base: KnowledgeBase) -> dict[str, dict[str, str | list[str]]]:
    """What the old version said, asked again."""
    asked = json.loads((KEPT / "said.json").read_text(encoding="utf-8"))["found"]
    return {
        "texts": {at.path: await base.text(at.source.document, EVERYONE) for at in await base.documents(EVERYONE)},
        "found": {q: [hit.passage.text for hit in await base.search(Question(q, EVERYONE), 3)] for q in asked},
    }


async def test_an_old_data_folder_opens_and_answers_as_it_did(old: Path) -> None:
    expected = json.loads((KEPT / "said.json").read_text(encoding="utf-8"))
    embedder = ToyEmbedder()
    base = KnowledgeBase(Settings(old, KEPT / "seeds"), Models(embedder, None))
    assert await said(base) == expected
    done = await base.reindex()
    assert (len(done.updated), done.added, done.removed, done.refused) == (3, (), (), ())
    assert embedder.embedded == [], "its vectors are known"
    assert await said(base) == expected
    assert len((await base.reindex()).unchanged) == 3
    await base.close()
    assert list(faults(old / "catalogue.sqlite3")) == []


def test_an_upgrade_that_is_cut_off_is_made_again(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = old / "catalogue.sqlite3"
    with monkeypatch.context() as cut:
        cut.setattr("index.schema._FROM_2", schema._FROM_2 + "SELECT * FROM no_such_table;\n")
        with pytest.raises(DamagedCatalogue):
            Catalogue(whole)
    Catalogue(whole).close()
    db = connect(whole)
    assert is_current(db)
    db.close()


def test_an_old_data_folder_on_a_full_disk_is_said_and_left_as_it_is(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: sqlite3.Connection) -> bool:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr("index.catalogue.prepare", full)
    with pytest.raises(InvalidSetting, match="disk is full"):
        Catalogue(old / "catalogue.sqlite3")


@pytest.mark.parametrize("is_new", [True, False])
async def test_a_backup_of_an_earlier_version_is_restored(backup: Path, tmp_path: Path, is_new: bool) -> None:
    """Its pages are smaller than those of a folder of today."""
    if not is_new:
        (tmp_path / "data").mkdir()
        Catalogue(tmp_path / "data" / CATALOGUE).close()
    file = Path(shutil.copy(backup, tmp_path))
    restore(tmp_path / "data", file)
    base = KnowledgeBase(Settings(tmp_path / "data", KEPT / "seeds"), Models(ToyEmbedder(), None))
    assert await said(base) == json.loads((KEPT / "said.json").read_text(encoding="utf-8"))
    await base.close()


def test_a_catalogue_of_a_later_version_is_called_so(old: Path) -> None:
    with closing(connect(old / CATALOGUE)) as db:
        db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    with pytest.raises(DamagedCatalogue, match="of a later version of Footnote"):
        Catalogue(old / CATALOGUE)
