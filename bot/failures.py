"""The one path of errors: a `Failure` is told as it stands, anything else as an apology with a reference number.

The trace goes to the log under that number, and nowhere else. Who cannot be reached is noted quietly.
"""

import logging
import secrets
from collections.abc import Awaitable, Callable

from discord import app_commands

from bot.rendering import notices
from bot.rendering.cards import Card
from bot.sending import Reply, Unreachable
from index import Failure

log = logging.getLogger(__name__)


async def answer(reply: Reply, make: Callable[[], Awaitable[Card]]) -> None:
    """Acknowledge before anything else, then make the card and show it; whatever goes wrong is told in its place."""
    try:
        await reply.acknowledge()
        await reply.show(await make())
    except Exception as error:  # noqa: BLE001 - the person must hear of each, and the log of the unexpected
        await tell(error, reply.show)


async def tell(error: Exception, show: Callable[[Card], Awaitable[None]]) -> None:
    """Tell somebody what went wrong, by `show`. Never raises: behind it there is nobody left to tell."""
    error = _cause(error)
    if isinstance(error, Unreachable):
        log.info("nobody to answer any more: %s", error.__cause__)
        return
    try:
        await show(_card(error))
    except Unreachable as unreachable:
        log.info("nobody to apologise to any more: %s", unreachable.__cause__)
    except Exception:
        log.exception("an apology could not be sent")


def _cause(error: Exception) -> Exception:
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error


def _card(error: Exception) -> Card:
    match error:
        case Failure():
            return notices.notice_card(str(error))
        case app_commands.MissingPermissions():
            return notices.notice_card(notices.CURATORS_ONLY)
        case app_commands.NoPrivateMessage():
            return notices.notice_card(notices.NOT_HERE)
        case app_commands.CheckFailure() | app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return notices.notice_card(notices.NOT_ALLOWED_NOW)
        case _:
            reference = secrets.token_hex(4)
            log.error("failure %s", reference, exc_info=error)
            return notices.error_card(reference)
