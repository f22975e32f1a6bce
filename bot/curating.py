"""`/reindex`: curators bring the index up to the documents, and see what became of each."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from bot import failures
from bot.failures import Sorry
from bot.limits import Limits
from bot.persisting import Unreachable
from bot.rendering.cards import Card
from bot.rendering.reindexing import changes_card, progress_card
from bot.sending import InteractionReply, Reply
from index import SHARED, Changes, KnowledgeBase, Order, Progress

log = logging.getLogger(__name__)

SECONDS_BETWEEN_EDITS = 2.0
"""Edits share a rate limit of about five in five seconds; people need fewer."""


class Curating(commands.Cog):
    """What curators may do. What Discord shows of these commands is a hint; the checks here decide."""

    def __init__(
        self,
        knowledge_base: KnowledgeBase,
        limits: Limits,
        operator_servers: frozenset[int] = frozenset(),
        pause: float = SECONDS_BETWEEN_EDITS,
    ) -> None:
        self._knowledge_base = knowledge_base
        self._limits = limits
        self._operator_servers = operator_servers
        self._pause = pause
        self._running = asyncio.Lock()

    @app_commands.command(description="command.reindex")
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.checks.has_permissions(manage_guild=True)
    async def reindex(self, interaction: discord.Interaction[commands.Bot]) -> None:
        """The slash command. One reindex at a time, and one line in the log for each: who, where, what."""
        reply = InteractionReply(interaction, private=True, late=True)
        with self._limits.working():
            await failures.answer(reply, lambda: self._result(interaction, reply))

    async def _result(self, interaction: discord.Interaction[commands.Bot], reply: Reply) -> Card:
        library = await self._library(interaction)
        changes = await self._alone(reply, Order(library, actor=str(interaction.user.id)))
        log.info("reindex by user %s in server %s: %s", interaction.user.id, interaction.guild_id, changes.summary)
        return changes_card(reply.words, changes)

    async def _library(self, interaction: discord.Interaction[commands.Bot]) -> str:
        """The seeds folder is every server's: its own people reindex it, the curators of other servers their own."""
        is_ours = interaction.guild_id in self._operator_servers
        return SHARED if is_ours or await interaction.client.is_owner(interaction.user) else str(interaction.guild_id)

    async def _alone(self, reply: Reply, order: Order) -> Changes:
        if self._running.locked():
            raise Sorry("reindex.running")
        async with self._running, self._limits.until_closed():
            return await self._reindex(reply, order)

    async def _reindex(self, reply: Reply, order: Order) -> Changes:
        shown = _ShownProgress(reply, self._pause)
        showing = asyncio.create_task(shown.keep_showing(), name="reindex-progress")
        try:
            return await self._knowledge_base.reindex(replace(order, progress=shown.note))
        finally:
            shown.finished.set()
            await showing


class _ShownProgress:
    """Shows the newest progress now and then. It is never cut off in an edit, which could overtake the result."""

    def __init__(self, reply: Reply, pause: float) -> None:
        self.finished = asyncio.Event()
        self._reply = reply
        self._pause = pause
        self._newest: Progress | None = None

    def note(self, progress: Progress) -> None:
        """Take note; may be called from any thread."""
        self._newest = progress

    async def keep_showing(self) -> None:
        """Edit the card at most once in each pause, and only when there is news."""
        try:
            await self._show(None)
            shown: Progress | None = None
            while not self.finished.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.finished.wait(), self._pause)
                if self._newest != shown and not self.finished.is_set():
                    shown = self._newest
                    await self._show(shown)
        except (Unreachable, discord.HTTPException) as error:
            log.info("progress not shown: %s", error.__cause__ or error)

    async def _show(self, progress: Progress | None) -> None:
        await self._reply.show_for_now(progress_card(self._reply.words, progress))
