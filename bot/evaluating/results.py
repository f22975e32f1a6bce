"""A scorecard as JSON, and back: what `eval --json` prints and `--against` reads (docs/json.md)."""

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from bot.structured import Json
from index import Comparison, Golden, InvalidSetting, Outcome, Score, Scorecard, measures

FORMAT = "footnote-scorecard-1"
_GOLDEN = frozenset(field.name for field in fields(Golden))


def dumped(card: Scorecard, comparison: Comparison | None) -> Json:
    """What `eval --json` prints: the measures, the same by kind, every question, and what changed since another run."""
    return {
        "format": FORMAT,
        "name": card.name,
        "made_at": card.made_at,
        "measures": _measured(card.scores),
        "kinds": {kind: _measured(card.of_kind(kind)) for kind in card.kinds},
        "questions": [_question(score) for score in card.scores],
        "against": _compared(comparison) if comparison else None,
    }


def load(file: Path) -> Scorecard:
    """A scorecard that was saved. Raises InvalidSetting."""
    try:
        saved = json.loads(file.read_text(encoding="utf-8-sig"))
        if saved["format"] != FORMAT:
            raise ValueError(saved["format"])
        return Scorecard(saved["name"], saved["made_at"], tuple(map(_score, saved["questions"])))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidSetting(
            f"{file} is not what `footnote eval --json` prints; it cannot be compared with."
        ) from error


def _measured(scores: tuple[Score, ...]) -> Json:
    return {
        measure.name: {
            "value": None if measure.value is None else round(measure.value, 1 if measure.is_time else 4),
            "of": measure.of,
        }
        for measure in measures(scores)
    }


def _question(score: Score) -> Json:
    golden = asdict(score.golden)
    given = {"question": golden.pop("question"), **{name: value for name, value in golden.items() if value}}
    rest = {field.name: getattr(score, field.name) for field in fields(score) if field.name != "golden"}
    return {**given, **rest, "outcome": score.outcome.name.lower(), "elapsed_ms": round(score.elapsed_ms, 1)}


def _compared(comparison: Comparison) -> Json:
    return {
        "better": [change.after.golden.question for change in comparison.better],
        "worse": [change.after.golden.question for change in comparison.worse],
        "unchanged": comparison.unchanged,
        "only_before": comparison.only_before,
        "only_after": comparison.only_after,
        "chance": round(comparison.chance, 4),
    }


def _score(saved: Json) -> Score:
    known: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in saved.items()}
    golden = Golden(**{name: known.pop(name) for name in _GOLDEN & known.keys()})
    return Score(golden=golden, **{**known, "outcome": Outcome[known["outcome"].upper()]})
