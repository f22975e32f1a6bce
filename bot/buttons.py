"""Buttons that outlive the process that made them: what a click means is in the button's own id."""

import math
import re
import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, Self

import discord
from discord import ui

from bot import sending
from bot.gaps import Seen
from bot.rendering.cards import Button
from bot.rendering.notices import trouble_card
from bot.rendering.words import Words, words_of

ONCE_SECONDS = 1.0
"""A second click within this time, or before the first has been answered, is a double click."""

_ONCE = frozenset({"passages", "more", "share", "thread", "private", "file"})
"""What makes something new at each click; to do the other things twice changes nothing."""

_PAGE_DIGITS = 3

Door = Callable[[discord.Interaction[Any], str, str], Awaitable[None]]
"""What happens on a click: the interaction, the answer's name, and whatever else the button says."""


class HasClicks(Protocol):
    """A client whose buttons lead somewhere."""

    clicks: "Clicks"


class Clicks:
    """Where the buttons lead, by the first part of their ids. Whatever leads nowhere any more says so."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._doors: dict[str, Door] = {}
        self._forms: dict[str, Door] = {}
        self._under_way: dict[tuple[int, int, str], float] = {}

    def lead(self, action: str, door: Door) -> None:
        """Open a door to the buttons of this action."""
        self._doors[action] = door

    def lead_form(self, action: str, door: Door) -> None:
        """Open a door to the forms whose ids begin with this action."""
        self._forms[action] = door

    async def fill_in(self, interaction: discord.Interaction[Any]) -> None:
        """A form came back, perhaps one that an earlier process opened: the library would only know its own."""
        action, answer, value = _parts(str(dict(interaction.data or {}).get("custom_id")))
        if self._seen.first_time(interaction.id):
            await self._follow(interaction, self._forms.get(action), answer, value)

    async def click(self, interaction: discord.Interaction[Any], custom_id: str) -> None:
        """Follow a click, once: a replayed one is dropped, the second of a double click only acknowledged."""
        if not self._seen.first_time(interaction.id):
            return
        action, answer, value = _parts(custom_id)
        key = (interaction.user.id, interaction.message.id if interaction.message else 0, custom_id)
        now = time.monotonic()
        self._under_way = {each: until for each, until in self._under_way.items() if until > now}
        if key in self._under_way:
            await sending.InteractionReply(interaction, update=True).acknowledge()
            return
        if action in _ONCE:
            self._under_way[key] = math.inf
        try:
            await self._follow(interaction, self._doors.get(action), answer, value)
        finally:
            if action in _ONCE:
                self._under_way[key] = time.monotonic() + ONCE_SECONDS

    async def _follow(self, interaction: discord.Interaction[Any], door: Door | None, answer: str, value: str) -> None:
        if door is None:
            await sending.tell(interaction, trouble_card(words_of(interaction.locale), "notice.expired"))
        else:
            await door(interaction, answer, value)


class CardButton(
    ui.DynamicItem[ui.Button[ui.LayoutView]],
    # Whatever the id is, so that the buttons of other versions can say that they have expired.
    template=r"(?s:.*)",
):
    """A button below a card. The library makes it anew from its id for every click."""

    @classmethod
    def to(  # noqa: PLR0913 - what a button has
        cls,
        action: str,
        answer: str = "",
        value: str = "",
        *,
        label: str | None = None,
        emoji: str | None = None,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        disabled: bool = False,
    ) -> Self:
        """The button that leads to `action`."""
        custom_id = f"{action}:{answer}:{value}"
        return cls(ui.Button(label=label, emoji=emoji, style=style, custom_id=custom_id, disabled=disabled))

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], __: re.Match[str], /) -> Self:
        """The button that was clicked."""
        assert isinstance(item, ui.Button)
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the click to the client's clicks: the library passes nothing else in."""
        client: HasClicks = interaction.client
        await client.clicks.click(interaction, self.custom_id)


def link_button(label: str, url: str) -> ui.Button[ui.LayoutView]:
    """A button that leads to a source's own address."""
    return ui.Button(label=label, url=url)


def page_buttons(words: Words, action: str, answer: str, page: int, of_pages: int) -> list[Button]:
    """*Previous* and *Next*, where there is more than one page; `page` counts from 0, and is what a click says."""
    if of_pages <= 1:
        return []
    back, on = words("button.previous"), words("button.next")
    return [
        CardButton.to(action, answer, str(max(page - 1, 0)), label=back, disabled=page == 0),
        CardButton.to(action, answer, str(page + 1), label=on, disabled=page + 1 >= of_pages),
    ]


def turned_to(value: str) -> int | None:
    """The page that a click says; None for what no button of ours says."""
    return int(value) if value.isdecimal() and len(value) <= _PAGE_DIGITS else None


def _parts(custom_id: str) -> tuple[str, str, str]:
    action, _, rest = custom_id.partition(":")
    answer, _, value = rest.partition(":")
    return action, answer, value
