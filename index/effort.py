"""How much reading a question gets: less the more of them wait, so that nobody waits long."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effort:
    """`reread` passages are read again beside the question, and the best `read` of them are searched for the answer."""

    reread: int
    read: int


EFFORTS = (Effort(6, 3), Effort(3, 3), Effort(0, 3))
"""For an idle machine, a busy one, and one under load. Of 908 questions of our own 6 and 3 treat 746 rightly, 6 and 6
one more, 5 and 4 six less; each answers 37 falsely."""

BUSY = 2
LOADED = 4
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
    def effort(self) -> Effort:
        """What a question that starts now may use."""
        each = self._count / self._cores
        return EFFORTS[0 if each <= BUSY else 1 if each <= LOADED else 2]
