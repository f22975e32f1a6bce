import contextlib
import random
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index import catalogue as catalogue_room
from index import schema, word_index
from index.audience import SHARED, Audience
from index.catalogue import Catalogue
from index.errors import CannotWrite, DamagedCatalogue, InvalidSetting
from index.passages import header
from index.words import terms
from tests.index.samples import FAIR, MILL, directions, keep, points, record, take_out
from tests.index.toy_embedder import ToyEmbedder

EVERYONE = Audience.everyone()
SENTENCES = [
    *MILL.split(". "),
    *FAIR.split(". "),
    "भारत में हिन्दी।",
    "東京都に住む。",
    "Don't panic; it's C3PO's 1,000th run.",
]


def texts(catalogue: Catalogue) -> dict[str, str]:
    with catalogue.snapshot() as snapshot:
        return {at.path: snapshot.text(at.source.document, EVERYONE) for at in snapshot.listings(EVERYONE)}


def put(catalogue: Catalogue, path: str, text: str, library: str = SHARED) -> None:
    keep(catalogue, record(path, text, ToyEmbedder()), library)


def indexed_words(file: Path, library: int = 1) -> set[tuple[int, str, str, int]]:
    """What the word index holds: passage, column, term, position."""
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.execute(f"INSERT INTO words_{library}(words_{library}) VALUES ('integrity-check')")
        db.execute(f"CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, words_{library}, instance)")
        return set(db.execute("SELECT doc, col, term, offset FROM temp.held"))


def expected_words(file: Path) -> set[tuple[int, str, str, int]]:
    """What it should hold, from the texts themselves."""
    with contextlib.closing(sqlite3.connect(file)) as db:
        rows = db.execute(
            "SELECT p.id, d.title, p.heading, substr(d.text, p.start + 1, p.end - p.start) "
            "FROM passages p JOIN documents d ON d.id = p.document"
        ).fetchall()
    return {
        (row, column, term, position)
        for row, title, heading, body in rows
        for column, text in (("header", header(title, None, None, heading)), ("body", body))
        for position, term in enumerate(terms(text))
    }


def test_a_document_is_kept_as_it_was_given(catalogue: Catalogue) -> None:
    put(catalogue, "a/mill.txt", MILL)
    assert texts(catalogue) == {"a/mill.txt": MILL}


def test_a_document_takes_the_place_of_the_one_at_its_path(catalogue: Catalogue) -> None:
    put(catalogue, "mill.txt", MILL)
    put(catalogue, "mill.txt", FAIR)
    assert texts(catalogue) == {"mill.txt": FAIR}


def test_removing_a_document_leaves_the_others(catalogue: Catalogue) -> None:
    put(catalogue, "mill.txt", MILL)
    put(catalogue, "fair.txt", FAIR)
    take_out(catalogue, "mill.txt")
    assert texts(catalogue) == {"fair.txt": FAIR}


def test_removing_what_is_not_there_changes_nothing(catalogue: Catalogue) -> None:
    put(catalogue, "mill.txt", MILL)
    take_out(catalogue, "fair.txt")
    take_out(catalogue, "mill.txt", "elsewhere")
    assert texts(catalogue) == {"mill.txt": MILL}


def test_the_same_path_in_another_library_is_another_document(catalogue: Catalogue) -> None:
    put(catalogue, "mill.txt", MILL)
    put(catalogue, "mill.txt", FAIR, library="42")
    take_out(catalogue, "mill.txt", "42")
    assert texts(catalogue) == {"mill.txt": MILL}


def test_a_document_survives_reopening(catalogue: Catalogue, data: Path) -> None:
    put(catalogue, "mill.txt", MILL)
    catalogue.close()
    reopened = Catalogue(data / "catalogue.sqlite3")
    assert texts(reopened) == {"mill.txt": MILL}
    reopened.close()


def test_a_row_of_a_passage_is_never_used_twice(catalogue: Catalogue) -> None:
    seen: set[int] = set()
    for text in (MILL, FAIR, MILL):
        put(catalogue, "a.txt", text)
        with catalogue.snapshot() as snapshot:
            rows = set(snapshot.passages(range(100), EVERYONE))
        assert rows
        assert not rows & seen
        seen |= rows
        take_out(catalogue, "a.txt")


def test_the_word_index_is_true_after_any_number_of_replacements(catalogue: Catalogue, data: Path) -> None:
    luck = random.Random(20)
    for _ in range(150):
        path = f"{luck.randrange(12)}.txt"
        if luck.random() < 0.25:
            take_out(catalogue, path)
        else:
            put(catalogue, path, ". ".join(luck.choices(SENTENCES, k=luck.randrange(1, 40))))
    held = indexed_words(data / "catalogue.sqlite3")
    assert held == expected_words(data / "catalogue.sqlite3")
    assert held


def test_the_word_index_is_renewed_when_words_are_cut_anew(
    catalogue: Catalogue, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(catalogue, "mill.txt", MILL)
    catalogue.close()
    with contextlib.closing(sqlite3.connect(data / "catalogue.sqlite3")) as db:
        db.execute("INSERT INTO words_1(words_1) VALUES ('delete-all')")
        db.commit()
    monkeypatch.setattr(word_index, "VERSION", "next")
    Catalogue(data / "catalogue.sqlite3").close()
    assert indexed_words(data / "catalogue.sqlite3") == expected_words(data / "catalogue.sqlite3") != set()


def test_a_write_that_fails_leaves_the_old_document(catalogue: Catalogue, data: Path) -> None:
    put(catalogue, "mill.txt", MILL)
    with pytest.raises(ValueError, match="shorter"):
        keep(catalogue, replace(record("mill.txt", FAIR, ToyEmbedder()), digests=()))
    assert texts(catalogue) == {"mill.txt": MILL}
    assert indexed_words(data / "catalogue.sqlite3") == expected_words(data / "catalogue.sqlite3")


def test_a_reader_sees_one_moment_while_a_writer_writes(catalogue: Catalogue) -> None:
    put(catalogue, "mill.txt", MILL)
    with catalogue.snapshot() as snapshot:
        put(catalogue, "mill.txt", FAIR)
        put(catalogue, "new.txt", FAIR)
        assert [at.path for at in snapshot.listings(EVERYONE)] == ["mill.txt"]
        assert snapshot.text("seeds/mill.txt", EVERYONE) == MILL
    assert texts(catalogue) == {"mill.txt": FAIR, "new.txt": FAIR}


def test_readers_beside_a_writer_see_every_document_old_or_new(catalogue: Catalogue) -> None:
    put(catalogue, "a.txt", MILL)
    done = threading.Event()
    seen: list[dict[str, str]] = []

    def read() -> None:
        while not done.is_set():
            seen.append(texts(catalogue))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for turn in range(40):
        put(catalogue, "a.txt", (FAIR, MILL)[turn % 2])
    done.set()
    for reader in readers:
        reader.join()
    assert seen
    assert all(moment in ({"a.txt": MILL}, {"a.txt": FAIR}) for moment in seen)


def garbage(file: Path) -> None:
    file.write_bytes(random.Random(1).randbytes(9000))


def another_programs(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE songs (name)")


def a_later_version(file: Path) -> None:
    Catalogue(file).close()
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA user_version = 99")


def a_file_without_its_tables(file: Path) -> None:
    Catalogue(file).close()
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.execute("DROP TABLE facts")


def cut_short(file: Path) -> None:
    Catalogue(file).close()
    file.write_bytes(file.read_bytes()[:5000])


@pytest.mark.parametrize("make", [garbage, another_programs, a_later_version, a_file_without_its_tables, cut_short])
def test_what_is_not_our_catalogue_is_refused_and_left_as_it_is(make: Callable[[Path], None], tmp_path: Path) -> None:
    file = tmp_path / "catalogue.sqlite3"
    make(file)
    before = file.read_bytes()
    with pytest.raises(DamagedCatalogue, match=r"^The catalogue in the data folder .*\.$"):
        Catalogue(file)
    assert file.read_bytes() == before


def test_an_empty_file_becomes_a_catalogue(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite3").touch()
    opened = Catalogue(tmp_path / "catalogue.sqlite3")
    put(opened, "mill.txt", MILL)
    assert texts(opened) == {"mill.txt": MILL}
    opened.close()


def test_a_file_that_cannot_be_opened_is_not_called_damaged(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite3").mkdir()
    with pytest.raises(InvalidSetting, match="cannot be opened: unable to open database file"):
        Catalogue(tmp_path / "catalogue.sqlite3")


def full_from_now_on(catalogue: Catalogue) -> None:
    """As on a full disk: SQLite may not add a page to the file."""
    pages = catalogue._db.execute("PRAGMA page_count").fetchone()[0]
    catalogue._db.execute(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_fails_the_write_and_keeps_the_old(catalogue: Catalogue) -> None:
    put(catalogue, "mill.txt", MILL)
    full_from_now_on(catalogue)
    with pytest.raises(CannotWrite, match="the disk is full"):
        put(catalogue, "mill.txt", FAIR * 2000)
    assert texts(catalogue) == {"mill.txt": MILL}


def test_when_there_is_room_again_writing_goes_on(catalogue: Catalogue) -> None:
    put(catalogue, "mill.txt", MILL)
    full_from_now_on(catalogue)
    with pytest.raises(CannotWrite):
        put(catalogue, "mill.txt", FAIR * 2000)
    catalogue._db.execute("PRAGMA max_page_count = 1000000")
    put(catalogue, "mill.txt", FAIR)
    assert texts(catalogue) == {"mill.txt": FAIR}


def orphan_passages(catalogue: Catalogue) -> None:
    """A transaction that only its commit finds fault with."""
    with catalogue._transaction():
        catalogue._db.execute("PRAGMA defer_foreign_keys = ON")
        catalogue._db.execute("DELETE FROM documents")


def test_a_commit_that_fails_does_not_block_the_next(catalogue: Catalogue) -> None:
    put(catalogue, "mill.txt", MILL)
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        orphan_passages(catalogue)
    put(catalogue, "fair.txt", FAIR)
    assert texts(catalogue) == {"mill.txt": MILL, "fair.txt": FAIR}


def test_a_catalogue_that_another_program_writes_to_is_read_but_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "PATIENCE", 0.05)
    first = Catalogue(file := tmp_path / "catalogue.sqlite3")
    put(first, "mill.txt", MILL)
    first.close()
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        second = Catalogue(file)
        assert texts(second) == {"mill.txt": MILL}
        with pytest.raises(CannotWrite, match="it is busy"):
            put(second, "fair.txt", FAIR)
    put(second, "fair.txt", FAIR)
    assert set(texts(second)) == {"mill.txt", "fair.txt"}
    second.close()


def test_a_reader_of_a_frozen_file_is_not_asked_again_once_it_can_be_written(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was told that the file never changes, and would go on believing so."""
    put(catalogue, "mill.txt", MILL)
    catalogue.close()
    with monkeypatch.context() as full:
        full.setattr(catalogue_room, "prepare", full_disk)
        frozen = Catalogue(catalogue._path)
    assert frozen.is_frozen
    with frozen.snapshot():
        put(frozen, "fair.txt", FAIR)
    assert texts(frozen).keys() == {"mill.txt", "fair.txt"}
    frozen.close()


def full_disk(_: sqlite3.Connection) -> bool:
    error = sqlite3.OperationalError("disk full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise error


def test_what_stood_apart_until_a_change_was_whole_takes_no_room_after_it(catalogue: Catalogue) -> None:
    document = points("many.txt", directions(400, dimensions=384))
    catalogue.keep_vectors("seeds", dict(zip(document.digests, document.vectors, strict=True)))
    keep(catalogue, document)
    free, pages = (catalogue._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_count"))
    assert free < pages / 5
