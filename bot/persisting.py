"""Patience with Discord: what may be repeated is repeated until it is taken, or until nobody is there any more."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import TypeVar

import aiohttp
import discord

log = logging.getLogger(__name__)

T = TypeVar("T")

_GONE = frozenset({10008, 10015, 10062, 50027})
"""Message or interaction unknown, or the interaction's token expired: the person can no longer be reached there."""
MAY_NOT_READ_HISTORY = 160002
"""The bot may write there, but not reply."""
_FORBIDDEN = frozenset({10003, 50001, 50007, 50013, 50083, MAY_NOT_READ_HISTORY, 160004, 160005})
"""The channel is gone or archived, the bot may not see it, write in it or reply in it, or a thread is there already."""

_FIRST_WAIT_SECONDS = 1.0
_LONGEST_WAIT_SECONDS = 30.0
_LONGEST_SECONDS = 13 * 60.0


class Unreachable(Exception):
    """Nobody can be told anything there any more. Not a failure to report: log it quietly."""


async def persistently(send: Callable[[], Awaitable[T]]) -> T:
    """Call `send`, which may be repeated without harm, until Discord has taken it. Raises Unreachable."""
    wait = _FIRST_WAIT_SECONDS
    try:
        async with asyncio.timeout(_LONGEST_SECONDS):
            while True:
                try:
                    return await send()
                except (discord.HTTPException, OSError, aiohttp.ClientError) as error:
                    _bear(error)
                await asyncio.sleep(wait)
                wait = min(2 * wait, _LONGEST_WAIT_SECONDS)
    except TimeoutError as error:
        raise Unreachable from error


def _bear(error: Exception) -> None:
    """Log what another try may mend. Raises Unreachable where nobody is there any more, and `error` for the rest."""
    if not isinstance(error, discord.HTTPException):
        log.warning("sending failed, trying again: %s", type(error).__name__)
        return
    if error.code in _GONE | _FORBIDDEN:
        raise Unreachable from error
    if not is_passing(error):
        raise error
    log.warning("sending failed, trying again: status %s", error.status)


def is_passing(error: discord.HTTPException) -> bool:
    """Whether the trouble is Discord's and will pass."""
    return error.status >= HTTPStatus.INTERNAL_SERVER_ERROR or error.status == HTTPStatus.TOO_MANY_REQUESTS
