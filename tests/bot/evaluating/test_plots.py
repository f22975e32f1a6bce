import re
from dataclasses import replace
from xml.etree import ElementTree as ET

from bot.evaluating import plots
from tests.bot.evaluating.runs import AFTER, BEFORE


def values(plot: str) -> list[str]:
    """The figures printed on the bars, run by run."""
    root = ET.fromstring(plot)  # noqa: S314  our own output
    overlays = [node for node in root.iter() if "text-overlay" in (node.get("class") or "")]
    return [text for overlay in overlays for node in overlay.iter() if (text := (node.text or "").strip())]


def test_both_runs_have_their_bars() -> None:
    assert values(plots.shares(AFTER, None, up=False)) == ["100", "33.3"]
    assert sorted(values(plots.shares(AFTER, BEFORE, up=False))) == ["100", "33.3", "33.3", "33.3"]


def test_a_measure_that_applies_to_nothing_has_no_bar() -> None:
    answerable = replace(AFTER, scores=AFTER.scores[:2])
    assert "100" not in values(plots.shares(answerable, None, up=False))


def test_the_kinds_are_shares_of_their_questions() -> None:
    plot = plots.kinds(AFTER, "Kinds", ("when", "unanswerable"))
    assert values(plot) == ["100", "100"]
    assert re.findall(r"(?:when|unanswerable) \(\d\)", plot)[:2] == ["unanswerable (1)", "when (2)"]


def test_every_question_is_in_one_bucket_of_time() -> None:
    slow = replace(
        AFTER, scores=tuple(replace(s, elapsed_ms=ms) for s, ms in zip(AFTER.scores, (0, 49.9, 50, 1e6), strict=True))
    )
    assert values(plots.times(slow, None)) == ["2", "1", "1"]
