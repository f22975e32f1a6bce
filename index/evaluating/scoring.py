"""One golden question against what came back: `Score`, a pure function of values."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from statistics import fmean

from index.answering import Answer, Unanswered
from index.evaluating.golden import Golden
from index.evaluating.matching import holds, is_same, precision, token_f1
from index.passages import Passage
from index.searching import Hit
from index.verifying import Citation, Sentence


class Outcome(IntEnum):
    """How a question ended, worst first: a wrong answer is worse than none."""

    WRONG = 0
    """Answered, but not rightly; an unanswerable question, without the quote that puts it right."""
    REFUSED = 1
    """Not answered, though the documents do."""
    RIGHT = 2


@dataclass(frozen=True, slots=True)
class Score:
    """What a question scored. Measures that do not apply to it are None.

    `rank` is that of the first hit which holds the proof, from 1; 0 if none of those looked at does. `answer` is the
    text of the answer, `highlights` what is marked in it, `reason` why there is none. `exact` and `f1` compare the best
    highlight with the best of the expected answers. `is_quoted`: a citation overlaps an expected quote. `valid` of
    `citations` are verbatim at their stated span. `grounded` is the share of the answer's telling words that stand in
    its valid quotes.
    """

    golden: Golden
    outcome: Outcome
    rank: int | None
    answer: str
    highlights: tuple[str, ...]
    reason: str
    is_found: bool | None
    exact: float | None
    f1: float | None
    is_quoted: bool | None
    citations: int
    valid: int
    grounded: float | None
    forbidden: tuple[str, ...]
    elapsed_ms: float


def score(golden: Golden, result: Answer | Unanswered, hits: Sequence[Hit], texts: Mapping[str, str]) -> Score:
    """Compare. `hits` are what search found for the same question, best first; `texts` the cited documents, whole."""
    sentences = result.sentences if isinstance(result, Answer) else ()
    said = "\n".join(sentence.text for sentence in sentences)
    highlights = tuple(part for sentence in sentences for part in sentence.highlights)
    citations = [citation for sentence in sentences for citation in sentence.citations]
    forbidden = tuple(text for text in golden.must_not if holds("\n".join((said, *result.notes)), text))
    is_found = None if golden.unanswerable else bool(sentences) and has_answer(golden, said, citations)
    return Score(
        golden=golden,
        outcome=_outcome(golden, bool(sentences), is_right=has_answer(golden, said, citations) and not forbidden),
        rank=None if golden.unanswerable else rank_of(golden, [hit.passage for hit in hits]),
        answer=said,
        highlights=highlights,
        reason=result.reason if isinstance(result, Unanswered) else "",
        is_found=is_found,
        exact=_best(golden, highlights, is_same),
        f1=_best(golden, highlights, token_f1),
        is_quoted=None if golden.unanswerable or not golden.quotes else any(proves(golden, one) for one in citations),
        citations=len(citations),
        valid=sum(is_valid(citation, texts) for citation in citations),
        grounded=_grounded(sentences, texts),
        forbidden=forbidden,
        elapsed_ms=result.elapsed_ms,
    )


def has_answer(golden: Golden, said: str, citations: Sequence[Citation]) -> bool:
    """Whether an answer says what is expected; where only a quote is expected, whether it is cited."""
    if not (golden.answer_any or golden.answer_all):
        return any(proves(golden, citation) for citation in citations)
    any_of = not golden.answer_any or any(holds(said, answer) for answer in golden.answer_any)
    return any_of and all(holds(said, answer) for answer in golden.answer_all)


def rank_of(golden: Golden, passages: Sequence[Passage]) -> int:
    """The rank of the first passage that holds a quote; without quotes, of the first that holds an answer."""
    wanted = golden.quotes or (*golden.answer_any, *golden.answer_all)
    for rank, passage in enumerate(passages, 1):
        is_there = _is_of(golden, passage.source.document)
        if is_there and any(holds(passage.text, text) for text in wanted):
            return rank
    return 0


def proves(golden: Golden, citation: Citation) -> bool:
    """Whether a citation is, holds, or is part of an expected quote from an expected document."""
    return _is_of(golden, citation.source.document) and any(
        holds(citation.quote, quote) or holds(quote, citation.quote) for quote in golden.quotes
    )


def is_valid(citation: Citation, texts: Mapping[str, str]) -> bool:
    """Whether a quote is the text of its document, character by character after NFC, exactly where it says."""
    text = texts.get(citation.source.document, "")
    stands = text[citation.start : citation.end]
    return 0 <= citation.start < citation.end and _nfc(stands) == _nfc(citation.quote) and bool(stands)


def _outcome(golden: Golden, is_answered: bool, *, is_right: bool) -> Outcome:
    if is_answered:
        return Outcome.RIGHT if is_right else Outcome.WRONG
    return Outcome.RIGHT if golden.unanswerable else Outcome.REFUSED


def _best(golden: Golden, highlights: Sequence[str], compare: Callable[[str, str], float]) -> float | None:
    answers = (*golden.answer_any, *golden.answer_all)
    if not answers:
        return None
    return max((compare(part, answer) for part in highlights for answer in answers), default=0.0)


def _grounded(sentences: Sequence[Sentence], texts: Mapping[str, str]) -> float | None:
    """The mean over the sentences that say anything."""
    shares = [
        precision(sentence.text, (citation.quote for citation in sentence.citations if is_valid(citation, texts)))
        for sentence in sentences
    ]
    counted = [share for share in shares if share is not None]
    return fmean(counted) if counted else None


def _is_of(golden: Golden, document: str) -> bool:
    return not golden.documents or any(f"/{document}".endswith(f"/{name}") for name in golden.documents)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
