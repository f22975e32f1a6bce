import io
from dataclasses import replace

import pytest
from rich.console import Console

from bot.console import Terminal, _Console
from bot.evaluating import tables
from index import Comparison, Measure, Scorecard, compare
from tests.bot.evaluating.runs import AFTER, BEFORE


def shown(card: Scorecard, before: Scorecard | None = None, comparison: Comparison | None = None) -> str:
    out = io.StringIO()
    console = _Console(file=out, width=200, markup=False, highlight=False, emoji=False)
    tables.show(Terminal(console, Console(file=io.StringIO())), card, before, comparison)
    return out.getvalue()


def row(said: str, title: str) -> list[str]:
    return next(line for line in said.splitlines() if line.startswith(title)).removeprefix(title).split()


def test_a_run_alone_shows_its_measures_and_kinds() -> None:
    said = shown(AFTER)
    assert said.startswith("mill: 2 right, 0 refused, 2 wrong\n")
    assert row(said, "right in all") == ["50.0", "%", "4"]
    assert row(said, "false answers") == ["100.0", "%", "1"]
    assert row(said, "when") == ["100.0", "%", "2", "0.0", "%"]
    assert row(said, "unanswerable") == ["0.0", "%", "1", "1", "–"]


def test_questions_without_kinds_have_no_table_of_kinds() -> None:
    plain = tuple(replace(score, golden=replace(score.golden, kind="")) for score in AFTER.scores)
    assert "kind of question" not in shown(replace(AFTER, scores=plain))


def test_two_runs_are_shown_beside_each_other_with_what_changed() -> None:
    said = shown(AFTER, BEFORE, compare(BEFORE, AFTER))
    assert row(said, "false refusals") == ["0.0", "%", "33.3", "%", "-33.3", "3"]
    assert row(said, "right in all") == ["50.0", "%", "50.0", "%", "4"]
    assert "1 better\n  When did it close? refused → right\n" in said
    assert "1 worse\n  Who burnt it? right → wrong\n" in said
    assert "2 ended alike; by chance alone so uneven a split has p = 1.000" in said


def test_questions_that_only_one_run_asked_are_mentioned() -> None:
    fewer = replace(BEFORE, scores=BEFORE.scores[:2])
    assert "1 ended alike; 2 not in both runs;" in shown(AFTER, fewer, compare(fewer, AFTER))


@pytest.mark.parametrize(
    ("measure", "old", "figure", "difference", "is_better"),
    [
        (Measure("", "", 0.5, 1), Measure("", "", 0.25, 1), "50.0 %", "+25.0", True),
        (Measure("", "", 0.5, 1, False), Measure("", "", 0.25, 1, False), "50.0 %", "+25.0", False),
        (Measure("", "", 1200.0, 1, False, True), Measure("", "", 1300.0, 1, False, True), "1,200 ms", "-100 ms", True),
        (Measure("", "", None, 0), Measure("", "", 0.5, 1), "–", "", False),
        (Measure("", "", 0.5, 1), Measure("", "", 0.50001, 1), "50.0 %", "", False),
        (Measure("", "", 0.5, 1), None, "50.0 %", "", False),
    ],
)
def test_a_measure_says_how_far_it_moved_and_whether_that_is_good(
    measure: Measure, old: Measure | None, figure: str, difference: str, *, is_better: bool
) -> None:
    assert tables.figure(measure) == figure
    assert tables.difference(measure, old) == difference
    assert tables.is_better(measure, old) is is_better


def test_a_question_cannot_command_the_terminal() -> None:
    swapped = compare(AFTER, replace(AFTER, scores=(replace(AFTER.scores[3], outcome=AFTER.scores[0].outcome),)))
    assert "\x1b" not in shown(AFTER, AFTER, swapped)
