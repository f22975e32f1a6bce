"""Child processes of our own: modules of this package, which end when the process that started them does."""

import contextlib
import ctypes
import os
import signal
import sys
import threading
from pathlib import Path

ZEROED = "255"
"""For glibc's MALLOC_PERTURB_: memory is handed out full of zeros. Chroma writes memory that it has not filled to disk,
and what stood there before, texts among it, would outlive its erasure in another library's vectors."""

_PR_SET_PDEATHSIG = 1
"""From <linux/prctl.h>: the signal that the kernel sends when the parent ends."""

_BOOT = """
import runpy, sys, types
index = types.ModuleType("index")
index.__path__ = [sys.argv.pop(1)]
sys.modules["index"] = index
runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
"""
"""`python -m` without `index/__init__`, which would load the search engine and the models too."""


def command(module: str, *arguments: str) -> list[str]:
    """How to start a module as a child."""
    return [sys.executable, "-P", "-c", _BOOT, str(Path(__file__).resolve().parent), module, *arguments]


def environment() -> dict[str, str]:
    """The child finds this very package, wherever the program was started."""
    home = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, "MALLOC_PERTURB_": ZEROED}


def end_with_parent() -> None:
    """Called by a child whose standard input is a pipe that nobody writes to: it only ends, when the parent does.

    Chroma's writes hold Python's global lock for seconds; where there is Linux, the kernel does not wait for it.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    threading.Thread(target=_end_with_input, daemon=True).start()


def _end_with_input() -> None:
    os.read(0, 1)
    os._exit(1)
