"""`/sources`: what the answers rest on, as far as the member asking may see it."""

import asyncio
import hashlib
import logging
from collections.abc import Sequence

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
from bot.rendering.listings import choice_name, found_card, source_card, sources_card
from bot.sending import InteractionReply
from index import Failure, KnowledgeBase, Listing, Question, Span

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
        reply = InteractionReply(interaction, private=True)
        async with failures.answering(reply):
            await reply.show(sources_card(await self._knowledge_base.documents(audience_of(interaction))))

    @app_commands.command(description="One source: what is known of it, and how it begins.")
    @app_commands.describe(document="Its title; begin to type, and choose.")
    async def show(self, interaction: discord.Interaction, document: str) -> None:
        """`/sources show`."""
        reply = InteractionReply(interaction, private=True)
        audience = audience_of(interaction)
        async with failures.answering(reply):
            listing = chosen(await self._knowledge_base.documents(audience), document)
            text = await self._knowledge_base.text(listing.source.document, audience)
            await reply.show(source_card(listing, text))

    @app_commands.command(description="The passages nearest to some words, without an answer.")
    @app_commands.describe(query="What to look for.")
    async def search(self, interaction: discord.Interaction, query: str) -> None:
        """`/sources search`."""
        reply = InteractionReply(interaction, private=True)
        with self._limits.working():
            async with failures.answering(reply):
                await reply.show(await self._found(interaction, query.strip()))

    @show.autocomplete("document")
    async def documents_like(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Titles that contain what was typed. Checks run here as in the command: the library skips them."""
        listings = await self._knowledge_base.documents(audience_of(interaction))
        return choices(listings, typed)

    async def _found(self, interaction: discord.Interaction, query: str) -> Card:
        if not query:
            return notices.notice_card(notices.ASK_SOMETHING)
        async with self._limits.place(interaction.user.id):
            hits = await self._knowledge_base.search(Question(query, audience_of(interaction)), top=_FOUND)
        places = [Place(hit.passage.id, Span(0, 0)) for hit in hits]
        answer = await asyncio.to_thread(self._ledger.keep, places)
        return found_card(query, hits, *([PassagesButton.opening(answer)] if hits else []))


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
