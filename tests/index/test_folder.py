import errno
import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import UnreadableFolder
from index.folder import MOST_DEEP, File, Refusal, count, file_of, files, holds, is_taken, unreadable
from tests.index.samples import fill

LIMIT = 1024
NOT_AS_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")


def read(folder: Path) -> dict[str, bytes]:
    return {found.path: found.content for found in files(folder, LIMIT) if isinstance(found, File)}


def refused(folder: Path) -> dict[str, str]:
    return {found.path: found.reason for found in files(folder, LIMIT) if isinstance(found, Refusal)}


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file outside the folder of documents."""
    return fill(tmp_path / "outside", {"secret.txt": "the key is blue"}) / "secret.txt"


@pytest.fixture
def closed(seeds: Path) -> Iterator[Path]:
    """A folder below that may not be listed, while the test runs."""
    folder = fill(seeds, {"deep/closed/a.txt": "a", "open/b.txt": "b"}) / "deep" / "closed"
    folder.chmod(0)
    yield folder
    folder.chmod(0o700)


def closing(monkeypatch: pytest.MonkeyPatch, *closed: str) -> None:
    """Have the folders and files of these names be opened by nobody, not even by root."""
    opening = os.open

    def fail(name: str, *arguments: int, **named: int) -> int:
        if name in closed:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opening(name, *arguments, **named)

    monkeypatch.setattr(os, "open", fail)


def test_what_cannot_be_opened_is_found_without_reading_anything(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(seeds, {"a.txt": "A", "b.txt": "B", "below/c.txt": "C"})
    (seeds / "link").symlink_to(seeds / "a.txt")
    assert unreadable(seeds) == []
    closing(monkeypatch, "b.txt", "below")
    assert unreadable(seeds) == [
        Refusal("b.txt", "The file cannot be opened: permission denied."),
        Refusal("below/", "The folder cannot be listed: permission denied."),
    ]


def test_files_come_with_their_paths_below_the_folder(seeds: Path) -> None:
    fill(seeds, {"b.txt": "b", "a.txt": "a", "sub/deep/c.md": "c"})
    assert read(seeds) == {"a.txt": b"a", "b.txt": b"b", "sub/deep/c.md": b"c"}


def test_files_come_in_the_same_order_every_time(seeds: Path) -> None:
    fill(seeds, dict.fromkeys(("b", "a", "z/1", "c/2", "c/1"), "x"))
    assert list(read(seeds)) == ["a", "b", "c/1", "c/2", "z/1"]


def test_all_that_is_gone_through_is_counted(seeds: Path, secret: Path) -> None:
    fill(seeds, {"a.txt": "a", "sub/b.txt": "b", ".hidden": "h"})
    (seeds / "link").symlink_to(secret)
    assert count(seeds) == len(list(files(seeds, LIMIT))) == 3


def test_hidden_files_and_folders_are_left_out(seeds: Path) -> None:
    fill(seeds, {".env": "TOKEN", ".git/config": "x", "sub/.DS_Store": "x", "a.txt": "a"})
    assert read(seeds) == {"a.txt": b"a"}
    assert refused(seeds) == {}


@pytest.mark.parametrize(
    "name", ["fees.txt~", "FEES.TXT.~2~", "#fees.txt#", "~$fees.docx", "~WRL0001.tmp", "fees.txt.swp", "fees.Bak"]
)
def test_what_editors_leave_beside_a_file_is_left_out(seeds: Path, name: str) -> None:
    fill(seeds, {name: "old", f"sub/{name}": "old", "fees.txt": "new"})
    assert read(seeds) == {"fees.txt": b"new"}
    assert refused(seeds) == {}


@pytest.mark.parametrize("name", ["desktop.ini", "Desktop.ini", "Thumbs.db", "ehthumbs.db", ".DS_Store", "Icon\r"])
def test_what_desktops_leave_in_a_folder_is_left_out(seeds: Path, name: str) -> None:
    fill(seeds, {name: "x", f"sub/{name}": "x", "fees.txt": "new"})
    assert read(seeds) == {"fees.txt": b"new"}
    assert refused(seeds) == {}


@pytest.mark.parametrize("name", ["~", "#1.txt", "~fees.txt", "C#", "bak", "1~2.txt", "logo.swf"])
def test_names_that_only_look_like_those_of_backups_are_names(seeds: Path, name: str) -> None:
    fill(seeds, {name: "x"})
    assert read(seeds) == {name: b"x"}


def test_a_folder_may_be_named_like_a_backup(seeds: Path) -> None:
    fill(seeds, {"old~/fees.txt": "x"})
    assert read(seeds) == {"old~/fees.txt": b"x"}


def test_folders_within_folders_are_read_to_a_depth_and_refused_below(seeds: Path) -> None:
    levels = ["d"] * MOST_DEEP
    fill(seeds, {"/".join([*levels, "a.txt"]): "a", "/".join([*levels, "e", "b.txt"]): "b", "z.txt": "z"})
    assert set(read(seeds)) == {"/".join([*levels, "a.txt"]), "z.txt"}
    assert list(refused(seeds)) == ["/".join([*levels, "e/"])]
    assert count(seeds) == 2


@pytest.mark.parametrize("path", ["/etc/passwd", "..", "../outside/secret.txt", "sub/../a.txt", "", ".", "/", "gone/"])
@pytest.mark.usefixtures("secret")
def test_what_lies_outside_is_not_in_the_folder(seeds: Path, path: str) -> None:
    fill(seeds, {"a.txt": "a", "sub/b.txt": "b"})
    assert file_of(seeds, path) is None
    assert not holds(seeds, path)
    assert not is_taken(seeds, path)


def test_a_folder_within_it_goes_by_its_name_with_a_slash_or_without(seeds: Path) -> None:
    fill(seeds, {"sub/b.txt": "b"})
    assert holds(seeds, "sub")
    assert holds(seeds, "sub/")


@pytest.mark.parametrize("path", ["n" * 300, "😀" * 200, "d/" * 3000, "a\0b", "\udcff", "x"])
def test_a_name_that_no_file_has_is_of_none(seeds: Path, path: str) -> None:
    fill(seeds, {"a.txt": "a"})
    assert file_of(seeds, path) is None
    assert not holds(seeds, path)
    assert not is_taken(seeds, path)


def test_no_link_is_followed(seeds: Path, secret: Path) -> None:
    (seeds / "file.txt").symlink_to(secret)
    (seeds / "folder").symlink_to(secret.parent)
    (seeds / "loop").symlink_to(seeds)
    (seeds / "broken.txt").symlink_to("nowhere")
    assert read(seeds) == {}
    assert set(refused(seeds)) == {"file.txt", "folder", "loop", "broken.txt"}
    assert all("Links are not followed" in reason for reason in refused(seeds).values())


def test_the_folder_itself_may_be_a_link(seeds: Path, tmp_path: Path) -> None:
    fill(seeds, {"a.txt": "a", "sub/b.txt": "b"})
    (tmp_path / "link").symlink_to(seeds)
    assert read(tmp_path / "link") == read(seeds)
    assert count(tmp_path / "link") == 2


def test_the_folder_may_be_named_from_where_one_stands(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(seeds, {"a.txt": "a", "sub/b.txt": "b"})
    monkeypatch.chdir(seeds)
    assert read(Path()) == read(Path("../seeds/")) == read(seeds)


def test_a_pipe_is_refused_and_never_waited_for(seeds: Path) -> None:
    os.mkfifo(seeds / "pipe.txt")
    assert refused(seeds) == {"pipe.txt": "This is not a regular file."}


def test_a_socket_is_refused(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(seeds)  # the address of a socket is short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
        assert set(refused(seeds)) == {"socket.txt"}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes devices")
def test_a_device_is_refused(seeds: Path) -> None:
    try:
        os.mknod(seeds / "zero.txt", stat.S_IFCHR | 0o666, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("no devices may be made here")
    assert refused(seeds)["zero.txt"] in {
        "This is not a regular file.",
        "The file cannot be opened: permission denied.",
    }


@pytest.mark.parametrize(
    "name", ["a b.txt", "ü.txt", "عربي.txt", "a\nb.txt", "CON", "-rf", "*.txt", "'; --.txt", "%2e%2e.txt", "n" * 255]
)
def test_odd_names_are_names(seeds: Path, name: str) -> None:
    fill(seeds, {name: "x"})
    assert read(seeds) == {name: b"x"}


def test_a_name_that_is_no_text_is_refused_in_letters_that_are(seeds: Path) -> None:
    (Path(os.fsdecode(os.fsencode(seeds) + b"/caf\xe9.txt"))).write_text("x")
    assert refused(seeds) == {"caf\\udce9.txt": "The file's name is not valid text."}


def test_a_file_at_the_limit_is_read_and_one_above_is_refused(seeds: Path) -> None:
    fill(seeds, {"at.txt": b"x" * LIMIT, "above.txt": b"x" * (LIMIT + 1)})
    assert set(read(seeds)) == {"at.txt"}
    assert refused(seeds) == {"above.txt": "The file is larger than 0 MB."}


def test_an_empty_folder_holds_nothing(seeds: Path) -> None:
    assert list(files(seeds, LIMIT)) == []
    assert count(seeds) == 0


@pytest.mark.parametrize("missing", ["gone", "file.txt", "dangling"])
def test_what_cannot_be_listed_is_one_sentence(tmp_path: Path, missing: str) -> None:
    (tmp_path / "file.txt").write_text("x")
    (tmp_path / "dangling").symlink_to("nowhere")
    for look in (count, lambda folder: list(files(folder, LIMIT))):
        with pytest.raises(
            UnreadableFolder, match=rf"^The folder of documents, .*{missing}, cannot be read: [a-z ]+\.$"
        ):
            look(tmp_path / missing)


@NOT_AS_ROOT
def test_a_file_that_may_not_be_read_is_refused(seeds: Path) -> None:
    fill(seeds, {"a.txt": "a"})
    (seeds / "a.txt").chmod(0)
    assert refused(seeds) == {"a.txt": "The file cannot be opened: permission denied."}


@NOT_AS_ROOT
@pytest.mark.usefixtures("closed")
def test_a_folder_below_that_may_not_be_listed_is_refused_and_the_others_are_read(seeds: Path) -> None:
    assert refused(seeds) == {"deep/closed/": "The folder cannot be listed: permission denied."}
    assert read(seeds) == {"open/b.txt": b"b"}


def test_a_folder_that_cannot_be_opened_is_refused_by_its_whole_path(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(seeds, {"deep/closed/a.txt": "a", "open/b.txt": "b"})
    closing(monkeypatch, "closed")
    assert refused(seeds) == {"deep/closed/": "The folder cannot be listed: permission denied."}
    assert read(seeds) == {"open/b.txt": b"b"}
