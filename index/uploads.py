"""What curators give: files by their names, and pages by their addresses."""

import hashlib
import unicodedata
from collections.abc import Mapping
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

    For a page, `url` is where it was found, `etag` and `last_modified` are for asking again, and `asked` is what a
    curator asked for, which may have led there.
    """

    name: str
    content: bytes
    charset: str | None = None
    url: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    asked: str | None = None

    @property
    def origin(self) -> Origin:
        """What the catalogue remembers of it."""
        digest = hashlib.sha256(self.content).hexdigest()
        return Origin(self.name, digest, self.charset, self.url, self.etag, self.last_modified, self.asked)

    @classmethod
    def again(cls, origin: Origin, content: bytes) -> "Upload":
        """As it was given before."""
        return cls(origin.file, content, origin.charset, origin.url, origin.etag, origin.last_modified, origin.asked)


def cleaned(name: str) -> str:
    """A name for people and for ids: no path out of anywhere, nothing invisible, not too long. Raises NotPossible.

    One that is cut is told from others by a digest of the whole.
    """
    parts = visible(unicodedata.normalize("NFC", name)).replace("\\", "/").split("/")
    kept = "/".join(" ".join(part.split()) for part in parts if part.strip() not in {"", ".", ".."})
    if len(kept) > MAX_NAME:
        suffix = PurePosixPath(kept).suffix[:10]
        kept = _marked(kept, suffix)
    if not kept:
        raise NotPossible("The file has no name that could be shown.")
    return kept


def fetched(fetcher: Fetcher, url: str) -> Upload:
    """The page at an address. Raises NotPossible, with the reason."""
    match fetcher.fetch(url):
        case Fetched() as page:
            return replace(_upload(page), asked=url)
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
            return replace(_upload(page), name=upload.name, url=upload.url, asked=upload.asked)
        case NotFetched() as failed:
            return failed
        case NotModified():
            return upload


def apart(page: Upload, given: Mapping[str, Origin]) -> Upload:
    """A page under the name that it was given under before, or else under one that no other page has."""
    if page.url is None:
        return page
    addresses = {name: _address(origin.url) for name, origin in given.items() if origin.url}
    here = _address(page.url)
    if known := [name for name, address in addresses.items() if address == here]:
        return replace(page, name=known[0])
    return replace(page, name=_marked(page.name, "", here)) if page.name in given else page


def with_address(document: Document, upload: Upload) -> Document:
    """A page may name another address as its own only within its site: a citation must lead to where it was read."""
    if upload.url is None or (document.url and _site(document.url) == _site(upload.url)):
        return document
    return replace(document, url=upload.url)


def _upload(page: Fetched) -> Upload:
    parts = urlsplit(page.url)
    name = cleaned(f"{_site(page.url)}{parts.path}{f'?{parts.query}' if parts.query else ''}")
    return Upload(name, page.content, page.charset, page.url, page.etag, page.last_modified)


def _address(url: str) -> str:
    """What tells one page from another: not how its site is reached."""
    parts = urlsplit(url)
    return f"{_site(url)}{parts.path or '/'}?{parts.query}"


def _marked(name: str, suffix: str, whole: str = "") -> str:
    """A name with a digest of what it stands for, and not too long for it."""
    mark = f"-{hashlib.sha256((whole or name).encode()).hexdigest()[:8]}{suffix}"
    return name[: MAX_NAME - len(mark)].rstrip() + mark


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
