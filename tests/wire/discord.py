"""A Discord of our own on real sockets: REST and gateway on one port of 127.0.0.1, and people who use the bot.

It keeps Discord's rules (one acknowledgement, 3 seconds, 15 minutes, sizes) and misbehaves on demand (see `Fault`
and `Gateway`). Whatever speaks Discord's API v10 can be pointed at `api` and `gateway.url`, also another process.
"""

import asyncio
import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.wire import payloads
from tests.wire.gateway import Gateway
from tests.wire.payloads import ANN, APPLICATION, SPEAK, Json
from tests.wire.rest import Open, Rest, text_of, walk

PATIENCE = 10.0
COMMAND, CLICK, FORM = 2, 3, 5
SUBCOMMAND, STRING = 1, 3


class FakeDiscord:
    """`async with FakeDiscord() as discord:` serves until the end of the block."""

    def __init__(self, rest: Rest | None = None) -> None:
        self.rest = rest or Rest()
        self.gateway = Gateway(lambda: payloads.guild(self._last_message()))
        self._runner: web.AppRunner | None = None
        self.api = ""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_get("/gateway/", self.gateway.handle)
        app.router.add_route("*", "/api/v10/{path:.*}", self.rest.handle)
        self._runner = web.AppRunner(app, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, backlog=1024).start()
        port = self._runner.addresses[0][1]
        self.api, self.gateway.url = f"http://127.0.0.1:{port}/api/v10", f"ws://127.0.0.1:{port}/gateway"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.gateway.close(1001)
        assert self._runner
        await self._runner.cleanup()

    async def until(self, true: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Wait until something has become true, here or in the bot."""
        async with asyncio.timeout(seconds):
            while not true():  # noqa: ASYNC110 - it may become so anywhere, and nobody tells
                await asyncio.sleep(0.005)

    async def ready(self) -> None:
        """Wait until a bot is connected."""
        await self.until(lambda: self.gateway.connected)

    async def slash(
        self,
        name: str,
        *,
        permissions: int = SPEAK,
        repeated: bool = False,
        locale: str = "en-US",
        roles: Iterable[str] = (),
        **options: str,
    ) -> Open:
        """A member uses a command, such as `"sources show"`."""
        root, *path = name.split()
        given: list[Json] = [{"name": key, "type": STRING, "value": value} for key, value in options.items()]
        for part in reversed(path):
            given = [{"name": part, "type": SUBCOMMAND, "options": given}]
        data = {"id": "1", "name": root, "type": 1, "options": given}
        member = payloads.member(ANN, permissions) | {"roles": list(roles)}
        return await self._interact(COMMAND, data, permissions, repeated=repeated, locale=locale, member=member)

    async def menu(self, name: str, message: Json, *, locale: str = "en-US", **more: Any) -> Open:
        """A member chooses a command in the menu of a message."""
        data = {"id": "2", "name": name, "type": 3, "target_id": message["id"]}
        data |= {"resolved": {"messages": {message["id"]: message}}}
        return await self._interact(COMMAND, data, SPEAK, locale=locale, **more)

    async def click(self, message: Json, label: str) -> Open:
        """A member clicks the button with this label, or with this emoji."""
        marks = ((c, {c.get("label"), (c.get("emoji") or {}).get("name")}) for c in walk(message["components"]))
        button = next(component for component, texts in marks if label in texts)
        data = {"custom_id": button["custom_id"], "component_type": 2, "id": button["id"]}
        return await self._interact(CLICK, data, SPEAK, message=message)

    async def fill_in(self, custom_id: str, **values: str) -> Open:
        """A member sends a form back."""
        fields = [{"type": 18, "component": {"type": 4, "custom_id": key, "value": v}} for key, v in values.items()]
        return await self._interact(FORM, {"custom_id": custom_id, "components": fields}, SPEAK)

    async def write(self, content: str, *, by: Json = ANN, lost: bool = False, **more: Any) -> Json:
        """A member writes a message, which may mention people; a `lost` one is never told to the bot."""
        people = {APPLICATION: payloads.ME} | {one["id"]: one for one in (ANN, payloads.BOB)}
        mentions = [one for number, one in people.items() if f"<@{number}>" in content]
        message = payloads.message(by, content, mentions=mentions, **more)
        self.rest.messages[message["id"]] = message
        if not lost:
            await self.tell(message)
        return message

    async def edit(self, message: Json, content: str) -> None:
        """A member changes what a message says, and whom it mentions by that."""
        people = [payloads.ME] if f"<@{APPLICATION}>" in content else []
        edited = {"content": content, "mentions": people, "edited_timestamp": payloads.WRITTEN}
        await self.gateway.dispatch("MESSAGE_UPDATE", message | edited)

    async def tell(self, message: Json, *, repeated: bool = False) -> None:
        """Dispatch a message, perhaps twice."""
        await self.gateway.dispatch("MESSAGE_CREATE", message, repeated=repeated)

    async def answer(self, opened: Open, *, containing: str = "", seconds: float = PATIENCE) -> str:
        """The text of the last card of an interaction, once there is one that contains this."""
        await self.until(lambda: opened.shown and containing in text_of(opened.shown[-1]), seconds)
        return text_of(opened.shown[-1])

    def replies(self, message: Json | None = None) -> list[Json]:
        """The bot's messages in the channel; those in reply to `message` if one is given."""
        mine = [m for m in self.rest.messages.values() if m["author"]["id"] == APPLICATION]
        if message is None:
            return mine
        asked = [s.body for s in self.rest.sent if s.method == "POST" and s.path.endswith("/messages")]
        return mine if any(b["message_reference"]["message_id"] == int(message["id"]) for b in asked) else []

    async def _interact(
        self,
        kind: int,
        data: Json,
        permissions: int,
        *,
        repeated: bool = False,
        **more: Any,
    ) -> Open:
        payload = payloads.interaction(kind, data, permissions, **more)
        opened = Open(payload, time.time())
        self.rest.interactions[payload["id"]] = opened
        await self.gateway.dispatch("INTERACTION_CREATE", payload, repeated=repeated)
        return opened

    def _last_message(self) -> str | None:
        return max(self.rest.messages, key=int, default=None)
