"""Who may see what: the `Audience` of whoever sends an interaction or a message."""

import discord

from index import Audience


def audience_of(event: discord.Interaction | discord.Message) -> Audience:
    """The libraries that the person may see there. Taken anew for every click: a button proves nothing."""
    # An interaction's server may be unknown to the cache; its id is always there.
    server = event.guild_id if isinstance(event, discord.Interaction) else getattr(event.guild, "id", None)
    return Audience.everyone() if server is None else Audience.of_server(server)
