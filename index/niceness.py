"""Who gets a core first when all are wanted: whoever talks to people, then the models of a question, then indexing."""

import os
import threading
from contextlib import suppress

QUESTION = 5
BACKGROUND = 10
"""Of threads that compute outside Python's global lock; one that holds it must not be kept waiting for a core."""


def lower(niceness: int) -> None:
    """Lower this thread's priority, unless it has a lower one, which only root may raise; Linux keeps one for each
    thread, elsewhere nothing changes.
    """
    if hasattr(os, "setpriority"):
        thread = threading.get_native_id()
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, max(niceness, os.getpriority(os.PRIO_PROCESS, thread)))
