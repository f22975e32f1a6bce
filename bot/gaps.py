"""Gaps in the gateway: after one, events may come twice, and messages may never come."""

import logging
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import discord

log = logging.getLogger(__name__)

REMEMBERED = 10_000
"""Ids of the last events; a session replays at most what came since its connection broke."""
STILL_WAITING = timedelta(minutes=15)
"""Whoever asked longer ago than this has stopped waiting for an answer."""
_CHANNELS = 50
_MESSAGES = 100


class Seen:
    """The ids of recent events. Outlives connections: one for each process."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._ids: dict[int, None] = {}
        self._most = most

    def first_time(self, event: int) -> bool:
        """Whether this id has not come before; it has from now on."""
        if event in self._ids:
            return False
        self._ids[event] = None
        if len(self._ids) > self._most:
            del self._ids[next(iter(self._ids))]
        return True

    def forget(self, event: int) -> None:
        """Take an id for one that has not come before."""
        self._ids.pop(event, None)


class Missed:
    """Messages that were written while no session was open. Outlives connections.

    Discord says with each channel which message was its last. `remember` notes that as long as events flow; when a
    new session begins, the channels that have moved on since are read from there.
    """

    def __init__(self) -> None:
        self._last: dict[int, int] = {}

    def remember(self, guilds: Iterator[discord.Guild]) -> None:
        """Note how far each channel has been read."""
        for channel in _channels(guilds):
            self._last[channel.id] = max(channel.last_message_id or 0, self._last.get(channel.id, 0))

    async def messages(self, guilds: Iterator[discord.Guild]) -> AsyncIterator[discord.Message]:
        """What came since, oldest first in each channel, as far back as anybody may still be waiting."""
        oldest = discord.utils.time_snowflake(datetime.now(UTC) - STILL_WAITING)
        moved = [
            channel
            for channel in _channels(guilds)
            if self._last.get(channel.id, channel.last_message_id or 0) < (channel.last_message_id or 0)
        ]
        for channel in moved[:_CHANNELS]:
            after = discord.Object(max(self._last[channel.id], oldest))
            try:
                async for message in channel.history(after=after, limit=_MESSAGES, oldest_first=True):
                    yield message
            except discord.HTTPException as error:
                log.info("channel %s not caught up: code %s", channel.id, error.code)


def _channels(guilds: Iterator[discord.Guild]) -> Iterator[discord.TextChannel | discord.Thread]:
    for guild in guilds:
        yield from guild.text_channels
        yield from guild.threads
