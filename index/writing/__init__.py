"""A language model's draft of an answer: what it may cost, how long it may take, and what becomes of each quote."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from index.breaking import Breaker
from index.conversation import Turn
from index.passages import Passage
from index.settings import NO_LLM, WritingSettings
from index.verifying import Claim, Flaw, Quote, locate
from index.writing.drafts import Drafted, read_draft
from index.writing.prompt import INSTRUCTIONS, REWRITING, conversation, material
from index.writing.replies import MOST_TOKENS, Reply, tokens
from index.writing.rewriting import rewritten
from index.writing.setbacks import ModelFailed, Setback
from index.writing.spending import Reserved, Spending

if TYPE_CHECKING:
    from index.writing.providing import LanguageModel

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Questions that may wait for the model; a further one is answered without it, so that no thread waits for a thread."""

GRACE_SECONDS = 0.5
"""So long a request that ends itself at the deadline is waited for."""

REWRITING_SHARE = 1 / 3
"""Of the time for an answer, at most this much goes into understanding a follow-up."""

_UNBILLED = frozenset({Setback.UNREACHABLE, Setback.REFUSED, Setback.BUSY, Setback.FAILED})
"""The model has not begun; in all other cases what was set aside counts as spent."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Claims to verify, in the model's order; `flaws` counts the quotes that are none, by their kind."""

    claims: tuple[Claim, ...]
    flaws: Counter[Flaw]


class Writer:
    """Has a model draft answers. Safe to call from many threads; never raises for what a model or a server does."""

    def __init__(
        self, model: "LanguageModel", spending: Spending, seconds: float, breaker: Breaker | None = None
    ) -> None:
        self._model = model
        self._spending = spending
        self._seconds = seconds
        self._breaker = breaker or Breaker()
        self._places = threading.BoundedSemaphore(AT_ONCE)

    @classmethod
    def of(cls, settings: WritingSettings, spending: Spending) -> Self | None:
        """The writer that an operator chose, if any. Raises InvalidSetting."""
        if settings.llm == NO_LLM:
            return None
        from index.writing.providing import language_model  # noqa: PLC0415  a start need not wait for an HTTP client

        return cls(language_model(settings.llm, settings.key), spending, settings.seconds)

    def made_whole(self, question: str, earlier: Sequence[Turn], server: str, started: float) -> str | None:
        """A follow-up that can be understood alone, on a server's account; None if the model is of no help.

        `started` is when the question began to be answered, on the monotonic clock.
        """
        deadline = started + REWRITING_SHARE * self._seconds
        reply = self._reply(REWRITING, conversation(question, earlier), server, deadline)
        whole = rewritten(reply.text, question, earlier) if isinstance(reply, Reply) else None
        if whole is None:
            log.warning("the language model did not make a follow-up whole")
        return whole

    def draft(self, question: str, passages: Sequence[Passage], server: str, started: float) -> Draft | Setback:
        """What the model writes from the passages, within the time that is set, on a server's account.

        `started` is when the question began to be answered, on the monotonic clock.
        """
        if not passages:
            return Setback.SILENT
        reply = self._reply(INSTRUCTIONS, material(question, passages), server, started + self._seconds)
        if isinstance(reply, Setback):
            return reply
        drafted = read_draft(reply.text)
        if drafted is None:
            return Setback.UNUSABLE
        return _located(drafted, passages) if drafted else Setback.SILENT

    def _reply(self, instructions: str, text: str, server: str, deadline: float) -> Reply | Setback:
        """One exchange, paid for."""
        reserved = self._spending.reserve(server, tokens(instructions) + tokens(text), MOST_TOKENS)
        if reserved is None:
            return Setback.SPENT
        reply = self._asked(instructions, text, deadline, reserved)
        if isinstance(reply, Setback):
            log.warning("the language model did not reply: %s", reply.name.lower())
        return reply

    def _asked(self, instructions: str, text: str, deadline: float, reserved: Reserved) -> Reply | Setback:
        if not self._places.acquire(blocking=False):
            self._spending.settle(reserved, 0, 0)
            return Setback.BUSY
        if not self._breaker.lets_through():
            self._places.release()
            self._spending.settle(reserved, 0, 0)
            return Setback.RESTING
        try:
            reply = self._in_time(lambda: self._model.reply(instructions, text, deadline), deadline)
        except ModelFailed as failed:
            self._breaker.went(well=False)
            if failed.setback in _UNBILLED:
                self._spending.settle(reserved, 0, 0)
            return failed.setback
        self._breaker.went(well=True)
        self._spending.settle(reserved, reply.tokens_in, reply.tokens_out)
        return reply

    def _in_time(self, ask: Callable[[], Reply], deadline: float) -> Reply:
        """What is asked for, or ModelFailed at the deadline at the latest; a thread that hangs on keeps its place."""
        outcome: Future[Reply] = Future()

        def run() -> None:
            try:
                outcome.set_result(ask())
            except BaseException as error:  # noqa: BLE001  handed to whoever waits
                outcome.set_exception(error)
            finally:
                self._places.release()

        threading.Thread(target=run, daemon=True, name="writing").start()
        try:
            return outcome.result(max(0.0, deadline - time.monotonic()) + GRACE_SECONDS)
        except TimeoutError:
            raise ModelFailed(Setback.LATE) from None


def _located(drafted: Sequence[Drafted], passages: Sequence[Passage]) -> Draft:
    claims, flaws = [], Counter[Flaw]()
    for sentence in drafted:
        found = [locate(passages, quoted.number, quoted.text) for quoted in sentence.quotes]
        flaws.update(each for each in found if isinstance(each, Flaw))
        quotes = dict.fromkeys(each for each in found if isinstance(each, Quote))
        claims.append(Claim(sentence.text, (), tuple(quotes)))
    return Draft(tuple(claims), flaws)
