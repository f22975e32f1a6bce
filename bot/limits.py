"""How much is done at once: a bounded queue, a cap for each person, and a door that can be closed."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

from bot.rendering import notices
from index import Failure

AT_ONCE = 4
WAITING = 200
OF_ONE_PERSON = 3
LONGEST_SECONDS = 14 * 60.0
"""An interaction's token lives 15 minutes; the last one is left for saying so."""


class Busy(Failure):
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
        of_one_person: int = OF_ONE_PERSON,
        longest_seconds: float = LONGEST_SECONDS,
    ) -> None:
        self._turn = asyncio.Semaphore(at_once)
        self._most = at_once + waiting
        self._of_one_person = of_one_person
        self._longest = longest_seconds
        self._people: Counter[int] = Counter()
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
    async def place(self, person: int) -> AsyncIterator[None]:
        """A turn for one of `person`'s questions, waited for in line. Raises Busy."""
        with self._counted(person):
            async with self.until_closed(self._longest), self._turn:
                yield

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
            raise Busy(notices.RESTARTING if self._closed else notices.TOOK_TOO_LONG) from None

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

    @contextmanager
    def _counted(self, person: int) -> Iterator[None]:
        if self._closed:
            raise Busy(notices.RESTARTING)
        if self._people.total() >= self._most:
            raise Busy(notices.ALL_BUSY)
        if self._people[person] >= self._of_one_person:
            raise Busy(notices.YOURS_ARE_OPEN)
        self._people[person] += 1
        try:
            yield
        finally:
            self._people[person] -= 1
            self._people += Counter()  # forgets people at zero
