import json
import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

from bot.evaluating import results
from index import Golden, InvalidSetting, Scorecard, compare, measures
from tests.bot.evaluating.runs import AFTER, BEFORE

PROMISE = (Path(__file__).parents[3] / "docs" / "json.md").read_text(encoding="utf-8")
SECTION = PROMISE.partition("## `footnote eval QUESTIONS --json`")[2].partition("\n## ")[0]

FIRST_CELLS = re.findall(r"^\| (`.+?) \|", SECTION, re.MULTILINE)


def saved(card: Scorecard, tmp_path: Path) -> Path:
    file = tmp_path / "card.json"
    file.write_text(json.dumps(results.dumped(card, None)), encoding="utf-8")
    return file


def test_a_scorecard_comes_back_as_it_was(tmp_path: Path) -> None:
    assert results.load(saved(AFTER, tmp_path)) == AFTER


def test_a_question_with_every_field_comes_back_as_it_was(tmp_path: Path) -> None:
    golden = Golden("?!", ("a",), ("b", "c"), ("q",), ("m",), kind="k", documents=("d",), turns=("t",), as_of="2024")
    card = replace(AFTER, scores=(replace(AFTER.scores[0], golden=golden),))
    assert results.load(saved(card, tmp_path)) == card


def test_the_measures_stand_over_all_and_by_kind() -> None:
    made = results.dumped(AFTER, None)
    assert made["measures"]["right"] == {"value": 0.5, "of": 4}
    assert made["kinds"]["when"]["right"] == {"value": 1.0, "of": 2}
    assert made["kinds"].keys() == {"when", "unanswerable", "yes-no"}
    assert made["against"] is None


def test_what_changed_is_told_by_question() -> None:
    against = results.dumped(AFTER, compare(BEFORE, AFTER))["against"]
    assert (against["better"], against["worse"]) == (["When did it close?"], ["Who burnt it?"])
    assert (against["unchanged"], against["chance"]) == (2, 1.0)


def test_every_field_and_every_measure_is_promised() -> None:
    made = results.dumped(AFTER, compare(BEFORE, AFTER))
    question = {field.name for field in fields(Golden)} | made["questions"][0].keys()
    assert set(re.findall(r"`([^`]+)`", "\n".join(FIRST_CELLS))) == {
        *made,
        *(f"questions[].{name}" for name in question),
        *(f"measures.{measure.name}" for measure in measures([])),
        *(f"against.{name}" for name in made["against"]),
    }


@pytest.mark.parametrize("text", ["", "{}", "[]", "7", '{"format": "footnote-scorecard-0"}', "[" * 100_000])
def test_anything_else_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidSetting):
        results.load(file)


def test_a_missing_file_and_a_maimed_one_are_refused(tmp_path: Path) -> None:
    made = results.dumped(AFTER, None)
    del made["questions"][1]["outcome"]
    (tmp_path / "maimed.json").write_text(json.dumps(made), encoding="utf-8")
    for name in ("none.json", "maimed.json"):
        with pytest.raises(InvalidSetting):
            results.load(tmp_path / name)
