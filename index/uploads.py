"""What curators give: files by their names, and pages by their addresses."""

import hashlib
import unicodedata
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from index.characters import visible
from index.documents import Document
from index.errors import NotPossible
from index.fetching import Fetched, Fetcher, NotFetched, NotModified
from index.records import Origin

MAX_NAME = 200
"""Characters: a name stands in lists, and in the id of every passage."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file with its bytes; `charset` is what a server declared.

    For a page, `url` is where it was found, and `etag` and `last_modified` are for asking again.
    """

    name: str
    content: bytes
    charset: str | None = None
    url: str | None = None
    etag: str | None = None
    last_modified: str | None = None

    @property
    def origin(self) -> Origin:
        """What the catalogue remembers of it."""
        digest = hashlib.sha256(self.content).hexdigest()
        return Origin(self.name, digest, self.charset, self.url, self.etag, self.last_modified)

    @classmethod
    def again(cls, origin: Origin, content: bytes) -> "Upload":
        """As it was given before."""
        return cls(origin.file, content, origin.charset, origin.url, origin.etag, origin.last_modified)


def cleaned(name: str) -> str:
    """A name for people and for ids: no path out of anywhere, nothing invisible, not too long. Raises NotPossible."""
    parts = visible(unicodedata.normalize("NFC", name)).replace("\\", "/").split("/")
    kept = "/".join(" ".join(part.split()) for part in parts if part.strip() not in {"", ".", ".."})
    if len(kept) > MAX_NAME:
        suffix = PurePosixPath(kept).suffix[:10]
        kept = kept[: MAX_NAME - len(suffix)].rstrip() + suffix
    if not kept:
        raise NotPossible("The file has no name that could be shown.")
    return kept


def fetched(fetcher: Fetcher, url: str) -> Upload:
    """The page at an address. Raises NotPossible, with the reason."""
    match fetcher.fetch(url):
        case Fetched() as page:
            return _upload(page)
        case NotFetched(reason):
            raise NotPossible(reason)
        case NotModified():
            raise NotPossible("The site does not show the page itself.")


def refreshed(fetcher: Fetcher, upload: Upload) -> Upload | NotFetched:
    """The page as it is now, under the name that it has; a file as it was given."""
    if upload.url is None:
        return upload
    match fetcher.fetch(upload.url, etag=upload.etag, last_modified=upload.last_modified):
        case Fetched() as page:
            return replace(_upload(page), name=upload.name, url=upload.url)
        case NotFetched() as failed:
            return failed
        case NotModified():
            return upload


def with_address(document: Document, upload: Upload) -> Document:
    """A page may name another address as its own only within its site: a citation must lead to where it was read."""
    if upload.url is None or (document.url and _site(document.url) == _site(upload.url)):
        return document
    return replace(document, url=upload.url)


def _upload(page: Fetched) -> Upload:
    parts = urlsplit(page.url)
    name = cleaned(f"{_site(page.url)}{parts.path}{f'?{parts.query}' if parts.query else ''}")
    return Upload(name, page.content, page.charset, page.url, page.etag, page.last_modified)


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
