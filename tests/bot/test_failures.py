import logging

import discord
import pytest
from discord import app_commands

from bot import failures
from bot.persisting import Unreachable
from bot.rendering.cards import Card
from tests.bot.board import Board
from tests.bot.library import Broken
from tests.bot.server import ENGLISH


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Broken("The library is closed."), "The library is closed."),
        (app_commands.MissingPermissions(["manage_guild"]), ENGLISH("notice.curators_only")),
        (app_commands.NoPrivateMessage(), ENGLISH("notice.not_here")),
        (app_commands.CheckFailure(), ENGLISH("notice.not_allowed_now")),
        (app_commands.CommandNotFound("old", []), ENGLISH("notice.not_allowed_now")),
    ],
)
async def test_what_people_can_understand_is_told_as_it_stands(
    error: Exception, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    board = Board()
    await failures.tell(error, ENGLISH, board.show)

    assert board.cards == [words]
    assert not caplog.records


async def test_all_else_is_an_apology_whose_number_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    board = Board()
    await failures.tell(KeyError("/home/secret"), ENGLISH, board.show)

    (record,) = caplog.records
    assert record.getMessage().removeprefix("failure ") in board.cards[-1]
    assert record.exc_info
    assert not any("secret" in text or "KeyError" in text for text in board.cards)


@pytest.mark.parametrize("board", [Board(lost=Unreachable()), Board(unacknowledged=Unreachable())])
async def test_who_cannot_be_reached_is_noted_quietly(board: Board, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot")

    async def make() -> Card:
        raise Broken("x")

    await failures.answer(board, make)

    assert board.cards == []
    assert [record.levelno for record in caplog.records] == [logging.INFO]


async def test_an_apology_that_fails_is_logged_and_goes_no_further(caplog: pytest.LogCaptureFixture) -> None:
    await failures.tell(Broken("x"), ENGLISH, Board(lost=discord.DiscordException("no")).show)

    assert "an apology could not be sent" in caplog.text
