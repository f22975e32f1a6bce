"""*Passages*: what stands around a quote, for the person who clicks, as far as that person may see it."""

import asyncio
import re
from typing import Any, Self

import discord
from discord import ui
from discord.ext import commands

from bot import failures
from bot.audience import audience_of
from bot.gaps import Seen
from bot.ledger import Ledger
from bot.rendering import notices
from bot.rendering.cards import Button, Card
from bot.rendering.passages import NEXT, OPEN, PREVIOUS, passage_card
from bot.sending import InteractionReply
from index import KnowledgeBase, UnknownDocument


class PassageView(commands.Cog):
    """Opens passages and turns their pages. Everything is looked up anew, so it works after any restart."""

    def __init__(self, knowledge_base: KnowledgeBase, ledger: Ledger, seen: Seen) -> None:
        self._knowledge_base = knowledge_base
        self._ledger = ledger
        self._seen = seen

    async def open(self, interaction: discord.Interaction, answer: str, place: int, *, turning: bool) -> None:
        """Show the passage at `place` of `answer`: as a message of one's own, or by `turning` the page of that one."""
        if not self._seen.first_time(interaction.id):
            return
        reply = InteractionReply(interaction, private=True, update=turning)
        await failures.answer(reply, lambda: self._card(interaction, answer, place))

    async def _card(self, interaction: discord.Interaction, answer: str, place: int) -> Card:
        places = await asyncio.to_thread(self._ledger.places, answer)
        if place >= len(places):
            return notices.notice_card(notices.EXPIRED)
        around = _page_buttons(answer, place, len(places))
        try:
            near = await self._knowledge_base.passage(places[place].passage, audience_of(interaction))
        except UnknownDocument:
            return notices.notice_card(notices.CHANGED, *around)
        return passage_card(near, places[place].quoted, place + 1, len(places), *around)


class PassagesButton(
    ui.DynamicItem[ui.Button[ui.LayoutView]],
    # Anything after the name is accepted, so that the buttons of other versions can say that they have expired.
    template=r"passages(?P<turning>-turn)?:?(?P<answer>\w*):?(?P<place>\d{0,2}).*",
):
    """Opens an answer's passages, or turns their pages. The library makes it anew from its id for every click."""

    def __init__(self, item: ui.Button[ui.LayoutView], answer: str, place: int, *, turning: bool) -> None:
        super().__init__(item)
        self._answer = answer
        self._place = place
        self._turning = turning

    @classmethod
    def opening(cls, answer: str) -> Self:
        """The button below an answer."""
        return cls._made(OPEN, answer, 0, turning=False)

    @classmethod
    def to_page(cls, label: str, answer: str, place: int, *, disabled: bool) -> Self:
        """A button below a passage."""
        return cls._made(label, answer, place, turning=True, disabled=disabled)

    @classmethod
    def _made(cls, label: str, answer: str, place: int, *, turning: bool, disabled: bool = False) -> Self:
        custom_id = f"passages{'-turn' if turning else ''}:{answer}:{place}"
        return cls(ui.Button(label=label, custom_id=custom_id, disabled=disabled), answer, place, turning=turning)

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button that was clicked."""
        assert isinstance(item, ui.Button)
        return cls(item, match["answer"], int(match["place"] or 0), turning=bool(match["turning"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the click to the cog, found by its name: the library passes nothing else in."""
        view = interaction.client.get_cog(PassageView.__name__)
        assert isinstance(view, PassageView)
        await view.open(interaction, self._answer, self._place, turning=self._turning)


def _page_buttons(answer: str, place: int, of_places: int) -> list[Button]:
    if of_places == 1:
        return []
    return [
        PassagesButton.to_page(PREVIOUS, answer, max(place - 1, 0), disabled=place == 0),
        PassagesButton.to_page(NEXT, answer, place + 1, disabled=place + 1 == of_places),
    ]
