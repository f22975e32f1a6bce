"""What becomes of fetching a page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page: `url` is where it was found at last; `etag` and `last_modified` are for asking again."""

    content: bytes
    url: str
    type: str
    charset: str | None
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class NotModified:
    """The page is still the one that `etag` or `last_modified` named."""

    url: str


@dataclass(frozen=True, slots=True)
class NotFetched:
    """The page was not fetched, and why, in one sentence for the curator."""

    reason: str
