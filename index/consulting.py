"""One question on its way: made whole, spelt as the documents do, answered, and looked at again if one has changed."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace

from index.answering import Answer, Answerer, Question, Unanswered
from index.audience import Audience
from index.notes import Code, note
from index.scripts import is_latin
from index.snapshot import Snapshot
from index.span_reader import SpanReader
from index.spelling import corrected


class Consulting:
    """Takes a question to the documents. `moment` gives a snapshot of what the catalogue holds just then."""

    def __init__(
        self, moment: Callable[[], AbstractContextManager[Snapshot]], answerer: Answerer, span_reader: SpanReader | None
    ) -> None:
        self._moment = moment
        self._answerer = answerer
        self._span_reader = span_reader

    def answer(self, question: Question) -> Answer | Unanswered:
        """Answer from the documents of the question's audience. No snapshot is held while a language model writes.

        Raises InvalidQuestion.
        """
        started = time.monotonic()
        whole = self._answerer.made_whole(question, started)
        with self._moment() as snapshot:
            whole = self._spelt(snapshot, whole, question.audience)
            found = self._answerer.find(snapshot, replace(question, text=whole), started)
        result = self._answerer.tell(found)
        if result is not found.read and not self._still_stands(result, question.audience):
            with self._moment() as snapshot:  # while the model wrote, a source was changed or erased
                result = self._answerer.find(snapshot, found.question, started).read
        notes = (*_heard(question, whole), *result.notes, *self._found_by(whole))
        understood = None if whole == question.text else whole
        return replace(result, question=question.text, understood=understood, notes=notes)

    def _spelt(self, snapshot: Snapshot, question: str, audience: Audience) -> str:
        """A question spelt as the documents do."""
        model = self._span_reader
        return corrected(question, snapshot, audience, model.knows) if model else question

    def _still_stands(self, outcome: Answer | Unanswered, audience: Audience) -> bool:
        """Whether every quote can still be read where it was found, by this audience."""
        with self._moment() as snapshot:
            return all(snapshot.reads(document, span, quote, audience) for document, span, quote in outcome.quotes)

    def _found_by(self, whole: str) -> Iterator[str]:
        """A remark on a question that the bundled models, where they take part, cannot read."""
        if self._span_reader and not is_latin(whole):
            yield note(Code.FOREIGN)


def _heard(question: Question, whole: str) -> Iterator[str]:
    """Remarks on how a question was taken: as whole, or limited to a time."""
    if whole != question.text:
        yield note(Code.UNDERSTOOD, question=whole)
    if question.as_of:
        yield note(Code.AS_OF, date=question.as_of)
