"""One connection to Discord: its rooms put together, its commands made known, and what reaches them.

A client lives for one connection; what outlives it comes in from `supervising`.
"""

import asyncio
import hashlib
import json
import logging
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot import failures, sending
from bot.acknowledging import Refusals
from bot.announcing import spelled_out
from bot.answering import Answering
from bot.asking import Asking
from bot.auto_answers import AutoAnswers, Opted
from bot.buttons import CardButton, Clicks
from bot.checking import Checking
from bot.curating import Curating
from bot.feedback import Feedback
from bot.gaps import Missed, Seen
from bot.grading import Grading
from bot.helping import Helping
from bot.ledger import Ledger
from bot.limits import Limits
from bot.listening import Listening
from bot.living import Living
from bot.passage_view import PassageView
from bot.privacy import Privacy
from bot.rendering.words import words_of
from bot.settings import Settings
from bot.sharing import Sharing
from bot.sources import Sources
from index import KnowledgeBase

log = logging.getLogger(__name__)

CONNECTIONS = 100
"""To Discord, at once. The library sets no limit: in a crowd it opens one for each question, which takes longer than to
wait for one that is open (500 acknowledgements: .33 s instead of .5)."""


@dataclass(frozen=True, slots=True)
class House:
    """What outlives a connection: the knowledge base, the ledger, and what is remembered of earlier events.

    `folder` is where the bot keeps its own small files.
    """

    settings: Settings
    knowledge_base: KnowledgeBase
    folder: Path
    ledger: Ledger
    limits: Limits
    seen: Seen
    missed: Missed


def intents(settings: Settings) -> discord.Intents:
    """What the bot hears of: servers, and messages in them; what needs more is for the operator to choose."""
    return discord.Intents(
        guilds=True,
        guild_messages=True,
        dm_messages=settings.direct_messages,
        message_content=settings.message_content,
    )


class Tree(app_commands.CommandTree["Footnote"]):
    """The commands, with one door in and one path for errors."""

    async def interaction_check(self, interaction: discord.Interaction["Footnote"], /) -> bool:
        """Let each interaction in once: a resumed session may replay it."""
        return self.client.house.seen.first_time(interaction.id)

    async def on_error(
        self, interaction: discord.Interaction["Footnote"], error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the person; the library would only log, and leave them with "thinking" for a quarter of an hour."""
        await failures.tell(error, words_of(interaction.locale), partial(sending.tell, interaction))


class Footnote(commands.Bot):
    """The bot as Discord sees it."""

    def __init__(self, house: House) -> None:
        self.refusals = Refusals()
        super().__init__(
            commands.when_mentioned,  # a prefix must be given; `on_message` below never looks for one
            help_command=None,
            tree_cls=Tree,
            intents=intents(house.settings),
            allowed_mentions=sending.NOBODY,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            http_trace=self.refusals.trace,
            connector=aiohttp.TCPConnector(limit=CONNECTIONS),
        )
        self.house = house
        self.clicks = Clicks(house.seen)
        settings, ledger, clicks = house.settings, house.ledger, self.clicks
        conversation_seconds = settings.conversation_minutes * 60.0
        self._answering = Answering(house.knowledge_base, ledger, house.limits, self.refusals, conversation_seconds)
        self._asking = Asking(house.knowledge_base, self._answering, ledger)
        self._checking = Checking(house.knowledge_base, ledger, house.limits, self.refusals)
        opted = Opted(house.folder / "auto-answer.json")
        self._auto = AutoAnswers(self._answering, ledger, opted, reads_messages=settings.message_content)
        self._listening = Listening(self._answering, ledger, house.seen, self._auto)
        PassageView(house.knowledge_base, self._answering, ledger, clicks)
        Feedback(ledger, clicks)
        Sharing(self._answering, ledger, clicks, reads_messages=settings.message_content)
        clicks.lead("private", self._asking.ask_privately)
        self._living = Living(house.knowledge_base, ledger)
        golden, folder = settings.golden_questions, house.folder / "golden"
        self._grading = Grading(house.knowledge_base, house.limits, golden, folder)
        self._looking: list[asyncio.Task[None]] = []

    async def setup_hook(self) -> None:
        """Put the rooms together, after logging in and before the first event."""
        house, settings = self.house, self.house.settings
        await self.add_cog(self._asking)
        self.tree.add_command(self._asking.menu)
        self.tree.add_command(self._checking.menu)
        await self.add_cog(self._auto)
        await self.add_cog(Sources(house.knowledge_base, house.ledger, house.limits, self.clicks))
        await self.add_cog(Curating(house.knowledge_base, house.limits, settings.operator_servers))
        await self.add_cog(Helping(house.knowledge_base, house.ledger, house.limits, self._grading))
        await self.add_cog(Privacy(house.ledger, self.clicks, settings.conversation_minutes * 60.0))
        self.add_dynamic_items(CardButton)
        self._looking = [
            self.loop.create_task(self._living.keep_looking(self), name="living-answers"),
            self.loop.create_task(self._grading.keep_grading(), name="golden-questions"),
        ]
        await self._make_commands_known()

    async def on_interaction(self, interaction: discord.Interaction["Footnote"], /) -> None:
        """Something was done with the bot. Commands and buttons find their way; forms of earlier processes do not."""
        if interaction.type is discord.InteractionType.modal_submit:
            await self.clicks.fill_in(interaction)

    async def close(self) -> None:
        """Stop looking after cards and questions, and leave."""
        for task in self._looking:
            task.cancel()
        await super().close()

    def dispatch(self, event_name: str, /, *args: object, **kwargs: object) -> None:
        """Drop the events of a client that is closed: the library's own tasks may outlive it by two seconds."""
        if not self.is_closed():
            super().dispatch(event_name, *args, **kwargs)

    async def on_message(self, message: discord.Message, /) -> None:
        """A message was written. There are no prefix commands."""
        if self.user:
            await self._listening.read(message, self.user.id)

    async def on_raw_message_edit(self, edited: discord.RawMessageUpdateEvent, /) -> None:
        """A message was edited, or Discord itself has added something to it."""
        if self.user:
            await self._listening.read_again(edited.message, self.user.id)

    async def on_raw_message_delete(self, deleted: discord.RawMessageDeleteEvent, /) -> None:
        """A message was deleted."""
        self._listening.drop([deleted.message_id])

    async def on_raw_bulk_message_delete(self, deleted: discord.RawBulkMessageDeleteEvent, /) -> None:
        """Messages were deleted, all at once."""
        self._listening.drop(deleted.message_ids)

    async def on_disconnect(self) -> None:
        """The connection broke: from here on, messages may be missed."""
        self.house.missed.remember(iter(self.guilds))

    async def on_ready(self) -> None:
        """A new session began: answer who asked while there was none."""
        log.info("ready in %s servers", len(self.guilds))
        async for message in self.house.missed.messages(iter(self.guilds)):
            await self.on_message(message)
        self.house.missed.remember(iter(self.guilds))

    async def _make_commands_known(self) -> None:
        """Send the commands to Discord if they are not those that it was last sent."""
        assert self.application_id
        wanted = [spelled_out(command.to_dict(self.tree)) for command in self.tree.get_commands()]
        digest = hashlib.sha256(json.dumps([self.application_id, wanted], sort_keys=True).encode()).hexdigest()
        known = self.house.folder / "commands.sha256"
        if known.exists() and known.read_text("ascii") == digest:
            return
        await self.http.bulk_upsert_global_commands(self.application_id, payload=wanted)
        known.write_text(digest, "ascii")
        log.info("commands sent to Discord: %s", len(wanted))
