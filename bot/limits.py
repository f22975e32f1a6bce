"""How much is done at once: a fair line, caps for each person and server, and a door that can be closed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

from bot.failures import Sorry
from bot.line import Line, Who

AT_ONCE = 4
WAITING = 1000
OF_ONE_SERVER = 300
OF_ONE_PERSON = 3
LONGEST_SECONDS = 14 * 60.0
"""An interaction's token lives 15 minutes; the last one is left for saying so."""
PATIENCE_SECONDS = 2.0
"""Who waits longer is told their place in line; again after twice that time, and so on."""

Tell = Callable[[int, float | None], Awaitable[object]]
"""Told with a place in line, from 1, and about how many seconds it will take, if that can be known."""


class Busy(Sorry):
    """There is no place for this question now, or no time left for it."""


class Limits:
    """Places for questions. Outlives connections: one for each process.

    `working` counts whatever must not be cut off; `place` is one question's turn inside it. After `close` nobody
    gets a place, and whoever holds one loses it when the grace is over: each of them hears so as `Busy`.
    """

    def __init__(
        self,
        *,
        at_once: int = AT_ONCE,
        waiting: int = WAITING,
        of_one_server: int = OF_ONE_SERVER,
        of_one_person: int = OF_ONE_PERSON,
        longest_seconds: float = LONGEST_SECONDS,
    ) -> None:
        self._line = Line(at_once)
        self._most = at_once + waiting
        self._of_one_server = of_one_server
        self._of_one_person = of_one_person
        self._longest = longest_seconds
        self._patience: set[asyncio.Timeout] = set()
        self._working = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._closed = False

    @contextmanager
    def working(self) -> Iterator[None]:
        """Work that a restart waits for, to its last word."""
        self._working += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._working -= 1
            if not self._working:
                self._idle.set()

    @asynccontextmanager
    async def place(self, who: Who, tell: Tell | None = None) -> AsyncIterator[None]:
        """A turn for one of `who`'s questions, waited for in line; `tell` hears how long the line is. Raises Busy."""
        self._admit(who)
        telling: asyncio.Task[None] | None = None
        async with self.until_closed(self._longest):
            try:
                with self._line.joined(who) as turn:
                    telling = asyncio.create_task(self._keep_telling(turn, tell), name="place-in-line")
                    try:
                        await turn.come.wait()
                        yield
                    finally:
                        turn.come.set()
            finally:
                # An edit under way is waited for: cut off, it could overtake the answer.
                if telling:
                    await telling

    @asynccontextmanager
    async def until_closed(self, longest: float | None = None) -> AsyncIterator[None]:
        """Work that is given up after `longest` seconds, or when a restart cannot wait for it. Raises Busy."""
        try:
            async with asyncio.timeout(longest) as patience:
                self._patience.add(patience)
                try:
                    yield
                finally:
                    self._patience.discard(patience)
        except TimeoutError:
            raise Busy("notice.restarting" if self._closed else "notice.took_too_long") from None

    async def idle(self, seconds: float) -> bool:
        """Wait until nothing is being worked on, at most so long; whether that came true."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), seconds)
        return self._idle.is_set()

    async def close(self, grace: float, apology: float) -> None:
        """Take nobody in any more; let the others finish within `grace` seconds, or apologise within `apology` more."""
        self._closed = True
        if await self.idle(grace):
            return
        now = asyncio.get_running_loop().time()
        for patience in self._patience:
            patience.reschedule(now)
        await self.idle(apology)

    def _admit(self, who: Who) -> None:
        if self._closed:
            raise Busy("notice.restarting")
        if self._line.of_person(who) >= self._of_one_person:
            raise Busy("notice.yours_are_open")
        if self._line.of_server(who) >= self._of_one_server:
            raise Busy("notice.server_busy")
        if self._line.everyone >= self._most:
            raise Busy("notice.all_busy")

    async def _keep_telling(self, turn: Line.Turn, tell: Tell | None) -> None:
        wait = PATIENCE_SECONDS
        while tell and not turn.come.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(turn.come.wait(), wait)
            if not turn.come.is_set():
                await tell(*self._line.prospect(turn))
            wait *= 2
