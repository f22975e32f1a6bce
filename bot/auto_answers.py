"""Channels and forums where questions are answered unasked: by opt-in, only with proof, and only if no person did."""

import asyncio
import json
import logging
import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import discord
from discord import app_commands
from discord.ext import commands

from bot import failures
from bot.answering import Answering, Asked
from bot.ledger import Ledger
from bot.limits import Busy
from bot.persisting import Unreachable
from bot.rendering.cards import Card
from bot.rendering.notices import notice_card, trouble_card
from bot.rendering.words import Words
from bot.sending import InteractionReply, MessageReply
from bot.wording import said
from index import Failure

log = logging.getLogger(__name__)

WAIT_SECONDS = 45.0
"""People come first: only a question that nobody has answered in this time is answered."""

_QUESTION = re.compile(
    r"\?|？|؟|^\W*(?:who|what|when|where|why|how|which|is|are|can|could|do|does|did|may|must|wer|was|wann|wo|warum|wie)\b",
    re.IGNORECASE,
)


class Opted:
    """The channels that opted in, in a small file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._channels: set[int] = set(json.loads(path.read_text("ascii"))) if path.exists() else set()

    def __contains__(self, channel: int) -> bool:
        return channel in self._channels

    def set(self, channel: int, *, on: bool) -> None:
        """Opt in or out. Blocks while it is written."""
        (self._channels.add if on else self._channels.discard)(channel)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        new = self._path.with_suffix(".new")
        new.write_text(json.dumps(sorted(self._channels)), "ascii")
        new.replace(self._path)


@dataclass(eq=False, slots=True)
class _Open:
    """A question that waits for people."""

    message: discord.Message
    answered: asyncio.Event = field(default_factory=asyncio.Event)


class AutoAnswers(commands.Cog):
    """Curators opt in; members see an answer only when there is one."""

    def __init__(self, answering: Answering, ledger: Ledger, opted: Opted, *, reads_messages: bool) -> None:
        self._answering = answering
        self._ledger = ledger
        self._opted = opted
        self._reads_messages = reads_messages
        self._open: set[_Open] = set()

    @app_commands.command(name="auto-answer", description="command.auto_answer")
    @app_commands.describe(on="command.auto_answer_on")
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.checks.has_permissions(manage_guild=True)
    async def auto_answer(self, interaction: discord.Interaction, on: bool) -> None:
        """The slash command."""
        reply = InteractionReply(interaction, private=True)
        await failures.answer(reply, lambda: self._set(reply.words, interaction, on=on))

    async def _set(self, words: Words, interaction: discord.Interaction, *, on: bool) -> Card:
        place = _opting(interaction.channel)
        if place is None:
            return trouble_card(words, "notice.not_allowed_now")
        is_forum = isinstance(place, discord.ForumChannel)
        if on and not is_forum and not self._reads_messages:
            return trouble_card(words, "doors.unreadable")
        await asyncio.to_thread(self._opted.set, place.id, on=on)
        log.info("auto-answer %s in channel %s by user %s", "on" if on else "off", place.id, interaction.user.id)
        name = "doors.off" if not on else "doors.on" if self._reads_messages else "doors.blind"
        return notice_card(words, name, channel=place.name)

    def concerns(self, message: discord.Message) -> bool:
        """Whether a message is a question to answer unasked: in a forum, what opens a post; elsewhere, what is put to
        nobody in particular.
        """
        channel = message.channel
        if isinstance(channel, discord.Thread):
            return channel.parent_id in self._opted and message.id == channel.id
        is_to_somebody = message.reference is not None or bool(message.mentions)
        return channel.id in self._opted and not is_to_somebody and bool(_QUESTION.search(message.content))

    def hear(self, message: discord.Message) -> None:
        """Somebody wrote: if it may be an answer to an open question, that question is a person's."""
        answers = message.reference.message_id if message.reference else None
        for each in self._open:
            asked = each.message
            here = message.channel.id == asked.channel.id and message.author.id != asked.author.id
            if here and (isinstance(asked.channel, discord.Thread) or answers == asked.id):
                each.answered.set()

    async def consider(self, message: discord.Message, asked: Asked) -> None:
        """Wait for people; then answer if nobody has, and if there is proof. Otherwise say nothing."""
        waiting = _Open(message)
        self._open.add(waiting)
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(waiting.answered.wait(), WAIT_SECONDS)
            if not waiting.answered.is_set():
                await self._answer(waiting, asked)
        except (Unreachable, Busy, Failure) as error:
            log.info("not answered unasked: %s", type(error).__name__)
        finally:
            self._open.discard(waiting)

    async def _answer(self, waiting: _Open, asked: Asked) -> None:
        outcome = await self._answering.prove(asked)
        if outcome is None or waiting.answered.is_set():
            return
        reply = MessageReply(waiting.message)
        card = await self._answering.entered(reply.words, asked, outcome)
        posted = await reply.show(card)
        if posted and card.answer:
            await asyncio.to_thread(self._ledger.posted, card.answer, posted.channel, posted.message)


def question_of(message: discord.Message, me: int) -> str:
    """What is asked: the title of a forum's post, with what stands in it as far as that can be read."""
    channel = message.channel
    if isinstance(channel, discord.Thread) and message.id == channel.id:
        return f"{channel.name}\n{said(message, me)}".strip() if "?" not in channel.name else channel.name
    return said(message, me)


def _opting(channel: object) -> discord.TextChannel | discord.ForumChannel | None:
    """The channel that opts in: in a thread or a post, the one around it."""
    place = channel.parent if isinstance(channel, discord.Thread) else channel
    return place if isinstance(place, discord.TextChannel | discord.ForumChannel) else None
