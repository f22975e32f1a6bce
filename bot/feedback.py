"""What people think of an answer: 👍, or 👎 with a reason. Kept with the answer, changeable, and never public."""

import asyncio
from collections.abc import Iterator
from typing import Any

import discord

from bot import failures, sending
from bot.buttons import Clicks
from bot.failures import Sorry
from bot.ledger import Ledger
from bot.rendering.cards import Card
from bot.rendering.forms import COMMENT, REASON, REASONS, WhyForm
from bot.rendering.notices import notice_card, trouble_card
from bot.rendering.words import words_of
from bot.sending import InteractionReply

_FORM = "why"


class Feedback:
    """Takes votes, one for each person and answer; the newest counts."""

    def __init__(self, ledger: Ledger, clicks: Clicks) -> None:
        self._ledger = ledger
        clicks.lead("good", self.good)
        clicks.lead("bad", self.bad)
        clicks.lead_form(_FORM, self.why)

    async def good(self, interaction: discord.Interaction[Any], answer: str, _: str) -> None:
        """👍."""
        await self._vote(interaction, answer, "feedback.thanks", good=True)

    async def bad(self, interaction: discord.Interaction[Any], answer: str, _: str) -> None:
        """👎: ask why. A form has to come first of all, so whether the answer is known is seen before."""
        words = words_of(interaction.locale)
        if await asyncio.to_thread(self._ledger.entry, answer):
            await sending.fill_in(interaction, WhyForm(words, f"{_FORM}:{answer}:"))
        else:
            await sending.tell(interaction, trouble_card(words, "notice.expired"))

    async def why(self, interaction: discord.Interaction[Any], answer: str, _: str) -> None:
        """The form came back. It may have been opened by an earlier process."""
        filled = dict(_filled(dict(interaction.data or {}).get("components", [])))
        reason, comment = filled.get(REASON), (filled.get(COMMENT) or "").strip() or None
        known = reason if reason in REASONS else None
        await self._vote(interaction, answer, "feedback.noted", good=False, reason=known, comment=comment)

    async def _vote(
        self,
        interaction: discord.Interaction[Any],
        answer: str,
        thanks: str,
        *,
        good: bool,
        reason: str | None = None,
        comment: str | None = None,
    ) -> None:
        reply = InteractionReply(interaction, private=True)
        person = interaction.user.id

        def enter() -> bool:
            return self._ledger.vote(answer, person, good=good, reason=reason, comment=comment)

        async def card() -> Card:
            if not await asyncio.to_thread(enter):
                raise Sorry("notice.expired")
            return notice_card(reply.words, thanks)

        await failures.answer(reply, card)


def _filled(components: Any) -> Iterator[tuple[str, str | None]]:
    """What each field of a form holds, by the field's id."""
    for component in components:
        inside = component.get("component")
        yield from _filled([inside] if inside else component.get("components", []))
        if "custom_id" in component:
            values = component.get("values") or [component.get("value")]
            yield component["custom_id"], values[0] if values else None
