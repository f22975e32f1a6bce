"""`Audit`: who did what to which library, or tried to, and what came of it."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Audit:
    """What somebody did, or tried to do: `before` and `after` are the library's documents. `at` is ISO 8601 in UTC."""

    at: str
    actor: str
    action: str
    subject: str
    outcome: str
    before: int
    after: int


class Trail:
    """The entries; nothing changes one, but that names are erased. Writing belongs to the caller's transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def add(self, library: str, entry: Audit) -> None:
        """Add an entry, of now unless it says when."""
        row = (library, entry.at or now(), entry.actor, entry.action, entry.subject, entry.outcome)
        self._db.execute(
            "INSERT INTO audit (library, at, actor, action, subject, outcome, before, after) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, entry.before, entry.after),
        )

    def last(self, library: str, top: int) -> tuple[Audit, ...]:
        """The last entries, newest first."""
        found = self._db.execute(
            "SELECT at, actor, action, subject, outcome, before, after FROM audit WHERE library = ? "
            "ORDER BY id DESC LIMIT ?",
            (library, top),
        )
        return tuple(Audit(*row) for row in found)

    def forget(self, library: str, names: Iterable[str]) -> None:
        """Take the names of what was erased out of a library's entries; outcomes quote them."""
        for name in names:
            self._db.execute("UPDATE audit SET subject = 'erased' WHERE library = ? AND subject = ?", (library, name))
            self._db.execute(
                "UPDATE audit SET outcome = 'erased' WHERE library = ? AND instr(outcome, ?)", (library, f"“{name}”")
            )


def now() -> str:
    """The time, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
