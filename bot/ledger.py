"""The passages behind each answer, kept so that its buttons outlive a restart.

Only ids and spans: no question, no person and no text of a document is written here.
"""

import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index import Span

KEPT_SECONDS = 30 * 24 * 3600.0

_SCHEMA = """
CREATE TABLE IF NOT EXISTS places (
    answer TEXT NOT NULL, place INTEGER NOT NULL, passage TEXT NOT NULL,
    quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL, kept_at REAL NOT NULL,
    PRIMARY KEY (answer, place)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS places_by_age ON places (kept_at);
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look: a passage by its id, and the quoted span of its document (empty: nothing in particular)."""

    passage: str
    quoted: Span


class Ledger:
    """One SQLite file. Its methods block for a few milliseconds: call them from a thread."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._clock = clock
        self._lock = threading.Lock()
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            self._database.execute(f"PRAGMA {pragma}")
        self._database.executescript(_SCHEMA)

    def keep(self, places: Sequence[Place]) -> str:
        """Keep an answer's places in their order; what is past its time goes. Returns the answer's name."""
        answer, now = secrets.token_hex(8), self._clock()
        rows = [(answer, n, p.passage, p.quoted.start, p.quoted.end, now) for n, p in enumerate(places)]
        with self._lock, self._database:
            self._database.execute("BEGIN")
            self._database.execute("DELETE FROM places WHERE kept_at < ?", (now - KEPT_SECONDS,))
            self._database.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?)", rows)
        return answer

    def places(self, answer: str) -> tuple[Place, ...]:
        """An answer's places in their order; none when it is unknown or forgotten."""
        query = "SELECT passage, quote_start, quote_end FROM places WHERE answer = ? AND kept_at >= ? ORDER BY place"
        with self._lock:
            rows = self._database.execute(query, (answer, self._clock() - KEPT_SECONDS)).fetchall()
        return tuple(Place(passage, Span(start, end)) for passage, start, end in rows)

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._database.close()
