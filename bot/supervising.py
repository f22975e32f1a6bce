"""Serving until told to stop: a new client for each try, patience between tries, and a clean end."""

import asyncio
import gc
import logging
import random
import signal
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.client import Footnote, House
from bot.gaps import Missed, Seen
from bot.ledger import Ledger
from bot.limits import Limits
from bot.settings import Settings
from index import Failure, KnowledgeBase

log = logging.getLogger(__name__)

_FATAL_CLOSES = {
    4004: "Discord does not accept the bot's token; copy it anew from the Developer Portal into DISCORD_TOKEN.",
    4010: "Discord refused the connection: its shard is not valid.",
    4011: "The bot is in too many servers for one connection; it needs sharding.",
    4012: "Discord refused the connection: the gateway's version is no longer served.",
    4013: "Discord refused the connection: the intents are not valid.",
    4014: "Discord refused the connection: the bot asks for an intent that it was not granted.",
}


class CannotServe(Failure):
    """Discord has refused in a way that no further try can change."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds, and how much to bear. The defaults are for Discord; tests are in a hurry."""

    first_wait: float = 1.0
    longest_wait: float = 300.0
    well: float = 120.0
    """A client that lasted so long was well: the next wait is short again. Sessions are rationed, 1,000 a day."""
    grace: float = 7.0
    apology: float = 2.0
    storm: int = 8
    """So many reconnections within `storm_window` are a storm: the library's loop has no backoff of its own."""
    storm_window: float = 30.0
    zombie: float = 150.0
    """A connection without an acknowledged heartbeat for so long is dead; they are due about every 41 seconds."""


class Storm(Exception):
    """The session is resumed again and again."""


async def serve(
    settings: Settings, knowledge_base: KnowledgeBase, folder: Path, patience: Patience | None = None
) -> int:
    """Answer on Discord until SIGTERM or SIGINT, and return 0; a second signal ends the process at once.

    `folder` is where the bot keeps its own files. Raises CannotServe, whose sentence tells the operator what to do.
    """
    if settings.token is None:
        raise CannotServe("DISCORD_TOKEN is not set, so there is no Discord to answer on.")
    _point_at(settings)
    ledger = await asyncio.to_thread(Ledger, folder / "ledger.sqlite", settings.retention_days)
    house = House(settings, knowledge_base, folder, ledger, Limits(), Seen(), Missed())
    _set_aside_what_stays()
    try:
        with _stopped_by_signals() as stop:
            await _Supervisor(house, settings.token, patience or Patience()).run(stop)
    finally:
        await asyncio.to_thread(ledger.close)
    return 0


def _set_aside_what_stays() -> None:
    """Have the garbage collector not look through the program itself each time: for a fifth of a second nobody would
    be acknowledged.
    """
    gc.collect()
    gc.freeze()


class _Supervisor:
    """Runs one client after another."""

    def __init__(self, house: House, token: str, patience: Patience) -> None:
        self._house = house
        self._token = token
        self._patience = patience
        self._failed_in_a_row = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Return when `stop` is set. Raises CannotServe."""
        stopping = asyncio.create_task(stop.wait(), name="stop")
        try:
            while not stop.is_set():
                client = Footnote(self._house)
                try:
                    await self._serve_once(client, stopping)
                finally:
                    await _closed(client)
                await asyncio.wait([stopping], timeout=self._wait())
        finally:
            stopping.cancel()

    async def _serve_once(self, client: Footnote, stopping: asyncio.Task[bool]) -> None:
        """Serve with this client until it fails or is told to stop; let open questions end before it goes."""
        began, watch = time.monotonic(), _Watch(client, self._patience)
        tasks = [asyncio.create_task(client.start(self._token), name="gateway"), asyncio.create_task(watch.run())]
        await asyncio.wait([*tasks, stopping], return_when=asyncio.FIRST_COMPLETED)
        if stopping.done():
            log.info("stopping")
            await self._house.limits.close(self._patience.grace, self._patience.apology)
        well = time.monotonic() - began > self._patience.well
        self._failed_in_a_row = 0 if well else self._failed_in_a_row + 1
        for outcome in [await _ended(task) for task in tasks]:
            _judge(outcome)
        if not stopping.done():
            await self._house.limits.idle(self._patience.grace)

    def _wait(self) -> float:
        """Twice as long after each failure in a row, with jitter, so that many bots do not come back as one."""
        doublings = min(self._failed_in_a_row, 16)
        longest = min(self._patience.first_wait * 2**doublings, self._patience.longest_wait)
        return random.uniform(longest / 2, longest)  # noqa: S311 - not a secret


class _Watch:
    """Notices what the library does not: a storm of reconnections, and a connection that only seems alive."""

    def __init__(self, client: Footnote, patience: Patience) -> None:
        self._stormy = asyncio.Event()
        self._client = client
        self._patience = patience
        self._breaks: deque[float] = deque(maxlen=patience.storm)
        client.add_listener(self._broken, "on_disconnect")

    async def run(self) -> None:
        """Raise Storm in a storm; close a dead connection, which the library then resumes."""
        latency, since = self._client.latency, time.monotonic()
        while not self._stormy.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stormy.wait(), self._patience.zombie / 10)
            now = time.monotonic()
            # Each acknowledgement measures the latency anew, and no two measurements agree to the last bit.
            if self._client.latency != latency or not self._client.is_ready():
                latency, since = self._client.latency, now
            elif now - since > self._patience.zombie:
                log.warning("no heartbeat acknowledged for %.0f s, reconnecting", now - since)
                since = now
                await self._client.ws.close(code=4000)
        raise Storm

    async def _broken(self) -> None:
        self._breaks.append(time.monotonic())
        spread = self._breaks[-1] - self._breaks[0]
        if len(self._breaks) == self._breaks.maxlen and spread < self._patience.storm_window:
            self._stormy.set()


def _judge(outcome: BaseException | None) -> None:
    """Log what ended a connection. Raises CannotServe where another try would end the same way."""
    match outcome:
        case discord.LoginFailure():
            raise CannotServe(_FATAL_CLOSES[4004]) from outcome
        case discord.PrivilegedIntentsRequired():
            raise CannotServe(_FATAL_CLOSES[4014]) from outcome
        case discord.ConnectionClosed(code=code) if code in _FATAL_CLOSES:
            raise CannotServe(_FATAL_CLOSES[code]) from outcome
        case discord.HTTPException(code=50035):
            raise CannotServe("Discord does not accept this version's commands; please report that.") from outcome
        case discord.HTTPException(status=status):
            log.warning("connection lost: Discord answered %s", status)
        case Storm() | OSError() | aiohttp.ClientError() | discord.DiscordException() | TimeoutError():
            log.warning("connection lost: %s", type(outcome).__name__)
        case Exception():
            log.error("connection lost", exc_info=outcome)


async def _ended(task: asyncio.Task[None]) -> BaseException | None:
    """Cancel a task until it has ended, and return why: the library's loop may swallow a single cancellation."""
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=0.1)
    return None if task.cancelled() else task.exception()


async def _closed(client: Footnote) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(client.close(), 1.0)


def _point_at(settings: Settings) -> None:
    """Point the library at the server of the settings: the one place where its addresses are touched."""
    if settings.api:
        Route.BASE = settings.api
    if settings.gateway:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway)


@contextmanager
def _stopped_by_signals() -> Iterator[asyncio.Event]:
    """An event that the first SIGTERM or SIGINT sets; the next one does what the system does with it."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    numbers = (signal.SIGTERM, signal.SIGINT)

    def let_go() -> None:
        for number in numbers:
            loop.remove_signal_handler(number)

    def asked() -> None:
        stop.set()
        let_go()

    for number in numbers:
        loop.add_signal_handler(number, asked)
    try:
        yield stop
    finally:
        let_go()
