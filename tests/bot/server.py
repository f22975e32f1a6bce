"""A Discord server on SimCord with a few people in it, and what they see of the bot's cards."""

from collections.abc import Iterator
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.env import Env
from simcord.results import InteractionResult

from bot.rendering.words import words_of

ENGLISH = words_of("en-US")


class Server:
    """One guild with one channel, a member, and a curator who may manage the server."""

    def __init__(self, env: Env) -> None:
        self.env = env
        self.guild = env.create_guild()
        self.channel = self.guild.create_text_channel("general")
        self.member = self.guild.add_member(env.create_user("ann"))
        curators = self.guild.create_role("Curators", permissions=discord.Permissions(manage_guild=True))
        self.curator = self.guild.add_member(env.create_user("cora"), roles=[curators])
        # Cora is one of the people who run the bot.
        bot: Any = env.bot
        bot.owner_id = self.curator.id

    @property
    def me(self) -> str:
        """The mention of the bot."""
        assert self.env.bot.user
        return self.env.bot.user.mention

    async def ask(self, question: str, by: MemberActor | None = None) -> InteractionResult:
        return await (by or self.member).slash(self.channel, "ask", question=question)

    def bot_messages(self) -> list[discord.Message]:
        assert self.env.bot.user
        return [m for m in self.channel.history() if m.author.id == self.env.bot.user.id]

    def bodies(self) -> Iterator[dict[str, Any]]:
        """The message in every request that carries one."""
        for request in self.env.http_requests:
            body = request.json
            if isinstance(body, dict):
                message = body.get("data", body)
                if isinstance(message, dict) and "components" in message:
                    yield message


def text_of(components: list[dict[str, Any]]) -> str:
    """All text of a message's components, as markup, one block a line."""
    return "\n".join(c["content"] for c in walk(components) if c["type"] == discord.ComponentType.text_display.value)


def labels_of(components: list[dict[str, Any]]) -> list[str]:
    return [c["label"] for c in walk(components) if c["type"] == discord.ComponentType.button.value and "label" in c]


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from walk(component.get("components", []))


def shown(result: InteractionResult) -> str:
    """What the person sees in answer to a command or a click."""
    assert result.response
    return text_of(result.response.components)


def clickable(result: InteractionResult, action: str) -> str:
    """The id of the one button of a card that leads to `action`."""
    assert result.response
    found = [
        c["custom_id"] for c in walk(result.response.components) if c.get("custom_id", "").startswith(f"{action}:")
    ]
    assert len(found) == 1, found
    return str(found[0])
