import errno
import os
import signal
import subprocess
import sys
import tomllib
from concurrent.futures import Future
from pathlib import Path

import pytest

from bot import command_line
from bot.__main__ import main
from index import DamagedCatalogue, DataFolderInUse, Failure, InvalidQuestion, InvalidSetting, Models, UnreadableFolder
from tests.bot.terminal import ROOT, Footnote, process, within


@pytest.fixture
def footnote(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Footnote:
    """Commands in an empty folder, whose settings come from its own `.env`."""
    monkeypatch.chdir(tmp_path)
    for name in ("DISCORD_TOKEN", "DISCORD_API", "DISCORD_GATEWAY", "LOG_LEVEL", "DATA_DIR", "SEEDS_DIR", "EMBEDDING"):
        monkeypatch.setenv(name, "")  # so that what `.env` sets is taken back after the test
        monkeypatch.delenv(name)
    return within(capsys)


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Whatever is typed fails in this way."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(command_line.footnote, "invoke", fail)


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (InvalidQuestion("Ask something."), 2),
        (InvalidSetting("Set something."), 2),
        (DataFolderInUse("Somebody has it."), 3),
        (UnreadableFolder("It is gone."), 1),
        (DamagedCatalogue("It is damaged."), 1),
        (Failure("It failed."), 1),
    ],
)
def test_a_failure_is_its_own_sentence_and_its_exit_code(
    footnote: Footnote, monkeypatch: pytest.MonkeyPatch, failure: Failure, code: int
) -> None:
    failing(monkeypatch, failure)
    said = footnote("ask", "why?")
    assert (said.code, said.out, said.err) == (code, "", f"{failure}\n")


def test_too_many_open_files_are_said_with_what_helps(footnote: Footnote, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, OSError(errno.EMFILE, "Too many open files"))
    said = footnote("ask", "why?")
    assert (said.code, said.is_one_sentence) == (1, True)
    assert "ulimit -n" in said.err


def test_the_unexpected_is_one_sentence_without_its_details(
    footnote: Footnote, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, ZeroDivisionError("/srv/secret/path"))
    said = footnote("ask", "why?")
    assert said.code == 1
    assert said.is_one_sentence
    assert "secret" not in said.err


def test_an_interrupt_is_no_failure_of_the_program(footnote: Footnote, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, KeyboardInterrupt())
    said = footnote("ask", "why?")
    assert (said.code, said.out, said.err) == (130, "", "")


INTERRUPTING = """
import os, signal, sys
MODULE = sys.argv[1]
class Interrupting:
    def find_spec(self, name, *rest):
        if name == MODULE:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it for what it starts in the background
from bot.__main__ import main
sys.argv[1:] = ["ask", "why?"]
sys.exit(main())
"""


@pytest.mark.parametrize("module", ["dotenv", "numpy", "bot.shell", "rich.console"])
def test_an_interrupt_while_the_program_is_being_imported_is_no_traceback(tmp_path: Path, module: str) -> None:
    """`module` is what is just being imported."""
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTING, module], cwd=tmp_path, env=env, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, b"", b"")  # to a shell that is 130


@pytest.mark.parametrize(
    ("command", "closed"),
    [("chat", "<&-"), ("sources", ">&-"), ("sources --json", ">&-"), ("ask why?", "<&- >&- 2>&-")],
)
def test_a_stream_that_is_closed_is_no_failure(indexed: Path, tmp_path: Path, command: str, closed: str) -> None:
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DATA_DIR": str(indexed)}
    shell = f"exec '{sys.executable}' -m bot {command} {closed}"
    done = subprocess.run(
        ["/bin/sh", "-c", shell],
        cwd=tmp_path,
        env=env | {"SEEDS_DIR": str(ROOT / "seeds")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode == (4 if command == "ask why?" else 0)
    assert b"Traceback" not in done.stderr
    assert b"unexpected" not in done.stderr


@pytest.mark.parametrize(
    "line", ["DISCORD_API=ftp://a.example", "DISCORD_GATEWAY=nonsense", "LOG_LEVEL=LOUD", "DISCORD_TOKEN=two words"]
)
def test_a_wrong_setting_is_named_and_its_value_is_not(footnote: Footnote, tmp_path: Path, line: str) -> None:
    (tmp_path / ".env").write_text(f"{line}\n", encoding="utf-8")
    name, _, value = line.partition("=")
    said = footnote("sources")
    assert said.code == 2
    assert said.is_one_sentence
    assert name in said.err
    assert value not in said.err


def test_settings_come_from_the_folder_that_the_program_is_started_in(footnote: Footnote, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SEEDS_DIR=papers\n", encoding="utf-8")
    assert "The folder of documents, papers, cannot be read" in footnote("reindex").err


def test_the_environment_goes_before_the_file(
    footnote: Footnote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("SEEDS_DIR=papers\n", encoding="utf-8")
    monkeypatch.setenv("SEEDS_DIR", "books")
    assert "The folder of documents, books, cannot be read" in footnote("reindex").err


def test_without_a_command_the_commands_are_listed(footnote: Footnote) -> None:
    said = footnote()
    assert "Usage: footnote" in said.out + said.err
    assert "Traceback" not in said.err


def test_the_version_is_that_of_the_project(footnote: Footnote) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert footnote("--version").out == f"footnote {project['version']}\n"


def test_the_console_script_is_this_entrance() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"footnote": f"{main.__module__}:{main.__name__}"}


def test_a_process_exits_with_the_code_of_its_command(tmp_path: Path) -> None:
    said = process("reindex", folder=tmp_path)
    assert said.code == 1
    assert said.is_one_sentence


def test_a_command_that_answers_gets_the_models_on_their_way(
    footnote: Footnote, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[Future[Models]] = []
    opening = Models.opening

    def noted(embedding: str) -> Future[Models]:
        opened.append(opening(embedding))
        return opened[-1]

    monkeypatch.setattr(Models, "opening", noted)
    footnote("doctor")
    footnote("--help")
    assert opened == []
    (tmp_path / "seeds").mkdir()
    loads = 0
    load = Models.load

    def counted(embedding: str) -> Models:
        nonlocal loads
        loads += 1
        return load(embedding)

    monkeypatch.setattr(Models, "load", counted)
    assert footnote("--data", "elsewhere", "search", "why?").code == 0
    assert opened[0].result().are_complete
    assert loads == 1  # the knowledge base has taken these


def test_a_wrong_embedder_is_one_sentence(footnote: Footnote, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / ".env").write_text("EMBEDDING=nobody:model\n", encoding="utf-8")
    said = footnote("ask", "why?")
    assert said.code == 2
    assert said.is_one_sentence
    assert "EMBEDDING must be" in said.err


@pytest.mark.usefixtures("footnote")
@pytest.mark.parametrize("content", ["# Müller".encode("latin-1"), "LOG_LEVEL=INFO\n".encode("utf-16")])
def test_an_env_file_in_another_encoding_is_told(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".env").write_bytes(content)
    assert main(["doctor"]) == 2
    assert capsys.readouterr().err == ".env cannot be read; save it as UTF-8 text.\n"
