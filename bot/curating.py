"""`/reindex`: curators bring the index up to the documents, and see what became of each."""

import asyncio
import logging
from contextlib import suppress

import discord
from discord import app_commands
from discord.ext import commands

from bot import failures
from bot.limits import Limits
from bot.rendering import notices
from bot.rendering.cards import Card
from bot.rendering.reindexing import changes_card, progress_card
from bot.sending import InteractionReply, Reply, Unreachable
from index import SHARED, Changes, Failure, KnowledgeBase, Order, Progress

log = logging.getLogger(__name__)

SECONDS_BETWEEN_EDITS = 2.0
"""Edits share a rate limit of about five in five seconds; people need fewer."""


class Curating(commands.Cog):
    """What curators may do. What Discord shows of these commands is a hint; the checks here decide."""

    def __init__(self, knowledge_base: KnowledgeBase, limits: Limits, pause: float = SECONDS_BETWEEN_EDITS) -> None:
        self._knowledge_base = knowledge_base
        self._limits = limits
        self._pause = pause
        self._running = asyncio.Lock()

    @app_commands.command(description="Bring the index up to the documents.")
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.checks.has_permissions(manage_guild=True)
    async def reindex(self, interaction: discord.Interaction) -> None:
        """The slash command. One reindex at a time, and one line in the log for each: who, where, what."""
        reply = InteractionReply(interaction, private=True)
        with self._limits.working():
            await failures.answer(reply, lambda: self._result(interaction, reply))

    async def _result(self, interaction: discord.Interaction, reply: Reply) -> Card:
        changes = await self._alone(reply)
        log.info("reindex by user %s in server %s: %s", interaction.user.id, interaction.guild_id, changes.summary)
        return changes_card(changes)

    async def _alone(self, reply: Reply) -> Changes:
        if self._running.locked():
            raise Failure(notices.ALREADY_REINDEXING)
        async with self._running, self._limits.until_closed():
            return await self._reindex(reply)

    async def _reindex(self, reply: Reply) -> Changes:
        shown = _ShownProgress(reply, self._pause)
        showing = asyncio.create_task(shown.keep_showing(), name="reindex-progress")
        try:
            return await self._knowledge_base.reindex(Order(SHARED, progress=shown.note))
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
            await self._reply.show(progress_card(None))
            shown: Progress | None = None
            while not self.finished.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.finished.wait(), self._pause)
                if self._newest != shown and not self.finished.is_set():
                    shown = self._newest
                    await self._reply.show(progress_card(shown))
        except (Unreachable, discord.HTTPException) as error:
            log.info("progress not shown: %s", error.__cause__ or error)
