"""The tables of the catalogue's file: how they are made, known again, and brought up to this version."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from index.documents import Span
from index.errors import DamagedCatalogue
from index.records import lengths

APPLICATION_ID = 0x466F6F74
"""`Foot`, in the file's header: says whose database this is."""

VERSION = 3

PAGE = 16384
"""Bytes of a page: of 4096, a text of a few pages and four vectors leave a quarter of each unused."""

PATIENCE = 30
"""Seconds to wait for whoever else uses the file: a backup reads it from another process."""

_TABLES = """
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE libraries (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        version INTEGER NOT NULL DEFAULT 0,    -- counts the changes that were ever made to it
        rolled_back INTEGER NOT NULL DEFAULT 0 -- whether it waits, as it stood once, for a curator's word
    );
    CREATE TABLE documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        library INTEGER NOT NULL REFERENCES libraries,
        path TEXT NOT NULL,
        since INTEGER NOT NULL DEFAULT 0, -- the library's version that brought it
        fingerprint TEXT NOT NULL,        -- of the bytes and of all that turned them into passages
        content TEXT NOT NULL,            -- hash of the text, part of every passage's id
        title TEXT NOT NULL, publisher TEXT, date TEXT, url TEXT,
        details TEXT NOT NULL,            -- JSON: what else a `Document` is
        text TEXT NOT NULL,
        origin TEXT,                      -- JSON of an `Origin`; NULL if the document is of the folder
        indexed_at TEXT NOT NULL,         -- ISO 8601, UTC
        UNIQUE (library, path)
    );
    CREATE TABLE passages (
        id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: vector generations remember it
        library INTEGER NOT NULL REFERENCES libraries,
        document INTEGER NOT NULL REFERENCES documents,
        ordinal INTEGER NOT NULL,
        start INTEGER NOT NULL, end INTEGER NOT NULL,  -- code points of documents.text
        sentences TEXT NOT NULL,    -- JSON: [length, gap, length, …], the first from `start` on
        heading TEXT NOT NULL, page INTEGER,
        model TEXT NOT NULL,        -- fingerprint of the embedder, '' without one: vectors of two never mix
        digest BLOB NOT NULL,       -- of the model and the embedded text: the same digest, the same vector
        vector BLOB NOT NULL,       -- float16
        UNIQUE (document, ordinal)
    );
    CREATE INDEX passages_of_library ON passages (library, model, id);
    CREATE INDEX passages_by_digest ON passages (library, digest);
"""

_SINCE_2 = """
    CREATE TABLE embedded (         -- vectors of a change that is not made yet: what a crash need not cost again
        library INTEGER NOT NULL REFERENCES libraries,
        digest BLOB NOT NULL,
        vector BLOB NOT NULL,
        PRIMARY KEY (library, digest)
    ) WITHOUT ROWID;
    CREATE TABLE originals (        -- the bytes of what was given, so that no upgrade asks for them again
        library INTEGER NOT NULL REFERENCES libraries,
        digest TEXT NOT NULL,
        content BLOB NOT NULL,
        UNIQUE (library, digest)
    );
    CREATE TABLE versions (
        library INTEGER NOT NULL REFERENCES libraries,
        number INTEGER NOT NULL,
        at TEXT NOT NULL,           -- ISO 8601, UTC
        cause TEXT NOT NULL, actor TEXT NOT NULL,
        added INTEGER NOT NULL, updated INTEGER NOT NULL, removed INTEGER NOT NULL,
        documents INTEGER NOT NULL, -- how many it then held
        PRIMARY KEY (library, number)
    ) WITHOUT ROWID;
    CREATE TABLE superseded (       -- documents of the versions `since` up to, not including, `until`
        id INTEGER PRIMARY KEY,
        library INTEGER NOT NULL REFERENCES libraries,
        path TEXT NOT NULL,
        since INTEGER NOT NULL, until INTEGER NOT NULL,
        original TEXT,              -- digest of the bytes, where these are kept
        packed BLOB NOT NULL, vectors BLOB NOT NULL
    );
    CREATE INDEX superseded_of_library ON superseded (library, path);
    CREATE TABLE access (           -- who may see a document, or all that lies below a path
        library INTEGER NOT NULL REFERENCES libraries,
        path TEXT NOT NULL,
        roles TEXT NOT NULL, channels TEXT NOT NULL,  -- JSON: [id, …]; empty limits nothing
        PRIMARY KEY (library, path)
    ) WITHOUT ROWID;
    CREATE TABLE audit (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,           -- ISO 8601, UTC
        library TEXT NOT NULL,
        actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
        outcome TEXT NOT NULL,
        before INTEGER, after INTEGER  -- documents
    );
"""

TABLES = frozenset(re.findall(r"CREATE TABLE (\w+)", _TABLES + _SINCE_2))
"""The names of all tables; the word indexes, one for each library, are beside them."""

_FROM_1 = """
    ALTER TABLE libraries ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE libraries ADD COLUMN rolled_back INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE documents ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE documents ADD COLUMN details TEXT NOT NULL
        DEFAULT '{"sections": [], "date_origin": null, "language": null, "tags": [], "pages": null}';
    ALTER TABLE documents ADD COLUMN origin TEXT;
    UPDATE documents SET fingerprint = '';
"""
"""Version 1 kept no sections: every file is read again by the next reindex, and nothing is embedded again."""

_FROM_2 = "UPDATE passages SET sentences = footnote_lengths(sentences);\n"
"""Version 2 kept where each sentence starts and ends."""


def connect(path: Path, *, is_frozen: bool = False) -> sqlite3.Connection:
    """A connection with the pragmas that every promise rests on.

    A frozen file, on a disk that takes no writes, is read without the files that SQLite would put beside it.
    """
    address = f"{path.absolute().as_uri()}{'?mode=ro&immutable=1' if is_frozen else ''}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=PATIENCE)
    connection.row_factory = sqlite3.Row
    for pragma in ("synchronous = FULL", "secure_delete = ON", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def is_current(db: sqlite3.Connection) -> bool:
    """Whether this version made the tables, or brought them up."""
    return _marks(db) == (APPLICATION_ID, VERSION)


def is_later(path: Path) -> bool:
    """Whether a later version made the file, or brought it up."""
    try:
        with closing(connect(path)) as db:
            return _marks(db)[0] == APPLICATION_ID and _marks(db)[1] > VERSION
    except sqlite3.Error:
        return False


def prepare(db: sqlite3.Connection) -> bool:
    """Make the tables of a new file, or bring an older one up; whether anything had to be written.

    Raises DamagedCatalogue for a stranger's file, or one of a later version.
    """
    identity, version = _marks(db)
    is_new = not db.execute("SELECT 1 FROM sqlite_schema").fetchone()
    if not is_new and identity == APPLICATION_ID and version > VERSION:
        raise DamagedCatalogue("The catalogue in the data folder is of a later version of Footnote; run that one.")
    if not is_new and (identity != APPLICATION_ID or version < 1):
        raise DamagedCatalogue("The catalogue in the data folder was not made by this version of Footnote.")
    if not is_new and version == VERSION:
        return False
    if is_new:
        db.execute(f"PRAGMA page_size = {PAGE}")
        db.execute("PRAGMA auto_vacuum = INCREMENTAL")
    db.execute("PRAGMA journal_mode = WAL")  # kept in the file, so only in one of ours
    steps = [_TABLES, _SINCE_2] if is_new else [_FROM_1, _SINCE_2, _FROM_2] if version == 1 else [_FROM_2]
    db.create_function("footnote_lengths", 1, lambda kept: lengths([Span(*pair) for pair in json.loads(kept)]))
    db.execute("BEGIN IMMEDIATE")
    for statement in "".join(steps).split(";\n"):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {VERSION}")
    db.execute("COMMIT")
    return True


def _marks(db: sqlite3.Connection) -> tuple[int, int]:
    """Whose file it is, and of which version."""
    identity, version = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    return int(identity), int(version)
