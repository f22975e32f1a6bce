"""`/privacy`: what is kept of a person; *Forget me* removes it and says how much it was."""

import asyncio
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import failures
from bot.buttons import CardButton, Clicks
from bot.ledger import DAY_SECONDS, Forgotten, Ledger
from bot.rendering.cards import Card
from bot.rendering.notices import notice_card
from bot.rendering.privacy import forgotten_card, privacy_card
from bot.rendering.words import Words
from bot.sending import InteractionReply


class Privacy(commands.Cog):
    """Says what is kept, and forgets it."""

    def __init__(self, ledger: Ledger, clicks: Clicks, conversation_seconds: float) -> None:
        self._ledger = ledger
        self._conversation_seconds = conversation_seconds
        clicks.lead("forget", self.ask_whether_sure)
        clicks.lead("forget-all", self.forget)

    @app_commands.command(description="command.privacy")
    async def privacy(self, interaction: discord.Interaction) -> None:
        """The slash command."""
        reply = InteractionReply(interaction, private=True)
        await failures.answer(reply, lambda: self._kept(reply.words, interaction.user.id))

    async def ask_whether_sure(self, interaction: discord.Interaction[Any], _: str, __: str) -> None:
        """*Forget me*: nothing is removed by one click."""
        reply = InteractionReply(interaction, private=True, update=True)
        label, red = reply.words("button.forget_all"), discord.ButtonStyle.danger

        async def card() -> Card:
            return notice_card(reply.words, "privacy.sure", CardButton.to("forget-all", label=label, style=red))

        await failures.answer(reply, card)

    async def forget(self, interaction: discord.Interaction[Any], _: str, __: str) -> None:
        """Remove everything of the person who clicks."""
        reply = InteractionReply(interaction, private=True, update=True)

        async def card() -> Card:
            return forgotten_card(
                reply.words, *_counts(await asyncio.to_thread(self._ledger.forget, interaction.user.id))
            )

        await failures.answer(reply, card)

    async def _kept(self, words: Words, person: int) -> Card:
        held = await asyncio.to_thread(self._ledger.held, person)
        days = round(self._ledger.kept_seconds / DAY_SECONDS) if self._ledger.is_stored else 0
        button = CardButton.to("forget", label=words("button.forget"))
        return privacy_card(words, held.questions, held.votes, days, round(self._conversation_seconds / 60), button)


def _counts(forgotten: Forgotten) -> tuple[int, int, int]:
    return forgotten.questions, forgotten.votes, forgotten.conversations
