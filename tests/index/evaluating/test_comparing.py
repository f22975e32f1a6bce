from dataclasses import replace

import pytest

from index.evaluating.comparing import Comparison, compare
from index.evaluating.scorecard import Scorecard
from index.evaluating.scoring import Outcome, Score, score
from tests.index.evaluating.outcomes import TRAP, WHEN, about, refusal


def run(**outcomes: Outcome) -> Scorecard:
    """A run of questions of these names, with these outcomes."""
    scores = (_ended(name, outcome) for name, outcome in outcomes.items())
    return Scorecard("run", "2026-01-01", tuple(scores))


def _ended(name: str, outcome: Outcome) -> Score:
    return replace(score(about(WHEN, question=name), refusal(), [], {}), outcome=outcome)


def changed(before: Scorecard, after: Scorecard) -> tuple[list[str], list[str]]:
    found = compare(before, after)
    return tuple([change.after.golden.question for change in part] for part in (found.better, found.worse))  # type: ignore[return-value]


def test_silence_is_better_than_a_wrong_answer_and_worse_than_a_right_one() -> None:
    before = run(a=Outcome.WRONG, b=Outcome.REFUSED, c=Outcome.RIGHT, d=Outcome.REFUSED, e=Outcome.RIGHT)
    after = run(a=Outcome.REFUSED, b=Outcome.RIGHT, c=Outcome.WRONG, d=Outcome.WRONG, e=Outcome.RIGHT)
    assert changed(before, after) == (["a", "b"], ["c", "d"])
    assert compare(before, after).unchanged == 1


def test_questions_of_one_run_alone_are_counted_and_not_compared() -> None:
    found = compare(run(a=Outcome.RIGHT, b=Outcome.RIGHT), run(b=Outcome.RIGHT, c=Outcome.WRONG, d=Outcome.WRONG))
    assert (found.better, found.worse, found.unchanged, found.only_before, found.only_after) == ((), (), 1, 1, 2)


def test_the_same_words_asked_otherwise_are_not_matched() -> None:
    one, other = (
        Scorecard("run", "", (score(golden, refusal(), [], {}),)) for golden in (TRAP, about(TRAP, as_of="2024-01-01"))
    )
    assert compare(one, other).only_after == 1


@pytest.mark.parametrize(
    ("better", "worse", "chance"), [(0, 0, 1), (1, 0, 1), (3, 3, 1), (5, 0, 1 / 16), (8, 1, 20 / 512)]
)
def test_chance_is_the_exact_test_of_mcnemar(better: int, worse: int, chance: float) -> None:
    change = compare(run(a=Outcome.WRONG), run(a=Outcome.RIGHT)).better
    assert Comparison(change * better, change * worse, 9, 0, 0).chance == pytest.approx(chance)
