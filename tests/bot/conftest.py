from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from simcord.env import Env

from bot.client import Footnote, House
from bot.gaps import Missed, Seen
from bot.ledger import Ledger
from bot.limits import Limits
from bot.settings import Settings
from tests.bot import serving
from tests.bot.library import Library
from tests.bot.server import Server
from tests.bot.serving import World


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
def simcord_bot(house: House) -> Footnote:
    return Footnote(house)


@pytest.fixture
async def server(simcord_env: Env) -> Server:
    return Server(simcord_env)


@pytest.fixture
async def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    async with serving.world(tmp_path / "bot", monkeypatch) as made:
        yield made
