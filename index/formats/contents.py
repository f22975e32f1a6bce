"""`File`: the bytes to read. `Contents`: the documents in it, and what in it was refused, each with its reason."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from index.documents import Document

TOO_MUCH_MEMORY = "The file needs more memory than a document may take."


class Refused(Exception):
    """Raised by a reader; `str(refused)` is one sentence for the curator."""


def _nothing() -> None:
    """Nobody waits for the file."""


@dataclass(frozen=True, slots=True)
class File:
    """Bytes with a name. `charset` is what a server declared; `depth` counts the archives around the file. A reader
    calls `step` after each page, or each few hundred rows: a long file may take longer than a short one.
    """

    name: str
    content: bytes
    charset: str | None = None
    depth: int = 0
    step: Callable[[], None] = field(default=_nothing, compare=False)

    @property
    def title(self) -> str:
        """The name without folders and ending: a title when the content names none."""
        return PurePosixPath(self.name).stem.replace("_", " ").strip() or self.name

    @property
    def suffix(self) -> str:
        """The ending, in lower case, with its dot."""
        return PurePosixPath(self.name).suffix.lower()


@dataclass(frozen=True, slots=True)
class Part:
    """A document of a file; `name` is empty when it is the file itself, else where inside: `notes/a.txt`, `17`."""

    name: str
    document: Document


@dataclass(frozen=True, slots=True)
class Unread:
    """A member of a file that was refused, and why, in one sentence for the curator."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A reader turns to a member of a file: what follows is about it."""

    name: str


Found = Part | Unread | Begun


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a file holds: at least one document, and the members that were refused."""

    parts: tuple[Part, ...]
    unread: tuple[Unread, ...] = ()
