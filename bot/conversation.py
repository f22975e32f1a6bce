"""Which conversation a question is part of: its thread's, that of the answer it replies to, or a person's in a channel.

What somebody was told in private never becomes part of a conversation that others read.
"""

import discord

from bot.given import Entry


def conversation_of(event: discord.Interaction | discord.Message, *, private: bool = False) -> str:
    """The name of the conversation that the person is in there."""
    person = event.user.id if isinstance(event, discord.Interaction) else event.author.id
    channel = event.channel
    if private:
        return f"private:{event.channel.id if event.channel else 0}:{person}"
    if isinstance(channel, discord.Thread):
        return of_thread(channel.id)
    return f"channel:{channel.id if channel else 0}:{person}"


def of_thread(thread: int) -> str:
    """The one conversation of everybody in a thread."""
    return f"thread:{thread}"


def in_reply(to: Entry, message: discord.Message) -> str:
    """The conversation of a reply: the one replied to for its own person, one beside it for anybody else."""
    given = to.given
    if given.person == message.author.id or isinstance(message.channel, discord.Thread):
        return given.conversation
    return f"reply:{to.answer}:{message.author.id}"
