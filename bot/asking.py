"""Asking by hand: `/ask`, and *Ask the sources* in the menu of any message."""

import asyncio

import discord
from discord import app_commands
from discord.ext import commands

from bot import sending
from bot.answering import Answering, Asked
from bot.audience import audience_around, audience_of, server_of
from bot.conversation import conversation_of
from bot.ledger import Ledger
from bot.line import Who
from bot.rendering.notices import trouble_card
from bot.sending import InteractionReply
from bot.sources import choices
from bot.wording import in_words, said
from index import KnowledgeBase

MENU = "Ask the sources"


class Asking(commands.Cog):
    """The doors through which a member's questions come as commands and clicks."""

    def __init__(self, knowledge_base: KnowledgeBase, answering: Answering, ledger: Ledger) -> None:
        self._knowledge_base = knowledge_base
        self._answering = answering
        self._ledger = ledger
        self.menu = app_commands.ContextMenu(name=MENU, callback=self.ask_message)

    @app_commands.command(description="command.ask")
    @app_commands.describe(
        question="command.ask_question",
        private="command.ask_private",
        source="command.ask_source",
        as_of="command.ask_as_of",
    )
    async def ask(
        self,
        interaction: discord.Interaction,
        question: str,
        private: bool = False,
        source: str | None = None,
        as_of: str | None = None,
    ) -> None:
        """The slash command."""
        reply = InteractionReply(interaction, private=private)
        await self._answering.answer(
            reply, asked_by(interaction, question, private=private, source=source, as_of=as_of)
        )

    @ask.autocomplete("source")
    async def documents_like(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Titles that contain what was typed. Checks run here as in the command: the library skips them."""
        return choices(await self._knowledge_base.documents(audience_of(interaction)), typed)

    async def ask_message(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """The menu of a message: what it says is the question; only the person who chose that sees the answer."""
        reply, me = InteractionReply(interaction, private=True), interaction.client.user
        await self._answering.answer(reply, asked_by(interaction, said(message, me.id if me else None), private=True))

    async def ask_privately(self, interaction: discord.Interaction, answer: str, _: str) -> None:
        """The button below a refusal: the same question again, with everything that the person may see."""
        reply = InteractionReply(interaction, private=True)
        entry = await asyncio.to_thread(self._ledger.entry, answer)
        if entry and entry.given.outcome:
            await self._answering.answer(reply, asked_by(interaction, entry.given.outcome.question, private=True))
        else:
            await sending.tell(interaction, trouble_card(reply.words, "notice.expired"))


def asked_by(
    interaction: discord.Interaction,
    text: str,
    *,
    private: bool = False,
    source: str | None = None,
    as_of: str | None = None,
) -> Asked:
    """What somebody asks by an interaction."""
    channel = interaction.channel
    return Asked(
        text=in_words(text, interaction.guild),
        who=Who(interaction.user.id, server_of(interaction)),
        channel=channel.id if channel else None,
        conversation=conversation_of(interaction, private=private),
        own=audience_of(interaction),
        around=audience_around(interaction),
        private=private,
        source=source,
        as_of=(as_of or "").strip() or None,
        may_open_thread=isinstance(channel, discord.TextChannel) and interaction.app_permissions.create_public_threads,
    )
