"""One path from a question to its card, whichever door it came through: each is answered once, or told why not."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace

import discord
from discord import ButtonStyle

from bot import failures
from bot.acknowledging import Refusals
from bot.buttons import CardButton
from bot.given import Entry, Given, Outcome, Place, State
from bot.ledger import Ledger
from bot.limits import Limits, Tell
from bot.line import Who
from bot.manners import is_foreign, is_rude, trouble
from bot.persisting import Unreachable
from bot.rendering.answers import Look, answer_card, page_count, refusal_card
from bot.rendering.cards import Button, Card
from bot.rendering.notices import trouble_card, waiting_card
from bot.rendering.words import Words
from bot.sending import Reply
from bot.sources import chosen
from index import Answer, Audience, KnowledgeBase, Question, Span, Unanswered, UnknownDocument

log = logging.getLogger(__name__)

TURNS = 4
"""So many earlier questions of a conversation are kept in mind."""

OTHERS_FIRST_SECONDS = 1.0
"""In a crowd all are told that they are heard before the first is answered, but the first does not wait longer."""

_CHECK_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it came: from whom, where, and what they and the others there may see.

    `source` is the one document to look in, as its asker named it; `as_of` a date that no source may be younger
    than; `before` is the answer that it replies to;
    `more_in_private`, whether the asker alone could be told more.
    """

    text: str
    who: Who
    channel: int | None
    conversation: str
    own: Audience
    around: Audience
    private: bool = False
    source: str | None = None
    as_of: str | None = None
    may_open_thread: bool = False
    before: Outcome | None = None
    more_in_private: bool = False


class Answering:
    """Takes questions from all doors to the knowledge base."""

    def __init__(
        self,
        knowledge_base: KnowledgeBase,
        ledger: Ledger,
        limits: Limits,
        refusals: Refusals,
        conversation_seconds: float,
    ) -> None:
        self._knowledge_base = knowledge_base
        self._ledger = ledger
        self._limits = limits
        self._refusals = refusals
        self._conversation_seconds = conversation_seconds

    async def answer(self, reply: Reply, asked: Asked) -> None:
        """Answer, or say why not. Never raises."""
        shown: list[Card] = []

        async def card() -> Card:
            shown.append(await self._card(reply, asked))
            return shown[-1]

        with self._limits.working():
            posted = await failures.answer(reply, card)
            if posted and shown and shown[-1].answer:
                await asyncio.to_thread(self._ledger.posted, shown[-1].answer, posted.channel, posted.message)

    async def prove(self, asked: Asked) -> Answer | None:
        """The answer if there is one, and nothing else: for whoever was not asked."""
        with self._limits.working():
            async with self._limits.place(asked.who):
                outcome = await self._ask(asked, asked.around)
        return outcome if isinstance(outcome, Answer) else None

    async def entered(self, words: Words, asked: Asked, outcome: Outcome, *remarks: str) -> Card:
        """Enter an outcome in the ledger, and make its card."""
        entry = await self._entry(words, asked, outcome)
        if asked.more_in_private:
            remarks = (*remarks, words("answer.asked_elsewhere"))
        return card_of(words, entry, *remarks, extra=_extra(words, entry.answer, asked, entry.given.places))

    async def sees(self, entry: Entry, audience: Audience) -> bool:
        """Whether an audience may see, still and now, everything that an answer rests on."""
        places = [place for place in entry.given.places if place.state is State.CURRENT][:_CHECK_AT_MOST]
        try:
            for passage in {place.passage for place in places}:
                await self._knowledge_base.passage(passage, audience)
        except UnknownDocument:
            return False
        return bool(places)

    async def _card(self, reply: Reply, asked: Asked) -> Card:
        words, turns = reply.words, await asyncio.to_thread(self._turns, asked)
        if no_question := trouble(words, asked.text, is_first=not turns):
            return no_question
        document = await self._chosen(asked) if asked.source else None
        async with turn(self._limits, self._refusals, reply, asked.who):
            outcome, own = await self._outcomes(asked, turns, document)
        log.info("question %s in %.0f ms", type(outcome).__name__.lower(), outcome.elapsed_ms)
        if isinstance(own, Answer) and reply.become_private():
            return await self.entered(words, _in_private(asked), own, words("answer.only_for_you"))
        if isinstance(outcome, Unanswered) and is_rude(asked.text):
            return trouble_card(words, "ask.kindly")
        if isinstance(outcome, Unanswered) and own is None and is_foreign(asked.text):
            return await self._foreign(words, asked, outcome)
        return await self.entered(words, replace(asked, more_in_private=own is not None), outcome)

    async def _entry(self, words: Words, asked: Asked, outcome: Outcome) -> Entry:
        where = (asked.who.person, asked.who.server, asked.channel, asked.conversation, asked.private)
        given = Given(*where, words.language, outcome, places_of(outcome))
        return Entry(await asyncio.to_thread(self._ledger.enter, given), given, None)

    async def _foreign(self, words: Words, asked: Asked, outcome: Outcome) -> Card:
        """A word in the asker's language in place of a refusal in English; what came nearest is a click away."""
        entry = await self._entry(words, asked, outcome)
        card = trouble_card(words, "ask.foreign", *_buttons(words, entry))
        card.answer = entry.answer
        return card

    async def _chosen(self, asked: Asked) -> str:
        """The id of the document that the asker named. Raises Sorry."""
        return chosen(await self._knowledge_base.documents(asked.own), asked.source or "").source.document

    async def _outcomes(
        self, asked: Asked, turns: Sequence[Outcome], document: str | None
    ) -> tuple[Outcome, Outcome | None]:
        """What may be said there; and if that is nothing, what could be said to the asker alone, if that is more."""
        audience = asked.own if asked.private else asked.around
        outcome = await self._ask(asked, audience, turns, document)
        if isinstance(outcome, Answer) or audience == asked.own:
            return outcome, None
        own = await self._ask(asked, asked.own, turns, document)
        return outcome, own if isinstance(own, Answer) else None

    async def _ask(
        self, asked: Asked, audience: Audience, turns: Sequence[Outcome] = (), document: str | None = None
    ) -> Outcome:
        earlier = tuple(turn.turn for turn in turns)
        return await self._knowledge_base.answer(Question(asked.text, audience, earlier, asked.as_of, document))

    def _turns(self, asked: Asked) -> tuple[Outcome, ...]:
        since = self._ledger.clock() - self._conversation_seconds
        turns = self._ledger.turns(asked.conversation, since, TURNS)
        # Who replies to an answer means that one, however long ago it was.
        return (*(turn for turn in turns if turn != asked.before), asked.before) if asked.before else turns


def card_of(words: Words, entry: Entry, *remarks: str, extra: Sequence[Button] = ()) -> Card:
    """The card of an answer, with its buttons."""
    given, look = entry.given, Look(remarks=remarks)
    buttons = [*_buttons(words, entry), *extra]
    match given.outcome:
        case Answer():
            card = answer_card(words, given.outcome, *buttons, look=look)
        case Unanswered():
            card = refusal_card(words, given.outcome, *buttons, look=look)
        case None:
            raise ValueError("an answer without an outcome has no card")
    card.answer = entry.answer
    return card


def thread_button(words: Words, answer: str) -> Button:
    """*Continue in a thread*, below an answer in a channel that may have threads."""
    return CardButton.to("thread", answer, label=words("button.thread"), emoji="🧵")


def private_button(words: Words, answer: str) -> Button:
    """*Ask privately*, below a refusal whose asker alone could be told more."""
    primary = ButtonStyle.primary
    return CardButton.to("private", answer, label=words("button.private"), emoji="🔒", style=primary)


def places_of(outcome: Outcome) -> tuple[Place, ...]:
    """The passages to look at behind an outcome, each quote once, in the order of reading."""
    match outcome:
        case Answer(sentences=sentences):
            citations = (citation for sentence in sentences for citation in sentence.citations)
            places = [Place(citation.passage, Span(citation.start, citation.end)) for citation in citations]
        case Unanswered(nearest=nearest):
            places = [Place(near.passage, near.span) for near in nearest]
    return tuple(dict.fromkeys(places))


def _extra(words: Words, answer: str, asked: Asked, places: Sequence[Place]) -> list[Button]:
    """The buttons that depend on where a question was asked."""
    buttons: list[Button] = []
    if asked.may_open_thread and not asked.private and places:
        buttons.append(thread_button(words, answer))
    if asked.more_in_private:
        buttons.append(private_button(words, answer))
    return buttons


def _buttons(words: Words, entry: Entry) -> list[Button]:
    answer, given = entry.answer, entry.given
    if not given.places:
        return []
    buttons: list[Button] = [CardButton.to("passages", answer, "0", label=words("button.passages"), emoji="📖")]
    if not isinstance(given.outcome, Answer):
        return buttons
    if page_count(given.outcome) > 1:
        buttons.insert(0, CardButton.to("more", answer, "1", label=words("button.more"), style=ButtonStyle.primary))
    buttons += [CardButton.to("good", answer, emoji="👍"), CardButton.to("bad", answer, emoji="👎")]
    if given.private and given.server is not None:
        buttons.append(CardButton.to("share", answer, label=words("button.share"), emoji="📣"))
    return buttons


def _in_private(asked: Asked) -> Asked:
    return replace(asked, private=True, conversation=f"private:{asked.channel or 0}:{asked.who.person}")


@asynccontextmanager
async def turn(limits: Limits, refusals: Refusals, reply: Reply, who: Who) -> AsyncIterator[None]:
    """The turn of a question that somebody waits for, who is shown their place in line meanwhile. Raises Busy."""
    async with limits.place(who, _telling(reply)):
        await refusals.calm(OTHERS_FIRST_SECONDS)
        yield


def _telling(reply: Reply) -> Tell:
    """What shows somebody their place in line; a nicety, so whatever goes wrong with it does not matter."""

    async def tell(place: int, seconds: float | None) -> None:
        with suppress(Unreachable, discord.HTTPException):
            await reply.show_for_now(waiting_card(reply.words, place, seconds))

    return tell
