import asyncio
import logging
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor

from bot.curating import Curating
from bot.failures import Sorry
from bot.limits import Limits
from index import SHARED, Order, Progress, Refusal
from tests.bot.board import Board
from tests.bot.library import Broken, Library
from tests.bot.server import ENGLISH, Server, shown


async def test_a_curator_sees_what_became_of_each_file(server: Server, library: Library) -> None:
    library.refused = (Refusal("notes/@everyone.pdf", "It is not a PDF."),)
    card = shown(await server.curator.slash(server.channel, "reindex"))

    assert "1 added" in card
    assert "1 refused" in card
    assert "\\@\N{ZERO WIDTH SPACE}everyone.pdf**\n-# It is not a PDF." in card
    assert library.reindexed == 1


async def test_a_curator_leaves_one_line_in_the_log(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot")
    await server.curator.slash(server.channel, "reindex")

    (line,) = [record.getMessage() for record in caplog.records if "reindex by" in record.getMessage()]
    assert str(server.curator.id) in line
    assert str(server.guild.id) in line
    assert "1 added" in line


async def test_progress_is_shown_when_there_is_news(library: Library) -> None:
    board, library.progress = Board(), (Progress(1, 4, 30),)
    library.gate.clear()
    reindexing = asyncio.create_task(Curating(library, Limits(), pause=0.001)._reindex(board, Order(SHARED)))
    while len(board.cards) < 2:
        board.changed.clear()
        await asyncio.wait_for(board.changed.wait(), 5)
    await asyncio.sleep(0.01)
    library.gate.set()
    await reindexing

    assert "Looking through the files" in board.cards[0]
    assert "1 of 4 files, 30 passages embedded" in board.cards[1]
    assert len(board.cards) == 2


async def test_two_at_a_time_are_one_too_many(library: Library) -> None:
    curating = Curating(library, Limits())
    async with curating._running:
        with pytest.raises(Sorry, match="already running"):
            await curating._alone(Board(), Order(SHARED))


async def test_a_failure_is_told_in_its_own_words(server: Server, library: Library) -> None:
    library.broken = Broken("The seeds folder cannot be read.")

    assert shown(await server.curator.slash(server.channel, "reindex")) == "The seeds folder cannot be read."


async def test_curators_of_other_servers_reindex_their_own_documents(server: Server, library: Library) -> None:
    bot: Any = server.env.bot
    bot.owner_id = server.member.id
    await server.curator.slash(server.channel, "reindex")
    bot.get_cog("Curating")._operator_servers = frozenset({server.guild.id})
    await server.curator.slash(server.channel, "reindex")

    assert [order.library for order in library.orders] == [str(server.guild.id), SHARED]
    assert {order.actor for order in library.orders} == {str(server.curator.id)}


class TestWhoMay:
    """Discord's menu is a hint: here an owner has opened the command to everyone, and the check decides."""

    @pytest.fixture
    def opened(self, server: Server) -> Server:
        everyone = server.guild.default_role
        command = server.env.backend.find_command("reindex", server.guild.id, type=1)
        assert command
        server.guild.set_command_permissions(int(command["id"]), {everyone: True})
        return server

    async def test_a_member_may_not(self, opened: Server, library: Library) -> None:
        assert shown(await opened.member.slash(opened.channel, "reindex")) == ENGLISH("notice.curators_only")
        assert [type(error) for error in opened.env.errors] == [discord.app_commands.MissingPermissions]
        assert library.reindexed == 0

    async def test_someone_who_was_a_curator_may_not(self, opened: Server, library: Library) -> None:
        former: MemberActor = opened.curator
        opened.env.backend.get_guild(opened.guild.id).members[former.id].role_ids.clear()
        assert shown(await former.slash(opened.channel, "reindex")) == ENGLISH("notice.curators_only")
        assert [type(error) for error in opened.env.errors] == [discord.app_commands.MissingPermissions]
        assert library.reindexed == 0


def test_not_in_private_messages(server: Server) -> None:
    command = server.env.bot.tree.get_command("reindex")  # type: ignore[attr-defined]
    assert command.guild_only
    assert command.default_permissions == discord.Permissions(manage_guild=True)
