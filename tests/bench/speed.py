"""`python -m tests.bench speed`: Footnote and the starter over Chroma, on the same files, in the same run.

The starter has the bundled embedder's weights, so that the ratios measure the design and not the model, and runs them
as wrappers of LlamaIndex do (`Plain`). Rows of their own show it with Footnote's way of running them, which it is lent.
Every step is a process of its own; the two take turns, so that both meet the same machine.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median, quantiles
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench import corpus, resources

COLD_STARTS = 5
LENT = "; starter with our embedder"
MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of both, how they compare, and what Footnote wants."""

    figure: str
    footnote: str
    starter: str
    ratio: str
    goal: str


@dataclass(frozen=True, slots=True)
class Ran:
    """What the steps of one side gave."""

    build: dict[str, Any]
    again: dict[str, Any]
    warm: dict[str, Any]
    cold: tuple[float, float]
    disk: int

    @property
    def rate(self) -> float:
        """Tokens embedded a second."""
        return float(self.build["tokens"] / self.build["seconds"])


def main(files: int, console: Console) -> None:
    """Build, ask, build again; print the ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus.write(folder / "seeds", files)
        before = _step("bare", folder, console)
        built = {"footnote": _step("footnote-build", folder, console)}
        bare = mean((before["rate"], _step("bare", folder, console)["rate"]))
        built |= {side: _step(f"{side}-build", folder, console) for side in ("starter", "lent")}
        disk = {side: resources.size(folder / side) for side in built}
        asked = {"footnote": _ask(folder)} | {side: _measured(f"{side}-ask", folder) for side in ("starter", "lent")}
        cold = {side: _cold(command, folder / "bytecode", console) for side, command in asked.items()}
        warm = {side: _step(f"{side}-warm", folder, console) for side in built}
        alike = _step("footnote-alike", folder, console)
        again = {side: _step(f"{side}-again", folder, console) for side in ("footnote", "starter")}
        ours, theirs, lent = (
            Ran(built[side], again.get(side, {}), warm[side], cold[side], disk[side]) for side in built
        )
    text = f"{files:,} files, {ours.build['passages']:,} passages; the starter makes {theirs.build['passages']:,}"
    console.print(_table(text, _rows(ours, theirs, lent, bare, alike)))


def _rows(ours: Ran, theirs: Ran, lent: Ran, bare: float, alike: dict[str, int]) -> Sequence[Row]:
    return (
        _rate("tokens embedded a second", ours, theirs, "≥ 1.5"),
        _rate("tokens embedded a second" + LENT, ours, lent, ""),
        Row(
            "of the bare model's rate",
            f"{100 * ours.rate / bare:.0f} %",
            f"{100 * theirs.rate / bare:.0f} %",
            "",
            "≥ 90 %",
        ),
        _seconds("first ingest", ours.build["seconds"], theirs.build["seconds"], ""),
        _seconds("nothing changed", ours.again["unchanged"], theirs.again["unchanged"], "≥ 50"),
        _seconds("one file changed", ours.again["changed"], theirs.again["changed"], "≥ 50"),
        _seconds("cold start to the first answer (starter: passages)", ours.cold[0], theirs.cold[0], "≥ 2"),
        _seconds("cold start to the first answer" + LENT, ours.cold[0], lent.cold[0], ""),
        _seconds("until that process has ended", ours.cold[1], theirs.cold[1], ""),
        *(_warm(name, ours, theirs, percent) for name, percent in (("p50", 50), ("p95", 95))),
        _bytes(
            "memory while answering, with the starter's one model", alike["working"], theirs.warm["working"], "≤ 0.67"
        ),
        _bytes(
            "memory while answering, its own models, median",
            ours.warm["working"],
            theirs.warm["working"],
            "≤ 0.67",
        ),
        _bytes("memory while answering, its own models" + LENT, ours.warm["working"], lent.warm["working"], ""),
        _bytes("memory while answering, its own models, peak", ours.warm["peak"], theirs.warm["peak"], ""),
        _bytes("memory after it, at rest", ours.warm["resting"], theirs.warm["resting"], ""),
        _bytes("memory while indexing, peak", ours.build["peak"], theirs.build["peak"], ""),
        _bytes("disk", ours.disk, theirs.disk, "≤ 0.50"),
    )


def _row(figure: str, ours: str, theirs: str, ratio: float, goal: str) -> Row:
    return Row(figure, ours, theirs, f"{ratio:.2f}", goal)


def _rate(figure: str, ours: Ran, theirs: Ran, goal: str) -> Row:
    return _row(figure, f"{ours.rate:,.0f}", f"{theirs.rate:,.0f}", ours.rate / theirs.rate, goal)


def _seconds(figure: str, ours: float, theirs: float, goal: str) -> Row:
    """The ratio is how many times faster Footnote is."""
    return _row(figure, f"{ours:,.2f} s", f"{theirs:,.2f} s", theirs / ours, goal)


def _bytes(figure: str, ours: int, theirs: int, goal: str) -> Row:
    """The ratio is Footnote's share of what the starter takes."""
    return _row(figure, f"{ours / MEGA:,.0f} MB", f"{theirs / MEGA:,.0f} MB", ours / theirs, goal)


def _warm(name: str, ours: Ran, theirs: Ran, percent: int) -> Row:
    """Footnote searches and answers; the starter only searches."""
    answer, search, other = (
        1000 * _percentile(times, percent)
        for times in (ours.warm["answer"], ours.warm["search"], theirs.warm["search"])
    )
    return Row(f"warm question, {name}", f"{answer:.0f} ms (search {search:.0f} ms)", f"{other:.0f} ms", "", "")


def _percentile(times: Sequence[float], percent: int) -> float:
    return median(times) if percent == 50 else quantiles(times, n=100)[percent - 1]


def _ask(folder: Path) -> list[str]:
    where = ("--data", str(folder / "footnote"), "--seeds", str(folder / "seeds"))
    return [sys.executable, "-m", "bot", *where, "ask", corpus.questions(folder / "seeds", 1)[0]]


def _measured(step: str, folder: Path) -> list[str]:
    return [sys.executable, "-m", "tests.bench.measuring", step, str(folder)]


def _step(step: str, folder: Path, console: Console) -> dict[str, Any]:
    console.print(step, style="dim")
    done = subprocess.run(_measured(step, folder), stdout=subprocess.PIPE, check=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _cold(command: list[str], bytecode: Path, console: Console) -> tuple[float, float]:
    """The median times until a process says something, which is the answer, and until it has ended.

    From the second on its files are in the system's cache, and its own modules are compiled, as an installer compiles
    those of packages: some environments keep Python from writing that down.
    """
    console.print(" ".join(command[1:4]), style="dim")
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(bytecode)}
    answered, ended = [], []
    for _ in range(COLD_STARTS):
        started = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
            assert process.stdout
            process.stdout.read(1)
            answered.append(time.perf_counter() - started)
            process.stdout.read()
        ended.append(time.perf_counter() - started)
    return median(answered), median(ended)


def _table(title: str, rows: Sequence[Row]) -> Table:
    table = Table("figure", "Footnote", "starter", "ratio", "goal", title=title, title_justify="left", box=None)
    for row in rows:
        table.add_row(row.figure, row.footnote, row.starter, row.ratio, row.goal)
    return table
