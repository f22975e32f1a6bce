"""How a command ends that is told to, by Ctrl-C or SIGTERM: at once while nothing is open, in order afterwards."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

INTERRUPTED = 130
"""Exit code of a command that was told to end."""


@contextmanager
def at_once() -> Iterator[None]:
    """Meanwhile Ctrl-C simply ends the process. Python's exception would be lost where it meets a callback of the
    garbage collection, which is not rare while much is imported and loaded.
    """
    with _handled(signal.SIGINT, signal.SIG_DFL):
        yield


@contextmanager
def in_order() -> Iterator[None]:
    """Meanwhile SIGTERM does what Ctrl-C does: the work is cancelled, and what is open is closed."""
    with _handled(signal.SIGTERM, _as_ctrl_c):
        yield


@contextmanager
def within(seconds: float, say: Callable[[], None]) -> Iterator[None]:
    """End the process if what is done meanwhile has not ended soon, and say so."""

    def leave() -> None:
        say()
        os._exit(INTERRUPTED)

    timer = threading.Timer(seconds, leave)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def _handled(number: signal.Signals, handler: Any) -> Iterator[None]:
    """Handle a signal so, unless it is ignored or somebody else handles it already."""
    before = signal.getsignal(number)
    is_free = before in (signal.SIG_DFL, signal.default_int_handler)
    if is_free and threading.current_thread() is threading.main_thread():
        signal.signal(number, handler)
        try:
            yield
        finally:
            if signal.getsignal(number) == handler:
                signal.signal(number, before)
    else:
        yield


def _as_ctrl_c(_: int, frame: FrameType | None) -> None:
    told = signal.getsignal(signal.SIGINT)  # asyncio's own, while it runs; in a script's background it is ignored
    (told if callable(told) else signal.default_int_handler)(signal.SIGINT, frame)
