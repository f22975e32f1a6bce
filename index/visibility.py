"""Who may see which document: two locks, independent of each other, on everything that is asked of the catalogue."""

import json
import sqlite3
from collections.abc import Collection
from functools import cached_property

from index.audience import Access, Audience
from index.members import is_below

_HIDDEN = """
    SELECT DISTINCT d.id FROM access a JOIN documents d
    ON d.library = a.library AND (d.path = a.path OR substr(d.path, 1, length(a.path) + 1) = a.path || '/')
    WHERE (a.roles <> '[]' AND NOT EXISTS
              (SELECT 1 FROM json_each(a.roles) theirs JOIN json_each(:roles) own ON own.value = theirs.value))
       OR (a.channels <> '[]' AND NOT EXISTS
              (SELECT 1 FROM json_each(a.channels) theirs JOIN json_each(:channels) own ON own.value = theirs.value))
"""


class Visibility:
    """What a snapshot shows to whom."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def hidden(self, audience: Audience) -> str:
        """The documents that are not for this audience, as JSON: `[id, …]`. The first lock, inside every search."""
        if not self.limits:
            return "[]"
        ids = {"roles": json.dumps(sorted(audience.roles)), "channels": json.dumps(sorted(audience.channels))}
        return json.dumps([row["id"] for row in self._db.execute(_HIDDEN, ids)])

    def shows(self, library: str, path: str, audience: Audience) -> bool:
        """Whether a document is for this audience. The second lock, on everything that comes back."""
        on_its_way = (
            access
            for (name, limited), access in self.limits.items()
            if name == library and (path == limited or path.startswith(f"{limited}/"))
        )
        return audience.may_see(library, on_its_way)

    def shows_all(self, library: str, path: str, audience: Audience) -> bool:
        """Whether everything at a path and below it is for this audience: who has an archive has all that is in it."""
        below = (
            access
            for (name, limited), access in self.limits.items()
            if name == library and limited.startswith(f"{path}/")
        )
        return self.shows(library, path, audience) and audience.may_see(library, below)

    @cached_property
    def limits(self) -> dict[tuple[str, str], Access]:
        """Every limit, by library and path; there are few. A limit also holds below its path."""
        found = self._db.execute(
            "SELECT l.name, a.path, a.roles, a.channels FROM access a JOIN libraries l ON l.id = a.library"
        )
        return {(row["name"], row["path"]): _access(row) for row in found}


class Limits:
    """Sets who a source is limited to. Every call belongs to the transaction that the caller has begun."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def set(self, library: int, path: str, access: Access) -> None:
        """Limit what is at a path, and below it, instead of what the limit was there; an empty access lifts it."""
        self._db.execute("DELETE FROM access WHERE library = ? AND path = ?", (library, path))
        if access != Access():
            limits = (json.dumps(sorted(access.roles)), json.dumps(sorted(access.channels)))
            self._db.execute("INSERT INTO access VALUES (?, ?, ?, ?)", (library, path, *limits))

    def let_go(self, library: int, name: str, paths: Collection[str]) -> None:
        """Lift the limits at a name, below it and at these paths, except where something is left that they hide."""
        left = {
            row["path"]
            for table in ("documents", "superseded")
            for row in self._db.execute(f"SELECT path FROM {table} WHERE library = ?", (library,))
        }
        for row in self._db.execute("SELECT path FROM access WHERE library = ?", (library,)).fetchall():
            limited = row["path"]
            if (is_below(limited, name) or limited in paths) and not any(is_below(path, limited) for path in left):
                self.set(library, limited, Access())


def _access(row: sqlite3.Row) -> Access:
    return Access(frozenset(json.loads(row["roles"])), frozenset(json.loads(row["channels"])))
