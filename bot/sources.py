"""`/sources`: what the answers rest on, as far as the member asking may see it."""

import asyncio
import hashlib
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot import failures
from bot.audience import audience_of, server_of
from bot.buttons import CardButton, Clicks, page_buttons, turned_to
from bot.conversation import conversation_of
from bot.failures import Sorry
from bot.files import handed_over
from bot.given import Given, Place
from bot.ledger import Ledger
from bot.limits import Limits
from bot.line import Who
from bot.rendering.cards import MOST_CHOICE_TEXT, MOST_CHOICES, Card
from bot.rendering.escaping import one_line
from bot.rendering.listings import found_card, source_card, source_pages, sources_card
from bot.rendering.naming import choice_names
from bot.rendering.notices import trouble_card
from bot.rendering.words import Words, words_of
from bot.sending import InteractionReply
from index import Audience, KnowledgeBase, Listing, Question, Span

log = logging.getLogger(__name__)

_FOUND = 5
_NAMED = 5


class Sources(commands.GroupCog, group_name="sources", group_description="command.sources"):
    """Lists, shows, searches and hands out documents, privately."""

    def __init__(self, knowledge_base: KnowledgeBase, ledger: Ledger, limits: Limits, clicks: Clicks) -> None:
        super().__init__()
        self._knowledge_base = knowledge_base
        self._ledger = ledger
        self._limits = limits
        clicks.lead("sources-turn", self.turn)

    @app_commands.command(name="list", description="command.sources_list")
    async def listing(self, interaction: discord.Interaction) -> None:
        """`/sources list`."""
        await self._answer(interaction, lambda words: self._listed(words, audience_of(interaction), 0))

    async def turn(self, interaction: discord.Interaction, _: str, value: str) -> None:
        """The buttons below `/sources list`: another page of what the member may see by now."""
        page, reply = turned_to(value) or 0, InteractionReply(interaction, private=True, update=True)
        with self._limits.working():
            await failures.answer(reply, lambda: self._listed(reply.words, audience_of(interaction), page))

    @app_commands.command(description="command.sources_show")
    @app_commands.describe(document="command.sources_show_document")
    async def show(self, interaction: discord.Interaction, document: str) -> None:
        """`/sources show`."""
        await self._answer(interaction, lambda words: self._shown(words, audience_of(interaction), document))

    @app_commands.command(description="command.sources_search")
    @app_commands.describe(query="command.sources_search_query")
    async def search(self, interaction: discord.Interaction, query: str) -> None:
        """`/sources search`."""
        await self._answer(interaction, lambda words: self._found(words, interaction, query.strip()))

    @app_commands.command(description="command.sources_get")
    @app_commands.describe(document="command.sources_show_document")
    async def get(self, interaction: discord.Interaction, document: str) -> None:
        """`/sources get`."""
        await self._answer(interaction, lambda words: self._file(words, interaction, document))

    @show.autocomplete("document")
    @get.autocomplete("document")
    async def documents_like(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Titles that contain what was typed. Checks run here as in the command: the library skips them."""
        listings = await self._knowledge_base.documents(audience_of(interaction))
        return choices(listings, typed)

    async def _answer(self, interaction: discord.Interaction, make: Callable[[Words], Awaitable[Card]]) -> None:
        reply = InteractionReply(interaction, private=True)
        with self._limits.working():
            await failures.answer(reply, lambda: make(reply.words))

    async def _listed(self, words: Words, audience: Audience, page: int) -> Card:
        pages = await asyncio.to_thread(source_pages, words, await self._knowledge_base.documents(audience))
        page = max(min(page, len(pages) - 1), 0)
        return sources_card(words, pages, page, *page_buttons(words, "sources-turn", "", page, len(pages)))

    async def _shown(self, words: Words, audience: Audience, document: str) -> Card:
        listing = chosen(await self._knowledge_base.documents(audience), document)
        return source_card(words, listing, await self._knowledge_base.text(listing.source.document, audience))

    async def _file(self, words: Words, interaction: discord.Interaction, document: str) -> Card:
        listing = chosen(await self._knowledge_base.documents(audience_of(interaction)), document)
        return await handed_over(self._knowledge_base, words, interaction, listing.source)

    async def _found(self, words: Words, interaction: discord.Interaction, query: str) -> Card:
        if not one_line(query):
            return trouble_card(words, "ask.something")
        who = Who(interaction.user.id, server_of(interaction))
        async with self._limits.place(who):
            hits = await self._knowledge_base.search(Question(query, audience_of(interaction)), top=_FOUND)
        if not hits:
            return found_card(words, query, hits)
        places = tuple(Place(hit.passage.id, Span(0, 0)) for hit in hits)
        conversation = conversation_of(interaction, private=True)
        given = Given(who.person, who.server, None, conversation, True, words.language, None, places)
        answer = await asyncio.to_thread(self._ledger.enter, given)
        return found_card(words, query, hits, CardButton.to("passages", answer, "0", label=words("button.passages")))


def choices(listings: Sequence[Listing], typed: str) -> list[app_commands.Choice[str]]:
    """At most 25 documents whose title, publisher or path contains every word typed."""
    words = typed.casefold().split()
    found = [listing for listing in listings if all(word in _described(listing) for word in words)][:MOST_CHOICES]
    names = choice_names(words_of(None), found)
    return [app_commands.Choice(name=name, value=_key(each)) for name, each in zip(names, found, strict=True)]


def chosen(listings: Sequence[Listing], typed: str) -> Listing:
    """The document that was chosen, or whose id, path or title was typed by hand. Raises Sorry, also if several are."""
    by_hand = typed.strip()
    for is_it in (lambda listing: typed == _key(listing), *_called(by_hand, str), *_called(by_hand, str.casefold)):
        match [listing for listing in listings if is_it(listing)]:
            case [listing]:
                return listing
            case [_, *_] as several:
                raise Sorry("notice.many_sources", n=len(several), names=_told_apart(several))
    raise Sorry("notice.no_such_source")


def _called(typed: str, put: Callable[[str], str]) -> Iterator[Callable[[Listing], bool]]:
    """Ways to be called what was typed, the surest first; `put` makes of two spellings the same."""
    name = put(typed)
    yield lambda listing: put(listing.source.document) == name
    yield lambda listing: put(listing.path) == name
    yield lambda listing: put(listing.source.title) == name


def _told_apart(several: Sequence[Listing]) -> str:
    """What to type for each of these: its path, or its id where another library has the same path."""
    often = Counter(listing.path for listing in several)
    names = [each.path if often[each.path] == 1 else each.source.document for each in several]
    return ", ".join(f"“{name}”" for name in names[:_NAMED]) + (", …" if len(names) > _NAMED else "")


def _key(listing: Listing) -> str:
    """The document's id where it is short enough for a choice, else a digest of it."""
    document = listing.source.document
    return document if len(document) <= MOST_CHOICE_TEXT else hashlib.sha256(document.encode()).hexdigest()


def _described(listing: Listing) -> str:
    return f"{listing.source.title} {listing.source.publisher or ''} {listing.path}".casefold()
