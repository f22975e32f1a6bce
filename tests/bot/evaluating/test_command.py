import json
from pathlib import Path

import pytest

from index import Models
from tests.bot.terminal import Footnote, within

QUESTIONS = [
    {"question": "When did the mill close?", "answer_any": ["1931"], "kind": "when"},
    {"question": "Who bought the harbour?", "unanswerable": True},
]


@pytest.fixture
def footnote(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Footnote:
    """Commands in a folder with questions and documents, by words alone."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Models, "load", lambda _: Models(None, None))
    for name in ("DATA_DIR", "SEEDS_DIR", "DISCORD_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "mill.txt").write_text("The mill closed in 1931. Nobody was dismissed.", encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, QUESTIONS)), encoding="utf-8")
    return within(capsys)


def test_a_corpus_is_asked_apart_and_leaves_nothing_behind(footnote: Footnote, tmp_path: Path) -> None:
    said = footnote("eval", "gold.jsonl", "--corpus", "papers")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("gold: 2 right, 0 refused, 0 wrong\n")
    assert {path.name for path in tmp_path.iterdir()} == {"papers", "gold.jsonl"}


def test_without_a_corpus_ones_own_documents_are_asked(footnote: Footnote, tmp_path: Path) -> None:
    said = footnote("eval", "gold.jsonl", "--seeds", "papers", "--data", "mine")
    assert (said.code, said.out[:13]) == (0, "gold: 2 right")
    assert (tmp_path / "mine" / "catalogue.sqlite3").exists()


def test_a_corpus_is_kept_where_it_is_told_to_be(footnote: Footnote, tmp_path: Path) -> None:
    said = footnote("eval", "gold.jsonl", "--corpus", "papers", "--data", "kept")
    assert (said.code, said.out[:13]) == (0, "gold: 2 right")
    assert (tmp_path / "kept" / "catalogue.sqlite3").exists()


def test_json_of_one_run_is_what_the_next_is_compared_with(footnote: Footnote, tmp_path: Path) -> None:
    first = footnote("eval", "gold.jsonl", "--corpus", "papers", "--json")
    assert first.out.count("\n") == 1
    (tmp_path / "old.json").write_text(first.out, encoding="utf-8")
    (tmp_path / "papers" / "mill.txt").write_text("The mill opened. Nobody was dismissed.", encoding="utf-8")
    said = footnote("eval", "gold.jsonl", "--corpus", "papers", "--against", "old.json", "--html", "page.html")
    assert "1 worse\n  When did the mill close? right → " in said.out
    assert "When did the mill close?" in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["none.jsonl"],
        ["papers/mill.txt"],
        ["gold.jsonl", "--against", "none.json"],
        ["gold.jsonl", "--against", "gold.jsonl"],
        ["gold.jsonl", "--corpus", "papers", "--html", "nowhere/page.html"],
    ],
    ids=["no file", "no questions", "nothing to compare with", "no scorecard", "no folder for the page"],
)
def test_what_cannot_be_used_is_one_sentence_and_2(footnote: Footnote, arguments: list[str]) -> None:
    said = footnote("eval", *arguments)
    assert said.code == 2
    assert said.is_one_sentence, said


def test_a_corpus_that_is_not_there_is_one_sentence_and_1(footnote: Footnote) -> None:
    said = footnote("eval", "gold.jsonl", "--corpus", "nowhere")
    assert said.code == 1
    assert said.is_one_sentence, said
