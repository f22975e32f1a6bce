"""Who may see what: the `Audience` of whoever sends an interaction or a message, and that of everyone who reads it."""

import discord

from index import Audience


def audience_of(event: discord.Interaction | discord.Message) -> Audience:
    """What the person may see there. Taken anew for every click: a button proves nothing."""
    return _audience(server_of(event))


def audience_around(event: discord.Interaction | discord.Message) -> Audience:
    """What everyone who reads along there may see: all that a public answer may rest on."""
    return _audience(server_of(event))


def server_of(event: discord.Interaction | discord.Message) -> int | None:
    """The server whose documents count; None in private, and where the bot came along with a person alone."""
    if isinstance(event, discord.Message):
        return event.guild.id if event.guild else None
    # An interaction's server may be unknown to the cache; its id is always there.
    is_alone = event.is_user_integration() and not event.is_guild_integration()
    return None if is_alone else event.guild_id


def _audience(server: int | None) -> Audience:
    return Audience.everyone() if server is None else Audience.of_server(server)
