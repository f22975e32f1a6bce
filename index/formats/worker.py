"""The child process: takes files from a socket, reads them under limits, and answers in plain data."""

import math
import mmap
import resource
import socket
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from index.formats import wire
from index.formats.contents import TOO_MUCH_MEMORY, File, Refused
from index.formats.reading import DAMAGED, parts

MEMORY = 1 << 30
"""Bytes of address space, as promised to operators of small machines."""

GROWN = 400 << 20
"""Bytes of resident memory after which a child is replaced: what one file made it take must not starve the next."""

SPARE = 16 << 20
"""Bytes that a parser may have asked for in vain, where there are no more."""

CPU_SECONDS = 15
"""For one file or member; on a crowded machine the caller's clock strikes first."""

STEP_SECONDS = 0.25
"""More for each page of it, or each few hundred rows: five times what a dense page takes here."""

GOING_SECONDS = 1.0
"""After which the caller hears that a file is being read on."""

OPEN_FILES = 64
"""Modules are opened one at a time, and fonts and character maps by the PDF library."""

_FORBIDDEN = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.sendto",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "pty.spawn",
)

_LIBRARIES = tuple(find_spec("pypdfium2_raw").submodule_search_locations or ())  # type: ignore[union-attr]
"""Where the PDF library is, the only one that is loaded when the first such file comes."""


def main(descriptor: int) -> None:
    """Serve requests until the other end closes."""
    with socket.socket(fileno=descriptor) as connection:
        confine()
        stream = connection.makefile("rb")
        while header := stream.read(wire.HEADER):
            words = stream.read(wire.size(header))
            request = wire.request(words, stream.read(wire.size(stream.read(wire.HEADER))))
            clock = _Clock(partial(connection.sendall, wire.answer_bytes(wire.Going())))
            for answer in _answers(File(request.name, request.content, request.charset, step=clock.step), clock):
                connection.sendall(wire.answer_bytes(answer))


def confine() -> None:
    """Give up what a parser never needs. Neither the limits nor the hook can be taken back."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    sys.modules["numpy"] = None  # type: ignore[assignment]  # only slows the spreadsheet library's start
    sys.addaudithook(_forbid)


def _forbid(event: str, arguments: tuple[object, ...]) -> None:
    is_library = event == "ctypes.dlopen" and arguments[0] is not None
    if event in _FORBIDDEN or (is_library and not str(arguments[0]).startswith(_LIBRARIES)):
        raise PermissionError(event)


class _Clock:
    """The processor time that is left for a file or a member of it."""

    def __init__(self, say_going: Callable[[], None]) -> None:
        self._say_going = say_going
        self.start()

    def start(self) -> None:
        """Begin with a file, or with the next of its members."""
        self._end = allow_seconds()
        self._said = time.monotonic()

    def step(self) -> None:
        """A part of it was read: give it more time, and let the caller know."""
        self._end += STEP_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(self._end), resource.RLIM_INFINITY))
        if time.monotonic() - self._said > GOING_SECONDS:
            self._said = time.monotonic()
            self._say_going()


def _answers(file: File, clock: _Clock) -> Iterator[wire.Answer]:
    """What is found in a file. Whatever its parser raises, it is one answer more and the next file can come."""
    refused, is_spoilt = None, False
    clock.start()
    try:
        for found in parts(file):
            clock.start()
            yield found
    except Refused as error:
        refused = str(error)
    except MemoryError:
        refused, is_spoilt = TOO_MUCH_MEMORY, True
    except Exception:  # noqa: BLE001 - parsers raise everything; a damaged file is an expected outcome
        is_spoilt = not _has_room()  # some call it damage that there is no memory for it
        refused = TOO_MUCH_MEMORY if is_spoilt else DAMAGED
    yield wire.Done(is_spoilt or _resident() > GROWN, refused)


def allow_seconds() -> float:
    """Set the clock of processor time anew; when it strikes, in seconds of this process."""
    end = math.ceil(time.process_time()) + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (end, resource.RLIM_INFINITY))
    return end


def _has_room() -> bool:
    """Whether there is still memory to be had."""
    try:
        mmap.mmap(-1, SPARE).close()
    except OSError:
        return False
    return True


def _resident() -> int:
    """The memory that this process holds, in bytes; `getrusage` would count what its parent held at the start."""
    statistics = Path("/proc/self/statm")
    return int(statistics.read_text().split()[1]) * resource.getpagesize() if statistics.exists() else 0


if __name__ == "__main__":
    main(int(sys.argv[1]))
