"""`Confined`: a child process that gave up what parsers never need, at the other end of a socket."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable

from index import children
from index.formats import wire

DYING_SECONDS = 1.0
"""For a child that has closed its end to be gone."""


class Lost(Exception):
    """The child died, or was stopped; `str(lost)` continues a sentence that begins with the file's name."""


class Confined:
    """A running child, whose work is a module of this room. Moments are `time.monotonic`'s."""

    def __init__(self, module: str) -> None:
        """Start it. Raises OSError."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                children.command(f"index.formats.{module}", str(theirs.fileno())),
                pass_fds=[theirs.fileno()],
                env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONDONTWRITEBYTECODE": "1"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                process_group=0,  # Ctrl-C is for this process, which ends the child when it is time
            )
        self._socket = ours

    def send(self, pieces: Iterable[bytes], deadline: float) -> None:
        """Hand something over. Raises Lost."""
        for piece in pieces:
            self._within(deadline)
            try:
                self._socket.sendall(piece)
            except OSError as error:
                raise self._lost(error) from error

    def frame(self, deadline: float, room: int) -> bytes:
        """The next of what it says, which may be `room` bytes. Raises Lost."""
        size = wire.size(self._exactly(wire.HEADER, deadline))
        if size > room:
            raise Lost("holds more text than can be kept.")
        return self._exactly(size, deadline)

    def kill(self) -> None:
        """Kill the process, in any thread; whoever waits for it finds it lost."""
        self._process.kill()

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
            raise Lost("took too long to read.")
        self._socket.settimeout(left)

    def _lost(self, error: OSError | None) -> Lost:
        if isinstance(error, TimeoutError):
            return Lost("took too long to read.")
        if self._was_killed():
            return Lost("could not be read now: the system ended its parser, as it does when memory is short.")
        return Lost("could not be read: its parser stopped, which damaged and hostile files cause.")

    def _was_killed(self) -> bool:
        """Whether the system, or somebody at it, has ended the child."""
        try:
            return self._process.wait(DYING_SECONDS) in (-signal.SIGKILL, -signal.SIGTERM)
        except subprocess.TimeoutExpired:
            return False
