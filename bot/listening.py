"""Messages meant for the bot: mentions, replies to its answers, its own threads, private ones, opted-in channels.

People only, and each message once.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial

import discord

from bot import failures
from bot.answering import Answering, Asked
from bot.audience import audience_around, audience_of, server_of
from bot.auto_answers import AutoAnswers, question_of
from bot.conversation import conversation_of, in_reply
from bot.gaps import STILL_WAITING, Seen
from bot.given import Entry
from bot.ledger import Ledger
from bot.line import Who
from bot.rendering.cards import Card
from bot.rendering.notices import trouble_card
from bot.sending import MessageReply
from bot.wording import is_by_role, said

_ASKABLE = frozenset({discord.MessageType.default, discord.MessageType.reply})


class Listening:
    """Decides whether a message is meant for the bot, and hands it on."""

    def __init__(self, answering: Answering, ledger: Ledger, seen: Seen, auto: AutoAnswers) -> None:
        self._answering = answering
        self._ledger = ledger
        self._seen = seen
        self._auto = auto
        self._under_way: dict[int, asyncio.Timeout] = {}

    async def read(self, message: discord.Message, me: int) -> None:
        """Answer a message if it is meant for `me`, the bot."""
        if message.author.bot or message.type not in _ASKABLE:
            return
        self._auto.hear(message)
        replied = await self._replied_to(message)
        text = said(message, me)
        if self._is_meant(message, me, replied, text):
            if self._seen.first_time(message.id):
                await self._answer(message, _asked(message, text or _above(message, me), replied))
        elif self._auto.concerns(message) and self._seen.first_time(message.id):
            asked = _asked(message, question_of(message, me))
            async with self._until_taken_back(message):
                await self._auto.consider(message, asked)

    async def read_again(self, message: discord.Message, me: int) -> None:
        """Somebody edited a message: it is read as it is now, unless it is old, or was answered as it was."""
        if message.edited_at is None or datetime.now(UTC) - message.created_at > STILL_WAITING:
            return
        if self.drop([message.id]):
            self._seen.forget(message.id)
        await self.read(message, me)

    def drop(self, messages: Iterable[int]) -> bool:
        """These messages are not what they were: whoever took a question back wants no answer that repeats it.

        Whether one was being answered.
        """
        under_way = [self._under_way.pop(message) for message in messages if message in self._under_way]
        for patience in under_way:
            patience.reschedule(asyncio.get_running_loop().time())
        return bool(under_way)

    @asynccontextmanager
    async def _until_taken_back(self, message: discord.Message) -> AsyncIterator[None]:
        patience = asyncio.timeout(None)
        try:
            async with patience:
                self._under_way[message.id] = patience
                yield
        except TimeoutError:
            if not patience.expired():
                raise
        finally:
            if self._under_way.get(message.id) is patience:
                del self._under_way[message.id]

    async def _answer(self, message: discord.Message, asked: Asked) -> None:
        reply = MessageReply(message)
        async with self._until_taken_back(message), reply.typing():
            if is_by_role(message) and not message.content:
                await failures.answer(reply, partial(_unread, reply))
            else:
                await self._answering.answer(reply, asked)

    async def _replied_to(self, message: discord.Message) -> Entry | None:
        """The answer that a message replies to."""
        if message.reference is None or message.reference.message_id is None:
            return None
        return await asyncio.to_thread(self._ledger.at, message.reference.message_id)

    @staticmethod
    def _is_meant(message: discord.Message, me: int, replied: Entry | None, text: str) -> bool:
        if re.search(f"<@!?{me}>", message.content) or is_by_role(message):
            return True
        if not text:
            return False
        to_me = replied is not None or any(user.id == me for user in message.mentions)
        others = any(user.id != me for user in message.mentions) or (message.reference is not None and not to_me)
        is_mine = isinstance(message.channel, discord.Thread) and message.channel.owner_id == me
        return to_me or ((message.guild is None or is_mine) and not others)


def _asked(message: discord.Message, text: str, replied: Entry | None = None) -> Asked:
    channel, me = message.channel, message.guild.me if message.guild else None
    may_open = isinstance(channel, discord.TextChannel) and me is not None
    return Asked(
        text=text,
        who=Who(message.author.id, server_of(message)),
        channel=channel.id,
        conversation=in_reply(replied, message) if replied else conversation_of(message),
        own=audience_of(message),
        around=audience_around(message),
        may_open_thread=may_open and channel.permissions_for(me).create_public_threads,  # type: ignore[arg-type]
        before=replied.given.outcome if replied else None,
    )


async def _unread(reply: MessageReply) -> Card:
    """To whoever mentioned the role of the bot, which Discord offers beside it, where messages cannot be read."""
    return trouble_card(reply.words, "ask.by_role")


def _above(message: discord.Message, me: int) -> str:
    """What a bare mention is about: the message that it replies to, if that can be read."""
    above = message.reference.resolved if message.reference else None
    return said(above, me) if isinstance(above, discord.Message) and not above.author.bot else ""
