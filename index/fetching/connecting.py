"""Connections that can only go where they may: the address that was checked is the one that is connected to."""

import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from index.fetching.addresses import Forbidden, IPAddress, is_public

CONNECT_SECONDS = 10.0
"""For one address; a server on the other side of the world answers in half of one."""

Resolve = Callable[[str], list[IPAddress]]
_Options = Iterable[httpcore.SOCKET_OPTION] | None


class OutOfTime(Exception):
    """Raised when the time for a whole fetch is over, however busy the connection is."""


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves a host once, refuses it unless all its addresses are public, and connects to one of those."""

    def __init__(self, resolve: Resolve, network: httpcore.NetworkBackend, deadline: float) -> None:
        self._resolve = resolve
        self._network = network
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: _Options = None,
    ) -> httpcore.NetworkStream:
        """Connect to a host. Raises Forbidden, OutOfTime, and what `httpcore` raises."""
        failure: Exception = httpcore.ConnectError("no address")
        for address in self._checked(host):
            seconds = min(remaining(self._deadline), CONNECT_SECONDS, timeout or CONNECT_SECONDS)
            try:
                stream = self._network.connect_tcp(str(address), port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return TimedStream(stream, self._deadline)
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: _Options = None
    ) -> httpcore.NetworkStream:
        """Never."""
        raise Forbidden(f"Sockets of this machine are not fetched: {path}, {timeout}, {socket_options}.")

    def sleep(self, seconds: float) -> None:
        """Wait, between attempts; there is only one attempt."""
        time.sleep(min(seconds, remaining(self._deadline)))

    def _checked(self, host: str) -> list[IPAddress]:
        try:
            addresses = _in_time(lambda: self._resolve(host), remaining(self._deadline))
        except OSError as error:
            raise httpcore.ConnectError("unknown host") from error
        if not all(map(is_public, addresses)):
            raise Forbidden("The host is on a private network.")
        return list(dict.fromkeys(addresses))


class TimedStream(httpcore.NetworkStream):
    """A stream with one deadline for all its reads and writes: a slow drip ends too."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has arrived. Raises OutOfTime, and what `httpcore` raises."""
        return self._stream.read(max_bytes, self._seconds(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send. Raises OutOfTime, and what `httpcore` raises."""
        self._stream.write(buffer, self._seconds(timeout))

    def close(self) -> None:
        """Let go."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same stream, encrypted. Raises OutOfTime, and what `httpcore` raises."""
        return TimedStream(self._stream.start_tls(ssl_context, server_hostname, self._seconds(timeout)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the stream below knows."""
        return self._stream.get_extra_info(info)

    def _seconds(self, timeout: float | None) -> float:
        left = remaining(self._deadline)
        return left if timeout is None else min(left, timeout)


def remaining(deadline: float) -> float:
    """The seconds until a deadline. Raises OutOfTime when there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise OutOfTime
    return left


def _in_time(function: Callable[[], list[IPAddress]], seconds: float) -> list[IPAddress]:
    """What a function returns, if it does in time; the system's resolver knows no time limit of its own."""
    outcome: list[list[IPAddress] | Exception] = []

    def run() -> None:
        try:
            outcome.append(function())
        except Exception as error:  # noqa: BLE001 - handed to the caller, below
            outcome.append(error)

    thread = threading.Thread(target=run, daemon=True, name="resolving")
    thread.start()
    thread.join(seconds)
    if not outcome:
        raise OutOfTime
    if isinstance(outcome[0], Exception):
        raise outcome[0]
    return outcome[0]
