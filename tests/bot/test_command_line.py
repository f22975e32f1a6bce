import asyncio
import io
import json
import os
import subprocess
import sys
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot import command_line
from index import Changes, Failure, KnowledgeBase, Models, Settings, UnreadableFolder
from tests.bot.library import Library
from tests.bot.terminal import MILL, ROOT, Footnote, Said, process

QUESTION = "when did Kim meet Putin?"
QUOTE = "Mr Kim traveled to Russia in September for a summit with Russian President Vladimir Putin."
COMMANDS = "ask check chat search reindex sources library backup restore run eval doctor".split()


def type_in(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_an_answer_is_printed_with_its_quote_and_source(footnote: Footnote) -> None:
    said = footnote("ask", *QUESTION.split())
    assert (said.code, said.err) == (0, "")
    assert f"“{QUOTE}” [1]" in said.out.splitlines()
    assert "Chinese and North Korean officials meet in highest-level meeting in years, Guernsey Press" in said.out


def test_what_the_documents_do_not_say_is_refused_with_4(footnote: Footnote) -> None:
    said = footnote("ask", "who won the football World Cup?")
    assert said.code == 4
    assert said.out.startswith("Unanswered. ")


@pytest.mark.parametrize("command", [["ask"], ["ask", "--json"], ["search"], ["check"]])
def test_bytes_that_are_no_text_are_asked_as_such(own: Footnote, command: list[str]) -> None:
    said = own(*command, "When was the mill of the caf\udce9 closed?")
    assert said.code in (0, 4)
    assert said.err == ""


def test_json_is_one_object_on_one_line(footnote: Footnote) -> None:
    said = footnote("ask", "--json", QUESTION)
    assert (said.code, said.out.count("\n")) == (0, 1)
    assert json.loads(said.out)["question"] == QUESTION


def test_a_refusal_in_json_exits_with_4_too(footnote: Footnote) -> None:
    said = footnote("ask", "--json", "who won the football World Cup?")
    assert (said.code, json.loads(said.out)["status"]) == (4, "unanswered")


def test_every_quote_is_where_the_printed_text_has_it(footnote: Footnote) -> None:
    answer = json.loads(footnote("ask", "--json", QUESTION).out)
    citations = [citation for sentence in answer["sentences"] for citation in sentence["citations"]]
    assert citations
    for citation in citations:
        text = footnote("sources", "text", citation["document"]).out
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_every_hit_is_where_the_printed_text_has_it(footnote: Footnote) -> None:
    hits = json.loads(footnote("search", "--json", "--top", 3, "Zhao in North Korea").out)["hits"]
    assert len(hits) == 3
    for hit in hits:
        assert footnote("sources", "text", hit["document"]).out[hit["start"] : hit["end"]] == hit["text"]


def test_the_text_of_a_document_is_printed_and_nothing_else(own: Footnote) -> None:
    assert own("sources", "text", "seeds/mill.txt") == Said(0, MILL, "")


def test_sources_are_listed(own: Footnote) -> None:
    assert "seeds/mill.txt" in own("sources").out
    (source,) = json.loads(own("sources", "--json").out)
    assert (source["document"], source["characters"]) == ("seeds/mill.txt", len(MILL))


def test_reindexing_tells_what_changed(own: Footnote, tmp_path: Path) -> None:
    assert json.loads(own("reindex", "--json").out)["added"] == ["mill.txt"]
    (tmp_path / "seeds" / "mill.txt").write_text("The mill burnt down.", encoding="utf-8")
    assert " updated mill.txt" in own("reindex").out


@pytest.mark.parametrize("command", [["search", "mill"], ["sources"], ["reindex"], ["ask", "when did the mill close?"]])
def test_folders_may_be_named_before_the_command_or_after(
    footnote: Footnote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setattr(Models, "load", lambda _: Models(None, None))
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "mill.txt").write_text(MILL, encoding="utf-8")
    for where in (["--data", "d1", "--seeds", "papers", *command], [*command, "--data", "d2", "--seeds", "papers"]):
        said = footnote(*where)
        assert said.code == 0
        assert "mill" in said.out
    assert (tmp_path / "d1" / "catalogue.sqlite3").exists()
    assert (tmp_path / "d2" / "catalogue.sqlite3").exists()


def test_a_tilde_that_no_shell_has_expanded_is_the_home_folder(
    own: Footnote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert own("sources", "--seeds=~/seeds", "--data=~/d").code == 0
    assert (tmp_path / "d" / "catalogue.sqlite3").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["dance"], 2, id="unknown command"),
        pytest.param(["ask", "--loudly", "why?"], 2, id="unknown option"),
        pytest.param(["search", "--top", "0", "mill"], 2, id="too few hits"),
        pytest.param(["search", "--top", "many", "mill"], 2, id="no number"),
        pytest.param(["ask"], 2, id="no question"),
        pytest.param(["ask", ""], 2, id="empty question"),
        pytest.param(["ask", " ?! "], 2, id="no word"),
        pytest.param(["ask", "x" * 10_000], 2, id="very long question"),
        pytest.param(["search", ""], 2, id="empty search"),
        pytest.param(["ask", "--batch", "none.jsonl"], 2, id="missing batch"),
        pytest.param(["ask", "why?", "--seeds", "nowhere"], 1, id="missing seeds"),
        pytest.param(["reindex", "--seeds", "seeds/mill.txt"], 1, id="seeds is a file"),
        pytest.param(["ask", "why?", "--data", "seeds/mill.txt"], 2, id="data is a file"),
        pytest.param(["sources", "text", "seeds/none.txt"], 1, id="unknown document"),
        pytest.param(["sources", "dance"], 2, id="unknown subcommand"),
    ],
)
def test_whatever_goes_wrong_is_one_sentence_and_an_exit_code(own: Footnote, arguments: list[str], code: int) -> None:
    said = own(*arguments)
    assert said.code == code
    assert said.is_one_sentence, said


@pytest.mark.parametrize("command", [["ask", "why?"], ["reindex"], ["doctor"], ["run"]])
def test_nothing_is_made_for_a_folder_of_documents_that_is_not_there(
    own: Footnote, tmp_path: Path, command: list[str]
) -> None:
    said = own(*command, "--seeds", "sedes", "--data", "new")
    assert said.code == 1
    assert "sedes" in said.out + said.err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("command", [["ask", "When was the mill closed?"], ["search", "mill"], ["sources"]])
def test_what_was_indexed_answers_also_when_the_folder_is_away(
    own: Footnote, tmp_path: Path, command: list[str]
) -> None:
    own("reindex")
    (tmp_path / "seeds").rename(tmp_path / "away")
    said = own(*command)
    assert said.code == 0
    assert "mill" in said.out
    assert "The folder of documents, seeds, cannot be read" in said.err
    assert own("reindex").code == 1


def test_a_data_folder_in_use_is_one_sentence_and_3(own: Footnote, tmp_path: Path) -> None:
    base = KnowledgeBase(Settings(tmp_path / "data", tmp_path / "seeds"), Models(None, None))
    said = own("ask", "why?")
    base.shut()
    assert said.code == 3
    assert said.is_one_sentence
    assert str(os.getpid()) in said.err


def test_a_damaged_catalogue_is_one_sentence_and_1(own: Footnote, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "catalogue.sqlite3").write_text("no database", encoding="utf-8")
    said = own("ask", "why?")
    assert said.code == 1
    assert said.is_one_sentence


def test_a_binary_file_named_txt_is_refused_with_a_reason_and_loses_nothing(own: Footnote, tmp_path: Path) -> None:
    (tmp_path / "seeds" / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    done = json.loads(own("reindex", "--json").out)
    assert [refusal["path"] for refusal in done["refused"]] == ["photo.txt"]
    assert done["refused"][0]["reason"].endswith(".")
    assert done["added"] == ["mill.txt"]


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_batch_gives_a_line_for_each_line_in_the_same_order(own: Footnote, tmp_path: Path, command: str) -> None:
    lines = ['{"question": "When did the mill close?"}', "", "{broken", "[]", "7", '{"question": 7}', '{"other": 1}']
    lines += [
        '{"question": ""}',
        "[" * 100_000,
        '{"question": "\\ud800"}',
        '{"question": "Who was dismissed?", "id": 3}',
    ]
    (tmp_path / "batch.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    said = own(command, "--batch", "batch.jsonl")
    out = [json.loads(line) for line in said.out.splitlines()]
    assert (said.code, said.err) == (0, "")
    assert [one["question"] for one in out] == ["When did the mill close?", *[""] * 8, "\ud800", "Who was dismissed?"]


def test_the_lines_of_a_batch_may_be_plain_text(own: Footnote, tmp_path: Path) -> None:
    asked = ["When did the mill close?", "who was dismissed", "1987: what closed?"]
    (tmp_path / "questions.txt").write_bytes("\r\n".join([f" {asked[0]} ", *asked[1:]]).encode())
    out = [json.loads(line) for line in own("ask", "--batch", "questions.txt").out.splitlines()]
    assert [one["question"] for one in out] == asked
    alone = json.loads(own("ask", "--json", asked[0]).out)
    assert out[0]["sentences"] == alone["sentences"] != []


def test_a_line_without_a_question_says_why_it_has_no_answer(own: Footnote, tmp_path: Path) -> None:
    (tmp_path / "batch.jsonl").write_text("{broken\n", encoding="utf-8")
    (out,) = map(json.loads, own("ask", "--batch", "batch.jsonl").out.splitlines())
    assert out["status"] == "unanswered"
    assert out["reason"].startswith("The question is empty")


@pytest.mark.parametrize(
    ("content", "count"),
    [
        pytest.param(b"", 0, id="empty"),
        pytest.param(b"\n", 1, id="one blank line"),
        pytest.param(b'{"question": "mill"}', 1, id="no line end"),
        pytest.param(b'{"question": "mill"}\r\n{"question": "mill"}\r\n', 2, id="crlf"),
        pytest.param(b'\xef\xbb\xbf{"question": "mill"}\n', 1, id="byte order mark"),
    ],
)
def test_the_lines_of_a_batch_are_counted_as_people_count_them(
    own: Footnote, tmp_path: Path, content: bytes, count: int
) -> None:
    (tmp_path / "batch.jsonl").write_bytes(content)
    out = own("search", "--batch", "batch.jsonl").out.splitlines()
    assert len(out) == count
    assert all(json.loads(line)["hits"] for line in out if b"question" in content)


def test_a_batch_in_no_known_encoding_is_one_sentence(own: Footnote, tmp_path: Path) -> None:
    (tmp_path / "batch.jsonl").write_bytes(b"\xff\xfe\x00")
    said = own("ask", "--batch", "batch.jsonl")
    assert said.code == 2
    assert said.is_one_sentence


def test_chat_answers_until_an_empty_line(own: Footnote, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, "When was the mill closed?", "?!", "", "Is anybody there?")
    said = own("chat")
    assert said.code == 0
    assert "The mill closed in 1931." in said.out
    assert "The question is empty" in said.err


def test_chat_understands_a_follow_up_and_says_how(own: Footnote, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, "When was the mill closed?", "and where?")
    assert "Understood as: where was the mill closed?" in own("chat").out


def test_ask_keeps_to_the_sources_of_a_time(own: Footnote) -> None:
    said = own("ask", "--as-of", "1990", "When was the mill closed?")
    assert said.code == command_line.REFUSED
    assert "known to be from 1990 or before" in said.out


def test_a_date_that_is_none_is_refused(own: Footnote) -> None:
    said = own("ask", "--as-of", "last spring", "When was the mill closed?")
    assert said.code == 2
    assert "2024-04-13" in said.err


def test_chat_ends_at_the_end_of_its_input(own: Footnote, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch)
    assert own("chat").code == 0


def test_run_without_a_token_chats_and_says_why(own: Footnote, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, "When was the mill closed?")
    said = own("run")
    assert said.code == 0
    assert "DISCORD_TOKEN is not set" in said.err
    assert "The mill closed in 1931." in said.out


class Failing(Library):
    """Its folder cannot be followed, for these reasons one after the other; None where it can."""

    reasons: tuple[Failure | None, ...] = ()

    async def keep_current(self) -> AsyncGenerator[Changes | Failure]:
        for reason in self.reasons:
            yield reason or await self.reindex()


async def test_why_the_folder_is_not_followed_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    away, odd = UnreadableFolder("It is away."), Failure("Something unexpected went wrong.")
    odd.__cause__ = RecursionError("too deep")
    library, ready = Failing(), asyncio.Event()
    library.reasons = (away, away, None, away, odd, odd)
    await command_line._keep_current(library, ready)
    assert ready.is_set()
    assert [record.getMessage().rsplit(": ", 1)[1] for record in caplog.records] == [str(away), str(away), str(odd)]
    assert "RecursionError: too deep" in caplog.text
    assert "UnreadableFolder" not in caplog.text


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
def test_every_command_explains_itself(own: Footnote, command: list[str]) -> None:
    for flag in ("--help", "-h"):
        said = own(*command, flag)
        assert (said.code, said.err) == (0, "")
        assert said.out.startswith("Usage: footnote ")


def test_the_commands_are_those_that_were_promised() -> None:
    assert set(command_line.footnote.commands) == set(COMMANDS)


def test_without_a_locale_without_a_terminal_and_without_a_home_a_process_answers(
    indexed: Path, tmp_path: Path
) -> None:
    said = process("ask", QUESTION, folder=tmp_path, LC_ALL="C", DATA_DIR=str(indexed), SEEDS_DIR=str(ROOT / "seeds"))
    assert (said.code, said.err) == (0, "")
    assert f"“{QUOTE}” [1]" in said.out.splitlines()
    assert "\x1b" not in said.out


@pytest.mark.parametrize(
    ("level", "is_told"), [("DEBUG", True), ("INFO", False), ("ERROR", False)], ids=["debug", "info", "error"]
)
def test_every_command_shows_the_details_when_they_are_wanted(
    indexed: Path, tmp_path: Path, level: str, *, is_told: bool
) -> None:
    folders = {"DATA_DIR": str(indexed), "SEEDS_DIR": str(ROOT / "seeds")}
    said = process("sources", folder=tmp_path, LOG_LEVEL=level, **folders)
    assert said.code == 0
    assert (" DEBUG " in said.err) == is_told
    assert is_told or not said.err


@pytest.mark.parametrize("command", [["sources"], ["sources", "--json"]], ids=["plain", "json"])
def test_a_reader_who_leaves_early_is_no_failure(indexed: Path, tmp_path: Path, command: list[str]) -> None:
    folders = {"DATA_DIR": str(indexed), "SEEDS_DIR": str(ROOT / "seeds"), "PYTHONPATH": str(ROOT)}
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "wb") as pipe:  # noqa: PTH123  a descriptor, not a path
        done = subprocess.run(
            [sys.executable, "-m", "bot", *command],
            cwd=tmp_path,
            env=os.environ | folders,
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")
