"""The one place that sends: every message leaves with no mention allowed and no preview.

A `Reply` is where one person's answer goes. It is acknowledged at once, and then shown a card, as often as needed:
for interactions each card replaces the last, for messages the first is the answer.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Protocol

import aiohttp
import discord
from discord.http import Route, handle_message_parameters

from bot.rendering.cards import Card

log = logging.getLogger(__name__)

NOBODY = discord.AllowedMentions.none()

ALREADY_ACKNOWLEDGED = 40060
_GONE = frozenset({10008, 10015, 10062, 50027})
"""Message or interaction unknown, or the interaction's token expired: the person can no longer be reached there."""
_FORBIDDEN = frozenset({10003, 50001, 50013, 160002})
"""The channel is gone, or the bot may not see it, write in it, or reply in it."""

_FIRST_WAIT_SECONDS = 1.0
_LONGEST_WAIT_SECONDS = 30.0
_LONGEST_SECONDS = 13 * 60.0


class Unreachable(Exception):
    """Nobody can be told anything there any more. Not a failure to report: log it quietly."""


class Reply(Protocol):
    """Where one person's answer goes."""

    async def acknowledge(self) -> None:
        """Say within three seconds that the request has come. Raises Unreachable."""

    async def show(self, card: Card) -> None:
        """Show this card in place of whatever was shown before. Raises Unreachable."""


class InteractionReply:
    """The reply to a command or a click. `update` changes the message that was clicked instead of adding one."""

    def __init__(self, interaction: discord.Interaction, *, private: bool = False, update: bool = False) -> None:
        self._interaction = interaction
        self._private = private
        self._update = update

    async def acknowledge(self) -> None:
        """Defer. Where only the response may be lost, go on: the edit that follows will show whether it arrived."""
        try:
            await self._interaction.response.defer(ephemeral=self._private, thinking=not self._update)
        except discord.HTTPException as error:
            if error.code != ALREADY_ACKNOWLEDGED and not _is_passing(error):
                raise Unreachable from error
            log.warning("acknowledgement doubtful: status %s, code %s", error.status, error.code)
        except (OSError, aiohttp.ClientError) as error:
            log.warning("acknowledgement doubtful: %s", type(error).__name__)

    async def show(self, card: Card) -> None:
        """Edit the deferred message: an edit may be repeated without harm, where a followup could come twice."""
        try:
            await _persistently(lambda: self._edit(card))
        except Unreachable:
            if self._private or self._update:
                raise
            await self._post(card)

    async def _edit(self, card: Card) -> None:
        interaction = self._interaction
        # `edit_original_response` cannot suppress previews, so its request is made here.
        route = Route(
            "PATCH",
            "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
            webhook_id=interaction.application_id,
            webhook_token=interaction.token,
        )
        flags = discord.MessageFlags(suppress_embeds=True)
        with handle_message_parameters(view=card, flags=flags, allowed_mentions=NOBODY) as parameters:
            await interaction.client.http.request(route, json=parameters.payload)

    async def _post(self, card: Card) -> None:
        """The token is gone: a message in the channel, where the bot may write one."""
        channel = self._interaction.channel
        if not isinstance(channel, discord.abc.Messageable):
            raise Unreachable
        nonce = self._interaction.id
        await _persistently(lambda: channel.send(view=card, allowed_mentions=NOBODY, suppress_embeds=True, nonce=nonce))


class MessageReply:
    """The reply to a message."""

    def __init__(self, message: discord.Message) -> None:
        self._message = message

    async def acknowledge(self) -> None:
        """Show that the bot is typing. A nicety: without it the answer comes all the same."""
        try:
            await self._message.channel.typing()
        except (discord.HTTPException, OSError, aiohttp.ClientError) as error:
            log.debug("typing not shown: %s", type(error).__name__)

    async def show(self, card: Card) -> None:
        """Send the answer. The nonce is the question's own id, so Discord itself drops a second one."""
        message = self._message
        reference = message.to_reference(fail_if_not_exists=False)
        await _persistently(
            lambda: message.channel.send(
                view=card,
                allowed_mentions=NOBODY,
                suppress_embeds=True,
                mention_author=False,
                nonce=message.id,
                reference=reference,
            )
        )


async def tell(interaction: discord.Interaction, card: Card) -> None:
    """Tell the person alone, whether or not the interaction has been acknowledged. Raises Unreachable."""
    if interaction.response.is_done():
        await InteractionReply(interaction, private=True).show(card)
        return
    try:
        await interaction.response.send_message(
            view=card, ephemeral=True, allowed_mentions=NOBODY, suppress_embeds=True
        )
    except discord.HTTPException as error:
        raise Unreachable from error


async def offer(interaction: discord.Interaction, choices: list[discord.app_commands.Choice[str]]) -> None:
    """Answer an autocompletion; one that comes too late is of no use to anybody."""
    try:
        await interaction.response.autocomplete(choices)
    except discord.HTTPException as error:
        log.debug("choices not shown: %s", error.code)


async def _persistently(send: Callable[[], Awaitable[object]]) -> None:
    """Call `send`, which may be repeated without harm, until Discord has taken it. Raises Unreachable."""
    wait = _FIRST_WAIT_SECONDS
    try:
        async with asyncio.timeout(_LONGEST_SECONDS):
            while not await _taken(send):
                await asyncio.sleep(wait)
                wait = min(2 * wait, _LONGEST_WAIT_SECONDS)
    except TimeoutError as error:
        raise Unreachable from error


async def _taken(send: Callable[[], Awaitable[object]]) -> bool:
    """Whether Discord took it; False where another try may do better. Raises Unreachable."""
    try:
        await send()
    except discord.HTTPException as error:
        if error.code in _GONE | _FORBIDDEN:
            raise Unreachable from error
        if not _is_passing(error):
            raise
        log.warning("sending failed, trying again: status %s", error.status)
    except (OSError, aiohttp.ClientError) as error:
        log.warning("sending failed, trying again: %s", type(error).__name__)
    else:
        return True
    return False


def _is_passing(error: discord.HTTPException) -> bool:
    """Whether the trouble is Discord's and will pass."""
    return error.status >= HTTPStatus.INTERNAL_SERVER_ERROR or error.status == HTTPStatus.TOO_MANY_REQUESTS
