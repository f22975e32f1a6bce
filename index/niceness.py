"""Who gets a core first when all are wanted: whoever talks to people, then the models of a question, then indexing."""

import os
import threading

QUESTION = 5
BACKGROUND = 10
"""Of threads that compute outside Python's global lock; one that holds it must not be kept waiting for a core."""


def lower(niceness: int) -> None:
    """Lower this thread's priority; Linux keeps one for each thread, elsewhere nothing changes."""
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), niceness)
