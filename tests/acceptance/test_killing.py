"""kill -9 at any moment: every document is old or new, never lost, doubled or half; what was erased stays erased."""

import random
from pathlib import Path

import pytest

from tests.acceptance.killing import Home
from tests.index.life import LIBRARIES, Deed, possible

KILLS = 200
DEEDS = 40
"""More than a run has time for."""


def changes(luck: random.Random, home: Home, number: int) -> list[Deed]:
    """A few changes of the folder of documents."""
    files = sorted(home.expected.files)
    new = [path for path in ("a.txt", "b.txt", "sub/c.txt") if path not in files]
    deeds = [Deed("write", path="a.txt", number=number), Deed("write", path="sub/c.txt", number=number + 1)]
    deeds += [Deed("delete", path=path) for path in files]
    deeds += [Deed("rename", path=path, new=to) for path in files for to in new]
    return luck.sample(deeds, 1)


def plan(luck: random.Random, home: Home, number: int) -> list[Deed]:
    """Deeds one after the other, each of which will then be possible."""
    expected, deeds = home.expected.copy(), list[Deed]()
    for turn in range(DEEDS):
        of_kind: dict[str, list[Deed]] = {}
        for deed in possible(expected, luck.choice(LIBRARIES), number + 10 * turn):
            of_kind.setdefault(deed.do, []).append(deed)
        kind = luck.choice([*of_kind, *(["add", "add"] if "add" in of_kind else [])])
        deeds.append(luck.choice(of_kind[kind]))
        expected.apply(deeds[-1])
    return deeds


async def kill(home: Home, luck: random.Random, times: int, longest: float) -> list[int]:
    """How many deeds were done before each kill."""
    done = []
    for turn in range(times):
        number = 1 + turn * 10 * (DEEDS + 1)
        for deed in changes(luck, home, number):
            home.change(deed)
        deeds = plan(luck, home, number + 10)
        home.run(deeds, kill_after=luck.uniform(0.3, longest))
        done.append(await home.check(deeds))
    return done


async def test_a_few_random_kills(tmp_path: Path) -> None:
    await kill(Home(tmp_path), random.Random("smoke"), 5, longest=1.5)


@pytest.mark.acceptance
@pytest.mark.parametrize("model", ["", "toy"])
async def test_a_hundred_random_kills(tmp_path: Path, model: str) -> None:
    home, luck = Home(tmp_path), random.Random(f"killed {model}")
    home.expected.model = model
    done = await kill(home, luck, KILLS // 2, longest=3.0)
    assert sum(done) > KILLS, "the kills came before anything was done"
