"""Acknowledging within Discord's three seconds, whatever its servers answer meanwhile."""

import asyncio
import logging
from contextlib import suppress
from http import HTTPStatus

import aiohttp
import discord

from bot.persisting import Unreachable, is_passing

log = logging.getLogger(__name__)

ALREADY_ACKNOWLEDGED = 40060

_ACKNOWLEDGING_SECONDS = 2.8
"""All tries together end before Discord's three seconds."""
_ONE_TRY_SECONDS = 1.2
_BREATH_SECONDS = 0.02

FEW = 4
"""Acknowledgements under way that need not be waited for."""


class Refusals:
    """Tells at once which acknowledgements Discord has answered with an error of its own, and if many are under way."""

    def __init__(self) -> None:
        self._waiting: dict[str, asyncio.Event] = {}
        self._calm = asyncio.Event()
        self._calm.set()

    @property
    def trace(self) -> aiohttp.TraceConfig:
        """What listens to the requests of a client."""
        config = aiohttp.TraceConfig()
        config.on_request_end.append(self._ended)
        return config

    async def of(self, interaction: int) -> None:
        """Return when the acknowledgement of this interaction has been refused."""
        refused = self._waiting.setdefault(str(interaction), asyncio.Event())
        if len(self._waiting) > FEW:
            self._calm.clear()
        try:
            await refused.wait()
        finally:
            self._waiting.pop(str(interaction), None)
            if len(self._waiting) <= FEW:
                self._calm.set()

    async def calm(self, seconds: float) -> None:
        """Return when few acknowledgements are under way, or after so long: what is hard work comes after them."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._calm.wait(), seconds)

    async def _ended(self, _: aiohttp.ClientSession, __: object, end: aiohttp.TraceRequestEndParams) -> None:
        parts = end.url.path.split("/")
        if end.response.status >= HTTPStatus.INTERNAL_SERVER_ERROR and "interactions" in parts:
            refused = self._waiting.get(parts[parts.index("interactions") + 1])
            if refused:
                refused.set()


async def acknowledge(interaction: discord.Interaction, *, private: bool, update: bool) -> None:
    """Defer, within three seconds. Where only the response may be lost, go on: the edit that follows will show.

    `update` announces a change of the message that was clicked. Raises Unreachable.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + _ACKNOWLEDGING_SECONDS
    while (left := end - loop.time()) > 0:
        try:
            if await _deferred(interaction, min(left, _ONE_TRY_SECONDS), private=private, update=update):
                return
        except discord.HTTPException as error:
            if error.code == ALREADY_ACKNOWLEDGED:
                return
            if not is_passing(error):
                raise Unreachable from error
            log.warning("acknowledgement doubtful: status %s, code %s", error.status, error.code)
        except (OSError, aiohttp.ClientError) as error:
            log.warning("acknowledgement doubtful: %s", type(error).__name__)
        await asyncio.sleep(_BREATH_SECONDS)


async def _deferred(interaction: discord.Interaction, seconds: float, *, private: bool, update: bool) -> bool:
    """One try; False if it took too long, or as soon as Discord has refused it in a way that passes.

    The library would then wait a second and more before its own next try, of the three that there are.
    """
    response, refusals = interaction.response, getattr(interaction.client, "refusals", Refusals())
    trying = asyncio.create_task(response.defer(ephemeral=private, thinking=not update))
    refused = asyncio.create_task(refusals.of(interaction.id))
    try:
        await asyncio.wait({trying, refused}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        if trying.done():
            trying.result()
        return trying.done()
    finally:
        trying.cancel()
        refused.cancel()
        await asyncio.wait({trying, refused})
