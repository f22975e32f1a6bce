import json
import os
from pathlib import Path

import pytest

from tests.bot.terminal import MILL, Footnote, Said

FAIR = "The fair begins on the first Monday of May."


@pytest.fixture
def fair(tmp_path: Path) -> str:
    """A file outside the folder of documents."""
    (tmp_path / "fair.txt").write_text(FAIR, encoding="utf-8")
    return str(tmp_path / "fair.txt")


def documents(footnote: Footnote) -> set[str]:
    return {source["document"] for source in json.loads(footnote("sources", "--json").out)}


def test_an_added_file_is_a_source_also_when_the_file_is_gone(own: Footnote, fair: str) -> None:
    own("reindex")
    added = own("library", "add", fair)
    assert (added.code, added.out.splitlines()[0].split()) == (0, ["added", "fair.txt"])
    Path(fair).unlink()
    assert documents(own) == {"seeds/mill.txt", "seeds/fair.txt"}
    assert own("sources", "text", "seeds/fair.txt").out == FAIR


def test_a_removed_document_can_be_had_back(own: Footnote, fair: str) -> None:
    own("library", "add", fair)
    assert own("library", "remove", "fair.txt").code == 0
    assert documents(own) == {"seeds/mill.txt"}
    versions = json.loads(own("library", "history", "--json").out)
    assert [(version["number"], version["cause"], version["documents"]) for version in versions] == [
        (3, "reindex", 1),
        (2, "remove", 0),
        (1, "add", 1),
    ]
    assert own("library", "rollback", "1").code == 0
    assert documents(own) == {"seeds/fair.txt"}, "it stays as it was"
    own("reindex")
    assert documents(own) == {"seeds/fair.txt", "seeds/mill.txt"}, "until someone reindexes"


def test_an_erased_document_leaves_no_byte(own: Footnote, fair: str, tmp_path: Path) -> None:
    own("library", "add", fair)
    own("library", "remove", "fair.txt")
    said = own("library", "erase", "fair.txt")
    assert said.code == 0
    assert said.out.startswith("1 document erased; ")
    assert said.out.endswith("nothing of it is left.\n")
    for file in (tmp_path / "data").rglob("*"):
        assert not file.is_file() or b"first Monday" not in file.read_bytes()


def test_an_erasure_names_what_else_says_the_same(own: Footnote, tmp_path: Path) -> None:
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text(FAIR, encoding="utf-8")
        own("library", "add", tmp_path / f"{number}.txt")
    said = own("library", "erase", "0.txt").out.splitlines()[-1]
    assert (
        said == "The same text is left in “1.txt”, “2.txt”, “3.txt”, “4.txt”, “5.txt” and 1 more: erase that as well."
    )


def test_what_lies_in_the_folder_is_deleted_there(own: Footnote) -> None:
    own("reindex")
    for command in ("remove", "erase"):
        said = own("library", command, "mill.txt")
        assert (said.code, said.is_one_sentence) == (1, True)
        assert "delete the file there first" in said.err


def test_a_preview_changes_nothing(own: Footnote) -> None:
    said = json.loads(own("reindex", "--preview", "--json").out)
    assert (said["added"], said["preview"], said["documents"]) == (["mill.txt"], True, 0)
    assert own("reindex", "--preview").out.splitlines()[1] == "A preview: nothing was changed."


def test_a_limited_document_is_not_for_the_terminal(own: Footnote) -> None:
    own("reindex")
    assert own("library", "access", "mill.txt", "--role", "42").code == 0
    assert documents(own) == set()
    assert json.loads(own("search", "--json", "mill").out)["hits"] == []
    assert own("library", "access", "mill.txt").code == 0
    assert documents(own) == {"seeds/mill.txt"}


@pytest.mark.parametrize("name", ["seeds/board/a.txt", "board/a.txt", "board", "board/", "seeds/board", "seeds/board/"])
def test_a_document_goes_by_its_path_with_or_without_its_library(own: Footnote, tmp_path: Path, name: str) -> None:
    (tmp_path / "seeds" / "board").mkdir()
    (tmp_path / "seeds" / "board" / "a.txt").write_text(FAIR, encoding="utf-8")
    own("reindex")
    said = own("library", "access", name, "--role", "42")
    assert said == Said(0, f"“{name.removeprefix('seeds/')}” is limited: 1 document there now.\n", "")
    assert documents(own) == {"seeds/mill.txt"}
    own("library", "access", name)
    assert documents(own) == {"seeds/mill.txt", "seeds/board/a.txt"}
    for command in ("remove", "erase"):
        assert "lies in the folder of documents" in own("library", command, name).err


@pytest.mark.parametrize("command", ["remove", "erase"])
def test_a_given_file_goes_by_its_path_with_its_library(own: Footnote, fair: str, command: str) -> None:
    own("library", "add", fair)
    assert own("library", command, "seeds/fair.txt").code == 0
    assert documents(own) == {"seeds/mill.txt"}


def test_a_limit_is_only_set_ahead_when_that_is_said(own: Footnote, tmp_path: Path) -> None:
    own("reindex")
    said = own("library", "access", "bord", "--role", "42")
    assert (said.code, said.is_one_sentence) == (1, True)
    assert own("library", "access", "board", "--role", "42", "--ahead").code == 0
    (tmp_path / "seeds" / "board").mkdir()
    (tmp_path / "seeds" / "board" / "a.txt").write_text(FAIR, encoding="utf-8")
    assert documents(own) == {"seeds/mill.txt"}
    assert own("library", "access", "board/a.txt").out.endswith("Limited as well, by what is said of “board”.\n")


def test_a_servers_library_is_its_own(own: Footnote, fair: str) -> None:
    own("library", "add", fair, "--library", "42")
    assert documents(own) == {"seeds/mill.txt"}
    assert own("library", "history", "--library", "42").out.count("\n") == 2


@pytest.mark.parametrize(
    "command",
    [
        ["add", "fair.txt"],
        ["remove", "mill.txt"],
        ["erase", "mill.txt"],
        ["access", "mill.txt"],
        ["access", "board", "--role", "42", "--ahead"],
        ["history"],
        ["rollback", "1"],
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("fair")
def test_a_library_that_there_is_not_is_refused_with_those_that_there_are(own: Footnote, command: list[str]) -> None:
    own("library", "add", "fair.txt", "--library", "42")
    own("reindex")
    said = own("library", *command, "--library", "sedes")
    assert (said.code, said.is_one_sentence) == (2, True)
    assert "There is no library “sedes”: there are 42, seeds" in said.err


def test_a_number_begins_a_library_only_where_something_comes_into_it(own: Footnote, fair: str) -> None:
    assert own("library", "history", "--library", "43").code == 2
    assert own("library", "add", fair, "--library", "43").code == 0
    assert own("library", "history", "--library", "43").code == 0
    assert own("library", "history").code == 0, "the shared one is there before anything is in it"


def test_a_backup_restores_what_was(own: Footnote, fair: str) -> None:
    own("library", "add", fair)
    own("reindex")
    assert own("backup", "kept.zip") == Said(0, "Backed up to kept.zip.\n", "")
    own("library", "erase", "fair.txt")
    assert own("restore", "kept.zip") == Said(0, "Restored from kept.zip.\n", "")
    assert own("sources", "text", "seeds/fair.txt").out == FAIR
    assert own("sources", "text", "seeds/mill.txt").out == MILL


@pytest.mark.parametrize(
    "command",
    [
        ["library", "add", "none.txt"],
        ["library", "add", "file:///etc/passwd"],
        ["library", "add", "http://127.0.0.1/"],
        ["library", "remove", "none.txt"],
        ["library", "erase", "none.txt"],
        ["library", "rollback", "9"],
        ["library", "add", "pipe"],
        ["library", "add", "seeds"],
        ["library", "add", "n" * 300],
        ["library", "remove", "n" * 300],
        ["library", "erase", "😀" * 200],
        ["library", "remove", "/etc/passwd"],
        ["library", "remove", ".."],
        ["library", "remove", "caf\udce9"],
        ["library", "erase", "caf\udce9"],
        ["library", "add", "caf\udce9"],
        ["backup", "none/at/all.zip"],
        ["backup", "."],
        ["backup", "/"],
        ["backup", "seeds"],
        ["backup", "n" * 300],
        ["restore", "none.zip"],
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(own: Footnote, tmp_path: Path, command: list[str]) -> None:
    own("reindex")
    os.mkfifo(tmp_path / "pipe")
    said = own(*command)
    assert "unexpected" not in said.err
    assert "lies in the folder" not in said.err
    assert said.code == 1
    assert said.is_one_sentence
