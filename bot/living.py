"""Living answers: when what a card quotes has changed or is gone, the card says so, and gone quotes are taken out.

A document that has left its library takes its quotes with it: whether it was removed or erased, nobody may go on
reading it here; the ledger and the card tell the two apart, and a changed text from one that was set back. A document
that still says, word for word, what was quoted leaves the card as it is.
"""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace

import discord

from bot import sending
from bot.answering import card_of, thread_button
from bot.ledger import Entry, Ledger, Outcome, State
from bot.persisting import Unreachable
from bot.rendering.cards import Card
from bot.rendering.notices import trouble_card
from bot.rendering.words import words_of
from bot.sending import Posted
from index import Answer, Audience, KnowledgeBase, Sentence, Source, Unanswered, UnknownDocument

log = logging.getLogger(__name__)

LOOK_SECONDS = 60.0
SECONDS_BETWEEN_EDITS = 1.0


class Living:
    """Looks after the cards that the ledger knows."""

    def __init__(self, knowledge_base: KnowledgeBase, ledger: Ledger, pause: float = SECONDS_BETWEEN_EDITS) -> None:
        self._knowledge_base = knowledge_base
        self._ledger = ledger
        self._pause = pause
        self._known: dict[str, frozenset[tuple[str, str]]] = {}

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
            if self._known.get(library) != state:
                passages = [passage for passage in cited if _library(passage) == library]
                await self._look_at(client, library, passages, {document for document, _ in state})
                self._known[library] = state

    async def _look_at(
        self, client: discord.Client, library: str, passages: Sequence[str], documents: set[str]
    ) -> None:
        audience = await self._everything(library)
        for passage in passages:
            document = document_of(passage)
            if document not in documents or not await self._stands(passage, audience):
                fate = await self._knowledge_base.fate(document)
                await self._note(client, passage, State(fate))

    async def _everything(self, library: str) -> Audience:
        """An audience to whom nothing of a library is hidden: only to see whether it is there, never to show it."""
        limits = (await self._knowledge_base.limits(library)).values()
        roles = frozenset(role for limit in limits for role in limit.roles)
        channels = frozenset(channel for limit in limits for channel in limit.channels)
        return Audience(frozenset({library}), roles, channels)

    async def _stands(self, passage: str, audience: Audience) -> bool:
        try:
            await self._knowledge_base.passage(passage, audience)
        except UnknownDocument:
            with suppress(UnknownDocument):
                text = await self._knowledge_base.text(document_of(passage), audience)
                entries = await asyncio.to_thread(self._ledger.citing, [passage])
                quotes = {q for entry in entries for q in _quotes(entry.given.outcome, passage)}
                return bool(quotes) and all(quote in text for quote in quotes)
            return False
        return True

    async def _note(self, client: discord.Client, passage: str, state: State) -> None:
        """Edit the cards first, and only then enter it: whatever is cut off in between is done again."""
        for entry in await asyncio.to_thread(self._ledger.citing, [passage]):
            outcome = entry.given.outcome
            left = without(outcome, passage) if state.is_gone and outcome else outcome
            await self._rewrite(client, entry, left, state)
            if left != outcome:
                await asyncio.to_thread(self._ledger.revise, entry.answer, left)
        await asyncio.to_thread(self._ledger.mark, [passage], state)
        log.info("a cited passage is %s", state.value)

    async def _rewrite(self, client: discord.Client, entry: Entry, outcome: Outcome | None, state: State) -> None:
        given = entry.given
        if entry.message is None or given.channel is None or given.private:
            return
        try:
            await sending.rewrite(client, Posted(given.channel, entry.message), _card(client, entry, outcome, state))
        except (Unreachable, discord.HTTPException) as error:
            log.info("a card could not be edited: %s", type(error).__name__)
        await asyncio.sleep(self._pause)


def without(outcome: Outcome, passage: str) -> Outcome | None:
    """What is left of an outcome when one passage may not be quoted any more; None when nothing is.

    A sentence of a language model rests on all its quotes together, and goes with the first.
    """
    match outcome:
        case Unanswered():
            return replace(outcome, nearest=tuple(near for near in outcome.nearest if near.passage != passage))
        case Answer():
            sentences = [
                replace(sentence, citations=tuple(c for c in sentence.citations if c.passage != passage))
                for sentence in outcome.sentences
                if outcome.mode == "reading" or all(c.passage != passage for c in sentence.citations)
            ]
            kept = tuple(sentence for sentence in sentences if sentence.citations)
            return replace(outcome, sentences=kept, sources=_blanked(outcome.sources, kept)) if kept else None


def _blanked(sources: Sequence[Source], kept: Iterable[Sentence]) -> tuple[Source, ...]:
    """The sources under their numbers; one that is not cited any more leaves nothing but its place."""
    cited = {citation.number for sentence in kept for citation in sentence.citations}
    gone = Source("", "", None, None, None)
    return tuple(source if number in cited else gone for number, source in enumerate(sources, start=1))


def _card(client: discord.Client, entry: Entry, outcome: Outcome | None, state: State) -> Card:
    words = words_of(entry.given.language)
    if outcome is None:
        return trouble_card(words, f"answer.{_name(state)}")
    states = {place.state for place in entry.given.places} | {state}
    remarks = [words(f"answer.{_name(each)}") for each in State if each in states - {State.CURRENT}]
    extra = [thread_button(words, entry.answer)] if _may_open_thread(client, entry.given.channel) else []
    return card_of(words, replace(entry, given=replace(entry.given, outcome=outcome)), *remarks, extra=extra)


def _name(state: State) -> str:
    return state.replace(" ", "_")


def _may_open_thread(client: discord.Client, channel: int | None) -> bool:
    """Whether the card can still be continued in a thread of its own, as when it was written."""
    found = client.get_channel(channel) if channel else None
    return isinstance(found, discord.TextChannel) and found.permissions_for(found.guild.me).create_public_threads


def _quotes(outcome: Outcome | None, passage: str) -> list[str]:
    match outcome:
        case Answer():
            return [c.quote for sentence in outcome.sentences for c in sentence.citations if c.passage == passage]
        case Unanswered():
            return [near.text for near in outcome.nearest if near.passage == passage]
        case None:
            return []


def _library(passage: str) -> str:
    return passage.partition("/")[0]


def document_of(passage: str) -> str:
    """`library/path` of `library/path/content/ordinal`."""
    return passage.rsplit("/", 2)[0]
