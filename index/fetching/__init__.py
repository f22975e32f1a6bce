"""A URL to bytes, safely: public addresses only, checked at every hop; size, time and type capped; robots heard."""

from functools import cached_property
from typing import TYPE_CHECKING

from index.fetching.outcomes import Fetched, NotFetched, NotModified

if TYPE_CHECKING:
    import httpcore

    from index.fetching.connecting import Resolve
    from index.fetching.requesting import Requests

__all__ = ["Fetched", "Fetcher", "NotFetched", "NotModified"]

MAX_BYTES = 20 * 1024 * 1024
"""Unpacked; the same as for a file."""

SECONDS = 30.0
"""For everything: names, redirects, robots.txt and the body."""


class Fetcher:
    """Fetches pages, in any thread. `resolve` and `network` are the internet, unless a test says otherwise."""

    def __init__(
        self,
        *,
        resolve: "Resolve | None" = None,
        network: "httpcore.NetworkBackend | None" = None,
        seconds: float = SECONDS,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        self._limits = resolve, network, seconds, max_bytes

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched | NotModified | NotFetched:
        """Fetch a page, if it has changed since `etag` or `last_modified`."""
        return self._requests.page(url, etag=etag, last_modified=last_modified)

    @cached_property
    def _requests(self) -> "Requests":
        from index.fetching.requesting import Requests  # noqa: PLC0415  a start need not wait for an HTTP client

        return Requests(*self._limits)
