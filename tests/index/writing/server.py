"""A server on a loopback socket that speaks OpenAI's protocol, and everything that such a server may do wrong."""

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

Behaviour = Callable[[socket.socket, "ModelServer"], None]
"""What happens on a connection after its request has been read."""


@dataclass(slots=True)
class ModelServer:
    """`requests` are the bodies that came. `behaviours` are used up in order, the last one for ever."""

    behaviours: list[Behaviour]
    requests: list[dict[str, Any]] = field(default_factory=list)
    listening: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def name(self) -> str:
        """As the setting LLM has it."""
        return f"openai-like:http://127.0.0.1:{self.listening.getsockname()[1]}/v1#scripted"

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            self.requests.append(_body(connection))
            behaviour = self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]
            behaviour(connection, self)


@contextlib.contextmanager
def serving(*behaviours: Behaviour) -> Iterator[ModelServer]:
    """A server that behaves so, until the end of the block."""
    server = ModelServer(list(behaviours))
    threading.Thread(target=server.serve, daemon=True).start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.listening.close()


def completion(text: str) -> bytes:
    """The body of a chat completion that says `text`."""
    message = {"role": "assistant", "content": text}
    usage = {"prompt_tokens": 900, "completion_tokens": 100, "total_tokens": 1000}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    made = {"id": "1", "object": "chat.completion", "created": 1, "model": "scripted", "choices": [choice]}
    return json.dumps(made | {"usage": usage}).encode()


def says(text: str) -> Behaviour:
    """A server that works."""
    return sends(completion(text))


def sends(body: bytes, status: str = "200 OK", kind: str = "application/json", *more: str) -> Behaviour:
    """A whole HTTP answer."""
    headers = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *more]
    return lambda connection, _: connection.sendall(_head(headers) + body)


def fails(status: str, *more: str) -> Behaviour:
    """An error as OpenAI's server words it."""
    return sends(
        json.dumps({"error": {"message": "no sk-secret", "code": 1}}).encode(), status, "application/json", *more
    )


def hangs(_: socket.socket, server: ModelServer) -> None:
    """Never a byte."""
    server.stopped.wait(60)


def drips(connection: socket.socket, server: ModelServer) -> None:
    """A byte each tenth of a second, for ever."""
    for byte in _head(["HTTP/1.1 200 OK", "Content-Length: 100000"]) + b" " * 100_000:
        connection.sendall(bytes([byte]))
        if server.stopped.wait(0.1):
            return


def drips_slowly(connection: socket.socket, server: ModelServer) -> None:
    """A whole head at once, then a byte a second."""
    connection.sendall(_head(["HTTP/1.1 200 OK", "Content-Type: application/json", "Content-Length: 100000"]))
    while not server.stopped.wait(1.0):
        connection.sendall(b" ")


def floods(connection: socket.socket, _: ModelServer) -> None:
    """A hundred megabytes."""
    connection.sendall(_head(["HTTP/1.1 200 OK", "Content-Type: application/json", "Content-Length: 100000000"]))
    for _chunk in range(1000):
        connection.sendall(b"x" * 100_000)


def floods_headers(connection: socket.socket, _: ModelServer) -> None:
    """A header without an end."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
    for _chunk in range(1000):
        connection.sendall(b"x" * 100_000)


def breaks_off(connection: socket.socket, _: ModelServer) -> None:
    """Half an answer."""
    body = completion('{"sentences": [{"text": "The mill closed in 1931."')
    connection.sendall(_head(["HTTP/1.1 200 OK", "Content-Type: application/json", f"Content-Length: {len(body)}"]))
    connection.sendall(body[: len(body) // 2])


def goes_away(connection: socket.socket, _: ModelServer) -> None:
    """Not even a head."""
    connection.shutdown(socket.SHUT_RDWR)


def _head(lines: list[str]) -> bytes:
    return ("\r\n".join([*lines, "Connection: close"]) + "\r\n\r\n").encode()


def _body(connection: socket.socket) -> dict[str, Any]:
    connection.settimeout(10)
    received = b""
    while b"\r\n\r\n" not in received:
        received += _more(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    while len(body) < length:
        body += _more(connection)
    found: dict[str, Any] = json.loads(body)
    return found


def _more(connection: socket.socket) -> bytes:
    chunk = connection.recv(65536)
    if not chunk:
        raise ConnectionError("the client has gone")
    return chunk


def seconds_of(work: Callable[[], object]) -> float:
    """How long something takes."""
    started = time.monotonic()
    work()
    return time.monotonic() - started
