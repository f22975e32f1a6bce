"""The gateway half of the fake: sessions that can be resumed, and whatever can go wrong with them."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.wire.payloads import APPLICATION, GUILD, ME, TOKEN, Json, snowflake

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11


@dataclass(slots=True)
class Session:
    """What Discord remembers of a connection, so that it can be taken up again."""

    number: str
    events: list[Json] = field(default_factory=list)
    socket: web.WebSocketResponse | None = None


class Gateway:
    """One bot's gateway. The attributes that tests set say how it misbehaves.

    `refuse` closes whoever identifies, with that code. `deaf` acknowledges no heartbeat. `storm` asks whoever has
    resumed to reconnect. `identifies` and `resumes` count what was asked for.
    """

    def __init__(self, guild: Callable[[], Json]) -> None:
        self.url = ""
        self.heartbeat_ms = 41_250
        self.refuse: int | None = None
        self.deaf = False
        self.storm = False
        self.identifies = 0
        self.resumes = 0
        self.intents: int | None = None
        self._guild = guild
        self._sessions: dict[str, Session] = {}
        self._session: Session | None = None
        self._sockets: dict[web.WebSocketResponse, web.Request] = {}

    @property
    def connected(self) -> bool:
        """Whether somebody is listening to the newest session."""
        return bool(self._session and self._session.socket)

    async def dispatch(self, event: str, data: Json, *, repeated: bool = False) -> None:
        """Send an event in the newest session; it is kept for a resume. Without a session it is lost."""
        if self._session is None:
            return
        number = len(self._session.events) + 1
        self._session.events.append({"op": DISPATCH, "t": event, "s": number, "d": data})
        for _ in range(1 + repeated):
            await self._send(self._session, self._session.events[-1])

    async def reconnect(self) -> None:
        """Ask for a reconnection (op 7)."""
        await self._say({"op": RECONNECT, "d": None})

    async def invalidate(self, *, resumable: bool) -> None:
        """Say that the session is not valid (op 9)."""
        session = self._session
        if not resumable:
            self.forget()
        if session and session.socket:
            await _write(session.socket, {"op": INVALID, "d": resumable})

    async def close(self, code: int) -> None:
        """Close the connection with this code."""
        for socket in list(self._sockets):
            await socket.close(code=code)

    def abort(self) -> None:
        """Cut the connection without a word."""
        for request in self._sockets.values():
            if request.transport:
                request.transport.abort()

    def forget(self) -> None:
        """Drop the session: it cannot be resumed, and events are lost until there is another."""
        if self._session:
            del self._sessions[self._session.number]
            self._session = None

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """One connection, from HELLO to its end."""
        socket = web.WebSocketResponse(max_msg_size=0, timeout=0.2)
        await socket.prepare(request)
        self._sockets[socket] = request
        await _write(socket, {"op": HELLO, "d": {"heartbeat_interval": self.heartbeat_ms}})
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    await self._hear(socket, json.loads(frame.data))
        finally:
            self._sockets.pop(socket, None)
            if self._session and self._session.socket is socket:
                self._session.socket = None
        return socket

    async def _hear(self, socket: web.WebSocketResponse, frame: Json) -> None:
        match frame["op"]:
            case 1 if not self.deaf:
                await _write(socket, {"op": ACK})
            case 2:
                await self._identify(socket, frame["d"])
            case 6:
                await self._resume(socket, frame["d"])

    async def _identify(self, socket: web.WebSocketResponse, data: Json) -> None:
        self.identifies += 1
        self.intents = data["intents"]
        if data["token"] != TOKEN or self.refuse:
            await socket.close(code=self.refuse or 4004)
            return
        self._session = Session(snowflake(), socket=socket)
        self._sessions[self._session.number] = self._session
        ready = {
            "v": 10,
            "user": ME,
            "guilds": [{"id": GUILD, "unavailable": True}],
            "session_id": self._session.number,
            "resume_gateway_url": self.url,
            "application": {"id": APPLICATION, "flags": 0},
        }
        await self.dispatch("READY", ready)
        await self.dispatch("GUILD_CREATE", self._guild())

    async def _resume(self, socket: web.WebSocketResponse, data: Json) -> None:
        self.resumes += 1
        session = self._sessions.get(data["session_id"])
        if session is None:
            await _write(socket, {"op": INVALID, "d": False})
            return
        session.socket = socket
        for event in session.events[data["seq"] :]:
            await _write(socket, event)
        await self.dispatch("RESUMED", {})
        if self.storm:
            await self.reconnect()

    async def _say(self, frame: Json) -> None:
        if self._session:
            await self._send(self._session, frame)

    async def _send(self, session: Session, frame: Json) -> None:
        if session.socket:
            await _write(session.socket, frame)


async def _write(socket: web.WebSocketResponse, frame: Json) -> None:
    """Write to a peer that may have gone meanwhile."""
    try:
        await socket.send_str(json.dumps(frame))
    except (ConnectionError, asyncio.CancelledError, RuntimeError):
        return
