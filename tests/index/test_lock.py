import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from index.errors import DataFolderInUse, InvalidSetting
from index.lock import GRACE_SECONDS, ORPHAN_SECONDS, DataFolderLock

ROOT = Path(__file__).parents[2]
HOLDER = """
import pathlib, sys
from index.lock import DataFolderLock
held = DataFolderLock(pathlib.Path(sys.argv[1]))
print(flush=True)
input()
"""


@pytest.fixture
def holder(data: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that owns the data folder."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout
        process.stdout.readline()
        yield process
        process.kill()


def test_what_a_dying_child_holds_for_a_moment_is_waited_for(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data.mkdir()
    held = FileLock(data / "lock")
    held.acquire()
    monkeypatch.setattr(time, "sleep", lambda _: held.release())
    DataFolderLock(data).release()
    assert not held.is_locked


@pytest.mark.parametrize(("is_dead", "waited"), [(True, ORPHAN_SECONDS), (False, 0)])
def test_what_a_dead_owner_seems_to_hold_is_waited_for_longer(
    data: Path, monkeypatch: pytest.MonkeyPatch, *, is_dead: bool, waited: float
) -> None:
    data.mkdir()
    with FileLock(data / "lock"):
        gone = subprocess.run(
            [sys.executable, "-c", "import os; print(os.getpid())"], stdout=subprocess.PIPE, check=True
        )
        owner = int(gone.stdout) if is_dead else os.getpid()
        (data / "owner.json").write_text(json.dumps({"pid": owner, "command": "footnote"}), encoding="utf-8")
        now = [0.0]
        monkeypatch.setattr(time, "perf_counter", lambda: now[0])
        monkeypatch.setattr(time, "sleep", lambda seconds: now.__setitem__(0, now[0] + seconds))
        with pytest.raises(DataFolderInUse):
            DataFolderLock(data)
    assert GRACE_SECONDS + waited <= now[0] < GRACE_SECONDS + waited + 1


def test_a_folder_that_is_not_there_is_made(data: Path) -> None:
    DataFolderLock(data / "deep" / "er").release()
    assert (data / "deep" / "er").is_dir()


def test_a_folder_that_is_made_is_for_its_owner_alone_and_another_stays_as_it_is(data: Path) -> None:
    (data / "ours").mkdir(0o755, parents=True)
    for name in ("ours", "new"):
        DataFolderLock(data / name).release()
    assert [(data / name).stat().st_mode & 0o777 for name in ("ours", "new")] == [0o755, 0o700]


def test_a_second_process_is_told_at_once_who_holds_the_folder(data: Path, holder: subprocess.Popen[str]) -> None:
    started = time.monotonic()
    with pytest.raises(DataFolderInUse, match=rf"in use by .*\(process {holder.pid}\); stop it first\.$"):
        DataFolderLock(data)
    assert time.monotonic() - started < 1


def test_another_name_of_the_folder_is_the_same_folder(
    data: Path, tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    (tmp_path / "link").symlink_to(data)
    with pytest.raises(DataFolderInUse, match=f"process {holder.pid}"):
        DataFolderLock(tmp_path / "link")


def test_a_killed_holder_frees_the_folder(data: Path, holder: subprocess.Popen[str]) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    DataFolderLock(data).release()


def test_two_in_one_process_are_one_too_many(data: Path) -> None:
    first = DataFolderLock(data)
    with pytest.raises(DataFolderInUse, match=f"process {os.getpid()}"):
        DataFolderLock(data)
    first.release()


def test_a_released_folder_can_be_owned_again(data: Path) -> None:
    for _ in range(2):
        DataFolderLock(data).release()
    assert not (data / "owner.json").exists()


def test_any_thread_may_let_the_folder_go(data: Path) -> None:
    first = DataFolderLock(data)
    releasing = threading.Thread(target=first.release)
    releasing.start()
    releasing.join()
    DataFolderLock(data).release()


def test_releasing_twice_does_not_disown_the_next_owner(data: Path) -> None:
    first = DataFolderLock(data)
    first.release()
    second = DataFolderLock(data)
    first.release()
    with pytest.raises(DataFolderInUse, match=f"process {os.getpid()}"):
        DataFolderLock(data)
    second.release()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"7", b"{}", b"\xff", None])
def test_whatever_the_owner_left_behind_the_folder_is_in_use(data: Path, content: bytes | None) -> None:
    first = DataFolderLock(data)
    (data / "owner.json").unlink()
    if content is not None:
        (data / "owner.json").write_bytes(content)
    with pytest.raises(DataFolderInUse, match="in use by another process; stop it first"):
        DataFolderLock(data)
    first.release()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(InvalidSetting, match=r"^The data folder .* cannot be written to: [a-z ]+\.$"):
            DataFolderLock(folder)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_one_sentence(data: Path) -> None:
    data.mkdir(mode=0o500)
    with pytest.raises(InvalidSetting, match="cannot be written to: permission denied"):
        DataFolderLock(data)
