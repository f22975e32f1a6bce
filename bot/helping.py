"""`/help`: how to ask, with questions to begin with that the documents do answer; `/quality`: how well it goes."""

import asyncio
from collections.abc import Sequence
from itertools import islice
from statistics import quantiles

import discord
from discord import app_commands
from discord.ext import commands

from bot import failures
from bot.audience import audience_of, server_of
from bot.grading import Grading
from bot.ledger import DAY_SECONDS, Ledger
from bot.limits import Limits
from bot.line import Who
from bot.rendering.cards import Card
from bot.rendering.helping import Quality, help_card, quality_card
from bot.rendering.words import Words
from bot.sending import InteractionReply
from bot.starters import candidates, in_turn
from index import Answer, Audience, KnowledgeBase, Listing, Question

_DOCUMENTS = 12
_CANDIDATES = 10
_SHOWN = 4


class Helping(commands.Cog):
    """Tells newcomers where to begin, and anybody how well it goes."""

    def __init__(self, knowledge_base: KnowledgeBase, ledger: Ledger, limits: Limits, grading: Grading) -> None:
        self._knowledge_base = knowledge_base
        self._grading = grading
        self._ledger = ledger
        self._limits = limits

    @app_commands.command(name="help", description="command.help")
    async def help_me(self, interaction: discord.Interaction) -> None:
        """`/help`."""
        reply = InteractionReply(interaction, private=True)
        await failures.answer(reply, lambda: self._help(reply.words, interaction))

    @app_commands.command(description="command.quality")
    async def quality(self, interaction: discord.Interaction) -> None:
        """`/quality`."""
        reply = InteractionReply(interaction, private=True)
        await failures.answer(reply, lambda: self._quality(reply.words, server_of(interaction)))

    async def _help(self, words: Words, interaction: discord.Interaction) -> Card:
        audience = audience_of(interaction)
        who = Who(interaction.user.id, server_of(interaction))
        listings = await self._knowledge_base.documents(audience)
        async with self._limits.place(who):
            questions = await self._starters(listings, audience)
        return help_card(words, questions, has_documents=bool(listings))

    async def _starters(self, listings: Sequence[Listing], audience: Audience) -> list[str]:
        """Questions of several documents that are indeed answered. The newest documents come first."""
        newest = sorted(listings, key=lambda listing: listing.indexed_at, reverse=True)[:_DOCUMENTS]
        texts = [await self._knowledge_base.text(listing.source.document, audience) for listing in newest]
        found: list[str] = []
        for question in [*islice(in_turn(*map(candidates, texts)), _CANDIDATES)]:
            outcome = await self._knowledge_base.answer(Question(question, audience))
            if isinstance(outcome, Answer):
                found.append(question)
            if len(found) == _SHOWN:
                break
        return found

    async def _quality(self, words: Words, server: int | None) -> Card:
        outcomes, votes = await asyncio.to_thread(lambda: (self._ledger.outcomes(server), self._ledger.votes(server)))
        times = [outcome.elapsed_ms for outcome in outcomes]
        tenths = quantiles(times, n=10) if len(times) > 1 else times * 9
        quality = Quality(
            days=round(self._ledger.kept_seconds / DAY_SECONDS) if self._ledger.is_stored else 0,
            asked=len(outcomes),
            answered=sum(isinstance(outcome, Answer) for outcome in outcomes),
            liked=sum(good for good, _ in votes),
            disliked=[reason or "" for good, reason in votes if not good],
            median_ms=tenths[4] if tenths else 0.0,
            ninth_ms=tenths[8] if tenths else 0.0,
        )
        return quality_card(words, quality, await asyncio.to_thread(self._grading.last, server))
