"""Answers carried elsewhere: *Share* makes a private one public, *Continue in a thread* gives one room to go on."""

import asyncio
from dataclasses import replace
from typing import Any

import discord

from bot import failures, sending
from bot.answering import Answering, card_of
from bot.audience import audience_around
from bot.buttons import Clicks
from bot.conversation import conversation_of, of_thread
from bot.failures import Sorry
from bot.given import Entry
from bot.ledger import Ledger
from bot.persisting import Unreachable
from bot.rendering.cards import Card
from bot.rendering.naming import thread_name
from bot.rendering.notices import notice_card
from bot.sending import InteractionReply


class Sharing:
    """Shares an answer once, with whoever may see everything that it rests on."""

    def __init__(self, answering: Answering, ledger: Ledger, clicks: Clicks, *, reads_messages: bool) -> None:
        self._answering = answering
        self._ledger = ledger
        self._reads_messages = reads_messages
        clicks.lead("share", self.share)
        clicks.lead("thread", self.open_thread)

    async def share(self, interaction: discord.Interaction[Any], answer: str, _: str) -> None:
        """Post a private answer for everyone in its channel."""
        reply = InteractionReply(interaction, private=True)
        await failures.answer(reply, lambda: self._shared(reply, interaction, answer))

    async def open_thread(self, interaction: discord.Interaction[Any], answer: str, _: str) -> None:
        """Open a thread at an answer; the conversation goes on there."""
        reply = InteractionReply(interaction, private=True)
        await failures.answer(reply, lambda: self._opened(reply, interaction, answer))

    async def _shared(self, reply: InteractionReply, interaction: discord.Interaction[Any], answer: str) -> Card:
        entry = await self._entry(answer)
        channel = interaction.channel
        if entry.given.person != interaction.user.id or not isinstance(channel, discord.abc.Messageable):
            raise Sorry("notice.not_allowed_now")
        if not entry.given.private:
            raise Sorry("share.again")
        if not await self._answering.sees(entry, audience_around(interaction)):
            raise Sorry("share.not_everyone")
        public = replace(entry.given, private=False, channel=channel.id, conversation=conversation_of(interaction))
        # The entry itself becomes public, so a second click finds nothing left to share.
        await asyncio.to_thread(self._ledger.publish, answer, public)
        card = card_of(reply.words, replace(entry, given=public), reply.words("answer.shared"))
        try:
            posted = await sending.post(channel, card, _nonce(answer))
        except Unreachable:
            await asyncio.to_thread(self._ledger.publish, answer, entry.given)
            raise Sorry("share.forbidden") from None
        if posted:
            await asyncio.to_thread(self._ledger.posted, answer, posted.channel, posted.message)
        return notice_card(reply.words, "share.done")

    async def _opened(self, reply: InteractionReply, interaction: discord.Interaction[Any], answer: str) -> Card:
        entry = await self._entry(answer)
        message = interaction.message
        if message is None or entry.given.private or entry.given.outcome is None:
            raise Sorry("notice.not_allowed_now")
        if message.thread or message.flags.has_thread:
            raise Sorry("thread.exists")
        if not interaction.permissions.create_public_threads:
            raise Sorry("notice.not_allowed_now")
        words = reply.words
        name = thread_name(entry.given.outcome.question) or words("thread.name")
        try:
            thread = await sending.open_thread(message, name)
            await asyncio.to_thread(self._ledger.move, answer, of_thread(thread.id))
            greeting = "thread.opened_reading" if self._reads_messages else "thread.opened"
            await sending.post(thread, notice_card(words, greeting), interaction.id)
        except Unreachable as error:
            raise Sorry("thread.forbidden") from error
        return notice_card(words, "thread.done")

    async def _entry(self, answer: str) -> Entry:
        entry = await asyncio.to_thread(self._ledger.entry, answer)
        if entry is None or entry.given.outcome is None:
            raise Sorry("notice.expired")
        return entry


def _nonce(answer: str) -> int:
    """A number that is the answer's own: Discord drops a second message of the same within a few minutes."""
    return int(answer, 16) >> 1
