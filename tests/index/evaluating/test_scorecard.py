from collections.abc import Sequence

import pytest

from index.evaluating.scorecard import Measure, Scorecard, measures
from index.evaluating.scoring import Score, score
from tests.index.evaluating.outcomes import CLOSED, TEXTS, TRAP, WHEN, about, answer, citation, hits, refusal
from tests.index.samples import MILL

RIGHT = score(WHEN, answer(CLOSED, highlights=("1931",)), hits("Nothing.", MILL), TEXTS)
WRONG = score(WHEN, answer("Nobody was dismissed."), hits(MILL), TEXTS)
REFUSED = score(WHEN, refusal(), hits(*["Nothing."] * 4, MILL), TEXTS)
LOST = score(WHEN, refusal(), hits("Nothing."), TEXTS)
INVENTED = score(TRAP, answer(CLOSED, citation("The mill opened.", start=0)), [], TEXTS)
SILENT = score(TRAP, refusal(), [], TEXTS)


def named(scores: Sequence[Score]) -> dict[str, Measure]:
    return {measure.name: measure for measure in measures(scores)}


def test_every_measure_counts_what_it_is_about() -> None:
    found = named([RIGHT, WRONG, REFUSED, LOST, INVENTED, SILENT])
    expected = {
        "right": (2 / 6, 6),
        "hits_at_1": (1 / 4, 4),
        "hits_at_4": (2 / 4, 4),
        "hits_at_10": (3 / 4, 4),
        "mrr_at_10": ((1 / 2 + 1 + 1 / 5) / 4, 4),
        "answer_found": (1 / 4, 4),
        "exact": (1 / 4, 4),
        "f1": (1 / 4, 4),
        "right_sentence": (1 / 4, 4),
        "wrong_answers": (1 / 4, 4),
        "false_refusals": (2 / 4, 4),
        "false_answers": (1 / 2, 2),
        "balanced_accuracy": (1 / 2, 6),
        "quote_validity": (2 / 3, 3),
        "groundedness": (2 / 3, 3),
        "p50_ms": (15.0, 6),
        "p95_ms": (20.0, 6),
    }
    assert found.keys() == expected.keys()
    assert {name: measure.of for name, measure in found.items()} == {name: of for name, (_, of) in expected.items()}
    values = {name: measure.value or 0.0 for name, measure in found.items()}
    assert values == pytest.approx({name: value for name, (value, _) in expected.items()})


def test_what_applies_to_no_question_has_no_value() -> None:
    found = named([SILENT])
    assert {name for name, measure in found.items() if measure.value is not None} == {
        *("right", "false_answers", "p50_ms", "p95_ms"),
    }
    assert all(measure.value is None for measure in measures([]))


def test_each_measure_says_which_way_is_up() -> None:
    low = {measure.name for measure in measures([]) if not measure.is_better_high}
    assert low == {"wrong_answers", "false_refusals", "false_answers", "p50_ms", "p95_ms"}


def test_kinds_are_in_the_order_of_their_first_question() -> None:
    card = Scorecard("mill", "2026-01-01", (SILENT, RIGHT, score(about(TRAP, kind=""), refusal(), [], TEXTS), INVENTED))
    assert card.kinds == ("unanswerable", "when", "")
    assert card.of_kind("unanswerable") == (SILENT, INVENTED)
