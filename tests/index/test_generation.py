import contextlib
import json
import resource
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.generation import MANIFEST, Crowded, Generation, Manifest, Spoilt
from index.shelves import Matrix
from tests.index.shelf import Shelved

TOP = 10


@pytest.fixture
def folder(built: Shelved, tmp_path: Path) -> Path:
    """A copy of that generation, to be spoilt."""
    return shutil.copytree(built.current, tmp_path / built.current.name)


def segment(folder: Path, name: str) -> Path:
    (file,) = folder.glob(f"*/{name}")
    return file


def test_the_nearest_are_those_of_an_exact_search(built: Shelved) -> None:
    generation = Generation(built.current)
    for vector in built.matrix.vectors[::10]:
        assert list(generation.nearest(vector, TOP)) == built.exact(vector, TOP)
    generation.close()


def test_similarities_are_cosines_best_first(built: Shelved) -> None:
    generation = Generation(built.current)
    vector = built.matrix.vectors[5]
    found = generation.nearest(vector, TOP)
    at = np.searchsorted(built.matrix.rows, list(found))
    assert list(found.values()) == pytest.approx(list(built.matrix.vectors[at] @ vector), abs=1e-3)
    assert list(found.values()) == sorted(found.values(), reverse=True)
    generation.close()


def test_more_than_there_are_is_all_there_are(built: Shelved) -> None:
    generation = Generation(built.current)
    assert len(generation.nearest(built.matrix.vectors[0], 5000)) == 300
    generation.close()


def test_every_sample_of_a_sound_generation_finds_itself(built: Shelved) -> None:
    generation = Generation(built.current)
    generation.check(built.matrix)
    generation.close()


def test_a_sample_that_is_not_in_it_gives_a_generation_away(built: Shelved) -> None:
    generation = Generation(built.current)
    stranger = -built.matrix.vectors.mean(axis=0, keepdims=True)
    with pytest.raises(Spoilt, match="row 301 does not find itself"):
        generation.check(Matrix(np.array([301]), stranger))
    generation.close()


class PanicException(BaseException):
    """As what is written in Rust ends."""


def test_a_panic_is_damage_and_an_end_of_the_program_is_none(built: Shelved) -> None:
    generation = Generation(built.current)
    for error, kind in ((PanicException(), Spoilt), (KeyboardInterrupt(), KeyboardInterrupt)):

        class Broken:
            def query(self, *_: object, error: BaseException = error, **__: object) -> None:
                raise error

        generation._chroma = Broken()
        with pytest.raises(kind):
            generation.nearest(built.matrix.vectors[0], TOP)


def test_a_generation_is_only_opened_and_asked_where_there_are_files_to_spare(
    built: Shelved, monkeypatch: pytest.MonkeyPatch
) -> None:
    generation = Generation(built.current)
    monkeypatch.setattr(resource, "getrlimit", lambda _: (len([*Path("/dev/fd").iterdir()]) + 5, 4096))
    with pytest.raises(Crowded):
        Generation(built.current)
    with pytest.raises(Crowded):
        generation.nearest(built.matrix.vectors[0], TOP)
    generation.close()


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def zeroed(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def missing(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("damage", [truncated, zeroed, emptied, flipped, missing])
@pytest.mark.parametrize(
    "name", ["data_level0.bin", "header.bin", "index_metadata.pickle", "length.bin", "link_lists.bin"]
)
def test_any_damage_to_a_file_of_the_segment_is_seen_before_chroma_reads_it(
    folder: Path, name: str, damage: Callable[[Path], None]
) -> None:
    damage(segment(folder, name))
    with pytest.raises(Spoilt, match="not those that were sealed"):
        Generation(folder)


def test_a_missing_segment_is_seen(folder: Path) -> None:
    shutil.rmtree(segment(folder, "header.bin").parent)
    with pytest.raises(Spoilt, match="not those that were sealed"):
        Generation(folder)


@pytest.mark.parametrize("damage", [truncated, zeroed, emptied, missing])
def test_a_ruined_database_is_seen(folder: Path, damage: Callable[[Path], None]) -> None:
    damage(folder / "chroma.sqlite3")
    with pytest.raises(Spoilt, match="its database cannot be read"):
        Generation(folder)


HARM = {
    "another space": "UPDATE collections SET schema_str = replace(schema_str, 'cosine', 'l2')",
    "a careless search": "UPDATE collections SET schema_str = replace(schema_str, ':200', ':1')",
    "rows to read again": "UPDATE max_seq_id SET seq_id = 0",
    "a row too many in the queue": "INSERT INTO embeddings_queue (operation, topic, id, vector, encoding, metadata) "
    "SELECT operation, topic, id || '0', vector, encoding, metadata FROM embeddings_queue LIMIT 1",
    "segments that changed places": "UPDATE segments SET scope = iif(scope = 'VECTOR', 'METADATA', 'VECTOR')",
    "another name": "UPDATE collections SET name = 'others'",
    "fewer dimensions": "UPDATE collections SET dimension = 8",
    "a row too few": "DELETE FROM embeddings WHERE id = 7",
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_damage_that_leaves_a_sound_database_is_seen(folder: Path, harm: str) -> None:
    with contextlib.closing(sqlite3.connect(folder / "chroma.sqlite3")) as database:
        assert database.execute(harm).rowcount > 0
        database.commit()
    with pytest.raises(Spoilt):
        Generation(folder)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"count": 300}',
        b"\xff\xfe",
        b'{"count": 1, "last_row": 1, "files": {}, "settings": ""}',
    ],
)
def test_a_garbage_manifest_is_seen(folder: Path, content: bytes) -> None:
    (folder / MANIFEST).write_bytes(content)
    with pytest.raises(Spoilt):
        Generation(folder)


def test_a_generation_without_a_manifest_was_never_finished(folder: Path) -> None:
    (folder / MANIFEST).unlink()
    with pytest.raises(Spoilt, match="no readable manifest"):
        Generation(folder)


def test_a_wrong_count_is_seen(folder: Path) -> None:
    sealed = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (folder / MANIFEST).write_text(json.dumps(sealed | {"count": 301}), encoding="utf-8")
    with pytest.raises(Spoilt, match="counts 300 vectors of 301"):
        Generation(folder)


def test_a_folder_that_could_not_be_opened_can_be_once_it_is_mended(folder: Path) -> None:
    sound = (folder / "chroma.sqlite3").read_bytes()
    emptied(folder / "chroma.sqlite3")
    with pytest.raises(Spoilt):
        Generation(folder)
    (folder / "chroma.sqlite3").write_bytes(sound)
    Generation(folder).close()


def test_opening_and_asking_does_not_break_the_seal(built: Shelved, folder: Path) -> None:
    for _ in range(2):
        generation = Generation(folder)
        generation.nearest(built.matrix.vectors[0], TOP)
        generation.close()
    assert Manifest.of(folder).count == 300


def test_a_closed_generation_is_spoilt_not_a_crash(built: Shelved, folder: Path) -> None:
    generation = Generation(folder)
    generation.close()
    with pytest.raises(Spoilt, match="cannot search"):
        generation.nearest(built.matrix.vectors[0], TOP)


def test_the_manifest_says_what_was_built(built: Shelved) -> None:
    manifest = Manifest.of(built.current)
    assert (manifest.count, manifest.last_row) == (len(built.matrix.rows), built.matrix.rows[-1])
