"""`Reader`: the best passages read, and what they tell; or why none of their sentences answers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.effort import READ
from index.notes import Code, note
from index.passages import Passage
from index.questions import Asked, Kind
from index.reading.candidates import ENOUGH, Candidate, by_model, by_words, with_answer
from index.reading.evidence import Wanted
from index.reading.listing import wanted_items
from index.reading.marking import are_of_other_kind, marks
from index.reading.telling import listed, told
from index.scripts import is_latin
from index.searching import Hit
from index.span_reader import SpanReader
from index.verifying import Claim

KEYWORDS = 0.75
"""The share of the weighed keywords that the passage of an answer must have."""


@dataclass(frozen=True, slots=True)
class Read:
    """What reading found: claims to verify, in the order to tell them; or none, and why, in one sentence.

    `notes` are remarks for people about the claims: that sources agree, or what they give differently. `score` is that
    of the best sentence.
    """

    claims: tuple[Claim, ...]
    reason: str = ""
    notes: tuple[str, ...] = ()
    score: float = -math.inf


class Reader:
    """Reads the best passages: with the span reader, or, where that is missing, by the question's words alone."""

    def __init__(self, span_reader: SpanReader | None) -> None:
        self._span_reader = span_reader

    def read(self, asked: Asked, hits: Sequence[Hit], unheard: frozenset[str] = frozenset()) -> Read:
        """The sentences of the best `READ` passages that answer, each quoted whole with the answer in it marked.

        `unheard` are terms of the question's names that stand in no document.
        """
        wanted = Wanted(asked, unheard, tuple(hit.passage for hit in hits[:READ]))
        model = self._span_reader if is_latin(asked.text) else None
        found = by_model(wanted, hits[:READ], model) if model else by_words(wanted, hits)
        candidates = sorted(found, key=lambda candidate: -candidate.score)
        if not candidates:
            return Read((), note(Code.NOTHING))
        best = candidates[0]
        if model and best.score < ENOUGH and asked.is_keywords:
            return self._by_keywords(asked, wanted, hits)
        if best.score < ENOUGH:
            return Read((), best.why_not or note(Code.NOT_SAID, what=_WANTED[asked.kind]), score=best.score)
        if model:
            candidates = _answering(asked, candidates, model)
            if not candidates:
                return Read((), note(Code.NOT_SAID, what=_WANTED[asked.kind]), score=best.score)
            best = candidates[0]
        if items := wanted_items(asked, best.passage, best.span):
            found = [replace(best, span=item, answer=None) for item in items]
            found = [with_answer(asked, item, model) for item in found] if model else found
            return Read(listed(asked, found).claims, score=best.score)
        what = told(asked, candidates)
        return Read(what.claims, notes=what.notes, score=best.score)

    def _by_keywords(self, asked: Asked, wanted: Wanted, hits: Sequence[Hit]) -> Read:
        """What has nearly all of the words: the models expect questions, and keywords are none."""
        candidates = sorted(by_words(wanted, hits, KEYWORDS), key=lambda candidate: -candidate.score)
        if not candidates or candidates[0].score < ENOUGH:
            return Read((), note(Code.NOT_TOGETHER))
        return Read(told(asked, candidates[:1]).claims, score=candidates[0].score)


def _answering(asked: Asked, candidates: Sequence[Candidate], span_reader: SpanReader) -> list[Candidate]:
    """Candidates, best first, from the first on in which something is marked that may answer; the answer is in that."""
    for at, one in enumerate(candidates):
        if one.score < ENOUGH:
            break
        found = with_answer(asked, one, span_reader)
        if not are_of_other_kind(asked, marks(asked, found.text, found.inside)):
            return [found, *candidates[at + 1 :]]
    return []


def missing_names(asked: Asked, passage: Passage) -> list[str]:
    """The question's names and times that neither a passage nor what is known of it mentions."""
    return Wanted(asked).missing(passage)


def objection(asked: Asked, sentence: str) -> str:
    """Why a sentence answers another question than the asked one; empty where it does not plainly do so."""
    return Wanted(asked).objection(sentence)


_WANTED = {
    Kind.TIME: "when",
    Kind.PERSON: "who",
    Kind.PLACE: "where",
    Kind.NUMBER: "how many or how much",
    Kind.DURATION: "how long",
    Kind.AGE: "how old",
    Kind.YES_NO: "this",
    Kind.OTHER: "this",
}
