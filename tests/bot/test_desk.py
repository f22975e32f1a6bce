import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot import desk, ending
from bot.console import Terminal
from bot.desk import Desk
from bot.settings import Settings as BotSettings
from index import KnowledgeBase, Models, Settings
from tests.bench import corpus
from tests.bot.terminal import ROOT, SECONDS


def embedded(data: Path) -> int:
    """How many vectors a change that is under way has kept so far."""
    catalogue = data / "catalogue.sqlite3"
    if not catalogue.is_file():
        return 0
    with closing(sqlite3.connect(catalogue)) as db:
        try:
            return int(db.execute("SELECT count(*) FROM embedded").fetchone()[0])
        except sqlite3.OperationalError:  # the tables are not made yet
            return 0


def test_an_index_that_is_told_to_end_says_what_is_kept_of_it(tmp_path: Path) -> None:
    corpus.write(tmp_path / "seeds", 300)
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "reindex", "--data", "data", "--seeds", "seeds"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not embedded(tmp_path / "data") and process.poll() is None:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGTERM)  # as a terminal does with Ctrl-C: its own children are told nothing
    out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, out) == (ending.INTERRUPTED, "")
    assert err.startswith("Stopped with ")
    assert err.endswith("the next run goes on from there; nothing else was changed.\n")
    assert embedded(tmp_path / "data")


def test_what_does_not_end_soon_is_left_in_the_middle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    left = threading.Event()
    codes: list[int] = []

    def leave(code: int) -> None:
        codes.append(code)
        left.set()

    def shut(_: KnowledgeBase) -> None:
        left.wait(SECONDS)

    (tmp_path / "seeds").mkdir()
    monkeypatch.setattr(desk, "STOP_SECONDS", 0.0)
    monkeypatch.setattr(os, "_exit", leave)
    monkeypatch.setattr(KnowledgeBase, "shut", shut)
    monkeypatch.setattr(Models, "load", lambda _: Models(None, None))
    here = Desk(Settings(tmp_path / "data", tmp_path / "seeds"), BotSettings(), Terminal())
    with pytest.raises(KeyboardInterrupt), here.opened():
        raise KeyboardInterrupt
    assert codes == [ending.INTERRUPTED]
    assert capsys.readouterr().err == "Stopped in the middle of a step; the next run goes on from what is kept.\n"
