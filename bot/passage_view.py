"""*Passages* and *Read on*: what stands behind an answer, for whoever clicks, as far as that person may see it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot import failures
from bot.answering import Answering
from bot.audience import audience_of
from bot.buttons import CardButton, Clicks, link_button
from bot.failures import Sorry
from bot.ledger import Entry, Ledger, State
from bot.rendering.answers import Look, answer_card, page_count
from bot.rendering.cards import Button, Card
from bot.rendering.naming import is_message, jump
from bot.rendering.notices import trouble_card
from bot.rendering.passages import passage_card
from bot.rendering.words import Words
from bot.sending import InteractionReply
from index import Answer, KnowledgeBase, Neighbourhood, Span, UnknownDocument

_PLACE_DIGITS = 3


class PassageView:
    """Opens passages and turns pages. Everything is looked up anew, so it works after any restart."""

    def __init__(self, knowledge_base: KnowledgeBase, answering: Answering, ledger: Ledger, clicks: Clicks) -> None:
        self._knowledge_base = knowledge_base
        self._answering = answering
        self._ledger = ledger
        clicks.lead("passages", self._door(self._passage, update=False))
        clicks.lead("passages-turn", self._door(self._passage, update=True))
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
                if entry is None or not (value.isdecimal() and len(value) <= _PLACE_DIGITS):
                    raise Sorry("notice.expired")
                return await make(reply.words, interaction, entry, int(value))

            await failures.answer(reply, card)

        return door

    async def _passage(self, words: Words, interaction: discord.Interaction[Any], entry: Entry, place: int) -> Card:
        places = entry.given.places
        if place >= len(places):
            raise Sorry("notice.expired")
        around = _page_buttons(words, "passages-turn", entry.answer, place, len(places))
        if places[place].state is State.ERASED:
            return trouble_card(words, "notice.erased", *around)
        try:
            near = await self._knowledge_base.passage(places[place].passage, audience_of(interaction))
        except UnknownDocument:
            return trouble_card(words, "notice.changed", *around)
        quote = places[place].quoted
        return passage_card(words, near, quote, place + 1, len(places), *around, *_ways_there(words, near, quote))

    async def _page(self, words: Words, interaction: discord.Interaction[Any], entry: Entry, page: int) -> Card:
        outcome = entry.given.outcome
        if not isinstance(outcome, Answer) or not await self._answering.sees(entry, audience_of(interaction)):
            raise Sorry("notice.expired")
        around = _page_buttons(words, "more-turn", entry.answer, page, page_count(outcome))
        return answer_card(words, outcome, *around, look=Look(page=page))


def _page_buttons(words: Words, action: str, answer: str, page: int, of_pages: int) -> list[Button]:
    if of_pages == 1:
        return []
    back, on = words("button.previous"), words("button.next")
    return [
        CardButton.to(action, answer, str(max(page - 1, 0)), label=back, disabled=page == 0),
        CardButton.to(action, answer, str(page + 1), label=on, disabled=page + 1 >= of_pages),
    ]


def _ways_there(words: Words, near: Neighbourhood, quote: Span) -> list[Button]:
    """A button to the sentence itself, where the source has an address."""
    passage = near.passage
    start, end = quote.start - passage.span.start, quote.end - passage.span.start
    said = passage.text[start:end] if 0 <= start <= end else ""
    address = jump(passage.source, said)
    if address is None:
        return []
    return [link_button(words("button.message" if is_message(passage.source) else "button.open"), address)]
