"""A scorecard on the terminal: the measures, the kinds of question, and what became better or worse."""

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from bot.console import MARK, Terminal
from bot.tables import QUIET
from index import Change, Comparison, Measure, Outcome, Score, Scorecard, measures

BAD = "red"
AS_GOOD = 0.00005
"""Differences below what four digits show are none."""


def show(terminal: Terminal, card: Scorecard, before: Scorecard | None, comparison: Comparison | None) -> None:
    """Print everything that a person needs to decide whether a change was for the better."""
    terminal.say(Text(f"{card.name}: {tally(card.scores)}", "bold"))
    terminal.table(_measures(card, before))
    if card.kinds != ("",):
        terminal.say()
        terminal.table(_kinds(card, before))
    if comparison:
        _changes(terminal, comparison)


def figure(measure: Measure | None) -> str:
    """A measure's value as people read it: 83.5 %, 120 ms."""
    if measure is None or measure.value is None:
        return "–"
    return f"{measure.value:,.0f} ms" if measure.is_time else f"{100 * measure.value:.1f} %"


def difference(measure: Measure, old: Measure | None) -> str:
    """How far a measure has moved: +1.2, in points of a hundred or milliseconds; empty if it has not."""
    if old is None or old.value is None or measure.value is None or abs(measure.value - old.value) < AS_GOOD:
        return ""
    moved = measure.value - old.value
    return f"{moved:+,.0f} ms" if measure.is_time else f"{100 * moved:+.1f}"


def is_better(measure: Measure, old: Measure | None) -> bool:
    """Whether a measure that has moved has moved the right way."""
    return old is not None and ((measure.value or 0) > (old.value or 0)) == measure.is_better_high


def tally(scores: Iterable[Score]) -> str:
    """How questions ended: 12 right, 1 refused, 2 wrong."""
    ended = [score.outcome for score in scores]
    return ", ".join(f"{ended.count(outcome)} {outcome.name.lower()}" for outcome in reversed(Outcome))


def _measures(card: Scorecard, before: Scorecard | None) -> Table:
    table = _table("measure", "now", *(("before", "") if before else ()), "of")
    old = measures(before.scores) if before else ()
    for at, measure in enumerate(measures(card.scores)):
        compared = (figure(old[at]), _moved(measure, old[at])) if old else ()
        table.add_row(measure.title, figure(measure), *compared, Text(f"{measure.of:,}", QUIET))
    return table


def _kinds(card: Scorecard, before: Scorecard | None) -> Table:
    columns = ("right", *(("before",) if before else ()), "of", "refused", "wrong", "Hits@1")
    table = _table("kind of question", *columns)
    for kind in card.kinds:
        scores = card.of_kind(kind)
        old = (_right(before.of_kind(kind)),) if before else ()
        table.add_row(kind or "–", _right(scores), *old, str(len(scores)), *_ended_badly(scores), _hits_at_1(scores))
    return table


def _right(scores: Sequence[Score]) -> str:
    return figure(measures(scores)[0])


def _hits_at_1(scores: Sequence[Score]) -> str:
    return figure(measures(scores)[1])


def _ended_badly(scores: Sequence[Score]) -> Iterable[Text]:
    for outcome in (Outcome.REFUSED, Outcome.WRONG):
        count = sum(score.outcome is outcome for score in scores)
        yield Text(str(count) if count else "", BAD if outcome is Outcome.WRONG else "yellow")


def _moved(measure: Measure, old: Measure) -> Text:
    return Text(difference(measure, old), MARK if is_better(measure, old) else BAD)


def _changes(terminal: Terminal, comparison: Comparison) -> None:
    for title, style, changes in (("better", MARK, comparison.better), ("worse", BAD, comparison.worse)):
        terminal.say()
        terminal.say(Text(f"{len(changes)} {title}", style))
        for change in changes:
            terminal.say(Text.assemble(f"  {change.after.golden.question} ", (_how(change), QUIET)))
    terminal.say()
    terminal.say(Text(_chance(comparison), QUIET))


def _how(change: Change) -> str:
    return f"{change.before.outcome.name.lower()} → {change.after.outcome.name.lower()}"


def _chance(comparison: Comparison) -> str:
    apart = comparison.only_before + comparison.only_after
    left = f"; {apart} not in both runs" if apart else ""
    return (
        f"{comparison.unchanged} ended alike{left}; by chance alone so uneven a split has p = {comparison.chance:.3f}"
    )


def _table(first: str, *columns: str) -> Table:
    table = Table(box=None, header_style=QUIET, pad_edge=False)
    table.add_column(first)
    for column in columns:
        table.add_column(column, justify="right")
    return table
