"""*Check against the sources*, in the menu of any message: what the sources say of each of its claims, privately.

Nothing of the message is stored, which may be somebody else's: only which passages were shown, so that they open.
"""

import asyncio
import logging

import discord
from discord import app_commands

from bot import failures
from bot.acknowledging import Refusals
from bot.answering import turn
from bot.audience import audience_of, server_of
from bot.buttons import CardButton
from bot.conversation import conversation_of
from bot.given import Given, Place
from bot.ledger import Ledger
from bot.limits import Limits
from bot.line import Who
from bot.rendering.cards import Button, Card
from bot.rendering.checks import check_card
from bot.rendering.notices import trouble_card
from bot.sending import InteractionReply
from index import Checked, KnowledgeBase, Span

log = logging.getLogger(__name__)

MENU = "Check against the sources"


class Checking:
    """The menu, and the way from a message to its card."""

    def __init__(self, knowledge_base: KnowledgeBase, ledger: Ledger, limits: Limits, refusals: Refusals) -> None:
        self._knowledge_base = knowledge_base
        self._ledger = ledger
        self._limits = limits
        self._refusals = refusals
        self.menu = app_commands.ContextMenu(name=MENU, callback=self.check_message)

    async def check_message(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Only the person who chose it sees the result, and only of what that person may see."""
        reply = InteractionReply(interaction, private=True)
        with self._limits.working():
            await failures.answer(reply, lambda: self._card(reply, interaction, text_of(message)))

    async def _card(self, reply: InteractionReply, interaction: discord.Interaction, text: str) -> Card:
        who = Who(interaction.user.id, server_of(interaction))
        async with turn(self._limits, self._refusals, reply, who):
            checked = await self._knowledge_base.check(text, audience_of(interaction))
        log.info("%s claims checked in %.0f ms", len(checked.claims), checked.elapsed_ms)
        if not checked.claims:
            return trouble_card(reply.words, "check.no_claim")
        return check_card(reply.words, checked, *await self._buttons(reply, interaction, who, checked))

    async def _buttons(
        self, reply: InteractionReply, interaction: discord.Interaction, who: Who, checked: Checked
    ) -> list[Button]:
        places = places_of(checked)
        if not places:
            return []
        where = (who.person, who.server, None, conversation_of(interaction, private=True), True)
        answer = await asyncio.to_thread(self._ledger.enter, Given(*where, reply.words.language, None, places))
        return [CardButton.to("passages", answer, "0", label=reply.words("button.passages"), emoji="📖")]


def places_of(checked: Checked) -> tuple[Place, ...]:
    """The passages to look at behind a check, each quote once, in the order of reading."""
    places = [Place(citation.passage, Span(citation.start, citation.end)) for citation in checked.citations]
    return tuple(dict.fromkeys(places))


def text_of(message: discord.Message) -> str:
    """What a message says; of a forwarded one, what it forwards."""
    return message.content or "\n".join(snapshot.content for snapshot in message.message_snapshots)
