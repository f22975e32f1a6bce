"""Builds generations as the child process does, each in a fork of one process: it has imported Chroma already."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from index import building
from index.children import environment
from index.generation import Spoilt
from index.shelves import Shelf
from index.vectors import Vectors


class Nursery:
    """Used in a `with` statement; `build` may then take the place of `Vectors._run`."""

    def __enter__(self) -> Self:
        command = [sys.executable, "-c", "from tests.index.nursery import serve; serve()"]
        self._turn = threading.Lock()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            text=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def method(self) -> Callable[[Vectors, Shelf, Path], None]:
        """`build`, as a method of `Vectors`."""

        def build(vectors: Vectors, shelf: Shelf, folder: Path) -> None:
            self.build(vectors, shelf, folder)

        return build

    def build(self, vectors: Vectors, shelf: Shelf, folder: Path) -> None:
        """The fork can be killed, as the child can."""
        assert self._process.stdin
        assert self._process.stdout
        with self._turn:
            with vectors._opening:
                if vectors._is_closed:
                    raise Spoilt("closing")
                request = (str(vectors._catalogue), str(shelf.library), shelf.model, str(folder))
                print(*request, sep="\t", file=self._process.stdin, flush=True)
                fork = _Fork(int(self._process.stdout.readline()))
                vectors._child = fork  # type: ignore[assignment]
            status = self._process.stdout.readline()
            fork.ended.set()
        if status != "0\n":
            raise Spoilt("the build failed")


class _Fork:
    """What `Vectors` asks of a child."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self.ended = threading.Event()

    def kill(self) -> None:
        if not self.ended.is_set():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)

    def wait(self) -> None:
        self.ended.wait()


def serve() -> None:
    """A line of arguments in, the exit status of a fork that builds out."""
    import chromadb  # noqa: F401, PLC0415

    for line in sys.stdin:
        with warnings.catch_warnings(action="ignore"):
            child = os.fork()
        if not child:
            try:
                building.main(*line.rstrip("\n").split("\t"))
                os._exit(0)
            finally:
                os._exit(1)
        os.write(1, b"%d\n" % child)
        os.write(1, b"%d\n" % os.waitpid(child, 0)[1])
