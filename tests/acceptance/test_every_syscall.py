"""kill -9 at every system call that changes the disk: the n-th write, sync, renaming, removal, until none is left."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.killing import Home
from tests.index.life import Deed

CALLS = ("write", "pwrite64", "fsync", "fdatasync", "rename", "renameat2", "unlink", "unlinkat", "ftruncate")
FEW = 20
"""Of the many writes of Chroma, in the child that builds: the first ones, and so many of the others."""

SERVER = "1001"
BEFORE = [
    Deed("add", SERVER, "a.txt", 1),
    Deed("add", SERVER, "a.txt", 2),
    *(Deed("add", SERVER, path, n) for n, path in enumerate(("b.txt", "sub/c.txt", "ü ber.txt"), start=3)),
]
DEEDS = {
    "add": Deed("add", SERVER, "sub/a.txt", 7),
    "update": Deed("add", SERVER, "b.txt", 8),
    "roll back": Deed("roll back", SERVER, number=1),
    "erase": Deed("erase", SERVER, "a.txt"),
}


def refusal() -> str:
    """Why strace cannot be used here; empty if it can."""
    if not (strace := shutil.which("strace")):
        return "strace is not installed"
    works = subprocess.run([strace, "-f", "-o", "/dev/null", "true"], check=False, capture_output=True)
    return works.stderr.decode() if works.returncode else ""


pytestmark = pytest.mark.skipif(bool(why := refusal()), reason=why)


def traced(home: Home, deed: Deed) -> dict[str, int]:
    """How often a thread makes each of the calls while the deed is done, the busiest one."""
    log = home.folder / "trace"
    assert home.run([deed], before=["strace", "-f", "-o", str(log), "-e", f"trace={','.join(CALLS)}"]) == 0
    made = Counter(re.findall(r"^(\d+) +(\w+)\(", log.read_text(errors="replace"), re.MULTILINE))
    return {call: max((count for (_, name), count in made.items() if name == call), default=0) for call in CALLS}


def killing(call: str, nth: int) -> list[str]:
    return ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={nth}"]


def some(count: int) -> Iterator[int]:
    yield from range(1, min(count, FEW) + 1)
    yield from range(FEW + 1, count + 1, max(1, (count - FEW) // FEW))


async def prepared(folder: Path, model: str = "") -> Home:
    home = Home(folder)
    home.expected.model = model
    await home.prepare(BEFORE)
    return home


@pytest.mark.acceptance
@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
async def test_a_kill_at_every_call_of(deed: Deed, tmp_path: Path) -> None:
    home = await prepared(tmp_path / "before")
    calls = traced(home.copy(tmp_path / "traced"), deed)
    assert calls["pwrite64"] > 5
    assert calls["fdatasync"] + calls["fsync"] > 0
    for call, count in calls.items():
        for nth in range(1, count + 1):
            killed = home.copy(tmp_path / "killed")
            killed.run([deed], before=killing(call, nth))
            await killed.check([deed])
            await killed.prepare([Deed("add", SERVER, "after.txt", 9)])
            shutil.rmtree(killed.folder)


@pytest.mark.acceptance
async def test_a_kill_at_every_call_of_a_swap_of_generations(tmp_path: Path) -> None:
    home = await prepared(tmp_path / "before", "toy")
    home.behind = 0
    assert [*home.data.glob("vectors/1/toy/0*")], "one generation gives way to the next"
    calls = traced(home.copy(tmp_path / "traced"), DEEDS["add"])
    assert calls["rename"] > 0
    for call, count in calls.items():
        for nth in some(count):
            killed = home.copy(tmp_path / "killed")
            killed.run([DEEDS["add"]], before=killing(call, nth))
            await killed.check([DEEDS["add"]])
            shutil.rmtree(killed.folder)
