"""The one place that sends: every message leaves with no mention allowed and no preview.

A `Reply` is where one person's answer goes. It is acknowledged at once, and then shown a card, as often as needed:
for interactions each card replaces the last, for messages the first is the answer.
"""

import asyncio
import io
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import aiohttp
import discord
from discord.http import Route, handle_message_parameters

from bot.acknowledging import acknowledge
from bot.persisting import MAY_NOT_READ_HISTORY, Unreachable, persistently
from bot.rendering.cards import Card
from bot.rendering.words import Words, words_of

log = logging.getLogger(__name__)

TYPING_SECONDS = 8.0
"""Discord shows for ten that somebody is typing."""

NOBODY = discord.AllowedMentions.none()


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a message stands."""

    channel: int
    message: int


class Reply(Protocol):
    """Where one person's answer goes, and the language that it speaks there."""

    words: Words

    async def acknowledge(self) -> None:
        """Say within three seconds that the request has come. Raises Unreachable."""

    async def show(self, card: Card) -> Posted | None:
        """Show this card in place of whatever was shown before. Raises Unreachable."""

    async def show_for_now(self, card: Card) -> None:
        """Show this card until there is another one, where that can be done; never a second message."""

    def become_private(self) -> bool:
        """From here on show everything to the person alone; False where that cannot be."""


class InteractionReply:
    """The reply to a command or a click. `update` changes the message that was clicked instead of adding one.

    `late` is where a private result goes that comes when the interaction has ended: to the person, or else nowhere.
    """

    def __init__(
        self, interaction: discord.Interaction, *, private: bool = False, update: bool = False, late: bool = False
    ) -> None:
        self.words = words_of(interaction.locale)
        self._interaction = interaction
        self._private = private
        self._update = update
        self._late = late
        self._taken_back = False

    async def acknowledge(self) -> None:
        """Defer. Where only the response may be lost, go on: the edit that follows will show whether it arrived."""
        await acknowledge(self._interaction, private=self._private, update=self._update)

    async def show(self, card: Card) -> Posted | None:
        """Edit the deferred message: an edit may be repeated without harm, where a followup could come twice."""
        if self._taken_back:
            await self._show_alone(card)
            return None
        try:
            return _posted(await persistently(lambda: self._request("PATCH", card, "/messages/@original")))
        except Unreachable:
            if self._late:
                return await self._write_to_the_person(card)
            if self._private or self._update:
                raise
            return await self._post(card)

    async def show_for_now(self, card: Card) -> None:
        """Edit the deferred message; where that is gone, what is shown for now is of no use to anybody."""
        await persistently(lambda: self._request("PATCH", card, "/messages/@original"))

    def become_private(self) -> bool:
        """Take the public "thinking" back with the next card; whether a message is private is fixed when it begins."""
        self._taken_back = not self._private
        return True

    async def _show_alone(self, card: Card) -> None:
        await persistently(lambda: self._request("DELETE", None, "/messages/@original"))
        await persistently(lambda: self._request("POST", card, "", ephemeral=True))

    async def _request(self, method: str, card: Card | None, path: str, *, ephemeral: bool = False) -> Any:
        interaction = self._interaction
        # `edit_original_response` cannot suppress previews, so its request is made here.
        route = Route(
            method,
            "/webhooks/{webhook_id}/{webhook_token}" + path,
            webhook_id=interaction.application_id,
            webhook_token=interaction.token,
        )
        if card is None:
            return await interaction.client.http.request(route)
        return await _send(interaction.client, route, card, ephemeral=ephemeral)

    async def _write_to_the_person(self, card: Card) -> Posted | None:
        """The token is gone, and the result is for one person: a message to them. Raises Unreachable."""
        return await post(self._interaction.user, card, self._interaction.id)

    async def _post(self, card: Card) -> Posted | None:
        """The token is gone: a message in the channel, where the bot may write one."""
        channel = self._interaction.channel
        if not isinstance(channel, discord.abc.Messageable):
            raise Unreachable
        return await post(channel, card, self._interaction.id)


class MessageReply:
    """The reply to a message."""

    def __init__(self, message: discord.Message) -> None:
        self.words = words_of(message.guild.preferred_locale if message.guild else None)
        self._message = message

    @asynccontextmanager
    async def typing(self) -> AsyncIterator[None]:
        """Show that the bot is typing, to the end of the block: Discord forgets it after ten seconds."""
        typing = asyncio.create_task(self._keep_typing(), name="typing")
        try:
            yield
        finally:
            typing.cancel()

    async def acknowledge(self) -> None:
        """Nothing: whoever wrote a message sees the bot typing."""

    async def show(self, card: Card) -> Posted | None:
        """Send the answer, as a reply where that is allowed: it takes the permission to read what went before.

        The nonce is the question's own id, so Discord itself drops a second one.
        """
        channel, nonce = self._message.channel, self._message.id
        try:
            return await post(channel, card, nonce, self._message.to_reference(fail_if_not_exists=False))
        except Unreachable as error:
            if getattr(error.__cause__, "code", None) != MAY_NOT_READ_HISTORY:
                raise
            return await post(channel, card, nonce)

    async def show_for_now(self, card: Card) -> None:
        """Nothing: whoever wrote a message sees the bot typing."""

    def become_private(self) -> bool:
        """A reply to a message is seen by everyone there."""
        return False

    async def _keep_typing(self) -> None:
        while True:
            await self._type()
            await asyncio.sleep(TYPING_SECONDS)

    async def _type(self) -> None:
        """A nicety: without it the answer comes all the same."""
        try:
            await self._message.channel.typing()
        except (discord.HTTPException, OSError, aiohttp.ClientError) as error:
            log.debug("typing not shown: %s", type(error).__name__)


async def post(
    channel: discord.abc.Messageable, card: Card, nonce: int, reference: discord.MessageReference | None = None
) -> Posted | None:
    """A new message. `nonce` names what it answers: Discord drops a second one of the same. Raises Unreachable."""

    async def once() -> discord.Message:
        return await channel.send(
            view=card,
            files=_files(card),
            allowed_mentions=NOBODY,
            suppress_embeds=True,
            mention_author=False,
            nonce=nonce,
            reference=reference,  # type: ignore[arg-type] # None is the default
        )

    sent = await persistently(once)
    return Posted(sent.channel.id, sent.id)


async def rewrite(client: discord.Client, posted: Posted, card: Card) -> None:
    """Show another card in a message of one's own, however long ago it was written. Raises Unreachable."""
    route = Route(
        "PATCH",
        "/channels/{channel_id}/messages/{message_id}",
        channel_id=posted.channel,
        message_id=posted.message,
    )
    await persistently(lambda: _send(client, route, card))


async def _send(client: discord.Client, route: Route, card: Card, *, ephemeral: bool = False) -> Any:
    """One request with a card. What was attached before goes, also where nothing is attached now."""
    flags = discord.MessageFlags(suppress_embeds=True, ephemeral=ephemeral)
    files = _files(card)
    with handle_message_parameters(view=card, flags=flags, allowed_mentions=NOBODY, attachments=files) as parameters:
        if not parameters.files:
            return await client.http.request(route, json=parameters.payload)
        return await client.http.request(route, form=parameters.multipart, files=parameters.files)


def _files(card: Card) -> list[discord.File]:
    """What a card carries, to be read once: each try needs its own."""
    attached = card.attached
    if attached is None:
        return []
    return [discord.File(io.BytesIO(attached.content), attached.name, description=attached.description or None)]


async def open_thread(message: discord.Message, name: str) -> discord.Thread:
    """A thread that begins at this message. Raises Unreachable."""

    async def once() -> discord.Thread:
        return await message.create_thread(name=name)

    return await persistently(once)


async def fill_in(interaction: discord.Interaction, modal: discord.ui.Modal) -> None:
    """Answer a click or a command with a form."""
    try:
        await interaction.response.send_modal(modal)
    except discord.HTTPException as error:
        raise Unreachable from error


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


def _posted(message: Any) -> Posted | None:
    return Posted(int(message["channel_id"]), int(message["id"])) if message else None
