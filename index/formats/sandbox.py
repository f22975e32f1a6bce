"""`FileReader`: reads files in a child process, so that no file can stop, fill or hang the bot."""

import threading
import time
from types import TracebackType
from typing import Self

from index.formats import wire
from index.formats.confined import Confined, Lost
from index.formats.contents import TOO_MUCH_MEMORY, Begun, Contents, Part, Refused, Unread

MAX_BYTES = 20 * 1024 * 1024
"""A book in plain text is 1 MB and a long illustrated PDF 15; Discord's own free uploads stop at 10."""

MEMBER_SECONDS = 15.0
"""For a file, or each member of an archive, unless the child says that it is going on: see `worker.STEP_SECONDS`."""

FILE_SECONDS = 120.0
"""For a long file, or an archive, as a whole."""

MAX_ANSWER = 128 * 1024 * 1024
"""Bytes of answers for one file; 20 MB of text in any script stay far below."""


class FileReader:
    """Reads one file at a time; threads wait their turn. The child is started when first needed, and again when it
    dies, is stopped, or says that it has grown too large. Close it, or use it in a `with` statement.
    """

    def __init__(self, *, member_seconds: float = MEMBER_SECONDS, file_seconds: float = FILE_SECONDS) -> None:
        self._member_seconds = member_seconds
        self._file_seconds = file_seconds
        self._turn = threading.Lock()
        self._child: Confined | None = None
        self._is_stopped = False

    def read(self, name: str, content: bytes, *, charset: str | None = None) -> Contents:
        """The documents in a file. `name` helps to tell the format; `charset` is what a server declared.

        Raises Refused, whose text is one sentence for the curator.
        """
        if len(content) > MAX_BYTES:
            raise Refused(f"The file is too large: more than {MAX_BYTES // 1024 // 1024} MB.")
        with self._turn:
            return self._read(name, content, charset)

    def stop(self) -> None:
        """End what is being read, in any thread: that and all that comes later is refused."""
        self._is_stopped = True
        if child := self._child:
            child.kill()

    def close(self) -> None:
        """End the child process; a later `read` starts another."""
        with self._turn:
            self._replace()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _read(self, name: str, content: bytes, charset: str | None) -> Contents:
        is_used = self._child is not None
        try:
            child = self._child = self._child or Confined("worker")
        except OSError as error:
            raise Refused(f"The file cannot be read now: {(error.strerror or 'it failed').lower()}.") from error
        try:
            if self._is_stopped:
                raise Refused("The file was not read: the program is ending.")
            found, is_spoilt = self._answers(child, wire.Request(name, content, charset))
        except BaseException:
            self._replace()
            raise
        if is_spoilt:
            self._replace()
        if is_used and Unread("", TOO_MUCH_MEMORY) in found:  # the files before it may have left it too little
            return self._read(name, content, charset)
        parts = tuple(part for part in found if isinstance(part, Part))
        unread = tuple(refused for refused in found if isinstance(refused, Unread))
        if not parts:
            raise Refused(_nothing(unread))
        return Contents(parts, unread)

    def _answers(self, child: Confined, request: wire.Request) -> tuple[list[Part | Unread], bool]:
        """All that the child finds in the file, and whether it should be replaced. Raises Refused."""
        found: list[Part | Unread] = []
        end, room, member = time.monotonic() + self._file_seconds, MAX_ANSWER, ""
        try:
            child.send(wire.request_bytes(request), time.monotonic() + self._member_seconds)
            while True:
                body = child.frame(min(end, time.monotonic() + self._member_seconds), room)
                room -= len(body)
                match answer := _understood(body):
                    case Begun(name):
                        member = name
                    case wire.Done(is_spoilt, refused):
                        if refused is not None:
                            found.append(Unread("", refused))
                        return found, is_spoilt
                    case Part() | Unread():
                        found.append(answer)
        except Lost as lost:
            subject = f"“{member}” inside the file" if member else "The file"
            raise Refused(f"{subject} {lost}") from lost

    def _replace(self) -> None:
        if self._child is not None:
            self._child.stop()
            self._child = None


def _understood(body: bytes) -> wire.Answer:
    """What the child said. Raises Lost."""
    try:
        return wire.answer(body)
    except wire.Garbled as error:
        raise Lost("could not be read: its parser gave no sensible answer.") from error


def _nothing(unread: tuple[Unread, ...]) -> str:
    """Why a file without a document is refused."""
    if not unread:
        return "The file holds no text that could be quoted."
    first = unread[0]
    return f"Nothing in the file could be read; “{first.name}”: {first.reason}" if first.name else first.reason
