"""Requests to a language model: one deadline over all of them, patience with busy servers, and never a huge answer."""

import email.utils
import random
import ssl
import time
from functools import cache
from types import ModuleType
from typing import Any, Self

import httpcore

from index.fetching.connecting import TimedStream, remaining

LONGEST = 1_000_000
"""Bytes of an answer; the longest that is asked for has about 10,000."""

RETRIED = frozenset({429, 500, 502, 503, 504, 529})
"""Statuses of a server that may be well again in a moment."""

TRIES = 3
FIRST_WAIT = 0.5
"""Seconds before the second try, doubled for each further one, and half to all of it by chance."""

CONNECT_SECONDS = 5.0


class TooLong(Exception):
    """Raised when an answer goes on beyond `LONGEST`."""


class Timed(httpcore.SyncBackend):
    """Connections whose every step ends at the deadline, however slowly the other side goes on."""

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, *rest: Any, **more: Any) -> TimedStream:
        """Connect. Raises OutOfTime, and what `httpcore` raises."""
        seconds = min(remaining(self._deadline), timeout or CONNECT_SECONDS)
        return TimedStream(super().connect_tcp(host, port, seconds, *rest, **more), self._deadline)


class Transport:
    """What `httpx` calls a transport, made for one question: `deadline` is on the monotonic clock.

    `http` is the module that the provider's client is written for, httpx or httpx2: they differ in name only. Proxies
    and redirects are not followed. Raises OutOfTime, TooLong, and what `httpcore` raises.
    """

    def __init__(self, http: ModuleType, deadline: float) -> None:
        self._http = http
        self._deadline = deadline
        self._pool = httpcore.ConnectionPool(ssl_context=_ssl_context(), network_backend=Timed(deadline))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the connections go."""
        self._pool.close()

    def handle_request(self, request: Any) -> Any:
        """Send an `httpx.Request`, again while the server is busy and time is left; an `httpx.Response`, read whole."""
        request.read()
        for attempt in range(TRIES):
            status, headers, body = self._once(request)
            wait = _wait(headers, attempt)
            if status not in RETRIED or attempt + 1 == TRIES or wait >= self._deadline - time.monotonic():
                break
            time.sleep(wait)
        return self._http.Response(status, headers=headers, content=body, request=request)

    def _once(self, request: Any) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        headers = [(name, value) for name, value in request.headers.raw if name.lower() != b"accept-encoding"]
        sent = httpcore.Request(request.method, url, headers=headers, content=request.content)
        response = self._pool.handle_request(sent)
        try:
            kept = [(name, value) for name, value in response.headers if name.lower() != b"content-encoding"]
            return response.status, kept, _bounded(response)
        finally:
            response.close()


def _bounded(response: httpcore.Response) -> bytes:
    body = bytearray()
    for chunk in response.iter_stream():
        body += chunk
        if len(body) > LONGEST:
            raise TooLong
    return bytes(body)


def _wait(headers: list[tuple[bytes, bytes]], attempt: int) -> float:
    """Seconds: what the server asks for in Retry-After (RFC 9110, 10.2.3), else longer and longer, by chance."""
    asked = next((value.decode("latin-1") for name, value in headers if name.lower() == b"retry-after"), "")
    if asked.strip().isdecimal():
        return float(asked[:9])
    try:
        return max(0.0, email.utils.parsedate_to_datetime(asked).timestamp() - time.time())
    except ValueError:
        return FIRST_WAIT * float(2**attempt) * random.uniform(0.5, 1.0)  # noqa: S311  spread, not secrecy


@cache
def _ssl_context() -> ssl.SSLContext:
    return httpcore.default_ssl_context()
