import asyncio
import gc
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.supervising import CannotServe, serve
from tests.bot.library import Library
from tests.bot.server import ENGLISH
from tests.bot.serving import IMPATIENT, World
from tests.bot.test_asking import ASKED
from tests.bot.test_over_the_wire import EDIT, MENTION
from tests.wire.discord import FakeDiscord
from tests.wire.gateway import Gateway
from tests.wire.payloads import TOKEN
from tests.wire.rest import Fault

Hiccup = Callable[[Gateway], Awaitable[None]]


async def _abort(gateway: Gateway) -> None:
    gateway.abort()


HICCUPS: dict[str, Hiccup] = {
    "op 7": lambda gateway: gateway.reconnect(),
    "op 9 true": lambda gateway: gateway.invalidate(resumable=True),
    "op 9 false": lambda gateway: gateway.invalidate(resumable=False),
    "cut": _abort,
} | {f"close {code}": lambda gateway, code=code: gateway.close(code) for code in (1000, 1001, 4000, 4007, 4008, 4009)}  # type: ignore[misc]


async def _reconnected(discord: FakeDiscord, sessions: int) -> None:
    await discord.until(
        lambda: discord.gateway.connected and discord.gateway.identifies + discord.gateway.resumes > sessions
    )


@pytest.mark.parametrize("hiccup", HICCUPS.values(), ids=HICCUPS)
async def test_each_question_is_answered_once_whatever_the_gateway_does(world: World, hiccup: Hiccup) -> None:
    async with world.serving() as discord:
        world.library.gate.clear()
        before = await discord.slash("ask", question=ASKED, repeated=True)
        written = await discord.write(MENTION)
        await discord.tell(written, repeated=True)
        await discord.until(lambda: len(world.library.questions) == 2)
        await hiccup(discord.gateway)
        await _reconnected(discord, 1)
        world.library.gate.set()
        after = await discord.slash("ask", question=ASKED)
        for opened in (before, after):
            assert "September" in await discord.answer(opened)
        await discord.until(lambda: discord.replies(written))

    assert [len(before.shown), len(after.shown), len(discord.replies())] == [1, 1, 1]
    assert len(world.library.questions) == 3
    assert discord.gateway.identifies <= 2


async def test_what_was_said_while_no_session_was_open_is_answered_once(world: World) -> None:
    async with world.serving() as discord:
        await discord.write("good morning")
        await asyncio.sleep(0.05)
        discord.gateway.forget()
        lost = await discord.write(MENTION, lost=True)
        await discord.write("just talking", lost=True)
        discord.gateway.abort()
        await discord.until(lambda: discord.replies(lost))
        await discord.tell(lost)
        await asyncio.sleep(0.05)

    assert len(discord.replies()) == 1
    assert len(world.library.questions) == 1


async def test_a_replayed_event_is_taken_up_where_the_connection_broke(world: World) -> None:
    async with world.serving() as discord:
        discord.gateway.abort()
        opened = await discord.slash("ask", question=ASKED)
        assert "September" in await discord.answer(opened)

    assert discord.gateway.resumes == 1


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (4004, "DISCORD_TOKEN"),
        (4010, "shard"),
        (4011, "sharding"),
        (4012, "version"),
        (4013, "intents"),
        (4014, "intent"),
    ],
)
async def test_a_fatal_close_ends_in_one_sentence(world: World, code: int, words: str) -> None:
    world.discord.gateway.refuse = code
    with pytest.raises(CannotServe, match=words):
        await asyncio.wait_for(world.start(), 5)

    assert world.discord.gateway.identifies == 1


async def test_a_wrong_token_ends_in_one_sentence(world: World) -> None:
    world.discord.rest.faults.append(Fault("GET /users/@me", status=401))
    with pytest.raises(CannotServe, match="DISCORD_TOKEN"):
        await asyncio.wait_for(world.start(), 5)


async def test_no_token_ends_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotServe, match="DISCORD_TOKEN is not set"):
        await serve(Settings(), Library(), tmp_path)


async def test_what_the_program_itself_holds_is_set_aside_from_the_garbage_collector(world: World) -> None:
    gc.unfreeze()
    world.start()
    await world.discord.ready()
    assert gc.get_freeze_count() > 10_000


async def test_a_start_that_fails_is_tried_again(world: World) -> None:
    world.discord.rest.faults.append(Fault("GET /users/@me", status=503, times=2))
    world.discord.gateway.refuse = 4000
    world.start()
    await world.discord.until(lambda: world.discord.gateway.identifies >= 2)
    world.discord.gateway.refuse = None
    await world.discord.ready()


async def test_a_storm_of_reconnections_is_weathered(world: World) -> None:
    async with world.serving() as discord:
        discord.gateway.storm = True
        await discord.gateway.reconnect()
        await discord.until(lambda: discord.gateway.identifies == 2)
        assert discord.gateway.resumes < 50
        assert "September" in await discord.answer(await discord.slash("ask", question=ASKED))


async def test_a_connection_that_acknowledges_no_heartbeat_is_replaced(world: World) -> None:
    world.patience = replace(IMPATIENT, zombie=0.3)
    world.discord.gateway.heartbeat_ms = 50
    async with world.serving() as discord:
        await asyncio.sleep(0.5)
        assert discord.gateway.resumes == 0
        discord.gateway.deaf = True
        await discord.until(lambda: discord.gateway.resumes)
        discord.gateway.deaf = False
        assert "September" in await discord.answer(await discord.slash("ask", question=ASKED))


class TestTermination:
    async def test_an_idle_bot_ends_at_once(self, world: World) -> None:
        began = time.monotonic()
        async with world.serving():
            pass
        assert time.monotonic() - began < 3

    async def test_an_open_question_is_finished(self, world: World) -> None:
        async with world.serving() as discord:
            world.library.gate.clear()
            opened = await discord.slash("ask", question=ASKED)
            written = await discord.write(MENTION)
            await discord.until(lambda: len(world.library.questions) == 2)
            world.terminate()
            await asyncio.sleep(0.1)
            world.library.gate.set()
            assert "September" in await discord.answer(opened)
            await discord.until(lambda: discord.replies(written))

    async def test_a_question_that_cannot_be_finished_is_apologised_for(self, world: World) -> None:
        async with world.serving() as discord:
            world.library.gate.clear()
            opened = [await discord.slash("ask", question=ASKED) for _ in range(3)]
            reindexing = await discord.slash("reindex", permissions=(1 << 10) | (1 << 5))
            await discord.until(lambda: len(world.library.questions) == 3 and reindexing.shown)
            world.terminate()
            for each in [*opened, reindexing]:
                assert ENGLISH("notice.restarting") in await discord.answer(each, containing="restarting")

        assert [len(each.shown) for each in opened] == [1, 1, 1]

    async def test_a_new_question_is_turned_away(self, world: World) -> None:
        async with world.serving() as discord:
            world.library.gate.clear()
            await discord.slash("ask", question=ASKED)
            await discord.until(lambda: world.library.questions)
            world.terminate()
            await asyncio.sleep(0.05)
            assert ENGLISH("notice.restarting") in await discord.answer(await discord.slash("ask", question=ASKED))

    async def test_an_answer_on_its_way_arrives(self, world: World) -> None:
        async with world.serving() as discord:
            discord.rest.faults.append(Fault(EDIT, delay=0.3))
            opened = await discord.slash("ask", question=ASKED)
            await discord.until(lambda: world.library.questions)
            world.terminate()
            assert "September" in await discord.answer(opened)

    async def test_while_waiting_to_try_again(self, world: World) -> None:
        world.patience = replace(IMPATIENT, first_wait=60.0, longest_wait=60.0)
        world.discord.rest.faults.append(Fault("GET /users/@me", status=503, times=9))
        served = world.start()
        await world.discord.until(lambda: world.discord.rest.sent)
        await asyncio.sleep(0.1)
        world.terminate()
        assert await asyncio.wait_for(served, 3) == 0


SERVE = """
import asyncio, sys
from pathlib import Path
from bot.settings import Settings
from bot.supervising import serve
from tests.bot.library import Library

class Asked(Library):
    async def answer(self, question):
        print("asked", flush=True)
        return await super().answer(question)

library = Asked()
library.gate.clear()
env = dict(zip(("DISCORD_TOKEN", "DISCORD_API", "DISCORD_GATEWAY"), sys.argv[1:4]))
sys.exit(asyncio.run(serve(Settings.from_env(env), library, Path(sys.argv[4]))))
"""


async def test_a_second_signal_ends_the_process_at_once(tmp_path: Path) -> None:
    async with FakeDiscord() as discord:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", SERVE, TOKEN, discord.api, discord.gateway.url, str(tmp_path)),
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            await discord.ready()
            await discord.slash("ask", question=ASKED)
            assert process.stdout
            assert await process.stdout.readline() == b"asked\n"
            process.send_signal(signal.SIGTERM)
            await asyncio.sleep(0.3)
            assert process.returncode is None
            process.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(process.wait(), 3) == -signal.SIGTERM
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
