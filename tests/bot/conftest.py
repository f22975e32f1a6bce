from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from simcord.env import Env

from bot.__main__ import main
from bot.client import Footnote, House
from bot.gaps import Missed, Seen
from bot.ledger import Ledger
from bot.limits import Limits
from bot.settings import Settings
from index import Models, knowledge_base
from tests.bot import serving, terminal
from tests.bot.library import Library
from tests.bot.server import Server
from tests.bot.serving import World
from tests.index.shared_reader import SharedReader


@pytest.fixture
def library() -> Library:
    return Library()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger(tmp_path / "bot" / "ledger.sqlite")
    yield ledger
    ledger.close()


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def house(settings: Settings, library: Library, ledger: Ledger, tmp_path: Path) -> House:
    return House(settings, library, tmp_path / "bot", ledger, Limits(), Seen(), Missed())


@pytest.fixture
async def simcord_bot(house: House) -> Footnote:
    return Footnote(house)


@pytest.fixture
async def server(simcord_env: Env) -> Server:
    return Server(simcord_env)


@pytest.fixture
async def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    async with serving.world(tmp_path / "bot", monkeypatch) as made:
        yield made


@pytest.fixture(scope="session")
def indexed(models: Models, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the project's own seeds are indexed; every command that uses it leaves it so."""
    folder = tmp_path_factory.mktemp("indexed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Models, "load", lambda _: models)
        assert main(["reindex", "--data", str(folder), "--seeds", str(terminal.ROOT / "seeds")]) == 0
    return folder


@pytest.fixture
def footnote(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    models: Models,
    files: SharedReader,
    indexed: Path,
    tmp_path: Path,
) -> terminal.Footnote:
    """Commands over the project's seeds, with the bundled models."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(knowledge_base, "FileReader", lambda: files)
    monkeypatch.setattr(Models, "load", lambda _: models)
    monkeypatch.setenv("DATA_DIR", str(indexed))
    monkeypatch.setenv("SEEDS_DIR", str(terminal.ROOT / "seeds"))
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    return terminal.within(capsys)


@pytest.fixture
def own(footnote: terminal.Footnote, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> terminal.Footnote:
    """Commands over a folder of one document, by words alone: nothing is built."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "mill.txt").write_text(terminal.MILL, encoding="utf-8")
    monkeypatch.setattr(Models, "load", lambda _: Models(None, None))
    monkeypatch.setenv("DATA_DIR", "data")
    monkeypatch.setenv("SEEDS_DIR", "seeds")
    return footnote
