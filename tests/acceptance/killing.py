"""`Home`: a data folder whose process is killed, and what must be true of it afterwards."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from index import vectors
from index.children import environment
from index.knowledge_base import KnowledgeBase
from index.loading import Models
from index.settings import Settings
from tests.index.life import MODELS, Deed, Expected, change, faults, held, look, perform, traces

READY_SECONDS = 10.0
"""As operators are promised, after any crash."""


@dataclass(slots=True)
class Home:
    """`expected` is what the folder holds; `erased` are the numbers of documents that were erased for ever."""

    folder: Path
    expected: Expected = field(default_factory=Expected)
    erased: set[int] = field(default_factory=set)
    slowest: float = 0.0
    behind: int = vectors.MAX_BEHIND

    def __post_init__(self) -> None:
        self.seeds.mkdir(parents=True, exist_ok=True)
        (self.folder / "log").touch()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def seeds(self) -> Path:
        return self.folder / "seeds"

    def copy(self, folder: Path) -> "Home":
        """The same again, elsewhere."""
        shutil.copytree(self.folder, folder)
        return Home(folder, self.expected.copy(), {*self.erased}, behind=self.behind)

    def change(self, deed: Deed) -> None:
        """Change the folder of documents, while nothing runs."""
        self.expected.apply(deed)
        change(self.seeds, deed)

    def command(self, deeds: Sequence[Deed]) -> list[str]:
        """What starts the process that does the deeds."""
        (self.folder / "deeds.json").write_text(json.dumps([asdict(deed) for deed in deeds]), encoding="utf-8")
        (self.folder / "log").write_bytes(b"")
        places = [self.data, self.seeds, self.folder / "deeds.json", self.folder / "log"]
        return [
            sys.executable,
            "-m",
            "tests.acceptance.driver",
            *map(str, places),
            self.expected.model,
            str(self.behind),
        ]

    def run(self, deeds: Sequence[Deed], *, before: Sequence[str] = (), kill_after: float | None = None) -> int:
        """Start it, kill it after so many seconds, if it still runs; its exit status."""
        env = environment() | {"PYTHONDONTWRITEBYTECODE": "1"}
        with subprocess.Popen([*before, *self.command(deeds)], env=env, stderr=subprocess.DEVNULL) as process:
            try:
                return process.wait(kill_after)
            except subprocess.TimeoutExpired:
                process.kill()
                return process.wait()

    def run_until(self, deeds: Sequence[Deed], acknowledged: int) -> int:
        """Start it, and kill it once so many deeds are acknowledged; how many then are."""
        log, env = self.folder / "log", environment() | {"PYTHONDONTWRITEBYTECODE": "1"}
        with subprocess.Popen(self.command(deeds), env=env, stderr=subprocess.DEVNULL) as process:
            while log.stat().st_size < acknowledged and process.poll() is None:
                time.sleep(0.001)
            process.kill()
        assert process.returncode == -signal.SIGKILL
        return log.stat().st_size

    async def check(self, deeds: Sequence[Deed]) -> int:
        """All that was acknowledged is there, and the next deed wholly or not at all; how many deeds are done."""
        done = len((self.folder / "log").read_bytes())
        for deed in deeds[:done]:
            self._apply(deed)
        start = time.monotonic()
        base = KnowledgeBase(Settings(self.data, self.seeds), Models(MODELS.get(self.expected.model), None))
        self.slowest = max(self.slowest, time.monotonic() - start)
        assert self.slowest < READY_SECONDS
        try:
            now = held(base._catalogue)
            if now != self.expected.state():
                assert done < len(deeds), f"after all of {deeds}: {now} instead of {self.expected.state()}"
                self._apply(deeds[done])
                assert now == self.expected.state(), f"after {deeds[:done]}, in {deeds[done]}"
                done += 1
            await look(base, self.expected, max(self.expected.numbers(), default=0))
        finally:
            await base.close()
        wrong = list(faults(self.data / "catalogue.sqlite3"))
        assert wrong == [], wrong
        self.erased -= self.expected.numbers()
        assert {number: found for number in self.erased if (found := traces(self.data, number))} == {}
        return done

    def _apply(self, deed: Deed) -> None:
        before = self.expected.numbers()
        self.expected.apply(deed)
        if deed.do in {"erase", "erase library"}:
            self.erased |= before - self.expected.numbers()

    async def prepare(self, deeds: Sequence[Deed]) -> None:
        """Do the deeds here, with nobody in the way."""
        base = KnowledgeBase(Settings(self.data, self.seeds), Models(MODELS.get(self.expected.model), None))
        for deed in deeds:
            self._apply(deed)
            await perform(base, self.seeds, deed)
        await base.settle()
        await base.close()
