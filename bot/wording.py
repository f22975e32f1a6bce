"""What somebody wrote in Discord as plain words: names in place of mentions, and nothing that only Discord can draw."""

import re
from collections.abc import Iterable

import discord

from bot.rendering.excerpts import DRAWN, EMOJI, at

_PERSON = r"<@[!&]?\d+>"
_ADDRESSED = re.compile(
    rf"\A(?:\s*{_PERSON}[\s,:]*)+|(?<=[.?!…])[\s,]*(?:cc[\s:]*)?(?:{_PERSON}[\s,]*)+\Z", re.IGNORECASE
)
"""People and roles before a question or behind it: whom it is for, not what it is about."""


def said(message: discord.Message, me: int | None) -> str:
    """What a message says, without its mentions of `me`; of a forwarded one, what it forwards."""
    written = message.content or "\n".join(snapshot.content for snapshot in message.message_snapshots)
    mine = message.guild.self_role if message.guild else None
    role = f"|<@&{mine.id}>" if mine else ""
    return in_words(re.sub(f"(?:<@!?{me}>{role})[,:;]*", " ", written), message.guild, message.mentions)


def is_by_role(message: discord.Message) -> bool:
    """Whether a message mentions the role that Discord gave the bot, and named like it."""
    mine = message.guild.self_role if message.guild else None
    return mine is not None and mine in message.role_mentions


def in_words(text: str, guild: discord.Guild | None, people: Iterable[discord.abc.User] = ()) -> str:
    """The text as people read it, without whom it is for; a name that is not known is left out."""
    names = {person.id: person.display_name for person in people}

    def drawn(match: re.Match[str]) -> str:
        if match["command"]:
            return f"/{match['command']}"
        if match["time"]:
            return _day(int(match["time"]))
        name = _name(match["kind"], int(match["id"]), guild, names) if match["kind"] else ""
        return f"{match['kind'][0]}{name}" if name else ""

    text = _ADDRESSED.sub("", EMOJI.sub("", text).strip())
    return re.sub(r"[ \t]+", " ", DRAWN.sub(drawn, text)).strip()


def _name(kind: str, number: int, guild: discord.Guild | None, people: dict[int, str]) -> str:
    if kind in ("@", "@!"):
        return people.get(number, "")
    if guild is None:
        return ""
    place = guild.get_role(number) if kind == "@&" else guild.get_channel_or_thread(number)
    return place.name if place else ""


def _day(seconds: int) -> str:
    moment = at(seconds)
    return f"{moment.day} {moment:%B %Y}" if moment else ""
