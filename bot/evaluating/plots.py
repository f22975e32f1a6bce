"""Plots of a scorecard as SVG that needs nothing else: the measures, how each kind of question ended, the times."""

from collections.abc import Mapping, Sequence
from typing import Any

import pygal
from markupsafe import Markup
from pygal.style import Style

from index import Measure, Outcome, Scorecard, measures

NOW, BEFORE = "#2f6feb", "#b8c4d6"
COLOURS = {Outcome.RIGHT: "#2e9e6b", Outcome.REFUSED: "#e3b341", Outcome.WRONG: "#d1495b"}
FONT = "system-ui, -apple-system, 'Segoe UI', sans-serif"
ROW = 30
"""Pixels for each bar of a chart that lies on its side."""

BUCKETS = (0, 50, 100, 150, 200, 300, 400, 600, 800, 1200, 2000, 5000)
"""Milliseconds at which the bars of the time plot begin; the last has no end."""

Plot = Markup


def shares(card: Scorecard, before: Scorecard | None, *, up: bool) -> Plot:
    """The measures that are shares and better when they are high (`up`) or low, of this run and of the one before."""
    shown = [m for m in reversed(measures(card.scores)) if not m.is_time and m.is_better_high is up]
    runs = {"now": card, **({"before": before} if before else {})}
    title = "Better when high, in per cent" if up else "Better when low, in per cent"
    chart = _bars(pygal.HorizontalBar, title, len(shown) * len(runs), [NOW, BEFORE], range=(0, 100))
    chart.x_labels = [measure.title for measure in shown]
    for name, run in runs.items():
        known = {measure.name: measure for measure in measures(run.scores)}
        chart.add(name, [_percent(known[measure.name]) for measure in shown])
    return _drawn(chart)


def kinds(card: Scorecard, title: str, order: Sequence[str]) -> Plot:
    """How the questions of each kind ended, in per cent of the kind."""
    chart = _bars(pygal.HorizontalStackedBar, title, len(order), [*COLOURS.values()], range=(0, 100))
    chart.x_labels = [f"{kind or '–'} ({len(card.of_kind(kind))})" for kind in reversed(order)]
    for outcome in COLOURS:
        ended = [[score.outcome is outcome for score in card.of_kind(kind)] for kind in reversed(order)]
        chart.add(outcome.name.lower(), [100 * sum(flags) / len(flags) if flags else None for flags in ended])
    return _drawn(chart)


def times(card: Scorecard, before: Scorecard | None) -> Plot:
    """How many questions took how long."""
    chart = _bars(pygal.Bar, "Questions by the time to their answer, in milliseconds", 9, [NOW, BEFORE])
    chart.x_labels = [f"{start:,}–" for start in BUCKETS]
    chart.add("now", _counted(card))
    if before:
        chart.add("before", _counted(before))
    return _drawn(chart)


def _counted(card: Scorecard) -> list[int]:
    """Questions in each bucket of time."""
    found = [sum(start <= score.elapsed_ms for start in BUCKETS) - 1 for score in card.scores]
    return [found.count(bucket) for bucket in range(len(BUCKETS))]


def _percent(measure: Measure) -> float | None:
    return None if measure.value is None else round(100 * measure.value, 1)


def _bars(kind: type[Any], title: str, rows: int, colours: Sequence[str], **options: object) -> Any:
    style = Style(
        background="transparent",
        plot_background="transparent",
        foreground="#3d444d",
        foreground_strong="#1f2328",
        foreground_subtle="#d1d9e0",
        colors=tuple(colours),
        opacity="1",
        opacity_hover=".8",
        font_family=FONT,
        label_font_size=13,
        major_label_font_size=13,
        value_font_size=12,
        legend_font_size=13,
        title_font_size=15,
        guide_stroke_color="#e4e9ee",
        major_guide_stroke_color="#e4e9ee",
        guide_stroke_dasharray="none",
        major_guide_stroke_dasharray="none",
    )
    settings: Mapping[str, object] = {
        "style": style,
        "js": (),
        "width": 760,
        "height": 128 + rows * ROW,
        "title": title,
        "legend_at_bottom": True,
        "legend_at_bottom_columns": 3,
        "legend_box_size": 12,
        "print_values": True,
        "print_zeroes": False,
        "value_formatter": _figure,
        "disable_xml_declaration": True,
        "truncate_label": -1,
        "spacing": 8,
        "margin": 10,
        "margin_bottom": 28,
    }
    return kind(**settings, **options)


def _figure(value: float | None) -> str:
    """As few digits as tell: 97.9, 100, 12."""
    return "" if value is None else f"{value:.1f}".removesuffix(".0")


def _drawn(chart: Any) -> Plot:
    """SVG to be put into a page; pygal itself escapes the labels."""
    chart.add_xml_filter(_without_scripts)
    return Markup(chart.render(is_unicode=True))  # noqa: S704


def _without_scripts(root: Any) -> Any:
    """The plot without the tooltips' settings, which pygal writes as a script even if there are no tooltips."""
    for parent in list(root.iter()):
        for child in [child for child in parent if str(child.tag).endswith("script")]:
            parent.remove(child)
    return root
