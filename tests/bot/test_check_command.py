import json
import os
from pathlib import Path

import pytest

from tests.bot import terminal

TRUE, FALSE = "The mill closed in 1931.", "The mill closed in 1941."


def test_every_claim_is_shown_with_its_verdict_quote_and_source(own: terminal.Footnote) -> None:
    said = own("check", f"{TRUE} {FALSE} Bees live in Egypt.")

    assert said.code == 4
    assert f"supported: {TRUE}" in said.out
    assert f"contradicted: {FALSE}" in said.out
    assert "not in the sources: Bees live in Egypt." in said.out
    assert said.out.count("“The mill closed in 1931.” [1]") == 2
    assert "[1] mill" in said.out.lower()


def test_the_exit_code_is_0_only_if_every_claim_is_supported(own: terminal.Footnote) -> None:
    assert own("check", TRUE).code == 0
    assert own("check", FALSE).code == 4
    nothing = own("check", "Who closed the mill?")
    assert (nothing.code, "claim" in nothing.out) == (4, True)


def test_a_file_is_read_and_so_is_what_is_piped_in(own: terminal.Footnote, tmp_path: Path) -> None:
    (tmp_path / "message.txt").write_text(TRUE, encoding="utf-8")
    assert own("check", "message.txt").code == 0
    piped = terminal.process("check", "-", folder=tmp_path, stdin=FALSE, DATA_DIR="data", SEEDS_DIR="seeds")
    assert (piped.code, "contradicted" in piped.out) == (4, True)


def test_json_holds_the_quotes_with_their_places(own: terminal.Footnote) -> None:
    said = own("check", "--json", FALSE)
    result = json.loads(said.out)

    assert said.code == 4
    (claim,) = result["claims"]
    assert (claim["verdict"], claim["support"]) == ("contradicted", [])
    (against,) = claim["against"]
    assert against["highlights"] == ["in 1931"]
    (citation,) = against["citations"]
    assert terminal.MILL[citation["start"] : citation["end"]] == citation["quote"]
    assert result["sources"][citation["number"] - 1]["document"] == citation["document"]
    assert result["left_out"] == 0


def test_nothing_to_check_is_said_in_one_sentence(own: terminal.Footnote, tmp_path: Path) -> None:
    assert own("check").is_one_sentence
    (tmp_path / "broken.txt").write_bytes(b"\xff\xfe\x00\xff")
    broken = own("check", "broken.txt")
    assert (broken.is_one_sentence, broken.code) == (True, 2)


@pytest.mark.parametrize("path", ["/missing/path", "notes.txt", "/my notes.txt", "papers/mill", "~/a b.md"])
def test_a_file_that_is_not_there_is_said(own: terminal.Footnote, path: str) -> None:
    said = own("check", path)
    assert (said.code, said.is_one_sentence) == (2, True)
    assert said.err == f"There is no file {path}.\n"


def test_a_folder_and_a_pipe_are_said(own: terminal.Footnote, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert own("check", "seeds").err == "seeds is a folder; name a file in it.\n"
    assert own("check", "pipe").err == "pipe is not a regular file.\n"


@pytest.mark.parametrize("text", ["Closed.", "The mill/the works closed in 1931.", "See a.txt", "磨坊于1931年关闭。"])
def test_what_is_said_is_no_path(own: terminal.Footnote, text: str) -> None:
    assert own("check", text).code in (0, 4)
