import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.audience import SHARED, Audience
from index.catalogue import Catalogue
from index.changes import Changes, Progress
from index.embedding import Embedder
from index.errors import UnreadableFolder
from index.fetching import Fetcher
from index.formats import FileReader
from index.reindexing import EMPTY, Reindexer
from index.runs import Means, Order, quietly
from index.shelves import Shelf
from tests.index.formats.building import zipped
from tests.index.samples import FAIR, MILL, fill
from tests.index.test_folder import closing
from tests.index.toy_embedder import ToyEmbedder

EVERYONE = Audience.everyone()
BINARY = b"\x7fELF\x02\x01\x01" + bytes(200)
REPORT = "\n\n".join(
    f"On day {day} the river stood at {day * 3} feet, {'as it had before, ' * 12}they said." for day in range(20)
)

Reindex = Callable[..., Changes]


@pytest.fixture
def reindex(catalogue: Catalogue, seeds: Path, files: FileReader) -> Reindex:
    def run(embedder: Embedder | None = None, progress: Callable[[Progress], None] = quietly, **order: Any) -> Changes:
        reindexer = Reindexer(Means(catalogue, embedder, files), Fetcher())
        return reindexer.reindex(Order(SHARED, progress=progress, **order), seeds)

    return run


def texts(catalogue: Catalogue) -> dict[str, str]:
    with catalogue.snapshot() as snapshot:
        return {at.path: snapshot.text(at.source.document, EVERYONE) for at in snapshot.listings(EVERYONE)}


def ids(catalogue: Catalogue) -> set[str]:
    with catalogue.snapshot() as snapshot:
        return {passage.id for passage in snapshot.passages(range(10_000), EVERYONE).values()}


def test_every_file_is_told_of_once_as_what_became_of_it(catalogue: Catalogue, seeds: Path, reindex: Reindex) -> None:
    fill(seeds, {"kept.txt": MILL, "changed.txt": MILL, "gone.txt": FAIR})
    reindex()
    fill(seeds, {"changed.txt": FAIR, "new/file.md": FAIR, "binary.txt": BINARY})
    (seeds / "gone.txt").unlink()
    done = reindex()
    assert (done.added, done.updated, done.removed, done.unchanged) == (
        ("new/file.md",),
        ("changed.txt",),
        ("gone.txt",),
        ("kept.txt",),
    )
    assert [refusal.path for refusal in done.refused] == ["binary.txt"]
    assert (done.documents, done.passages) == (3, 3)
    assert texts(catalogue) == {"kept.txt": MILL, "changed.txt": FAIR, "new/file.md": FAIR}


def test_a_second_run_embeds_nothing(seeds: Path, reindex: Reindex, embedder: ToyEmbedder) -> None:
    fill(seeds, {"a.txt": MILL, "b.txt": FAIR})
    assert reindex(embedder).embedded == 2
    done = reindex(embedder)
    assert (done.embedded, done.unchanged) == (0, ("a.txt", "b.txt"))
    assert len(embedder.embedded) == 2


def test_of_a_changed_document_only_the_changed_passages_are_embedded(
    seeds: Path, reindex: Reindex, embedder: ToyEmbedder
) -> None:
    fill(seeds, {"a.txt": REPORT})
    assert reindex(embedder).embedded > 3
    fill(seeds, {"a.txt": REPORT.replace("On day 19", "On day XX")})
    assert reindex(embedder).embedded == 1
    assert "On day XX" in embedder.embedded[-1]


def test_a_renamed_file_embeds_nothing(
    catalogue: Catalogue, seeds: Path, reindex: Reindex, embedder: ToyEmbedder
) -> None:
    text = f"The Oxmere mill\n\n{MILL}"
    fill(seeds, {"old.txt": text})
    reindex(embedder)
    (seeds / "old.txt").rename(seeds / "new.txt")
    done = reindex(embedder)
    assert (done.added, done.removed, done.embedded) == (("new.txt",), ("old.txt",), 0)
    assert texts(catalogue) == {"new.txt": text}


def test_identical_files_in_two_places_are_both_kept_and_embedded_once(
    catalogue: Catalogue, seeds: Path, reindex: Reindex, embedder: ToyEmbedder
) -> None:
    text = f"The Oxmere mill\n\n{MILL}"
    fill(seeds, {"a.txt": text, "copy/b.txt": text})
    assert reindex(embedder).embedded == 1
    assert texts(catalogue) == {"a.txt": text, "copy/b.txt": text}


def test_an_update_that_cannot_be_read_keeps_the_last_version_and_says_so(
    catalogue: Catalogue, seeds: Path, reindex: Reindex
) -> None:
    fill(seeds, {"a.txt": MILL})
    reindex()
    fill(seeds, {"a.txt": BINARY})
    (refusal,) = reindex().refused
    assert refusal.reason.endswith(" The version that could be read before stays.")
    assert texts(catalogue) == {"a.txt": MILL}


def test_a_file_that_can_no_longer_be_opened_keeps_the_last_version_and_is_remarked_on(
    catalogue: Catalogue, seeds: Path, reindex: Reindex, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(seeds, {"a.txt": MILL})
    reindex()
    fill(seeds, {"new.txt": FAIR})
    closing(monkeypatch, "a.txt", "new.txt")
    done = reindex()
    assert [(refusal.path, refusal.was_read) for refusal in done.refused] == [("a.txt", True), ("new.txt", False)]
    assert done.remarks == (
        "“a.txt”: The file cannot be opened: permission denied. The version that could be read before stays.",
    )
    assert texts(catalogue) == {"a.txt": MILL}


def test_a_file_that_became_a_link_keeps_the_last_version(
    catalogue: Catalogue, seeds: Path, reindex: Reindex, tmp_path: Path
) -> None:
    fill(seeds, {"a.txt": MILL})
    reindex()
    (seeds / "a.txt").unlink()
    (seeds / "a.txt").symlink_to(fill(tmp_path / "outside", {"b.txt": FAIR}) / "b.txt")
    assert reindex().removed == ()
    assert texts(catalogue) == {"a.txt": MILL}


def test_a_folder_that_cannot_be_listed_now_keeps_its_documents(
    catalogue: Catalogue, seeds: Path, reindex: Reindex, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(seeds, {"below/a.txt": MILL})
    reindex()
    closing(monkeypatch, "below")
    done = reindex()
    assert (done.removed, [refusal.path for refusal in done.refused]) == ((), ["below/"])
    assert texts(catalogue) == {"below/a.txt": MILL}


def test_a_folder_that_vanished_removes_nothing(catalogue: Catalogue, seeds: Path, reindex: Reindex) -> None:
    fill(seeds, {"a.txt": MILL})
    reindex()
    (seeds / "a.txt").unlink()
    seeds.rmdir()
    with pytest.raises(UnreadableFolder):
        reindex()
    assert texts(catalogue) == {"a.txt": MILL}


def test_a_failing_embedder_changes_nothing(catalogue: Catalogue, seeds: Path, reindex: Reindex) -> None:
    fill(seeds, {"a.txt": MILL, "gone.txt": FAIR})
    reindex(ToyEmbedder())
    before, kept = texts(catalogue), ids(catalogue)
    fill(seeds, {"a.txt": FAIR, "b.txt": "A toad sat in the well."})
    (seeds / "gone.txt").unlink()
    with pytest.raises(RuntimeError, match="out of order"):
        reindex(ToyEmbedder(poison="toad"))
    assert (texts(catalogue), ids(catalogue)) == (before, kept)


def test_what_an_interrupted_run_left_undone_the_next_one_does(
    catalogue: Catalogue, seeds: Path, reindex: Reindex
) -> None:
    files = {"a.txt": MILL, "b.txt": "A toad sat in the well.", "c.txt": FAIR}
    fill(seeds, dict(files))
    with pytest.raises(RuntimeError):
        reindex(ToyEmbedder(poison="toad"))
    assert texts(catalogue) == {}
    assert reindex(mended := ToyEmbedder()).added == ("a.txt", "b.txt", "c.txt")
    assert len(mended.embedded) == 2
    assert texts(catalogue) == files


def test_a_file_in_the_place_of_a_folder_that_held_the_same_is_another_document(
    catalogue: Catalogue, seeds: Path, reindex: Reindex, embedder: ToyEmbedder
) -> None:
    fill(seeds, {"mill/text.txt": MILL})
    reindex(embedder)
    (seeds / "mill" / "text.txt").rename(seeds / "aside")
    (seeds / "mill").rmdir()
    (seeds / "aside").rename(seeds / "mill")
    done = reindex(embedder)
    assert (done.added, done.removed, done.renamed) == (("mill",), ("mill/text.txt",), (("mill/text.txt", "mill"),))
    assert texts(catalogue) == {"mill": MILL}
    (seeds / "mill").rename(seeds / "aside")
    (seeds / "mill").mkdir()
    (seeds / "aside").rename(seeds / "mill" / "text.txt")
    done = reindex(embedder)
    assert (done.added, done.removed, done.unchanged) == (("mill/text.txt",), ("mill",), ())


def test_an_archive_is_unchanged_by_itself_and_not_by_a_folder_of_its_name(
    catalogue: Catalogue, seeds: Path, reindex: Reindex, embedder: ToyEmbedder
) -> None:
    inner = zipped({"mill.txt": MILL.encode()})
    fill(seeds, {"a.zip": inner})
    reindex(embedder)
    assert reindex(embedder).unchanged == ("a.zip/mill.txt",)
    (seeds / "a.zip").unlink()
    fill(seeds, {"a.zip/mill.txt": inner})
    assert reindex(embedder).removed == ("a.zip/mill.txt",)
    assert texts(catalogue) == {"a.zip/mill.txt/mill.txt": MILL}


def test_what_was_embedded_for_nothing_goes_with_the_next_run(
    catalogue: Catalogue, seeds: Path, reindex: Reindex
) -> None:
    fill(seeds, {"a.txt": MILL})
    reindex(ToyEmbedder())
    fill(seeds, {"b.txt": FAIR, "c.txt": "A toad sat in the well."})
    with pytest.raises(RuntimeError):
        reindex(ToyEmbedder(poison="toad"))
    (seeds / "b.txt").unlink()
    (seeds / "c.txt").unlink()
    for is_preview in (True, False):
        with catalogue.snapshot() as snapshot:
            assert snapshot.holds_spare_vectors(SHARED)
        assert reindex(ToyEmbedder(), is_preview=is_preview).is_empty
    with catalogue.snapshot() as snapshot:
        assert not snapshot.holds_spare_vectors(SHARED)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("Zoë opened it.\r\nNaïve, they said.\r\n".encode(), id="crlf"),
        pytest.param("\ufeffZoë opened it.\nNaïve, they said.\n".encode(), id="byte order mark"),
        pytest.param("Zoë opened it.\nNaïve, they said.\n".encode("utf-16"), id="utf-16"),
        pytest.param("Zoe\u0308 opened it.\nNai\u0308ve, they said.\n".encode(), id="decomposed"),
        pytest.param("Zo\u200bë opened it.\nNaïve, they \u202esaid.\n".encode(), id="hidden characters"),
    ],
)
def test_the_same_text_in_other_bytes_keeps_its_passages_and_vectors(
    catalogue: Catalogue, seeds: Path, reindex: Reindex, embedder: ToyEmbedder, content: bytes
) -> None:
    fill(seeds, {"a.txt": "Zoë opened it.\nNaïve, they said.\n"})
    reindex(embedder)
    before, kept = texts(catalogue), ids(catalogue)
    fill(seeds, {"a.txt": content})
    done = reindex(embedder)
    assert (done.updated, done.embedded) == (("a.txt",), 0)
    assert (texts(catalogue), ids(catalogue)) == (before, kept)


def test_a_touched_file_is_unchanged(seeds: Path, reindex: Reindex) -> None:
    fill(seeds, {"a.txt": MILL})
    reindex()
    os.utime(seeds / "a.txt", (1, 1))
    assert reindex().unchanged == ("a.txt",)


def test_another_model_embeds_everything_anew(catalogue: Catalogue, seeds: Path, reindex: Reindex) -> None:
    fill(seeds, {"a.txt": MILL, "b.txt": FAIR})
    reindex(ToyEmbedder("one"))
    kept = ids(catalogue)
    done = reindex(ToyEmbedder("two"))
    assert (done.updated, done.embedded) == (("a.txt", "b.txt"), 2)
    assert ids(catalogue) == kept


def test_what_was_read_without_a_model_is_embedded_once_there_is_one(
    seeds: Path, reindex: Reindex, embedder: ToyEmbedder
) -> None:
    fill(seeds, {"a.txt": MILL})
    assert reindex(None).embedded == 0
    assert reindex(embedder).embedded == 1
    assert reindex(embedder).unchanged == ("a.txt",)


def test_an_empty_folder_empties_the_library(catalogue: Catalogue, seeds: Path, reindex: Reindex) -> None:
    fill(seeds, {"a.txt": MILL})
    reindex()
    (seeds / "a.txt").unlink()
    done = reindex()
    assert (done.removed, done.documents, done.passages) == (("a.txt",), 0, 0)
    assert texts(catalogue) == {}


def test_only_a_curators_word_empties_the_library_of_an_empty_folder(
    catalogue: Catalogue, seeds: Path, reindex: Reindex, embedder: ToyEmbedder
) -> None:
    fill(seeds, {"a.txt": MILL, "b/c.txt": FAIR})
    reindex(embedder)
    (seeds / "a.txt").unlink()
    (seeds / "b/c.txt").unlink()
    waits = reindex(embedder, is_automatic=True)
    assert (waits.is_empty, waits.documents, waits.notes) == (True, 2, (EMPTY,))
    assert texts(catalogue) == {"a.txt": MILL, "b/c.txt": FAIR}
    fill(seeds, {"d.txt": FAIR})
    assert reindex(embedder, is_automatic=True).removed == ("a.txt", "b/c.txt"), "it is not empty any more"


def test_what_comes_back_embeds_nothing(seeds: Path, reindex: Reindex, embedder: ToyEmbedder) -> None:
    files: dict[str, str | bytes] = {"a.txt": REPORT, "b/c.txt": FAIR}
    fill(seeds, files)
    reindex(embedder)
    fill(seeds, {"a.txt": MILL})
    (seeds / "b/c.txt").unlink()
    reindex(embedder)
    fill(seeds, files)
    done = reindex(embedder)
    assert (done.added, done.updated, done.embedded) == (("b/c.txt",), ("a.txt",), 0)


def test_without_its_model_a_library_stays_as_it_was_embedded(
    seeds: Path, reindex: Reindex, embedder: ToyEmbedder
) -> None:
    fill(seeds, {"a.txt": MILL, "b.txt": FAIR})
    reindex(embedder)
    fill(seeds, {"b.txt": MILL})
    without = reindex(None)
    assert (without.updated, without.unchanged) == (("b.txt",), ("a.txt",))
    assert reindex(None).is_empty
    again = reindex(embedder)
    assert (again.updated, again.unchanged, again.embedded) == (("b.txt",), ("a.txt",), 1)


def test_what_is_had_back_without_a_model_has_its_vectors(
    catalogue: Catalogue, seeds: Path, reindex: Reindex, files: FileReader, embedder: ToyEmbedder
) -> None:
    fill(seeds, {"a.txt": MILL})
    reindex(embedder)
    fill(seeds, {"a.txt": FAIR})
    reindex(embedder)
    Reindexer(Means(catalogue, None, files), Fetcher()).roll_back(Order(SHARED), 1)
    with catalogue.snapshot() as snapshot:
        assert len(snapshot.shelves.rows(Shelf(1, embedder.fingerprint))) == 1


def test_other_libraries_are_left_alone(
    catalogue: Catalogue, seeds: Path, reindex: Reindex, files: FileReader, tmp_path: Path
) -> None:
    theirs = fill(tmp_path / "theirs", {"a.txt": FAIR})
    fill(seeds, {"a.txt": MILL})
    reindex()
    Reindexer(Means(catalogue, None, files), Fetcher()).reindex(Order("42"), theirs)
    (seeds / "a.txt").unlink()
    reindex()
    with catalogue.snapshot() as snapshot:
        assert snapshot.text("42/a.txt", Audience.of_server(42)) == FAIR


def test_progress_only_goes_forward_and_ends_with_every_file(seeds: Path, reindex: Reindex) -> None:
    fill(seeds, {f"{n}.txt": f"{MILL} {n}" for n in range(5)} | {"binary.txt": BINARY})
    seen: list[Progress] = []
    done = reindex(ToyEmbedder(), seen.append)
    assert {step.of_files for step in seen} == {6}
    assert [(step.files, step.embedded) for step in seen] == sorted((step.files, step.embedded) for step in seen)
    assert (seen[-1].files, seen[-1].embedded) == (6, done.embedded)


def test_a_run_is_summed_up_in_one_line(seeds: Path, reindex: Reindex) -> None:
    fill(seeds, {"a.txt": MILL, "binary.txt": BINARY})
    assert reindex().summary.startswith(
        "1 added, 0 updated, 0 removed, 0 unchanged, 1 refused; 0 passages embedded in "
    )
