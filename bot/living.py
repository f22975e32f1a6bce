"""Living answers: when what a card quotes has changed or is gone, the card says so, and gone quotes are taken out.

A document that has left its library takes its quotes with it: whether it was removed or erased, nobody may go on
reading it here; the ledger and the card tell the two apart, and a changed text from one that was set back. So does one
that not everyone who reads the card may see any more. A document that still says, word for word, what was quoted, also
under another name, leaves the card as it is.
"""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

import discord

from bot import sending
from bot.amending import document_of, quotes, under, without
from bot.answering import card_of, private_button, thread_button
from bot.given import Entry, Given, Outcome, State
from bot.ledger import Ledger
from bot.persisting import Unreachable, persistently
from bot.rendering.cards import Card
from bot.rendering.notices import trouble_card
from bot.rendering.words import words_of
from bot.sending import Posted
from index import (
    Access,
    Audience,
    KnowledgeBase,
    Passage,
    Unanswered,
    UnknownDocument,
)

log = logging.getLogger(__name__)

LOOK_SECONDS = 60.0
SECONDS_BETWEEN_EDITS = 1.0


@dataclass(frozen=True, slots=True)
class _Seen:
    """A library when it was last looked at: its documents and when they were indexed, and who may see them."""

    state: frozenset[tuple[str, str]]
    limits: Mapping[str, Access]

    @property
    def documents(self) -> set[str]:
        return {document for document, _ in self.state}

    def everything(self, library: str) -> Audience:
        """An audience to whom nothing of the library is hidden: only to see whether it is there, never to show it."""
        roles = frozenset(role for limit in self.limits.values() for role in limit.roles)
        channels = frozenset(channel for limit in self.limits.values() for channel in limit.channels)
        return Audience(frozenset({library}), roles, channels)


class Living:
    """Looks after the cards that the ledger knows."""

    def __init__(self, knowledge_base: KnowledgeBase, ledger: Ledger, pause: float = SECONDS_BETWEEN_EDITS) -> None:
        self._knowledge_base = knowledge_base
        self._ledger = ledger
        self._pause = pause
        self._known: dict[str, _Seen] = {}

    async def keep_looking(self, client: discord.Client) -> None:
        """Look now and then, for ever."""
        while True:
            try:
                await self.look(client)
                await asyncio.to_thread(self._ledger.drop_old)
            except Exception:
                log.exception("cards could not be looked after")
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self, client: discord.Client) -> None:
        """See what became of every passage that is cited, and bring the cards up to that."""
        cited = await asyncio.to_thread(self._ledger.cited)
        for library in {_library(passage) for passage in cited}:
            contents = await self._knowledge_base.contents(library)
            state = frozenset((listing.source.document, listing.indexed_at) for listing in contents)
            seen = _Seen(state, await self._knowledge_base.limits(library))
            if self._known.get(library) != seen:
                for passage in cited:
                    if _library(passage) == library:
                        await self._look_at(client, passage, seen)
                self._known[library] = seen

    async def _look_at(self, client: discord.Client, passage: str, seen: "_Seen") -> None:
        document, everything = document_of(passage), seen.everything(_library(passage))
        is_there = document in seen.documents
        state = State.CURRENT
        if not (is_there and await self._stands(passage, everything)):
            state = State(await self._knowledge_base.fate(document))
        elif not seen.limits:
            return
        for entry in await asyncio.to_thread(self._ledger.citing, [passage]):
            # What somebody was told in private is looked at again whenever it is shown.
            readers = everything if entry.given.private else await _readers(client, entry.given)
            if state is State.REMOVED and (new := await self._knowledge_base.elsewhere(passage, readers)):
                await self._rename(entry, passage, new)
                continue
            is_shown = state.is_gone or not seen.limits or await self._is_for(readers, document)
            now = state if is_shown else State.LIMITED
            if now is not State.CURRENT and entry.state(passage) not in (now, State.LIMITED):
                await self._note(client, entry, passage, now)

    async def _is_for(self, readers: Audience, document: str) -> bool:
        with suppress(UnknownDocument):
            return bool(await self._knowledge_base.text(document, readers))
        return False

    async def _stands(self, passage: str, audience: Audience) -> bool:
        try:
            await self._knowledge_base.passage(passage, audience)
        except UnknownDocument:
            with suppress(UnknownDocument):
                text = await self._knowledge_base.text(document_of(passage), audience)
                entries = await asyncio.to_thread(self._ledger.citing, [passage])
                said = {quote for entry in entries for quote in quotes(entry.given.outcome, passage)}
                return bool(said) and all(quote in text for quote in said)
            return False
        return True

    async def _note(self, client: discord.Client, entry: Entry, passage: str, state: State) -> None:
        """Edit the card first, and only then enter it: whatever is cut off in between is done again."""
        outcome = entry.given.outcome
        left = without(outcome, passage) if state.is_gone and outcome else outcome
        await self._rewrite(client, entry, left, state)
        if left != outcome:
            await asyncio.to_thread(self._ledger.revise, entry.answer, left)
        await asyncio.to_thread(self._ledger.mark, entry.answer, passage, state)
        log.info("a cited passage is %s", state.value)

    async def _rename(self, entry: Entry, passage: str, new: Passage) -> None:
        """The card stays as it is; its buttons lead to the new name."""
        if entry.given.outcome:
            renamed = under(entry.given.outcome, passage, new)
            await asyncio.to_thread(self._ledger.revise, entry.answer, renamed)
        await asyncio.to_thread(self._ledger.rename, entry.answer, passage, new.id)

    async def _rewrite(self, client: discord.Client, entry: Entry, outcome: Outcome | None, state: State) -> None:
        given = entry.given
        if entry.message is None or given.channel is None or given.private:
            return
        try:
            posted = Posted(given.channel, entry.message)
            offers_more = isinstance(outcome, Unanswered) and await _offers_more(client, posted)
            await sending.rewrite(client, posted, _card(client, entry, outcome, state, offers_more=offers_more))
        except (Unreachable, discord.HTTPException) as error:
            log.info("a card could not be edited: %s", type(error).__name__)
        await asyncio.sleep(self._pause)


def _card(
    client: discord.Client, entry: Entry, outcome: Outcome | None, state: State, *, offers_more: bool = False
) -> Card:
    words = words_of(entry.given.language)
    if outcome is None:
        return trouble_card(words, f"answer.{_name(state)}")
    states = {place.state for place in entry.given.places} | {state}
    remarks = [words(f"answer.{_name(each)}") for each in State if each in states - {State.CURRENT}]
    extra = [thread_button(words, entry.answer)] if _may_open_thread(client, entry.given.channel) else []
    if offers_more:
        remarks.append(words("answer.asked_elsewhere"))
        extra.append(private_button(words, entry.answer))
    return card_of(words, replace(entry, given=replace(entry.given, outcome=outcome)), *remarks, extra=extra)


async def _offers_more(client: discord.Client, posted: Posted) -> bool:
    """Whether a card offers its asker to be told more in private: nothing but the card itself knows that."""
    channel = client.get_partial_messageable(posted.channel)
    with suppress(Unreachable, discord.HTTPException):
        message = await persistently(lambda: channel.fetch_message(posted.message))
        buttons = discord.ui.LayoutView.from_message(message).walk_children()
        return any(str(getattr(button, "custom_id", "")).startswith("private:") for button in buttons)
    return False


async def _readers(client: discord.Client, given: Given) -> Audience:
    """What everyone may see who reads a public card."""
    if given.server is None or given.channel is None:
        return Audience.everyone()
    channel: object = client.get_channel(given.channel)
    if channel is None:  # a thread that sleeps
        with suppress(discord.HTTPException, discord.InvalidData):
            channel = await client.fetch_channel(given.channel)
    above = {channel.parent_id} if isinstance(channel, discord.Thread) else set()
    return Audience.of_server(given.server, {given.server}, {given.channel, *above})


def _name(state: State) -> str:
    return state.replace(" ", "_")


def _may_open_thread(client: discord.Client, channel: int | None) -> bool:
    """Whether the card can still be continued in a thread of its own, as when it was written."""
    found = client.get_channel(channel) if channel else None
    return isinstance(found, discord.TextChannel) and found.permissions_for(found.guild.me).create_public_threads


def _library(passage: str) -> str:
    return passage.partition("/")[0]
