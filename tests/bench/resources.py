"""What a process and a folder take."""

import resource
import threading
import time
from pathlib import Path
from statistics import median
from typing import Self

_STATUS = Path("/proc/self/status")

LOOK_SECONDS = 0.01
MOMENT_SECONDS = 0.5


def resident() -> int:
    """Bytes of memory that this process holds now; where the system does not say, the most that it ever held."""
    return _of_status("VmRSS") or peak()


def peak() -> int:
    """The most that it ever held."""
    return _of_status("VmHWM") or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


class Watched:
    """The memory of this process while something is done in it.

    `figures`, in bytes: the median of the time, what is held a moment after it, and the most that ever was.
    """

    def __init__(self) -> None:
        self.figures: dict[str, int] = {}
        self._seen: list[int] = []
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()
        time.sleep(MOMENT_SECONDS)
        self.figures = {"working": int(median(self._seen)), "resting": resident(), "peak": peak()}

    def _look(self) -> None:
        while not self._is_over.wait(LOOK_SECONDS):
            self._seen.append(resident())


def size(folder: Path) -> int:
    """Bytes that a folder's files take on the disk; holes in them take none."""
    return sum(file.stat().st_blocks * 512 for file in folder.rglob("*") if file.is_file())


def _of_status(name: str) -> int:
    if not _STATUS.exists():
        return 0
    lines = dict(line.split(":", 1) for line in _STATUS.read_text(encoding="utf-8").splitlines())
    return int(lines[name].split()[0]) * 1024
