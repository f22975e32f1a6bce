"""How much reading a question gets: less the more of them wait, so that nobody waits long."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

READ = 3
"""Passages that the answer is looked for in."""

REREAD = 6
REREAD_IF_BUSY = 3
"""Passages, the best found, that are read beside the question to put them in order; those that the answer is looked for
in are not read twice. Of 908 questions of our own 6 and `READ` 3 treat 746 rightly, and 6 and 6 one more, 5 and 4 six
less, 3 and 3 thirteen less, and about as many falsely."""

BUSY = 2
"""Questions in work or waiting, for each core."""


class Load:
    """How many questions are in work or wait for it. Safe to use from many threads."""

    def __init__(self, cores: int) -> None:
        self._cores = cores
        self._count = 0
        self._changing = threading.Lock()

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """Count a question from its arrival to its answer."""
        with self._changing:
            self._count += 1
        try:
            yield
        finally:
            with self._changing:
                self._count -= 1

    @property
    def is_idle(self) -> bool:
        """Whether nobody waits for anything."""
        return self._count == 0

    @property
    def reread(self) -> int:
        """How many passages a question that starts now may have read to put them in order."""
        return REREAD_IF_BUSY if self._count > BUSY * self._cores else REREAD
