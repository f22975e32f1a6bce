"""*Passages* and *Read on*: what stands behind an answer, for whoever clicks, as far as that person may see it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot import failures
from bot.answering import Answering
from bot.audience import audience_of
from bot.buttons import CardButton, Clicks, link_button, page_buttons, turned_to
from bot.failures import Sorry
from bot.files import handed_over
from bot.given import Entry, Place
from bot.ledger import Ledger
from bot.rendering.answers import Look, answer_card, page_count
from bot.rendering.cards import Button, Card
from bot.rendering.naming import is_message, jump
from bot.rendering.notices import trouble_card
from bot.rendering.passages import Whereabouts, passage_card
from bot.rendering.words import Words
from bot.sending import InteractionReply
from index import Answer, Audience, KnowledgeBase, Neighbourhood, Picture, Span, UnknownDocument

PICTURE_SECONDS = 6.0
"""The text waits no longer for its picture."""


class PassageView:
    """Opens passages and turns pages. Everything is looked up anew, so it works after any restart."""

    def __init__(self, knowledge_base: KnowledgeBase, answering: Answering, ledger: Ledger, clicks: Clicks) -> None:
        self._knowledge_base = knowledge_base
        self._answering = answering
        self._ledger = ledger
        clicks.lead("passages", self._door(self._passage, update=False))
        clicks.lead("passages-turn", self._door(self._passage, update=True))
        clicks.lead("file", self._door(self._file, update=False))
        clicks.lead("more", self._door(self._page, update=False))
        clicks.lead("more-turn", self._door(self._page, update=True))

    def _door(
        self, make: Callable[[Words, discord.Interaction[Any], Entry, int], Awaitable[Card]], *, update: bool
    ) -> Callable[[discord.Interaction[Any], str, str], Awaitable[None]]:
        """A private view: a message of one's own, or with `update` another page of that one."""

        async def door(interaction: discord.Interaction[Any], answer: str, value: str) -> None:
            reply = InteractionReply(interaction, private=True, update=update)

            async def card() -> Card:
                entry = await asyncio.to_thread(self._ledger.entry, answer)
                place = turned_to(value)
                if entry is None or place is None:
                    raise Sorry("notice.expired")
                return await make(reply.words, interaction, entry, place)

            await failures.answer(reply, card)

        return door

    async def _passage(self, words: Words, interaction: discord.Interaction[Any], entry: Entry, place: int) -> Card:
        places, audience = entry.given.places, audience_of(interaction)
        if place >= len(places):
            raise Sorry("notice.expired")
        around = page_buttons(words, "passages-turn", entry.answer, place, len(places))
        try:
            near = await self._near(places[place], audience)
        except Sorry as sorry:
            return trouble_card(words, sorry.name, *around)
        quote = places[place].quoted
        has_file, picture = await asyncio.gather(
            self._knowledge_base.has_file(near.passage.source.document, audience),
            self._picture(near, quote, audience),
        )
        ways = _ways_there(words, near, quote)
        if has_file:
            ways.append(CardButton.to("file", entry.answer, str(place), label=words("button.file"), emoji="📄"))
        where = Whereabouts(quote, place + 1, len(places), picture)
        return passage_card(words, near, where, *around, *ways)

    async def _file(self, words: Words, interaction: discord.Interaction[Any], entry: Entry, place: int) -> Card:
        if place >= len(entry.given.places):
            raise Sorry("notice.expired")
        near = await self._near(entry.given.places[place], audience_of(interaction))
        return await handed_over(self._knowledge_base, words, interaction, near.passage.source)

    async def _near(self, cited: Place, audience: Audience) -> Neighbourhood:
        """The passage at a place of an answer, as this audience may see it now. Raises Sorry."""
        if cited.state.is_gone:
            raise Sorry(f"notice.{cited.state}")
        try:
            return await self._knowledge_base.passage(cited.passage, audience)
        except UnknownDocument:
            raise Sorry("notice.changed") from None

    async def _picture(self, near: Neighbourhood, quote: Span, audience: Audience) -> Picture | None:
        """The page with the quote marked, if it is drawn in time; the text does without it."""
        try:
            async with asyncio.timeout(PICTURE_SECONDS):
                return await self._knowledge_base.page_picture(near.passage.id, quote, audience)
        except (TimeoutError, UnknownDocument):
            return None

    async def _page(self, words: Words, interaction: discord.Interaction[Any], entry: Entry, page: int) -> Card:
        outcome = entry.given.outcome
        if not isinstance(outcome, Answer) or not await self._answering.sees(entry, audience_of(interaction)):
            raise Sorry("notice.expired")
        around = page_buttons(words, "more-turn", entry.answer, page, page_count(outcome))
        return answer_card(words, outcome, *around, look=Look(page=page))


def _ways_there(words: Words, near: Neighbourhood, quote: Span) -> list[Button]:
    """A button to the sentence itself, where the source has an address."""
    passage = near.passage
    start, end = quote.start - passage.span.start, quote.end - passage.span.start
    said = passage.text[start:end] if 0 <= start <= end else ""
    address = jump(passage.source, said)
    if address is None:
        return []
    return [link_button(words("button.message" if is_message(passage.source) else "button.open"), address)]
