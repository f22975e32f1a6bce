"""`Remains`: what still stands in the catalogue of a text, a name or a vector that was erased somewhere else in it."""

import sqlite3

_SAYING = (
    *(
        f"{table} WHERE instr({column}, :text)"
        for table, columns in {
            "documents": ("text", "title", "path", "url", "details", "publisher", "origin"),
            "superseded": ("path",),
            "access": ("path",),
        }.items()
        for column in columns
    ),
    *(f"audit WHERE library <> :besides AND instr({column}, :text)" for column in ("subject", "outcome")),
    "originals WHERE instr(content, CAST(:text AS BLOB))",
)
"""Where texts and names stand as they are; earlier versions are packed."""


class Remains:
    """What others have a right to keep is no remainder of what was erased. Reads of a snapshot's moment."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def says(self, text: str, besides: str) -> bool:
        """Whether any document says this, or anything is called so; the audit of one library does not count."""
        bound = {"text": text, "besides": besides}
        return any(self._db.execute(f"SELECT 1 FROM {place} LIMIT 1", bound).fetchone() for place in _SAYING)

    def packs(self, content: bytes) -> bool:
        """Whether an earlier version of any document is kept with these bytes."""
        query = "SELECT 1 FROM superseded WHERE instr(packed, ?) LIMIT 1"
        return self._db.execute(query, (content,)).fetchone() is not None

    def has_vector(self, beginning: bytes) -> bool:
        """Whether any passage, of now or of an earlier version, has a vector that begins with these bytes."""
        found = self._db.execute(
            "SELECT 1 FROM passages WHERE substr(vector, 1, :length) = :bytes "
            "UNION ALL SELECT 1 FROM embedded WHERE substr(vector, 1, :length) = :bytes "
            "UNION ALL SELECT 1 FROM superseded WHERE instr(vectors, :bytes) LIMIT 1",
            {"length": len(beginning), "bytes": beginning},
        )
        return found.fetchone() is not None
