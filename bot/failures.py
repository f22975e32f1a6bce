"""The one path of errors: a `Failure` is told as it stands, anything else as an apology with a reference number.

The trace goes to the log under that number, and nowhere else. Who cannot be reached is noted quietly.
"""

import logging
import secrets
from collections.abc import Awaitable, Callable

from discord import app_commands

from bot.persisting import Unreachable
from bot.rendering import notices
from bot.rendering.cards import Card
from bot.rendering.words import Words, words_of
from bot.sending import Posted, Reply
from index import Failure

log = logging.getLogger(__name__)


class Sorry(Failure):
    """One of our own sentences, by its name: each person reads it in their language."""

    def __init__(self, name: str, **values: str | float) -> None:
        super().__init__(words_of(None)(name, **values))
        self.name = name
        self.values = values


async def answer(reply: Reply, make: Callable[[], Awaitable[Card]]) -> Posted | None:
    """Acknowledge before anything else, then make the card and show it; whatever goes wrong is told in its place.

    Returns where the card stands; None where it could not be shown.
    """
    try:
        await reply.acknowledge()
        return await reply.show(await make())
    except Exception as error:  # noqa: BLE001 - the person must hear of each, and the log of the unexpected
        await tell(error, reply.words, reply.show)
        return None


async def tell(error: Exception, words: Words, show: Callable[[Card], Awaitable[object]]) -> None:
    """Tell somebody what went wrong, by `show`. Never raises: behind it there is nobody left to tell."""
    error = _cause(error)
    if isinstance(error, Unreachable):
        log.info("nobody to answer any more: %s", error.__cause__)
        return
    try:
        await show(_card(error, words))
    except Unreachable as unreachable:
        log.info("nobody to apologise to any more: %s", unreachable.__cause__)
    except Exception:
        log.exception("an apology could not be sent")


def _cause(error: Exception) -> Exception:
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error


def _card(error: Exception, words: Words) -> Card:
    match error:
        case Sorry():
            return notices.trouble_card(words, error.name, **error.values)
        case Failure():
            return notices.failure_card(str(error))
        case app_commands.MissingPermissions():
            return notices.trouble_card(words, "notice.curators_only")
        case app_commands.NoPrivateMessage():
            return notices.trouble_card(words, "notice.not_here")
        case app_commands.CheckFailure() | app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return notices.trouble_card(words, "notice.not_allowed_now")
        case _:
            reference = secrets.token_hex(4)
            log.error("failure %s", reference, exc_info=error)
            return notices.error_card(words, reference)
