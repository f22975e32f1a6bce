"""The real process, with the real index, against the fake Discord."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.bot.serving import check_bodies
from tests.wire.discord import FakeDiscord
from tests.wire.payloads import APPLICATION, TOKEN
from tests.wire.rest import Open, text_of

ROOT = Path(__file__).parents[2]
QUESTION = "when did Kim meet Putin?"
START_SECONDS = 60.0


@asynccontextmanager
async def footnote(discord: FakeDiscord, data: Path, token: str = TOKEN) -> AsyncIterator[Process]:
    """`footnote run`, killed at the end of the block if it is still there."""
    settings = {"DISCORD_TOKEN": token, "DISCORD_API": discord.api, "DISCORD_GATEWAY": discord.gateway.url}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        env={**os.environ, **settings, "DATA_DIR": str(data), "SEEDS_DIR": str(ROOT / "seeds")},
        cwd=ROOT,
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def _answered(discord: FakeDiscord) -> tuple[Open, str]:
    """A question and its answer, asked again while the documents are still being indexed for the first time."""
    await discord.until(lambda: discord.gateway.connected, START_SECONDS)
    async with asyncio.timeout(START_SECONDS):
        while True:
            opened = await discord.slash("ask", question=QUESTION)
            card = await discord.answer(opened)
            if "September" in card:
                return opened, card
            await asyncio.sleep(0.2)


async def ended(process: Process) -> tuple[int, str]:
    """The exit code, and everything said on both streams."""
    out, err = await asyncio.wait_for(process.communicate(), START_SECONDS)
    assert process.returncode is not None
    return process.returncode, (out + err).decode()


async def test_a_member_asks_and_gets_the_proof_again_after_a_restart(tmp_path: Path) -> None:
    async with FakeDiscord() as discord:
        async with footnote(discord, tmp_path) as process:
            opened, card = await _answered(discord)
            written = await discord.write(f"<@{APPLICATION}> {QUESTION}")
            await discord.until(lambda: discord.replies(written))
            process.send_signal(signal.SIGTERM)
            code, said = await ended(process)

        assert code == 0
        assert TOKEN not in said
        assert QUESTION not in said
        assert "Traceback" not in said
        async with footnote(discord, tmp_path) as process:
            await discord.until(lambda: discord.gateway.connected, START_SECONDS)
            passages = await discord.answer(await discord.click(opened.shown[-1], "Passages"))

        for text in (card, text_of(discord.replies(written)[0])):
            assert "September" in text.replace("**", "")
            assert "Mr Kim traveled to Russia" in text
            assert "Guernsey Press" in text
        assert "**Mr Kim traveled to Russia in September for a summit" in passages
        check_bodies(discord)


async def test_a_wrong_token_is_one_sentence_and_an_exit_code(tmp_path: Path) -> None:
    async with FakeDiscord() as discord, footnote(discord, tmp_path, token="not.the.token") as process:
        code, said = await ended(process)

    assert code == 1
    assert "DISCORD_TOKEN" in said
    assert "not.the.token" not in said
    assert "Traceback" not in said
