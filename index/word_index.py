"""The word index: a table of SQLite's FTS5 for each library, in the catalogue's own file and transactions."""

import sqlite3

from index.passages import header
from index.words import VERSION, terms

_CREATE = """
    CREATE VIRTUAL TABLE words_{library} USING fts5(header, body, content='', tokenize="{tokenize}")
"""

_TOKENIZE = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'"
"""The terms come ready made with spaces between them: SQLite only splits at the spaces."""


class WordIndex:
    """The words of passages. Every call belongs to the transaction, or the snapshot, that the caller has begun."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    @property
    def is_stale(self) -> bool:
        """Whether words are cut otherwise than when this index was made."""
        kept = self._db.execute("SELECT value FROM facts WHERE name = 'words'").fetchone()
        return kept is None or kept["value"] != VERSION

    def renew(self) -> None:
        """Make every library's index anew."""
        self._db.execute("INSERT OR REPLACE INTO facts VALUES ('words', ?)", (VERSION,))
        for library in self._db.execute("SELECT id FROM libraries").fetchall():
            self._db.execute(f"DROP TABLE words_{library['id']}")
            self.create(library["id"])
            self.enter(library["id"], "p.library = ?", library["id"])

    def create(self, library: int) -> None:
        """An empty index."""
        self._db.execute(_CREATE.format(library=library, tokenize=_TOKENIZE))

    def drop(self, library: int) -> None:
        """Take a library's index away."""
        self._db.execute(f"DROP TABLE words_{library}")

    def enter(self, library: int, where: str, *values: object) -> None:
        """Enter the words of the passages `p` of the documents `d` that a condition names."""
        for passage in self._texts(where, *values):
            self._db.execute(
                f"INSERT INTO words_{library} (rowid, header, body) VALUES (?, ?, ?)", (passage["id"], *_words(passage))
            )

    def take_out(self, library: int, where: str, *values: object) -> None:
        """Take their words out again, which needs the very same words."""
        for passage in self._texts(where, *values):
            self._db.execute(
                f"INSERT INTO words_{library} (words_{library}, rowid, header, body) VALUES ('delete', ?, ?, ?)",
                (passage["id"], *_words(passage)),
            )

    def purge(self, library: int) -> None:
        """Merge the index into one piece: words that were taken out are only marked as gone until then."""
        self._db.execute(f"INSERT INTO words_{library} (words_{library}) VALUES ('optimize')")

    def matches(self, library: int, query: str, top: int, hidden: str) -> dict[int, float]:
        """Rows that hold words of an FTS5 query, best first, with their BM25 (higher is better).

        Passages of `hidden` documents are left out; these are JSON: `[id, …]`.
        """
        visible = (
            "" if hidden == "[]" else
            "AND rowid NOT IN (SELECT id FROM passages WHERE document IN (SELECT value FROM json_each(?)))"
        )  # fmt: skip
        found = self._db.execute(
            f"SELECT rowid, -bm25(words_{library}) AS score FROM words_{library} WHERE words_{library} MATCH ? "
            f"{visible} ORDER BY rank LIMIT ?",
            (query, *([hidden] if visible else []), top),
        )
        return {row["rowid"]: row["score"] for row in found}

    def vocabulary(self, library: int, beginning: str) -> dict[str, int]:
        """The terms of a library that begin so, with the number of passages that hold them."""
        self._db.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms_{library} USING fts5vocab('main', 'words_{library}', 'row')"
        )
        found = self._db.execute(
            f"SELECT term, doc FROM temp.terms_{library} WHERE term >= ? AND term < ?",
            (beginning, beginning + chr(0x10FFFF)),
        )
        return {row["term"]: row["doc"] for row in found}

    def _texts(self, where: str, *values: object) -> list[sqlite3.Row]:
        return self._db.execute(
            "SELECT p.id, p.heading, d.title, d.publisher, d.date, "
            "substr(d.text, p.start + 1, p.end - p.start) AS text "
            f"FROM passages p JOIN documents d ON d.id = p.document WHERE {where}",
            values,
        ).fetchall()


def _words(passage: sqlite3.Row) -> tuple[str, str]:
    names = header(passage["title"], passage["publisher"], passage["date"], passage["heading"])
    return " ".join(terms(names)), " ".join(terms(passage["text"]))
