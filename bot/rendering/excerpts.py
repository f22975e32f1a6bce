"""A source's text for a look at it: one line, with words in place of Discord's ids. Proofs are quoted as they stand."""

import re
from datetime import UTC, datetime

from bot.rendering.escaping import escape_within, one_line
from bot.rendering.words import Words

EMOJI = re.compile(r"<a?(?P<name>:\w+:)\d+>")
DRAWN = re.compile(
    r"<(?:(?P<kind>@[!&]?|#)(?P<id>\d+)|t:(?P<time>-?\d{1,13})(?::\w)?|/(?P<command>[^<>:]+):\d+|id:\w+)>"
)
"""What only Discord can draw: mentions, times, commands and the pages of a server."""

_KINDS = {"@": "person", "@!": "person", "@&": "role", "#": "channel"}


def excerpt(words: Words, text: str, room: int) -> str:
    """The beginning of a text as markup, in at most `room` UTF-16 units."""

    def told(match: re.Match[str]) -> str:
        if match["kind"]:
            return words(f"excerpt.{_KINDS[match['kind']]}")
        if match["command"]:
            return f"/{match['command']}"
        moment = at(int(match["time"])) if match["time"] else None
        return words.date(moment.year, moment.month, moment.day) if moment else match[0]

    return escape_within(one_line(DRAWN.sub(told, EMOJI.sub(r"\g<name>", text))), room)


def at(seconds: int) -> datetime | None:
    """A moment in UTC, for where the writer lives is not known; None where there is no such year."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
