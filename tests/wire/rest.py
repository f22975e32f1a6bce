"""The REST half of the fake: interactions and messages by Discord's rules, and faults on demand."""

import asyncio
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.wire import payloads
from tests.wire.payloads import APPLICATION, ME, TOKEN, Json

COMPONENTS_V2 = 1 << 15
EPHEMERAL = 1 << 6
TEXT_DISPLAY = 10


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as it came, and the status that it was answered with; None when the connection was cut."""

    method: str
    path: str
    body: Any
    status: int | None


@dataclass(slots=True)
class Fault:
    """What happens instead of an answer, so many `times`, to requests whose `method path` matches.

    With `after` the request is carried out first: only its response is lost.
    """

    pattern: str
    status: int | None = None
    body: Json = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    cut: bool = False
    after: bool = False
    times: int = 1


@dataclass(slots=True)
class Open:
    """An interaction as Discord keeps it."""

    payload: Json
    created: float
    kind: int | None = None
    ephemeral: bool = False
    message: Json | None = None
    shown: list[Json] = field(default_factory=list)
    choices: list[Json] | None = None


class ApiError(Exception):
    """An error in Discord's own form."""

    def __init__(self, status: int, code: int, text: str) -> None:
        super().__init__(text)
        self.status, self.code, self.text = status, code, text


def rate_limited(pattern: str, seconds: float, *, via: bool, times: int = 1) -> Fault:
    """A 429 from Discord (`via` its proxy), or from the wall before it, which retrying would only make higher."""
    headers = {"Retry-After": str(seconds), "X-RateLimit-Limit": "5", "X-RateLimit-Remaining": "0"}
    headers |= {"Via": "1.1 google"} if via else {}
    body = {"message": "You are being rate limited.", "retry_after": seconds, "global": False}
    return Fault(pattern, status=429, body=body, headers=headers, times=times)


class Rest:
    """The routes that a bot of this kind uses. `sent` keeps every request in order."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.faults: list[Fault] = []
        self.interactions: dict[str, Open] = {}
        self.messages: dict[str, Json] = {}
        self.commands: list[Json] = []
        self._nonces: dict[str, Json] = {}
        self._routes: list[tuple[str, Callable[..., Any]]] = [
            (r"GET /users/@me", lambda _: ME),
            (r"GET /oauth2/applications/@me", lambda _: _application()),
            (rf"PUT /applications/{APPLICATION}/commands", self._sync),
            (r"POST /users/@me/channels", lambda _: {"id": payloads.WHISPERS, "type": 1, "recipients": [payloads.ANN]}),
            (r"POST /channels/\d+/typing", lambda _: None),
            (r"POST /channels/\d+/messages", self._create),
            (r"GET /channels/\d+/messages", self._history),
            (r"POST /interactions/(\d+)/([^/]+)/callback", self._callback),
            (rf"PATCH /webhooks/{APPLICATION}/([^/]+)/messages/@original", self._edit),
            (rf"DELETE /webhooks/{APPLICATION}/([^/]+)/messages/@original", self._take_back),
            (rf"POST /webhooks/{APPLICATION}/([^/]+)", self._follow_up),
        ]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request, or do to it what a fault says."""
        path = request.path.removeprefix("/api/v10")
        body = await _body(request)
        fault = self._fault(f"{request.method} {path}")
        if fault:
            await asyncio.sleep(fault.delay)
        answer: tuple[int, Any, dict[str, str]]
        if fault is None or fault.after or (fault.status is None and not fault.cut):
            answer = self._answer(request, path, body)
        if fault and (fault.cut or fault.status):
            answer = fault.status or 0, fault.body, fault.headers
        self.sent.append(Sent(request.method, path, body, answer[0] or None))
        if fault and fault.cut:
            assert request.transport
            request.transport.abort()
        return _response(*answer)

    def _fault(self, line: str) -> Fault | None:
        for fault in self.faults:
            if fault.times and re.search(fault.pattern, line):
                fault.times -= 1
                return fault
        return None

    def _answer(self, request: web.Request, path: str, body: Any) -> tuple[int, Any, dict[str, str]]:
        try:
            if not path.startswith(("/interactions", "/webhooks")) and (
                request.headers.get("Authorization") != f"Bot {TOKEN}"
            ):
                raise ApiError(401, 0, "401: Unauthorized")
            for pattern, route in self._routes:
                match = re.fullmatch(pattern, f"{request.method} {path}")
                if match:
                    result = route(body if body is not None else dict(request.query), *match.groups())
                    return (204 if result is None else 200), result, {}
            raise ApiError(404, 0, f"404: no route for {request.method} {path}")
        except ApiError as error:
            return error.status, {"message": error.text, "code": error.code}, {}

    def _sync(self, commands: list[Json]) -> list[Json]:
        self.commands = [
            {"id": payloads.snowflake(), "application_id": APPLICATION, "version": "1"} | command
            for command in commands
        ]
        return self.commands

    def _create(self, body: Json) -> Json:
        nonce = str(body.get("nonce"))
        if body.get("enforce_nonce") and nonce in self._nonces:
            return self._nonces[nonce]
        message = payloads.message(ME, body.get("content") or "") | _checked(body)
        self._nonces[nonce] = self.messages[message["id"]] = message
        return message

    def _history(self, query: Json) -> list[Json]:
        after = int(query.get("after", 0))
        newest_first = sorted(self.messages.values(), key=lambda m: -int(m["id"]))
        return [m for m in newest_first if int(m["id"]) > after][: int(query.get("limit", 50))]

    def _callback(self, body: Json, number: str, token: str) -> Json:
        opened = self.interactions.get(number)
        if opened is None or opened.payload["token"] != token:
            raise ApiError(404, 10062, "Unknown interaction")
        if opened.kind is not None:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        if time.time() - opened.created > 3:
            raise ApiError(404, 10062, "Unknown interaction")
        data = body.get("data") or {}
        if body["type"] == 4:
            opened.message = self._message(opened, _checked(data))
        elif body["type"] == 5:
            opened.message = self._message(opened, {"flags": (data.get("flags") or 0) | 1 << 7})
        elif body["type"] == 6:
            opened.message = opened.payload["message"]
        opened.kind, opened.choices = body["type"], data.get("choices")
        opened.ephemeral = bool((data.get("flags") or 0) & EPHEMERAL)
        return {"interaction": {"id": number, "type": opened.payload["type"]}} | (
            {"resource": {"type": 4, "message": opened.message}} if body["type"] == 4 else {}
        )

    def _edit(self, body: Json, token: str) -> Json:
        opened = self._opened(token)
        if opened.message is None:
            raise ApiError(404, 10008, "Unknown Message")
        if time.time() - opened.created > 15 * 60:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        opened.message |= _checked(body) | {"flags": (body.get("flags") or 0) | EPHEMERAL * opened.ephemeral}
        opened.shown.append(dict(opened.message))
        return opened.message

    def _take_back(self, _: Json, token: str) -> None:
        self._opened(token).message = None

    def _follow_up(self, body: Json, token: str) -> Json:
        opened = self._opened(token)
        opened.message = payloads.message(ME, "") | _checked(body)
        opened.shown.append(dict(opened.message))
        opened.ephemeral = bool((body.get("flags") or 0) & EPHEMERAL)
        return opened.message

    def _opened(self, token: str) -> Open:
        opened = next((each for each in self.interactions.values() if each.payload["token"] == token), None)
        if opened is None:
            raise ApiError(404, 10015, "Unknown Webhook")
        return opened

    def _message(self, opened: Open, content: Json) -> Json:
        message = payloads.message(ME, "") | content
        opened.shown += [message] if content.get("components") else []
        return message


def _checked(body: Json) -> Json:
    """The parts of a message that stay, if Discord would take it."""
    components = body.get("components") or []
    everything = list(walk(components))
    flags = body.get("flags") or 0
    if len(body.get("content") or "") > 2000 or (flags & COMPONENTS_V2 and body.get("content")):
        raise ApiError(400, 50035, "Invalid Form Body")
    if len(everything) > 40 or sum(len(c["content"]) for c in everything if c["type"] == TEXT_DISPLAY) > 4000:
        raise ApiError(400, 50035, "Invalid Form Body")
    attached = {f"attachment://{each['filename']}" for each in body.get("attachments") or []}
    if attached != {address for component in everything for address in _media(component)}:
        raise ApiError(400, 50035, "Invalid Form Body")
    if not body.get("content") and not components:
        raise ApiError(400, 50006, "Cannot send an empty message")
    for number, component in enumerate(everything, start=1):
        component["id"] = number
    return {"components": components, "flags": flags, "content": body.get("content") or ""}


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component of a message, outer ones first."""
    for component in components:
        yield component
        yield from walk(component.get("components", []))


def _media(component: Json) -> list[str]:
    """The addresses of what a component shows."""
    shown = [*component.get("items", []), *([{"media": component["file"]}] if "file" in component else [])]
    return [item["media"]["url"] for item in shown]


def text_of(message: Json) -> str:
    """All text of a message, as markup."""
    return "\n".join(c["content"] for c in walk(message["components"]) if c["type"] == TEXT_DISPLAY)


async def _body(request: web.Request) -> Any:
    """The JSON of a request; what is uploaded beside it has to be what its attachments say."""
    if not request.content_type.startswith("multipart/"):
        raw = await request.read()
        return json.loads(raw) if raw else None
    form = await request.post()
    body = json.loads(str(form["payload_json"]))
    for attachment in body["attachments"]:
        file = form[f"files[{attachment['id']}]"]
        assert isinstance(file, web.FileField)
        assert file.filename == attachment["filename"]
        assert file.content_type == "application/octet-stream"
    return body


def _response(status: int, body: Any, headers: dict[str, str]) -> web.Response:
    # aiohttp's own json_response adds a charset to the content type, which discord.py does not take for JSON.
    if status == 204:
        return web.Response(status=204, headers=headers)
    return web.Response(
        status=status or 500,
        body=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"} | headers,
    )


def _application() -> Json:
    return {
        "id": APPLICATION,
        "name": "Footnote",
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": payloads.user(payloads.OWNER, "olga"),
        "verify_key": "",
        "flags": 0,
    }
