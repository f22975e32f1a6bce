"""A scorecard as one HTML page that needs no other file and no network: figures, plots, and every question."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.evaluating import plots
from bot.evaluating.tables import difference, figure, is_better, tally
from index import Comparison, Measure, Outcome, Score, Scorecard, measures


@dataclass(frozen=True, slots=True)
class Row:
    """A measure as the page shows it."""

    title: str
    now: str
    before: str
    moved: str
    is_better: bool
    of: int


def page(card: Scorecard, before: Scorecard | None, comparison: Comparison | None) -> str:
    """The whole page. Text of documents and questions is shown as it stands; no markup in it is obeyed."""
    template = Environment(
        loader=PackageLoader("bot.evaluating", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("page.html")
    kinds = card.kinds if card.kinds != ("",) else ()
    return template.render(
        card=card,
        before=before,
        comparison=comparison,
        tally=tally,
        rows=list(_rows(card, before)),
        shares=[plots.shares(card, before, up=up) for up in (True, False)],
        kinds=[plots.kinds(run, title, kinds) for run, title in _titled(card, before)] if kinds else [],
        times=plots.times(card, before),
        groups=[(outcome.name.lower(), _ended(card, outcome)) for outcome in Outcome],
        marked=marked,
    )


def marked(score: Score) -> Markup:
    """The answer with its highlights marked, each where it first stands as whole words."""
    found = [match.span() for part in score.highlights if (match := _whole(part).search(score.answer))]
    text, end = Markup(), 0
    for start, stop in sorted(found):
        if start >= end:
            text += escape(score.answer[end:start]) + Markup("<mark>{}</mark>").format(score.answer[start:stop])
            end = stop
    return text + escape(score.answer[end:])


def _whole(part: str) -> re.Pattern[str]:
    """So that 25 is not marked in 2025."""
    return re.compile(rf"(?<!\w){re.escape(part)}(?!\w)")


def _rows(card: Scorecard, before: Scorecard | None) -> Iterable[Row]:
    old: tuple[Measure | None, ...] = measures(before.scores) if before else (None,) * len(measures(card.scores))
    for measure, earlier in zip(measures(card.scores), old, strict=True):
        moved = difference(measure, earlier)
        yield Row(measure.title, figure(measure), figure(earlier), moved, is_better(measure, earlier), measure.of)


def _titled(card: Scorecard, before: Scorecard | None) -> Iterable[tuple[Scorecard, str]]:
    yield card, "How each kind of question ended, in per cent" + (": now" if before else "")
    if before:
        yield before, "How each kind of question ended, in per cent: before"


def _ended(card: Scorecard, outcome: Outcome) -> list[Score]:
    return [score for score in card.scores if score.outcome is outcome]
