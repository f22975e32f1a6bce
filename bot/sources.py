"""`/sources`: what the answers rest on, as far as the member asking may see it."""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot import failures
from bot.audience import audience_of
from bot.ledger import Ledger, Place
from bot.limits import Limits
from bot.passage_view import PassagesButton
from bot.rendering import notices
from bot.rendering.cards import MOST_CHOICE_TEXT, MOST_CHOICES, Card
from bot.rendering.escaping import one_line
from bot.rendering.listings import choice_name, found_card, source_card, sources_card
from bot.sending import InteractionReply
from index import Audience, Failure, KnowledgeBase, Listing, Question, Span

log = logging.getLogger(__name__)

_FOUND = 5


class Sources(commands.GroupCog, group_name="sources", group_description="The documents behind the answers."):
    """Lists, shows and searches documents, privately."""

    def __init__(self, knowledge_base: KnowledgeBase, ledger: Ledger, limits: Limits) -> None:
        super().__init__()
        self._knowledge_base = knowledge_base
        self._ledger = ledger
        self._limits = limits

    @app_commands.command(name="list", description="Every source that you may see.")
    async def listing(self, interaction: discord.Interaction) -> None:
        """`/sources list`."""
        await self._answer(interaction, lambda: self._listed(audience_of(interaction)))

    @app_commands.command(description="One source: what is known of it, and how it begins.")
    @app_commands.describe(document="Its title; begin to type, and choose.")
    async def show(self, interaction: discord.Interaction, document: str) -> None:
        """`/sources show`."""
        await self._answer(interaction, lambda: self._shown(audience_of(interaction), document))

    @app_commands.command(description="The passages nearest to some words, without an answer.")
    @app_commands.describe(query="What to look for.")
    async def search(self, interaction: discord.Interaction, query: str) -> None:
        """`/sources search`."""
        asked = Question(query.strip(), audience_of(interaction))
        await self._answer(interaction, lambda: self._found(interaction.user.id, asked))

    @show.autocomplete("document")
    async def documents_like(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Titles that contain what was typed. Checks run here as in the command: the library skips them."""
        listings = await self._knowledge_base.documents(audience_of(interaction))
        return choices(listings, typed)

    async def _answer(self, interaction: discord.Interaction, make: Callable[[], Awaitable[Card]]) -> None:
        with self._limits.working():
            await failures.answer(InteractionReply(interaction, private=True), make)

    async def _listed(self, audience: Audience) -> Card:
        return sources_card(await self._knowledge_base.documents(audience))

    async def _shown(self, audience: Audience, document: str) -> Card:
        listing = chosen(await self._knowledge_base.documents(audience), document)
        return source_card(listing, await self._knowledge_base.text(listing.source.document, audience))

    async def _found(self, person: int, asked: Question) -> Card:
        if not one_line(asked.text):
            return notices.notice_card(notices.ASK_SOMETHING)
        async with self._limits.place(person):
            hits = await self._knowledge_base.search(asked, top=_FOUND)
        places = [Place(hit.passage.id, Span(0, 0)) for hit in hits]
        answer = await asyncio.to_thread(self._ledger.keep, places)
        return found_card(asked.text, hits, *([PassagesButton.opening(answer)] if hits else []))


def choices(listings: Sequence[Listing], typed: str) -> list[app_commands.Choice[str]]:
    """At most 25 documents whose title, publisher or path contains every word typed."""
    words = typed.casefold().split()
    found = [listing for listing in listings if all(word in _described(listing) for word in words)]
    return [app_commands.Choice(name=choice_name(each), value=_key(each)) for each in found[:MOST_CHOICES]]


def chosen(listings: Sequence[Listing], typed: str) -> Listing:
    """The document that was chosen, or whose title or path was typed by hand. Raises Failure."""
    wanted = typed.strip().casefold()
    for listing in listings:
        names = (_key(listing), listing.source.document, listing.source.title, listing.path)
        if wanted in map(str.casefold, names):
            return listing
    raise Failure(notices.NO_SUCH_SOURCE)


def _key(listing: Listing) -> str:
    """The document's id where it is short enough for a choice, else a digest of it."""
    document = listing.source.document
    return document if len(document) <= MOST_CHOICE_TEXT else hashlib.sha256(document.encode()).hexdigest()


def _described(listing: Listing) -> str:
    return f"{listing.source.title} {listing.source.publisher or ''} {listing.path}".casefold()
