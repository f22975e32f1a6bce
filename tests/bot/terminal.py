"""`footnote` as somebody types it: run in this process, or as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import main

ROOT = Path(__file__).parents[2]
SECONDS = 60
MILL = "The mill closed in 1931. Nobody was dismissed."
"""The one document of a folder of the tests' own."""


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended, and what it said on both streams."""

    code: int
    out: str
    err: str

    @property
    def is_one_sentence(self) -> bool:
        """Whether it failed as people deserve: one sentence, no stack, nothing on the output."""
        return (
            not self.out
            and self.err.count("\n") == 1
            and self.err.endswith((".\n", "?\n"))
            and "Traceback" not in self.err
        )


Footnote = Callable[..., Said]


def within(capsys: pytest.CaptureFixture[str]) -> Footnote:
    """Run commands in this process."""

    def run(*arguments: object) -> Said:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


def process(*arguments: object, folder: Path, stdin: str = "", **env: str) -> Said:
    """Run a command as a process of its own, in a folder, with nothing from this environment but what it needs."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *map(str, arguments)],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder), **env},
        input=stdin.encode(),
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())
