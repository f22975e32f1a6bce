"""500 questions at once from 20 servers, one of them noisy, in stormy weather, while the documents are reindexed."""

import asyncio
import json
import math
import sys
import time
from asyncio.subprocess import PIPE
from collections import Counter
from pathlib import Path
from statistics import quantiles
from typing import Any

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.client import Footnote
from bot.settings import Settings as BotSettings
from bot.supervising import Patience, serve
from index import KnowledgeBase, Settings
from tests.bot.serving import _at_once
from tests.wire.payloads import TOKEN

ROOT = Path(__file__).parents[2]
DOCUMENTS = 40
PROBE_SECONDS = 0.01

pytestmark = pytest.mark.acceptance


def write_documents(folder: Path) -> None:
    """The seed's article, and enough others that a reindex lasts."""
    folder.mkdir()
    (folder / "kim.txt").write_text(next((ROOT / "seeds").glob("*.txt")).read_text("utf-8"), "utf-8")
    for n in range(DOCUMENTS):
        days = " ".join(
            f"On day {day} of voyage {n} the crew of the Anna {n} logged {day * n} miles." for day in range(90)
        )
        (folder / f"voyage {n}.md").write_text(f"# Voyage {n}\n\n{days}\n", "utf-8")


async def probe(lags: list[float]) -> None:
    """How late the event loop is, again and again, in seconds."""
    while True:
        began = time.perf_counter()
        await asyncio.sleep(PROBE_SECONDS)
        lags.append(time.perf_counter() - began - PROBE_SECONDS)


def jain(counts: list[int]) -> float:
    """Jain's fairness index: 1 when all are equal, 1/n when one has everything (Jain, Chiu and Hawe 1984)."""
    return sum(counts) ** 2 / (len(counts) * sum(count**2 for count in counts))


def percentile(values: list[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def fairness(report: dict[str, Any], share: float) -> float:
    """Over the servers, when this share of all questions had been answered and every server still had some open."""
    order = sorted(range(report["asked"]), key=lambda n: report["over"][n])[: round(share * report["asked"])]
    served = Counter(report["servers"][n] for n in order)
    return jain([served[server] for server in set(report["servers"])])


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    monkeypatch.setattr(Footnote, "before_identify_hook", _at_once)


@pytest.mark.usefixtures("library")
async def test_a_crowd_is_answered_once_each_and_fairly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    await asyncio.to_thread(write_documents, tmp_path / "seeds")
    knowledge_base = KnowledgeBase(Settings(data=tmp_path / "data", seeds=tmp_path / "seeds"))
    program = (sys.executable, "-m", "tests.acceptance.crowd")
    crowd = await asyncio.create_subprocess_exec(*program, cwd=ROOT, stdin=PIPE, stdout=PIPE, limit=2**26)
    assert crowd.stdin
    assert crowd.stdout
    lags: list[float] = []
    try:
        where = json.loads(await crowd.stdout.readline())
        env = {"DISCORD_TOKEN": TOKEN, "DISCORD_API": where["api"], "DISCORD_GATEWAY": where["gateway"]}
        await asyncio.to_thread(_move, tmp_path / "seeds", tmp_path / "aside")
        await knowledge_base.reindex()
        await asyncio.to_thread(_move, tmp_path / "aside", tmp_path / "seeds")
        bot = asyncio.create_task(serve(BotSettings.from_env(env), knowledge_base, tmp_path / "bot", Patience()))
        await asyncio.sleep(2)
        reindexing = asyncio.create_task(knowledge_base.reindex())
        probing = asyncio.create_task(probe(lags))
        crowd.stdin.write(b"go\n")
        report = json.loads(await crowd.stdout.readline())
        probing.cancel()
        reindexed_meanwhile = not reindexing.done()
        await reindexing
        bot.cancel()
        await asyncio.wait([bot], timeout=10)
    finally:
        if crowd.returncode is None:
            crowd.kill()
        await crowd.wait()
        await knowledge_base.close()

    acknowledged = [seconds for seconds in report["acknowledged"] if seconds is not None]
    over = [seconds for seconds in report["over"] if seconds < math.inf]
    with capsys.disabled():
        print(  # noqa: T201 - figures to report; they never fail the test
            f"\n{report['asked']} questions, {report['faulty']} of {report['requests']} requests failed; acknowledged "
            f"p50 {percentile(acknowledged, 50):.2f} s, p99 {percentile(acknowledged, 99):.2f} s, max "
            f"{max(acknowledged):.2f} s; answered p50 {percentile(over, 50):.1f} s, max {max(over):.1f} s; fairness "
            f"{fairness(report, 0.4):.3f} at 40 %, {fairness(report, 0.7):.3f} at 70 %; event loop late p50 "
            f"{1000 * percentile(lags, 50):.1f} ms, p99 {1000 * percentile(lags, 99):.0f} ms, max "
            f"{1000 * max(lags):.0f} ms; the reindex {'outlasted' if reindexed_meanwhile else 'ended during'} the crowd"
        )
    assert len(acknowledged) == len(over) == report["asked"] == 500
    assert report["messages"] == 0, "each answer is an edit of the one message that acknowledged the question"
    assert all(
        "Kim" in text or "North Korea" in text or "No sentence" in text or "line" in text for text in report["last"]
    )
    assert fairness(report, 0.4) >= 0.9


def _move(here: Path, there: Path) -> None:
    """Carry all documents but the article: it is indexed before the crowd comes, they when it does."""
    there.mkdir(exist_ok=True)
    for file in here.glob("voyage*"):
        file.rename(there / file.name)
