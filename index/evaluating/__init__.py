"""Golden questions to a scorecard: what was found, quoted and refused, how well proven, and how fast."""

from index.evaluating.comparing import Change, Comparison, compare
from index.evaluating.golden import Golden, read_golden
from index.evaluating.running import evaluate
from index.evaluating.scorecard import Measure, Scorecard, measures
from index.evaluating.scoring import Outcome, Score, score

__all__ = [
    "Change",
    "Comparison",
    "Golden",
    "Measure",
    "Outcome",
    "Score",
    "Scorecard",
    "compare",
    "evaluate",
    "measures",
    "read_golden",
    "score",
]
