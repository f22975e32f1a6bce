import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest

from bot import auto_answers
from bot.auto_answers import Opted
from bot.settings import Settings
from tests.bot.server import ENGLISH, Server, shown
from tests.bot.serving import World
from tests.bot.test_asking import ASKED
from tests.wire.discord import FakeDiscord
from tests.wire.payloads import BOB, CHANNEL, GUILD
from tests.wire.rest import text_of

QUESTION = f"{ASKED}?"


@pytest.fixture
def settings() -> Settings:
    return Settings(message_content=True)


@pytest.fixture
async def opted(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    """A Discord where the one channel has opted in, and where people have a twentieth of a second to answer."""
    monkeypatch.setattr(auto_answers, "WAIT_SECONDS", 0.05)
    world.settings["MESSAGE_CONTENT"] = "yes"
    await asyncio.to_thread(Opted(world.folder / "auto-answer.json").set, int(CHANNEL), on=True)
    async with world.serving() as discord:
        yield discord


async def test_a_question_that_nobody_answers_is_answered(opted: FakeDiscord) -> None:
    message = await opted.write(QUESTION)
    await opted.until(lambda: opted.replies(message))

    assert "September" in text_of(opted.replies(message)[0])


@pytest.mark.parametrize("text", ["hello everybody", "does anybody know zzz qqq?"])
async def test_without_a_question_or_a_proof_there_is_silence(opted: FakeDiscord, text: str) -> None:
    await opted.write(text)
    await asyncio.sleep(0.2)

    assert not opted.replies()


async def test_a_question_to_somebody_is_left_to_them(opted: FakeDiscord, world: World) -> None:
    await opted.write(f"<@{BOB['id']}> {QUESTION}")
    await asyncio.sleep(0.2)

    assert not opted.replies()
    assert not world.library.questions


async def test_where_a_person_answered_there_is_silence(opted: FakeDiscord, world: World) -> None:
    asked = await opted.write(QUESTION)
    await opted.write("In September.", by=BOB, message_reference={"message_id": asked["id"], "channel_id": CHANNEL})
    await asyncio.sleep(0.2)

    assert not opted.replies()
    assert not world.library.questions


async def test_a_question_that_was_taken_back_is_not_repeated(opted: FakeDiscord, world: World) -> None:
    asked = await opted.write(QUESTION)
    await opted.gateway.dispatch("MESSAGE_DELETE", {"id": asked["id"], "channel_id": CHANNEL, "guild_id": GUILD})
    await asyncio.sleep(0.2)

    assert not opted.replies()
    assert not world.library.questions


async def test_a_curator_opts_in_and_out(server: Server) -> None:
    for on, name in ((True, "doors.on"), (False, "doors.off")):
        told = await server.curator.slash(server.channel, "auto-answer", on=on)
        assert shown(told) == ENGLISH(name, channel="general")
    await server.member.send(server.channel, QUESTION)

    assert not server.bot_messages()


async def test_a_member_may_not_opt_in(server: Server) -> None:
    everyone = server.guild.default_role
    command = server.env.backend.find_command("auto-answer", server.guild.id, type=1)
    assert command
    server.guild.set_command_permissions(int(command["id"]), {everyone: True})

    assert shown(await server.member.slash(server.channel, "auto-answer", on=True)) == ENGLISH("notice.curators_only")
    assert [type(error) for error in server.env.errors] == [discord.app_commands.MissingPermissions]


def test_opting_in_outlives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "bot" / "auto-answer.json"
    Opted(path).set(5, on=True)
    Opted(path).set(6, on=True)
    Opted(path).set(5, on=False)

    assert 6 in Opted(path)
    assert 5 not in Opted(path)
