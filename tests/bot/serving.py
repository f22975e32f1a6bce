"""The whole bot served in this process to the fake Discord, until the end of a block."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot import persisting
from bot.client import Footnote
from bot.settings import Settings
from bot.supervising import Patience, serve
from tests.bot.library import Library
from tests.wire import openapi
from tests.wire.discord import FakeDiscord
from tests.wire.payloads import GUILD, TOKEN

SUPPRESS_EMBEDS = 1 << 2
IMPATIENT = Patience(first_wait=0.01, longest_wait=0.05, grace=0.5, apology=0.5, zombie=60.0)


@dataclass(slots=True)
class World:
    """A fake Discord, and the bot that is served to it."""

    discord: FakeDiscord
    library: Library
    folder: Path
    patience: Patience = IMPATIENT
    settings: dict[str, str] = field(default_factory=lambda: {"OPERATOR_SERVERS": GUILD})
    served: "asyncio.Task[int] | None" = None
    terminated: bool = False

    def start(self) -> "asyncio.Task[int]":
        """Begin to serve, without waiting for the bot to be connected."""
        env = {"DISCORD_TOKEN": TOKEN, "DISCORD_API": self.discord.api, "DISCORD_GATEWAY": self.discord.gateway.url}
        serving = serve(Settings.from_env(env | self.settings), self.library, self.folder, self.patience)
        self.served, self.terminated = asyncio.create_task(serving), False
        return self.served

    def terminate(self) -> None:
        """What an operator's `kill` does; never twice, since the second one would end the tests."""
        if not self.terminated and self.served and not self.served.done():
            os.kill(os.getpid(), signal.SIGTERM)
            self.terminated = True

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[FakeDiscord]:
        """Serve from when the bot is connected; at the end, terminate it and see that it ends well."""
        served = self.start()
        await self.discord.ready()
        try:
            yield self.discord
        finally:
            self.terminate()
            assert await asyncio.wait_for(served, 10) == 0


def check_bodies(discord: FakeDiscord) -> None:
    """Every body sent is one that Discord describes, and none may ping or preview."""
    for sent in discord.rest.sent:
        if openapi.FILE.exists():
            openapi.description().check(sent.method, sent.path, sent.body)
        message = sent.body.get("data") or sent.body if isinstance(sent.body, dict) else {}
        if "components" in message and "title" not in message:  # a form is no message
            assert message["allowed_mentions"]["parse"] == [], sent
            assert not message["allowed_mentions"].get("replied_user"), sent
            assert message["flags"] & SUPPRESS_EMBEDS, sent


async def _at_once(*_: object, **__: object) -> None:
    """Identify without the library's five seconds of waiting."""


@asynccontextmanager
async def world(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """A world whose every request is checked at its end, and which leaves the library as it was."""
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    monkeypatch.setattr(Footnote, "before_identify_hook", _at_once)
    monkeypatch.setattr(persisting, "_FIRST_WAIT_SECONDS", 0.02)
    async with FakeDiscord() as discord:
        made = World(discord, Library(), folder)
        yield made
        made.terminate()
        if made.served:
            await asyncio.wait([made.served], timeout=10)
    check_bodies(discord)
