"""Who may see what: the `Audience` of whoever sends an interaction or a message, and that of everyone who reads it."""

from collections.abc import Iterable

import discord

from index import Audience


def audience_of(event: discord.Interaction | discord.Message) -> Audience:
    """What the person may see there. Taken anew for every click: a button proves nothing."""
    person = event.user if isinstance(event, discord.Interaction) else event.author
    roles = [role.id for role in person.roles] if isinstance(person, discord.Member) else []
    return _audience(event, roles)


def audience_around(event: discord.Interaction | discord.Message) -> Audience:
    """What everyone who reads along there may see, whatever their roles: all that a public answer may rest on."""
    return _audience(event, [])


def server_of(event: discord.Interaction | discord.Message) -> int | None:
    """The server whose documents count; None in private, and where the bot came along with a person alone."""
    if isinstance(event, discord.Message):
        return event.guild.id if event.guild else None
    # An interaction's server may be unknown to the cache; its id is always there.
    is_alone = event.is_user_integration() and not event.is_guild_integration()
    return None if is_alone else event.guild_id


def _audience(event: discord.Interaction | discord.Message, roles: Iterable[int]) -> Audience:
    server = server_of(event)
    # The role of everybody has the server's own id.
    return Audience.everyone() if server is None else Audience.of_server(server, {server, *roles}, _channels(event))


def _channels(event: discord.Interaction | discord.Message) -> set[int]:
    """The channel, and the one above it where it is a thread."""
    channel = event.channel
    above = {channel.parent_id} if isinstance(channel, discord.Thread) else set()
    return {channel.id, *above} if channel else set()
