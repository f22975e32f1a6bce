"""Watching the folder of documents: a moment of quiet after a change, and the library follows."""

from collections.abc import AsyncIterator
from pathlib import Path

from watchfiles import awatch

QUIET_MILLISECONDS = 1000
"""A file that is still being written changes again within this time."""

LONGEST_MILLISECONDS = 10_000
"""A folder that never comes to rest is read all the same."""


async def changes(folder: Path) -> AsyncIterator[None]:
    """Once after each change below a folder, however many files it touched; ends if the folder cannot be watched."""
    try:
        async for _ in awatch(
            folder,
            debounce=LONGEST_MILLISECONDS,
            step=QUIET_MILLISECONDS,
            watch_filter=None,
            ignore_permission_denied=True,
        ):
            yield
    except (OSError, RuntimeError):
        return
