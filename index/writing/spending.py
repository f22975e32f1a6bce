"""What each server has spent on the language model today: a small SQLite file, so that a restart forgets nothing."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from index.settings import WritingSettings

_SCHEMA = """
    CREATE TABLE IF NOT EXISTS spent (
        day TEXT NOT NULL, server TEXT NOT NULL, tokens INTEGER NOT NULL, money REAL NOT NULL,
        PRIMARY KEY (day, server)
    ) WITHOUT ROWID
"""
_ADD = """
    INSERT INTO spent VALUES (:day, :server, :tokens, :money) ON CONFLICT DO UPDATE
    SET tokens = max(0, tokens + excluded.tokens), money = max(0, money + excluded.money)
"""


@dataclass(frozen=True, slots=True)
class Price:
    """Of a million tokens, in and out, in any currency."""

    tokens_in: float = 0.0
    tokens_out: float = 0.0

    def of(self, tokens_in: int, tokens_out: int) -> float:
        """What an exchange costs."""
        return (tokens_in * self.tokens_in + tokens_out * self.tokens_out) / 1e6


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that one server may spend in a day (UTC), in tokens and in the price's currency; None is no limit."""

    tokens: int | None = None
    money: float | None = None
    price: Price = Price()


@dataclass(frozen=True, slots=True)
class Reserved:
    """What was set aside for an exchange before it began."""

    day: str
    server: str
    tokens: int
    money: float


class Spending:
    """The accounts. What an exchange may cost is written down before it begins and corrected after it: a crash in the
    middle leaves too much counted, never too little. Thread-safe.
    """

    def __init__(self, path: Path, budget: Budget, today: Callable[[], str] | None = None) -> None:
        self._path = path
        self._budget = budget
        self._today = today or (lambda: datetime.now(UTC).date().isoformat())
        self._lock = threading.Lock()

    @classmethod
    def of(cls, path: Path, settings: WritingSettings) -> Self:
        """The accounts in a file, with the budget that an operator set."""
        return cls(path, Budget(settings.tokens, settings.money, Price(*settings.price)))

    def reserve(self, server: str, tokens_in: int, tokens_out: int) -> Reserved | None:
        """Set aside what an exchange may cost at most; None if that is more than is left today."""
        day, tokens = self._today(), tokens_in + tokens_out
        money = self._budget.price.of(tokens_in, tokens_out)
        with self._lock, closing(self._opened()) as db:
            row = db.execute("SELECT tokens, money FROM spent WHERE day = ? AND server = ?", (day, server)).fetchone()
            spent_tokens, spent_money = row or (0, 0.0)
            if _is_over(spent_tokens + tokens, self._budget.tokens) or _is_over(
                spent_money + money, self._budget.money
            ):
                return None
            with db:
                db.execute("DELETE FROM spent WHERE day < ?", (day,))
                self._add(db, Reserved(day, server, tokens, money))
        return Reserved(day, server, tokens, money)

    def settle(self, reserved: Reserved, tokens_in: int, tokens_out: int) -> None:
        """Count what an exchange did cost instead of what was set aside."""
        tokens = tokens_in + tokens_out - reserved.tokens
        money = self._budget.price.of(tokens_in, tokens_out) - reserved.money
        with self._lock, closing(self._opened()) as db, db:
            self._add(db, Reserved(reserved.day, reserved.server, tokens, money))

    def _add(self, db: sqlite3.Connection, sum_: Reserved) -> None:
        db.execute(_ADD, {"day": sum_.day, "server": sum_.server, "tokens": sum_.tokens, "money": sum_.money})

    def _opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path)
        db.execute(_SCHEMA)
        return db


def _is_over(sum_: float, most: float | None) -> bool:
    return most is not None and sum_ > most
