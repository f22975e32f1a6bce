"""A circuit breaker: after some failures in a row nobody waits for a broken server, until one question has tried."""

import threading
import time
from collections.abc import Callable

FAILURES = 3
REST_SECONDS = 60.0


class Breaker:
    """Closed, it lets everyone through; open, nobody; after a rest, one at a time until one succeeds. Thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._rests_until = 0.0

    def lets_through(self) -> bool:
        """Whether to try. Whoever is let through says afterwards how it `went`."""
        with self._lock:
            if self._failures < FAILURES:
                return True
            if self._clock() < self._rests_until:
                return False
            self._rests_until = self._clock() + REST_SECONDS
            return True

    def went(self, *, well: bool) -> None:
        """Count a try."""
        with self._lock:
            self._failures = 0 if well else self._failures + 1
            if self._failures >= FAILURES:
                self._rests_until = self._clock() + REST_SECONDS
