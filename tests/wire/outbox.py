"""Every way in which the bot lets a card out, as the requests that would leave: its own code, and no socket."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord.http import Route
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

from bot import sending
from bot.rendering.cards import Card
from bot.sending import InteractionReply, MessageReply, Posted
from tests.wire import payloads
from tests.wire.payloads import ANN, CHANNEL, ME, SPEAK, WHISPERS, Json

_REFERENCE = "1"


@dataclass(frozen=True, slots=True)
class Leaving:
    """A request as it would leave; `names` are those of the files that it carries."""

    method: str
    path: str
    body: Json
    names: tuple[str, ...] = ()


class Outbox:
    """A client whose requests go nowhere. Use it inside an event loop."""

    def __init__(self) -> None:
        self._left: list[Leaving] = []
        self.client = discord.Client(intents=discord.Intents.none())
        state = self.client._connection
        state.user = discord.ClientUser(state=state, data=ME)  # type: ignore[arg-type]
        self.client.http.request = self._request  # type: ignore[method-assign]
        async_context.set(_Adapter(self._left))

    async def everywhere(self, card: Card) -> list[Leaving]:
        """A card on every path on which one can be sent, or edited into a message."""
        self._left.clear()
        replies = [InteractionReply(self._interaction(), private=True), InteractionReply(self._interaction())]
        taken_back = InteractionReply(self._interaction())
        taken_back.become_private()
        for reply in (*replies, taken_back):
            await reply.show(card)
        await replies[0].show_for_now(card)
        await replies[0]._write_to_the_person(card)
        await replies[0]._post(card)
        await MessageReply(self._message()).show(card)
        await sending.rewrite(self.client, Posted(int(CHANNEL), int(_REFERENCE)), card)
        if card.attached is None:
            await sending.tell(self._interaction(), card)
        return [leaving for leaving in self._left if "components" in message_of(leaving.body)]

    async def offered(self, choices: Sequence[discord.app_commands.Choice[str]]) -> list[Leaving]:
        """Choices for what somebody is typing."""
        self._left.clear()
        await sending.offer(self._interaction(4), list(choices))
        return list(self._left)

    async def filled_in(self, form: discord.ui.Modal) -> list[Leaving]:
        """A form for somebody."""
        self._left.clear()
        await sending.fill_in(self._interaction(), form)
        return list(self._left)

    async def thread(self, name: str) -> list[Leaving]:
        """A thread of this name."""
        self._left.clear()
        await sending.open_thread(self._message(), name)
        return list(self._left)

    def _interaction(self, kind: int = 2) -> discord.Interaction:
        data = {"id": "1", "name": "ask", "type": 1, "options": []}
        return discord.Interaction(
            data=payloads.interaction(kind, data, SPEAK),  # type: ignore[arg-type]
            state=self.client._connection,
        )

    def _message(self) -> discord.Message:
        guild = discord.Guild(data=payloads.guild(None), state=self.client._connection)  # type: ignore[arg-type]
        channel = guild.get_channel(int(CHANNEL))
        assert isinstance(channel, discord.TextChannel)
        data = payloads.message(ANN, "?")
        return discord.Message(state=self.client._connection, channel=channel, data=data)  # type: ignore[arg-type]

    async def _request(self, route: Route, **sent: Any) -> Any:
        self._left.append(_leaving(route, sent.get("json"), sent.get("form")))
        if route.path.endswith("/channels"):
            return {"id": WHISPERS, "type": 1, "recipients": [ANN]}
        if route.path.endswith("/threads"):
            thread = {"owner_id": ME["id"], "parent_id": CHANNEL, "message_count": 0, "member_count": 1, "type": 11}
            times = {"archived": False, "auto_archive_duration": 60, "archive_timestamp": "2026-01-01T00:00:00+00:00"}
            return payloads.channel() | thread | {"thread_metadata": times}
        return payloads.message(ME, "")


class _Adapter(AsyncWebhookAdapter):
    """What acknowledges interactions in the library, which has a way of its own to send."""

    def __init__(self, left: list[Leaving]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._left = left

    async def request(self, route: Route, session: Any, **sent: Any) -> Any:  # noqa: ARG002 - the library's signature
        self._left.append(_leaving(route, sent.get("payload"), sent.get("multipart")))
        number = route.url.split("/")[-3]
        return {"interaction": {"id": number, "type": 2}, "resource": {"type": 4, "message": payloads.message(ME, "")}}


def _leaving(route: Route, body: Json | None, form: Sequence[Json] | None) -> Leaving:
    path = route.url.removeprefix(Route.BASE).partition("?")[0]
    if not form:
        return Leaving(route.method, path, body or {})
    names = tuple(part["filename"] for part in form if "filename" in part)
    return Leaving(route.method, path, json.loads(form[0]["value"]), names)


def message_of(body: Json) -> Json:
    """The message in a body: in the answer to an interaction it lies deeper."""
    return dict(body.get("data") or body)
