"""A reply that keeps what it was shown."""

import asyncio

from discord import ui

from bot.rendering.cards import Card
from bot.rendering.words import Words
from bot.sending import Posted
from tests.bot.server import ENGLISH


class Board:
    """`lost` is raised by every card, `unacknowledged` by the acknowledgement."""

    words: Words = ENGLISH

    def __init__(self, lost: Exception | None = None, unacknowledged: Exception | None = None) -> None:
        self.cards: list[str] = []
        self.changed = asyncio.Event()
        self._lost = lost
        self._unacknowledged = unacknowledged

    async def acknowledge(self) -> None:
        if self._unacknowledged:
            raise self._unacknowledged

    async def show(self, card: Card) -> Posted | None:
        await self.show_for_now(card)
        return None

    async def show_for_now(self, card: Card) -> None:
        if self._lost:
            raise self._lost
        self.cards.append("\n".join(item.content for item in card.walk_children() if isinstance(item, ui.TextDisplay)))
        self.changed.set()

    def become_private(self) -> bool:
        return False
