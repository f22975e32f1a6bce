"""Asking: `/ask` and mentions of the bot come together in one path, and each question is answered once."""

import asyncio
import logging
import re

import discord
from discord import app_commands
from discord.ext import commands

from bot import failures
from bot.audience import audience_of
from bot.gaps import Seen
from bot.ledger import Ledger, Place
from bot.limits import Limits
from bot.passage_view import PassagesButton
from bot.rendering import notices
from bot.rendering.answers import answer_card, refusal_card
from bot.rendering.cards import Button, Card
from bot.rendering.escaping import one_line
from bot.sending import InteractionReply, MessageReply, Reply
from index import Answer, KnowledgeBase, Question, Span, Unanswered

log = logging.getLogger(__name__)

_ASKABLE = frozenset({discord.MessageType.default, discord.MessageType.reply})


class Asking(commands.Cog):
    """The doors through which questions come."""

    def __init__(self, knowledge_base: KnowledgeBase, ledger: Ledger, limits: Limits, seen: Seen) -> None:
        self._knowledge_base = knowledge_base
        self._ledger = ledger
        self._limits = limits
        self._seen = seen

    @app_commands.command(description="Ask the sources; every sentence of the answer comes with its proof.")
    @app_commands.describe(question="What would you like to know?")
    async def ask(self, interaction: discord.Interaction, question: str) -> None:
        """The slash command."""
        asked = Question(question.strip(), audience_of(interaction))
        await self._answer(InteractionReply(interaction), interaction.user.id, asked)

    async def read(self, message: discord.Message, me: int) -> None:
        """Answer a message if it mentions `me`, the bot; people only, and each message once."""
        mention = re.compile(f"<@!?{me}>")
        if message.author.bot or message.type not in _ASKABLE or not mention.search(message.content):
            return
        if self._seen.first_time(message.id):
            asked = Question(mention.sub(" ", message.content).strip(), audience_of(message))
            await self._answer(MessageReply(message), message.author.id, asked)

    async def _answer(self, reply: Reply, person: int, question: Question) -> None:
        with self._limits.working():
            await failures.answer(reply, lambda: self._card(person, question))

    async def _card(self, person: int, question: Question) -> Card:
        if not one_line(question.text):
            return notices.notice_card(notices.ASK_SOMETHING)
        async with self._limits.place(person):
            outcome = await self._knowledge_base.answer(question)
        log.info("question %s in %.0f ms", type(outcome).__name__.lower(), outcome.elapsed_ms)
        buttons = await self._buttons(places_of(outcome))
        match outcome:
            case Answer():
                return answer_card(outcome, *buttons)
            case Unanswered():
                return refusal_card(outcome, *buttons)

    async def _buttons(self, places: tuple[Place, ...]) -> list[Button]:
        return [PassagesButton.opening(await asyncio.to_thread(self._ledger.keep, places))] if places else []


def places_of(outcome: Answer | Unanswered) -> tuple[Place, ...]:
    """The passages to look at behind an outcome, each quote once, in the order of reading."""
    match outcome:
        case Answer(sentences=sentences):
            citations = (citation for sentence in sentences for citation in sentence.citations)
            places = [Place(citation.passage, Span(citation.start, citation.end)) for citation in citations]
        case Unanswered(nearest=nearest):
            places = [Place(near.passage, near.span) for near in nearest]
    return tuple(dict.fromkeys(places))
