"""`Scorecard`: the scores of a run, and the measures that sum them up."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from index.evaluating.scoring import Outcome, Score

WITHIN = 10
"""Hits that are looked at for the proof."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure over `of` questions (for quotes, over so many quotes); None if it applies to none.

    `value` is a share between 0 and 1, or milliseconds where `is_time`. `is_better_high` says which way is up.
    """

    name: str
    title: str
    value: float | None
    of: int
    is_better_high: bool = True
    is_time: bool = False


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A run: what was asked of what, when (ISO 8601, UTC), and what each question scored, in the file's order."""

    name: str
    made_at: str
    scores: tuple[Score, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its questions, in order of first appearance."""
        return tuple(dict.fromkeys(score.golden.kind for score in self.scores))

    def of_kind(self, kind: str) -> tuple[Score, ...]:
        """The scores of one kind."""
        return tuple(score for score in self.scores if score.golden.kind == kind)


def measures(scores: Sequence[Score]) -> tuple[Measure, ...]:
    """Everything that is measured, in the order in which people read it.

    Balanced accuracy is that of answering or refusing: the mean of the share of answerable questions that are answered
    and of unanswerable ones that are refused.
    """
    asked = [score for score in scores if not score.golden.unanswerable]
    traps = [score for score in scores if score.golden.unanswerable]
    answered = [score for score in scores if score.answer]
    refused_wrongly = _share("false_refusals", "false refusals", _flags(asked, Outcome.REFUSED), up=False)
    answered_wrongly = _share("false_answers", "false answers", _flags(traps, Outcome.WRONG), up=False)
    return (
        _share("right", "right in all", _flags(scores, Outcome.RIGHT)),
        *(_share(f"hits_at_{k}", f"Hits@{k}", [0 < (s.rank or 0) <= k for s in asked]) for k in (1, 4, WITHIN)),
        _share("mrr_at_10", f"MRR@{WITHIN}", [1 / s.rank if s.rank else 0.0 for s in asked]),
        _share("answer_found", "answer found", _known(asked, lambda s: s.is_found)),
        _share("exact", "marked exactly", _known(asked, lambda s: s.exact)),
        _share("f1", "marked, token F1", _known(asked, lambda s: s.f1)),
        _share("right_sentence", "right sentence quoted", _known(asked, lambda s: s.is_quoted)),
        _share("wrong_answers", "wrong answers", _flags(asked, Outcome.WRONG), up=False),
        refused_wrongly,
        answered_wrongly,
        _balanced(refused_wrongly, answered_wrongly),
        _quotes(answered),
        _share("groundedness", "groundedness", _known(answered, lambda s: s.grounded)),
        *(_time(f"p{percent}_ms", f"time, p{percent}", scores, percent) for percent in (50, 95)),
    )


def _share(name: str, title: str, values: Sequence[float], *, up: bool = True) -> Measure:
    return Measure(name, title, fmean(values) if values else None, len(values), is_better_high=up)


def _flags(scores: Iterable[Score], outcome: Outcome) -> list[float]:
    return [float(score.outcome is outcome) for score in scores]


def _known(scores: Iterable[Score], read: Callable[[Score], float | None]) -> list[float]:
    return [float(value) for score in scores if (value := read(score)) is not None]


def _balanced(refusals: Measure, answers: Measure) -> Measure:
    both = (refusals.value, answers.value)
    value = None if both[0] is None or both[1] is None else 1 - (both[0] + both[1]) / 2
    return Measure("balanced_accuracy", "balanced accuracy", value, refusals.of + answers.of)


def _quotes(answered: Sequence[Score]) -> Measure:
    valid, total = sum(score.valid for score in answered), sum(score.citations for score in answered)
    return Measure("quote_validity", "quotes verbatim", valid / total if total else None, total)


def _time(name: str, title: str, scores: Sequence[Score], percent: int) -> Measure:
    value = float(np.percentile([score.elapsed_ms for score in scores], percent)) if scores else None
    return Measure(name, title, value, len(scores), is_better_high=False, is_time=True)
