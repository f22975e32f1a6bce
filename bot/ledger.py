"""The ledger: every answer given, found again by its name, its message, its conversation or what it quotes.

It is kept as long as the operator chose, so that buttons outlive a restart, follow-ups are understood and answers stay
true. A person's rows are removed when they ask for it.
"""

import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.given import Entry, Given, Outcome, Place, State
from index import Span

if TYPE_CHECKING:
    from pydantic import TypeAdapter

DAY_SECONDS = 24 * 3600.0
IN_MEMORY_SECONDS = 3600.0
"""Where nothing may be stored, the buttons of an answer work for an hour, from memory."""

_VERSION = 2
_SCHEMA = """
CREATE TABLE answers (
    answer TEXT PRIMARY KEY, person INTEGER NOT NULL, server INTEGER, channel INTEGER, message INTEGER,
    conversation TEXT NOT NULL, private INTEGER NOT NULL, language TEXT NOT NULL, outcome TEXT, kept_at REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX answers_by_age ON answers (kept_at);
CREATE INDEX answers_by_person ON answers (person);
CREATE INDEX answers_by_message ON answers (message);
CREATE INDEX answers_by_conversation ON answers (conversation, kept_at);
CREATE TABLE places (
    answer TEXT NOT NULL REFERENCES answers ON DELETE CASCADE, place INTEGER NOT NULL, passage TEXT NOT NULL,
    quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY (answer, place)
) WITHOUT ROWID;
CREATE INDEX places_by_passage ON places (passage);
CREATE TABLE votes (
    answer TEXT NOT NULL REFERENCES answers ON DELETE CASCADE, person INTEGER NOT NULL, good INTEGER NOT NULL,
    reason TEXT, comment TEXT, given_at REAL NOT NULL, PRIMARY KEY (answer, person)
) WITHOUT ROWID;
CREATE INDEX votes_by_person ON votes (person);
"""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much of a person's there was."""

    questions: int
    votes: int
    conversations: int


class Ledger:
    """One SQLite file; or none, where nothing may be stored. Its methods block for milliseconds: call from a thread."""

    def __init__(self, path: Path | None, kept_days: float = 30.0, clock: Callable[[], float] = time.time) -> None:
        """`path` None, or `kept_days` 0: everything stays in memory, for an hour."""
        stored = path if kept_days else None
        if path and not stored:
            path.unlink(missing_ok=True)
        if stored:
            stored.parent.mkdir(parents=True, exist_ok=True)
        self.kept_seconds = kept_days * DAY_SECONDS if stored else IN_MEMORY_SECONDS
        self.is_stored = stored is not None
        self.clock = clock
        self._lock = threading.Lock()
        self._database = sqlite3.connect(stored or ":memory:", check_same_thread=False, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
            self._database.execute(f"PRAGMA {pragma}")
        self._make_schema()

    def enter(self, given: Given) -> str:
        """Enter an answer; what is past its time goes. Returns the answer's name, which cannot be guessed."""
        answer, now = secrets.token_hex(8), self.clock()
        said = _outcomes().dump_json(given.outcome).decode() if given.outcome else None
        where = (given.person, given.server, given.channel, None, given.conversation, given.private, given.language)
        places = [(answer, n, p.passage, p.quoted.start, p.quoted.end, p.state) for n, p in enumerate(given.places)]
        with self._lock, self._database:
            self._database.execute("BEGIN")
            self._drop_old(now)
            self._database.execute(f"INSERT INTO answers VALUES ({_marks(10)})", (answer, *where, said, now))
            self._database.executemany(f"INSERT INTO places VALUES ({_marks(6)})", places)
        return answer

    def entry(self, answer: str) -> Entry | None:
        """An answer by its name; None when it is unknown or forgotten."""
        return next(self._entries("answer = ?", answer), None)

    def at(self, message: int) -> Entry | None:
        """The answer whose card is this message."""
        return next(self._entries("message = ?", message), None)

    def turns(self, conversation: str, since: float, most: int) -> tuple[Outcome, ...]:
        """The last answers of a conversation, oldest first, that were given after `since` (seconds of the clock)."""
        found = self._entries(
            "conversation = ? AND kept_at > ? ORDER BY kept_at DESC LIMIT ?", conversation, since, most
        )
        return tuple(entry.given.outcome for entry in found if entry.given.outcome)[::-1]

    def citing(self, passages: Iterable[str]) -> tuple[Entry, ...]:
        """The answers that cite one of these passages."""
        wanted = list(passages)
        places = f"SELECT answer FROM places WHERE passage IN ({_marks(len(wanted))})"
        return tuple(self._entries(f"answer IN ({places})", *wanted))

    def cited(self) -> tuple[str, ...]:
        """Every passage that an answer cites and still quotes, as far as is known."""
        quoted = [state for state in State if not state.is_gone]
        query = (
            "SELECT DISTINCT passage FROM places JOIN answers USING (answer) "
            f"WHERE state IN ({_marks(len(quoted))}) AND kept_at >= ?"
        )
        return tuple(passage for (passage,) in self._rows(query, *quoted, self.clock() - self.kept_seconds))

    def passages(self) -> tuple[str, ...]:
        """Every passage that is named here, whatever became of it."""
        return tuple(passage for (passage,) in self._rows("SELECT DISTINCT passage FROM places"))

    def rename_everywhere(self, passage: str, name: str) -> None:
        """Call a passage something else in whatever answer cites it."""
        self._write("UPDATE places SET passage = ? WHERE passage = ?", name, passage)

    def posted(self, answer: str, channel: int, message: int) -> None:
        """Note where an answer's card stands."""
        self._write("UPDATE answers SET channel = ?, message = ? WHERE answer = ?", channel, message, answer)

    def move(self, answer: str, conversation: str) -> None:
        """Make an answer a turn of another conversation."""
        self._write("UPDATE answers SET conversation = ? WHERE answer = ?", conversation, answer)

    def publish(self, answer: str, given: Given) -> None:
        """Change whether an answer is private, and where it belongs."""
        statement = "UPDATE answers SET private = ?, channel = ?, conversation = ? WHERE answer = ?"
        self._write(statement, given.private, given.channel, given.conversation, answer)

    def mark(self, answer: str, passage: str, state: State) -> None:
        """Note what became of a passage for those who read an answer."""
        self._write("UPDATE places SET state = ? WHERE answer = ? AND passage = ?", state, answer, passage)

    def rename(self, answer: str, passage: str, new: str) -> None:
        """Note what a passage that an answer cites is called now."""
        self._write("UPDATE places SET passage = ? WHERE answer = ? AND passage = ?", new, answer, passage)

    def revise(self, answer: str, outcome: Outcome | None) -> None:
        """Replace what an answer said."""
        said = _outcomes().dump_json(outcome).decode() if outcome else None
        self._write("UPDATE answers SET outcome = ? WHERE answer = ?", said, answer)

    def vote(
        self, answer: str, person: int, *, good: bool, reason: str | None = None, comment: str | None = None
    ) -> bool:
        """Note what somebody thinks of an answer, in place of what they thought before; False if it is forgotten."""
        row = (answer, person, good, reason, comment, self.clock())
        if self.entry(answer) is None:
            return False
        self._write(f"INSERT OR REPLACE INTO votes VALUES ({_marks(6)})", *row)
        return True

    def votes(self, server: int | None) -> tuple[tuple[bool, str | None], ...]:
        """What people of a server think of answers: good or not, and why not."""
        query = "SELECT good, reason FROM votes JOIN answers USING (answer) WHERE server IS ? AND kept_at >= ?"
        return tuple((bool(good), why) for good, why in self._rows(query, server, self.clock() - self.kept_seconds))

    def outcomes(self, server: int | None) -> tuple[Outcome, ...]:
        """Everything that was answered or refused in a server."""
        return tuple(entry.given.outcome for entry in self._entries("server IS ?", server) if entry.given.outcome)

    def held(self, person: int) -> Forgotten:
        """How much there is of a person."""
        (row,) = self._rows(
            "SELECT (SELECT count(*) FROM answers WHERE person = ?1), (SELECT count(*) FROM votes WHERE person = ?1), "
            "(SELECT count(DISTINCT conversation) FROM answers WHERE person = ?1)",
            person,
        )
        return Forgotten(*row)

    def forget(self, person: int) -> Forgotten:
        """Remove everything of a person, and say how much it was."""
        count = self.held(person)
        with self._lock, self._database:
            self._database.execute("BEGIN")
            self._database.execute("DELETE FROM votes WHERE person = ?", (person,))
            self._database.execute("DELETE FROM answers WHERE person = ?", (person,))
        self._rewrite_log()
        return count

    def drop_old(self) -> None:
        """Remove what is past its time."""
        with self._lock, self._database:
            self._database.execute("BEGIN")
            self._drop_old(self.clock())
        self._rewrite_log()

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._database.close()

    def _make_schema(self) -> None:
        if self._database.execute("PRAGMA user_version").fetchone()[0] == _VERSION:
            return
        for table in ("votes", "places", "answers"):
            self._database.execute(f"DROP TABLE IF EXISTS {table}")
        self._database.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")

    def _entries(self, condition: str, *values: str | float | None) -> Iterator[Entry]:
        query = (
            "SELECT answer, person, server, channel, message, conversation, private, language, outcome FROM answers "
            f"WHERE kept_at >= ? AND {condition}"
        )
        for row in self._rows(query, self.clock() - self.kept_seconds, *values):
            answer, person, server, channel, message, conversation, private, language, said = row
            outcome, places = self._said(said), self._places(answer)
            where = (person, server, channel, conversation, bool(private), language)
            yield Entry(answer, Given(*where, outcome, places), message)

    def _places(self, answer: str) -> tuple[Place, ...]:
        query = "SELECT passage, quote_start, quote_end, state FROM places WHERE answer = ? ORDER BY place"
        return tuple(
            Place(passage, Span(start, end), State(state)) for passage, start, end, state in self._rows(query, answer)
        )

    @staticmethod
    def _said(stored: str | None) -> Outcome | None:
        """What was said; None also where another version of the program wrote it in another form."""
        if stored is None:
            return None
        try:
            return _outcomes().validate_json(stored)
        except ValueError:
            return None

    def _rows(self, query: str, *values: str | float | None) -> list[Any]:
        with self._lock:
            return self._database.execute(query, values).fetchall()

    def _write(self, statement: str, *values: str | float | None) -> None:
        with self._lock, self._database:
            self._database.execute(statement, values)

    def _drop_old(self, now: float) -> None:
        self._database.execute("DELETE FROM answers WHERE kept_at < ?", (now - self.kept_seconds,))

    def _rewrite_log(self) -> None:
        """Empty the write-ahead log: what was deleted still stands in it."""
        with self._lock:
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _marks(count: int) -> str:
    return ", ".join("?" * count)


@cache
def _outcomes() -> "TypeAdapter[Outcome]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - heavy, and needed only where something is kept

    return TypeAdapter(Outcome)
