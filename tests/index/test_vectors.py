import json
import resource
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from index import vectors as room
from index.generation import MANIFEST, Manifest, Spoilt
from index.shelves import Shelf
from tests.index.samples import directions, keep, points, take_out
from tests.index.shelf import Shelved

TOP = 10
STRANGE = directions(5, seed=99)


def test_without_a_generation_the_exact_search_answers(unbuilt: Shelved) -> None:
    unbuilt.add("a.txt", 50, seed=1)
    assert all(unbuilt.nearest(vector, TOP) == unbuilt.exact(vector, TOP) for vector in STRANGE)
    assert not unbuilt.opened


def test_an_empty_shelf_has_no_neighbours_and_no_generation(unbuilt: Shelved) -> None:
    unbuilt.refresh()
    assert unbuilt.nearest(STRANGE[0], TOP) == []
    assert not unbuilt.home.exists()


@pytest.mark.parametrize("count", [1, 2, 3, 4, 100])
def test_opening_and_asking_changes_nothing_of_any_generation(unbuilt: Shelved, count: int) -> None:
    """Whatever Chroma writes in this process may hold what others asked."""
    unbuilt.add("a.txt", count, seed=1)
    unbuilt.refresh()
    assert unbuilt.nearest(STRANGE[0], TOP) == unbuilt.exact(STRANGE[0], TOP)
    assert unbuilt.opened == (count >= room.FEWEST)
    unbuilt.vectors.close()
    for generation in unbuilt.home.glob("0*"):
        Manifest.of(generation)


def test_a_generation_finds_what_the_exact_search_finds(built: Shelved) -> None:
    assert built.recall() >= 0.99
    assert built.opened


def test_without_chroma_the_exact_search_goes_on(built: Shelved, monkeypatch: pytest.MonkeyPatch) -> None:
    built.rest()
    monkeypatch.setitem(sys.modules, "chromadb_rust_bindings", None)
    assert all(built.nearest(vector, TOP) == built.exact(vector, TOP) for vector in STRANGE)
    assert not built.opened


def test_too_many_open_files_leave_the_exact_search_and_harm_no_generation(
    built: Shelved, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    vector = directions(1, seed=1)[0]
    with monkeypatch.context() as crowded:
        crowded.setattr(resource, "getrlimit", lambda _: (len([*Path("/dev/fd").iterdir()]), resource.RLIM_INFINITY))
        for _ in range(2):
            assert built.nearest(vector, TOP) == built.exact(vector, TOP)
        built.refresh()
        assert not built.opened
    assert built.nearest(vector, TOP) == built.exact(vector, TOP)
    assert built.opened
    assert [record.getMessage() for record in caplog.records] == [
        "the index of vectors is not used now, the exact search answers: too many open files"
    ]


def test_searching_does_without_the_python_half_of_chroma(built: Shelved) -> None:
    """It takes 45 MB, and half a second of a first answer."""
    script = (
        "import sys; from pathlib import Path; from index.generation import Generation;"
        f"generation = Generation(Path({str(built.current)!r})); print('chromadb' in sys.modules)"
    )
    assert subprocess.check_output([sys.executable, "-c", script], text=True) == "False\n"


def test_what_came_since_is_found_at_once(built: Shelved) -> None:
    built.add("new.txt", 5, seed=2)
    for vector in directions(5, seed=2):
        assert built.nearest(vector, TOP) == built.exact(vector, TOP)
    assert built.opened


def test_what_is_gone_crowds_nothing_out(built: Shelved) -> None:
    take_out(built.catalogue, "second.txt")
    for vector in (*directions(5, seed=1), *directions(5, seed=4)):
        assert built.nearest(vector, TOP) == built.exact(vector, TOP)
    assert built.opened


def test_a_replaced_document_is_found_as_it_is_now(built: Shelved) -> None:
    before = built.matrix
    built.add("first.txt", 30, seed=3)
    assert not {*built.nearest(before.vectors[0], TOP)} & {*map(int, before.rows[:150])}
    assert built.nearest(before.vectors[0], TOP) == built.exact(before.vectors[0], TOP)


def test_another_librarys_shelf_is_another_world(built: Shelved) -> None:
    keep(built.catalogue, points("theirs.txt", directions(3, seed=1)), "42")
    with built.catalogue.snapshot() as snapshot:
        theirs = built.vectors.nearest(snapshot, Shelf(2, "toy"), directions(1, seed=1)[0], TOP)
        ours = built.vectors.nearest(snapshot, built.shelf, directions(1, seed=1)[0], TOP)
    assert len(theirs) == 3
    assert not theirs.keys() & ours.keys()


def the_pointer_is_missing(home: Path) -> None:
    (home / room.POINTER).unlink()


def the_pointer_is(content: bytes) -> Callable[[Path], None]:
    def write(home: Path) -> None:
        (home / room.POINTER).write_bytes(content)

    return write


def the_folder_is_missing(home: Path) -> None:
    shutil.rmtree(next(home.glob("0*")))


def the_manifest_is_garbage(home: Path) -> None:
    next(home.glob(f"*/{MANIFEST}")).write_bytes(b"\x00")


def the_database_is_empty(home: Path) -> None:
    next(home.glob("*/chroma.sqlite3")).write_bytes(b"")


def the_database_is_missing(home: Path) -> None:
    next(home.glob("*/chroma.sqlite3")).unlink()


def the_graph_is_cut_short(home: Path) -> None:
    graph = next(home.glob("*/*/link_lists.bin"))
    graph.write_bytes(graph.read_bytes()[:-1])


def a_bit_of_a_vector_is_flipped(home: Path) -> None:
    level = next(home.glob("*/*/data_level0.bin"))
    content = bytearray(level.read_bytes())
    content[-9] ^= 64
    level.write_bytes(content)


DAMAGES = {
    "pointer missing": the_pointer_is_missing,
    "pointer empty": the_pointer_is(b""),
    "pointer no text": the_pointer_is(b"00\xb0001"),
    "pointer to nowhere": the_pointer_is(b"999999"),
    "pointer upwards": the_pointer_is(b"../../.."),
    "pointer with nul": the_pointer_is(b"\0"),
    "folder missing": the_folder_is_missing,
    "manifest garbage": the_manifest_is_garbage,
    "database empty": the_database_is_empty,
    "database missing": the_database_is_missing,
    "graph short": the_graph_is_cut_short,
    "vector flipped": a_bit_of_a_vector_is_flipped,
}


def test_the_first_question_does_not_wait_for_a_small_generation_to_be_opened(built: Shelved) -> None:
    built.vectors._asked.clear()
    assert built.nearest(STRANGE[0], TOP) == built.exact(STRANGE[0], TOP)
    assert not built.opened
    assert built.nearest(STRANGE[1], TOP) == built.exact(STRANGE[1], TOP)
    assert built.opened


def test_the_first_question_is_not_asked_of_many_rows_one_by_one(
    built: Shelved, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.vectors._asked.clear()
    monkeypatch.setattr(room, "EXACT_AT_FIRST", 10)
    built.nearest(STRANGE[0], TOP)
    assert built.opened


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_generation_is_dropped_and_the_exact_search_answers(
    built: Shelved, damage: Callable[[Path], None]
) -> None:
    damage(built.home)
    assert all(built.nearest(vector, TOP) == built.exact(vector, TOP) for vector in STRANGE)
    assert not built.opened
    assert not built.pointer.exists()


def test_a_generation_that_claims_rows_it_never_saw_is_dropped(built: Shelved) -> None:
    built.add("new.txt", 3, seed=2)
    manifest = built.current / MANIFEST
    manifest.write_text(
        json.dumps(json.loads(manifest.read_text(encoding="utf-8")) | {"last_row": 303}), encoding="utf-8"
    )
    assert built.nearest(directions(1, seed=2)[0], 1) == [301]
    assert not built.opened


def test_the_next_refresh_builds_again_what_was_dropped(built: Shelved) -> None:
    spoilt = built.current
    the_graph_is_cut_short(built.home)
    built.refresh()
    assert built.opened
    assert built.recall() >= 0.99
    assert not spoilt.exists()


def test_a_refresh_builds_nothing_while_little_has_changed(built: Shelved) -> None:
    before = built.current
    built.add("new.txt", 20, seed=2)
    built.refresh()
    assert built.current == before


def test_questions_during_a_rebuild_are_answered_truly(built: Shelved, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MAX_BEHIND", 10)
    before = built.current
    built.add("new.txt", 40, seed=2)
    expected = [built.exact(vector, TOP) for vector in STRANGE]
    done, answers = threading.Event(), list[list[list[int]]]()

    def ask() -> None:
        while not done.is_set():
            answers.append([built.nearest(vector, TOP) for vector in STRANGE])

    asking = [threading.Thread(target=ask) for _ in range(2)]
    for thread in asking:
        thread.start()
    built.refresh()
    done.set()
    for thread in asking:
        thread.join()
    assert answers
    assert all(answer == expected for answer in answers)
    assert built.current != before
    assert built.opened


def test_what_was_wrong_with_the_last_generation_does_not_drop_the_next(built: Shelved) -> None:
    built.nearest(STRANGE[0], TOP)
    built.vectors._drop(built.shelf, None, Spoilt("closed by the swap"))
    assert built.opened
    assert built.pointer.exists()


@pytest.mark.parametrize("program", ["false", "no-such-program"])
def test_a_build_that_fails_leaves_the_old(built: Shelved, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MAX_BEHIND", 10)
    before, expected = built.current, sorted(built.home.iterdir())
    built.add("new.txt", 40, seed=2)
    with monkeypatch.context() as broken:
        broken.setattr(sys, "executable", shutil.which(program) or program)
        built.refresh()
    assert (built.current, sorted(built.home.iterdir())) == (before, expected)
    assert built.nearest(STRANGE[0], TOP) == built.exact(STRANGE[0], TOP)


def test_hidden_rows_are_never_found_and_crowd_nobody_out(built: Shelved) -> None:
    everything = built.matrix.rows
    for hidden in (everything[:40], everything[::2], everything[10:], everything):
        with built.catalogue.snapshot() as snapshot:
            for vector in STRANGE:
                found = built.vectors.nearest(snapshot, built.shelf, vector, TOP, hidden)
                wanted = [row for row in built.exact(vector, len(everything)) if row not in hidden][:TOP]
                assert list(found) == wanted
    assert built.opened


def test_erasing_removes_every_generation_of_a_library_and_answers_go_on(built: Shelved) -> None:
    expected = [built.nearest(vector, TOP) for vector in STRANGE]
    built.vectors.erase(built.shelf.library)
    assert not built.home.exists()
    assert [built.nearest(vector, TOP) for vector in STRANGE] == expected
    built.refresh()
    assert built.pointer.exists()


def test_what_a_crash_left_unfinished_is_tidied_away(built: Shelved) -> None:
    (built.home / "000009" / "segment").mkdir(parents=True)
    (built.home.parent.parent / "9" / "gone").mkdir(parents=True)
    built.vectors.tidy([built.shelf])
    assert [file.name for file in built.home.iterdir() if file.is_dir()] == [built.current.name]
    assert [file.name for file in built.home.parent.parent.iterdir() if [*file.iterdir()]] == ["1"]


def test_a_build_ends_when_its_parent_closes(built: Shelved, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MAX_BEHIND", 10)
    before = built.current
    built.add("new.txt", 40, seed=2)
    closing = threading.Timer(0.3, built.vectors.close)
    closing.start()
    built.refresh()
    closing.join()
    assert built.current == before
