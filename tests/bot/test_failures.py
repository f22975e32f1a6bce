import logging

import discord
import pytest
from discord import app_commands, ui

from bot import failures
from bot.rendering import notices
from bot.rendering.cards import Card
from bot.sending import Unreachable
from tests.bot.library import Broken


class Board:
    """A reply that keeps what it was shown, unless it is `lost`."""

    def __init__(self, lost: Exception | None = None, unacknowledged: Exception | None = None) -> None:
        self.texts: list[str] = []
        self._lost = lost
        self._unacknowledged = unacknowledged

    async def acknowledge(self) -> None:
        if self._unacknowledged:
            raise self._unacknowledged

    async def show(self, card: Card) -> None:
        if self._lost:
            raise self._lost
        self.texts += [item.content for item in card.walk_children() if isinstance(item, ui.TextDisplay)]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Broken("The library is closed."), "The library is closed."),
        (app_commands.MissingPermissions(["manage_guild"]), notices.CURATORS_ONLY),
        (app_commands.NoPrivateMessage(), notices.NOT_HERE),
        (app_commands.CheckFailure(), notices.NOT_ALLOWED_NOW),
        (app_commands.CommandNotFound("old", []), notices.NOT_ALLOWED_NOW),
    ],
)
async def test_what_people_can_understand_is_told_as_it_stands(
    error: Exception, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    board = Board()
    await failures.tell(error, board.show)

    assert board.texts == [words]
    assert not caplog.records


async def test_all_else_is_an_apology_whose_number_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    board = Board()
    await failures.tell(KeyError("/home/secret"), board.show)

    (record,) = caplog.records
    assert record.getMessage().removeprefix("failure ") in board.texts[-1]
    assert record.exc_info
    assert not any("secret" in text or "KeyError" in text for text in board.texts)


@pytest.mark.parametrize("board", [Board(lost=Unreachable()), Board(unacknowledged=Unreachable())])
async def test_who_cannot_be_reached_is_noted_quietly(board: Board, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot")

    async def make() -> Card:
        raise Broken("x")

    await failures.answer(board, make)

    assert board.texts == []
    assert [record.levelno for record in caplog.records] == [logging.INFO]


async def test_an_apology_that_fails_is_logged_and_goes_no_further(caplog: pytest.LogCaptureFixture) -> None:
    await failures.tell(Broken("x"), Board(lost=discord.DiscordException("no")).show)

    assert "an apology could not be sent" in caplog.text
