"""`FileReader`: reads files in a child process, so that no file can stop, fill or hang the bot."""

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from index.formats import wire
from index.formats.contents import Begun, Contents, Part, Refused, Unread

MAX_BYTES = 20 * 1024 * 1024
"""A book in plain text is 1 MB and a long illustrated PDF 15; Discord's own free uploads stop at 10."""

MEMBER_SECONDS = 15.0
"""For a file, or each member of an archive: a 500-page PDF takes about 10 s on a small machine."""

FILE_SECONDS = 120.0
"""For an archive as a whole."""

MAX_ANSWER = 128 * 1024 * 1024
"""Bytes of answers for one file; 20 MB of text in any script stay far below."""

_BOOT = """
import sys, types
index = types.ModuleType("index")
index.__path__ = [sys.argv[1]]
sys.modules["index"] = index
from index.formats.worker import main
main(int(sys.argv[2]))
"""
"""Opens the room of the parsers without `index/__init__`, which would load the search engine and the models too."""


class _Lost(Exception):
    """The child died, or was stopped; `str(lost)` continues a sentence that begins with the file's name."""


class FileReader:
    """Reads one file at a time; threads wait their turn. The child is started when first needed, and again when it
    dies, is stopped, or says that it has grown too large. Close it, or use it in a `with` statement.
    """

    def __init__(self, *, member_seconds: float = MEMBER_SECONDS, file_seconds: float = FILE_SECONDS) -> None:
        self._member_seconds = member_seconds
        self._file_seconds = file_seconds
        self._turn = threading.Lock()
        self._child: _Child | None = None

    def read(self, name: str, content: bytes, *, charset: str | None = None) -> Contents:
        """The documents in a file. `name` helps to tell the format; `charset` is what a server declared.

        Raises Refused, whose text is one sentence for the curator.
        """
        if len(content) > MAX_BYTES:
            raise Refused(f"The file is too large: more than {MAX_BYTES // 1024 // 1024} MB.")
        with self._turn:
            return self._read(name, content, charset)

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
        try:
            child = self._child = self._child or _Child()
        except OSError as error:
            raise Refused(f"The file cannot be read now: {(error.strerror or 'it failed').lower()}.") from error
        try:
            found, is_spoilt = self._answers(child, wire.Request(name, content, charset))
        except BaseException:
            self._replace()
            raise
        if is_spoilt:
            self._replace()
        parts = tuple(part for part in found if isinstance(part, Part))
        unread = tuple(refused for refused in found if isinstance(refused, Unread))
        if not parts:
            raise Refused(_nothing(unread))
        return Contents(parts, unread)

    def _answers(self, child: "_Child", request: wire.Request) -> tuple[list[Part | Unread], bool]:
        """All that the child finds in the file, and whether it should be replaced. Raises Refused."""
        found: list[Part | Unread] = []
        end, room, member = time.monotonic() + self._file_seconds, MAX_ANSWER, ""
        try:
            child.send(request, time.monotonic() + self._member_seconds)
            while True:
                answer, size = child.answer(min(end, time.monotonic() + self._member_seconds), room)
                room -= size
                match answer:
                    case Begun(name):
                        member = name
                    case wire.Done(is_spoilt, refused):
                        if refused is not None:
                            found.append(Unread("", refused))
                        return found, is_spoilt
                    case Part() | Unread():
                        found.append(answer)
        except _Lost as lost:
            subject = f"“{member}” inside the file" if member else "The file"
            raise Refused(f"{subject} {lost}") from lost

    def _replace(self) -> None:
        if self._child is not None:
            self._child.stop()
            self._child = None


def _nothing(unread: tuple[Unread, ...]) -> str:
    """Why a file without a document is refused."""
    if not unread:
        return "The file holds no text that could be quoted."
    first = unread[0]
    return f"Nothing in the file could be read; “{first.name}”: {first.reason}" if first.name else first.reason


class _Child:
    """A running worker at the other end of a socket."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _BOOT, str(Path(__file__).parents[1]), str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONDONTWRITEBYTECODE": "1"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self._socket = ours

    def send(self, request: wire.Request, deadline: float) -> None:
        """Hand the file over. Raises _Lost."""
        for piece in wire.request_bytes(request):
            self._within(deadline)
            try:
                self._socket.sendall(piece)
            except OSError as error:
                raise self._lost(error) from error

    def answer(self, deadline: float, room: int) -> tuple[wire.Answer, int]:
        """The next answer and its size, which may be `room` bytes. Raises _Lost."""
        size = wire.size(self._exactly(wire.HEADER, deadline))
        if size > room:
            raise _Lost("holds more text than can be kept.")
        try:
            return wire.answer(self._exactly(size, deadline)), size
        except wire.Garbled as error:
            raise _Lost("could not be read: its parser gave no sensible answer.") from error

    def stop(self) -> None:
        """Kill the process and wait for its end."""
        self._socket.close()
        self._process.kill()
        self._process.wait()

    def _exactly(self, size: int, deadline: float) -> bytes:
        taken = bytearray()
        while len(taken) < size:
            self._within(deadline)
            try:
                piece = self._socket.recv(min(size - len(taken), 1 << 20))
            except OSError as error:
                raise self._lost(error) from error
            if not piece:
                raise self._lost(None)
            taken += piece
        return bytes(taken)

    def _within(self, deadline: float) -> None:
        left = deadline - time.monotonic()
        if left <= 0:
            raise _Lost("took too long to read.")
        self._socket.settimeout(left)

    def _lost(self, error: OSError | None) -> _Lost:
        if isinstance(error, TimeoutError):
            return _Lost("took too long to read.")
        return _Lost("could not be read: its parser stopped, which damaged and hostile files cause.")
