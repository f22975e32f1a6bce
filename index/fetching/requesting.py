"""The requests for a page: each is checked before it is made and by what it brings, wherever the page leads to."""

import time
from dataclasses import dataclass
from urllib.parse import urljoin

import httpcore

from index.fetching.addresses import Forbidden, Target, resolved, target
from index.fetching.bodies import body
from index.fetching.connecting import GuardedBackend, OutOfTime, Resolve, remaining
from index.fetching.outcomes import Fetched, NotFetched, NotModified
from index.fetching.robots import AGENT, Answer, Robots

USER_AGENT = f"{AGENT}/1 (a bot that quotes documents with their source)"
"""Plain and true, with a name that a site's robots.txt can address."""

MOST_HOPS = 5
"""Redirects; browsers follow 20, and pages need 2."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OK, _NOT_MODIFIED, _FAILED = 200, 304, 500
_REASONS = {
    401: "The page is only for those who are signed in.",
    403: "The site does not let this page be fetched.",
    404: "There is no such page.",
    410: "The page is gone.",
    429: "The site has been asked too often; try again later.",
}
_Headers = dict[bytes | str, bytes | str]
_TYPES = ("text/", "message/rfc822", "application/vnd.openxmlformats-officedocument.")
_APPLICATIONS = frozenset(
    f"application/{kind}"
    for kind in (
        "pdf x-pdf json ld+json jsonl x-ndjson xhtml+xml epub+zip zip x-zip-compressed x-subrip octet-stream "
        "force-download x-download"
    ).split()
)


@dataclass(frozen=True, slots=True)
class _Reply:
    """What one request brought; headers are in lower case."""

    status: int
    headers: dict[str, str]
    content: bytes


class Requests:
    """Makes requests, in any thread. `resolve` and `network` are the internet, unless a test says otherwise."""

    def __init__(
        self, resolve: Resolve | None, network: httpcore.NetworkBackend | None, seconds: float, max_bytes: int
    ) -> None:
        self._resolve = resolve or resolved
        self._network = network or httpcore.SyncBackend()
        self._seconds = seconds
        self._max_bytes = max_bytes
        self._robots = Robots()

    def page(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched | NotModified | NotFetched:
        """Fetch a page, if it has changed since `etag` or `last_modified`."""
        deadline = time.monotonic() + self._seconds
        asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        conditions: _Headers = {name: value for name, value in asked.items() if value and value.isprintable()}
        try:
            return self._followed(target(url), conditions, deadline)
        except Forbidden as forbidden:
            return NotFetched(str(forbidden))
        except (OutOfTime, httpcore.TimeoutException):
            return NotFetched("The site took too long to answer.")
        except httpcore.ConnectError:
            return NotFetched("The site cannot be reached.")
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError):
            return NotFetched("The site broke off its answer.")

    def _followed(self, page: Target, conditions: _Headers, deadline: float) -> Fetched | NotModified:
        """The page, or where it leads to. Raises Forbidden, OutOfTime, and what `httpcore` raises."""
        for _ in range(MOST_HOPS + 1):
            if not self._robots.allow(page, lambda robots: self._asked(robots, deadline)):
                raise Forbidden("The site asks machines to leave this page alone (robots.txt).")
            reply = self._reply(page, conditions, deadline, self._max_bytes)
            if reply.status not in _REDIRECTS:
                return _outcome(page, reply, is_asked=bool(conditions))
            page = _next(page, reply)
        raise Forbidden("The page leads on to another too often.")

    def _asked(self, robots: Target, deadline: float) -> Answer:
        """A site's robots.txt, wherever it leads to."""
        for _ in range(MOST_HOPS + 1):
            reply = self._reply(robots, {}, deadline, self._max_bytes)
            if reply.status not in _REDIRECTS:
                return Answer(reply.status, reply.content)
            robots = _next(robots, reply)
        return Answer(None)

    def _reply(self, page: Target, conditions: _Headers, deadline: float, most: int) -> _Reply:
        """One request and its answer; the body only of a page that is there."""
        headers: _Headers = {
            "Host": page.authority,
            "User-Agent": USER_AGENT,
            "Accept": "text/html,application/pdf,text/*;q=0.9,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
            **conditions,
        }
        url = httpcore.URL(scheme=page.scheme, host=page.host, port=page.port, target=page.path)
        backend = GuardedBackend(self._resolve, self._network, deadline)
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), remaining(deadline))
        with (
            httpcore.ConnectionPool(network_backend=backend) as pool,
            pool.stream("GET", url, headers=headers, extensions={"timeout": timeouts}) as response,
        ):
            said = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            content = b""
            if response.status == _OK:
                _check(said, most)
                content = body(response.iter_stream(), said.get("content-encoding", "").strip().lower(), most)
        return _Reply(response.status, said, content)


def _check(headers: dict[str, str], most: int) -> None:
    """Refuse by what an answer says of itself, before its body is read. Raises Forbidden."""
    kind = _type(headers)
    if kind and not kind.startswith(_TYPES) and kind not in _APPLICATIONS:
        raise Forbidden(f"The page is of a type that cannot be read: {kind[:60]}.")
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > most:
        raise Forbidden(f"The page is too large: more than {most // 1024 // 1024} MB.")


def _type(headers: dict[str, str]) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _charset(headers: dict[str, str]) -> str | None:
    for parameter in headers.get("content-type", "").split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None


def _next(page: Target, reply: _Reply) -> Target:
    """Where a redirect leads. Raises Forbidden."""
    location = reply.headers.get("location", "").strip()
    if not location:
        raise Forbidden("The page leads on, but does not say where.")
    try:
        found = target(urljoin(page.url, location))
    except ValueError as error:
        raise Forbidden("The page leads on to an address that cannot be understood.") from error
    if page.scheme == "https" and found.scheme == "http":
        raise Forbidden("The page leads from a secure address to an open one.")
    return found


def _outcome(page: Target, reply: _Reply, *, is_asked: bool) -> Fetched | NotModified:
    if reply.status == _NOT_MODIFIED and is_asked:
        return NotModified(page.url)
    if reply.status != _OK:
        failed = "The site has a fault of its own; try again later." if reply.status >= _FAILED else None
        raise Forbidden(_REASONS.get(reply.status) or failed or f"The site answered with status {reply.status}.")
    return Fetched(
        content=reply.content,
        url=page.url,
        type=_type(reply.headers),
        charset=_charset(reply.headers),
        etag=reply.headers.get("etag"),
        last_modified=reply.headers.get("last-modified"),
    )
