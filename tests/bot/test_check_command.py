import json
from pathlib import Path

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
