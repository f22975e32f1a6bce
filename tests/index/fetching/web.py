"""A small internet: names that resolve as a test says, and one real HTTP server on the loopback behind all of them."""

import ipaddress
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore

from index.fetching.addresses import IPAddress

PUBLIC = "93.184.215.14"

Handler = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Page:
    """What the server answers at a path."""

    content: bytes = b"Hello."
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/plain; charset=utf-8"})
    pieces: Iterable[bytes] | None = None


class Web(httpcore.NetworkBackend):
    """Give `resolve` and `network` to a `Fetcher`. Public addresses lead to the server; `connected` has them all."""

    def __init__(self, port: int, pages: dict[str, Page]) -> None:
        self.pages = pages
        self.names: dict[str, list[list[str]]] = {}
        self.connected: list[str] = []
        self.asked: list[str] = []
        self.heard: list[dict[str, str]] = []
        self._port = port
        self._real = httpcore.SyncBackend()

    def resolve(self, host: str) -> list[IPAddress]:
        """The next answer for a name; the last one is given for ever."""
        try:
            return [ipaddress.ip_address(host)]
        except ValueError:
            pass
        self.asked.append(host)
        answers = self.names.get(host, [[PUBLIC]])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if not answer:
            raise socket.gaierror
        return [ipaddress.ip_address(address) for address in answer]

    def connect_tcp(
        self,
        host: str,
        port: int,  # noqa: ARG002 - all of them lead to the one server
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        self.connected.append(host)
        return self._real.connect_tcp("127.0.0.1", self._port, timeout, local_address, socket_options)


@contextmanager
def served() -> Iterator[Web]:
    """The internet while a test runs."""
    pages: dict[str, Page] = {}
    heard: list[dict[str, str]] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}})
            default = Page(status=404, content=b"") if self.path == "/robots.txt" else Page()
            answer(self, pages.get(f"{self.headers['Host']}{self.path}") or pages.get(self.path) or default)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        web = Web(server.server_port, pages)
        web.heard = heard
        yield web
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def answer(request: BaseHTTPRequestHandler, page: Page) -> None:
    """Send a page; the other side may hang up whenever it has had enough."""
    try:
        request.send_response(page.status)
        for name, value in page.headers.items():
            request.send_header(name, value)
        if page.pieces is None and "Content-Length" not in page.headers:
            request.send_header("Content-Length", str(len(page.content)))
        request.end_headers()
        for piece in [page.content] if page.pieces is None else page.pieces:
            request.wfile.write(piece)
            request.wfile.flush()
    except (BrokenPipeError, ConnectionResetError):
        request.close_connection = True
