"""Two runs of the same questions: which became better, which worse, and whether that is more than chance."""

from dataclasses import dataclass
from math import comb

from index.evaluating.scorecard import Scorecard
from index.evaluating.scoring import Score


@dataclass(frozen=True, slots=True)
class Change:
    """A question that ended otherwise."""

    before: Score
    after: Score


@dataclass(frozen=True, slots=True)
class Comparison:
    """Changes in the order of the new run; questions that only one run asked are counted and not compared."""

    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    unchanged: int
    only_before: int
    only_after: int

    @property
    def chance(self) -> float:
        """How likely so uneven a split would be if neither run were better: the exact McNemar test, two-sided."""
        changed, fewer = len(self.better) + len(self.worse), min(len(self.better), len(self.worse))
        as_uneven = sum(comb(changed, k) for k in range(fewer + 1))
        return min(1.0, as_uneven / 2.0 ** (changed - 1))


def compare(before: Scorecard, after: Scorecard) -> Comparison:
    """Match questions by their text, their earlier turns and their day."""
    old = {score.golden.key: score for score in before.scores}
    new = {score.golden.key: score for score in after.scores}
    changes = [Change(old[key], score) for key, score in new.items() if key in old]
    better = tuple(change for change in changes if change.after.outcome > change.before.outcome)
    worse = tuple(change for change in changes if change.after.outcome < change.before.outcome)
    return Comparison(
        better,
        worse,
        len(changes) - len(better) - len(worse),
        len(old.keys() - new.keys()),
        len(new.keys() - old.keys()),
    )
