"""`Watch`: notices when a folder has changed, a moment of quiet after the last file was touched; and follows it."""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from index.changes import Changes
from index.errors import Failure

QUIET_MILLISECONDS = 1000
"""A file that is still being written changes again within this time."""

LONGEST_MILLISECONDS = 10_000
"""A folder that never comes to rest is read all the same."""

LOOK_SECONDS = 5.0
"""Whether the folder is still the one that is watched: nothing tells of a link that leads elsewhere."""

TRY_AGAIN_SECONDS = 60.0
"""After a change that could not be followed: a full disk, a folder that is away for a moment."""

TRY_MODEL_SECONDS = 600.0
"""What an embedding model has failed to embed is read again, so not too often."""

PAGES_SECONDS = 6 * 3600.0
"""Pages of the web are asked for anew so often, the first time soon after the start."""

_Identity = tuple[int, int] | None


class Watch:
    """Begins when it is entered, so that no change is missed between looking at the folder and waiting for the next."""

    def __init__(self, folder: Path) -> None:
        from watchfiles import awatch  # noqa: PLC0415  who asks once does not wait for its import

        self._folder = folder
        self._watched: _Identity = None
        self._is_replaced = False
        self._changes = awatch(
            folder,
            debounce=LONGEST_MILLISECONDS,
            step=QUIET_MILLISECONDS,
            watch_filter=None,
            ignore_permission_denied=True,
        )
        self._heard = asyncio.Event()
        self._hearing: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._watched = await asyncio.to_thread(_identity, self._folder)
        self._hearing = asyncio.create_task(self._hear(), name="watch")
        await asyncio.sleep(0)  # its first step begins the watch
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._hearing:
            self._hearing.cancel()
            with suppress(asyncio.CancelledError):
                await self._hearing
        await self._changes.aclose()

    @property
    def is_over(self) -> bool:
        """Whether it will hear of nothing more: the folder cannot be watched, or another one is in its place."""
        return self._hearing is None or self._hearing.done() or self._is_replaced

    async def changed(self, seconds: float) -> None:
        """Wait for the next change, however many files it touches; not longer than this, or than anything is heard."""
        end = time.monotonic() + seconds
        while not (self._heard.is_set() or self.is_over) and (left := end - time.monotonic()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._heard.wait(), min(left, LOOK_SECONDS))
            await self._look()
        self._heard.clear()

    async def replaced(self, seconds: float) -> None:
        """Wait for another folder in the place of this one; not longer than this."""
        end = time.monotonic() + seconds
        await self._look()
        while not self._is_replaced and (left := end - time.monotonic()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.Event().wait(), min(left, LOOK_SECONDS))
            await self._look()

    async def _look(self) -> None:
        """In a thread: a folder on another machine may take its time."""
        self._is_replaced |= await asyncio.to_thread(_identity, self._folder) != self._watched

    async def _hear(self) -> None:
        with suppress(OSError, RuntimeError):
            async for changes in self._changes:
                if any(path == str(self._folder) and change == change.deleted for change, path in changes):
                    self._is_replaced = True  # whatever is there now, even with the same number
                self._heard.set()


async def followed(folder: Path, reindex: Callable[[bool], Awaitable[Changes]]) -> AsyncGenerator[Changes | Failure]:
    """For ever: reindex now and after each change of a folder; what that did, or why it could not be done yet.

    `reindex` is told whether it is time to ask for pages of the web again.
    """
    pages = _Pages()
    while True:
        async with Watch(folder) as watch:
            yield (outcome := await _tried(reindex, pages_are_due=pages.are_due()))
            while not (isinstance(outcome, Failure) or watch.is_over):
                soon = TRY_MODEL_SECONDS if outcome.lacks_vectors else PAGES_SECONDS
                await watch.changed(min(pages.seconds_left, soon))
                if not watch.is_over:
                    yield (outcome := await _tried(reindex, pages_are_due=pages.are_due()))
            await watch.replaced(TRY_AGAIN_SECONDS)


class _Pages:
    """When to ask for pages of the web."""

    def __init__(self) -> None:
        self._due = time.monotonic() + TRY_AGAIN_SECONDS

    @property
    def seconds_left(self) -> float:
        return self._due - time.monotonic()

    def are_due(self) -> bool:
        """Whether it is time; if so, it is not again for a while, whatever comes of this time."""
        is_due = self.seconds_left <= 0
        if is_due:
            self._due = time.monotonic() + PAGES_SECONDS
        return is_due


async def _tried(reindex: Callable[[bool], Awaitable[Changes]], *, pages_are_due: bool) -> Changes | Failure:
    try:
        return await reindex(pages_are_due)
    except Failure as failure:
        return failure
    except Exception as error:  # noqa: BLE001  following must outlast it; the cause goes with it, to be logged
        unexpected = Failure(f"something unexpected went wrong ({type(error).__name__})")
        unexpected.__cause__ = error
        return unexpected


def _identity(folder: Path) -> _Identity:
    """The folder that is in this place now, through links; None if there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
