"""`Watch`: notices when a folder has changed, a moment of quiet after the last file was touched; and follows it."""

import asyncio
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

LOOK_AGAIN_SECONDS = 60.0
"""After a change that could not be followed: a full disk, a folder that is away for a moment."""


class Watch:
    """Begins when it is entered, so that no change is missed between looking at the folder and waiting for the next."""

    def __init__(self, folder: Path) -> None:
        from watchfiles import awatch  # noqa: PLC0415  who asks once does not wait for its import

        self._changes = awatch(
            folder,
            debounce=LONGEST_MILLISECONDS,
            step=QUIET_MILLISECONDS,
            watch_filter=None,
            ignore_permission_denied=True,
        )
        self._next: asyncio.Task[bool] | None = None

    async def __aenter__(self) -> Self:
        self._next = asyncio.create_task(self._is_changed(), name="watch")
        await asyncio.sleep(0)  # its first step begins the watch
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._next:
            self._next.cancel()
            with suppress(asyncio.CancelledError):
                await self._next
        await self._changes.aclose()

    async def changed(self) -> bool:
        """Wait for the next change, however many files it touches; False if the folder cannot be watched."""
        assert self._next
        is_changed = await self._next
        self._next = asyncio.create_task(self._is_changed(), name="watch")
        return is_changed

    async def _is_changed(self) -> bool:
        try:
            await anext(self._changes)
        except (OSError, RuntimeError, StopAsyncIteration):
            return False
        return True


async def followed(folder: Path, reindex: Callable[[], Awaitable[Changes]]) -> AsyncGenerator[Changes | Failure]:
    """For ever: reindex now and after each change of a folder; what that did, or why it could not be done yet."""
    while True:
        async with Watch(folder) as watch:
            is_watched = True
            while is_watched:
                try:
                    yield await reindex()
                except Failure as failure:
                    yield failure
                    break
                is_watched = await watch.changed()
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
