"""Asking golden questions, one after the other, as anybody would."""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from index.answering import Answer, Question, Unanswered
from index.audience import Audience
from index.conversation import Turn
from index.errors import InvalidQuestion, UnknownDocument
from index.evaluating.golden import Golden
from index.evaluating.scorecard import WITHIN
from index.evaluating.scoring import Score, score
from index.searching import Hit


class Asked(Protocol):
    """What evaluating needs of a knowledge base."""

    async def answer(self, question: Question) -> Answer | Unanswered:
        """Answer a question."""

    async def search(self, question: Question, top: int = WITHIN) -> tuple[Hit, ...]:
        """The nearest passages."""

    async def text(self, document: str, audience: Audience) -> str:
        """A document's text."""


async def evaluate(
    base: Asked, golden: Sequence[Golden], audience: Audience, tell: Callable[[int], None] = lambda _: None
) -> tuple[Score, ...]:
    """Ask each question and score it; `tell` hears how many are done. A question that may not be asked is refused."""
    scores = []
    async for made in _scores(base, golden, audience):
        scores.append(made)
        tell(len(scores))
    return tuple(scores)


async def _scores(base: Asked, golden: Iterable[Golden], audience: Audience) -> AsyncIterator[Score]:
    texts: dict[str, str] = {}
    for one in golden:
        try:
            question = await _asked(base, one, audience)
            result = await base.answer(question)
            hits = await base.search(replace(question, text=result.understood or question.text), WITHIN)
        except InvalidQuestion as failure:
            result, hits = Unanswered(one.question, "reading", str(failure), (), (), 0.0), ()
        for document in _cited(result) - texts.keys():
            texts[document] = await _text(base, document, audience)
        yield score(one, result, hits, texts)


async def _asked(base: Asked, golden: Golden, audience: Audience) -> Question:
    """The question with its earlier turns, each of which is asked as well."""
    earlier: tuple[Turn, ...] = ()
    for text in golden.turns:
        result = await base.answer(Question(text, audience, earlier))
        earlier = (*earlier, result.turn)
    return Question(golden.question, audience, earlier, golden.as_of)


def _cited(result: Answer | Unanswered) -> set[str]:
    sentences = result.sentences if isinstance(result, Answer) else ()
    return {citation.source.document for sentence in sentences for citation in sentence.citations}


async def _text(base: Asked, document: str, audience: Audience) -> str:
    """The text that quotes are held against; of a document that nobody knows, none is valid."""
    try:
        return await base.text(document, audience)
    except UnknownDocument:
        return ""
