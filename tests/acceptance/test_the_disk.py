"""A disk that is full, takes no writes, or fails, and no files to be had: answers go on, and the writer says so."""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from index.answering import Question
from index.audience import Audience
from index.children import environment
from index.errors import CannotWrite, Failure, InvalidSetting
from index.knowledge_base import KnowledgeBase
from index.loading import Models
from index.runs import Order
from index.settings import Settings
from index.uploads import Upload
from tests.acceptance.killing import Home
from tests.acceptance.test_every_syscall import BEFORE, DEEDS, SERVER, refusal, traced
from tests.index.life import MODELS, Deed, held, look

Change = Callable[[str], None]

SCARCE = """
import asyncio, resource, sys
from pathlib import Path
from index import Audience, Failure, KnowledgeBase, Models, Order, Question, Settings, Upload
from tests.index.life import MODELS

async def main():
    base = KnowledgeBase(Settings(Path(sys.argv[1]), Path(sys.argv[2])), Models(MODELS["toy"], None))
    open_files = []
    try:
        while True:
            open_files.append(open("/dev/null"))
    except OSError:
        pass
    for spare in range(8):
        ask = Question("Which room has a lamp?", Audience.of_server(1001))
        try:
            await base.add(Order("1001", "curator"), Upload("more.txt", b"More of the same, at last."))
            print("written", flush=True)
        except (Failure, OSError) as failure:
            print(type(failure).__name__, flush=True)
        try:
            print(len((await asyncio.gather(*(base.search(ask) for _ in range(4))))[0]), flush=True)
        except (Failure, OSError) as failure:
            print(type(failure).__name__, flush=True)
        open_files.pop().close()
    while open_files:
        open_files.pop().close()
    await base.add(Order("1001", "curator"), Upload("more.txt", b"More of the same, at last."))
    print(len(await base.search(ask)), flush=True)
    await base.settle()
    await base.close()

resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
asyncio.run(main())
"""


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of eight megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "footnote", str(disk)]
    try:
        done = subprocess.run(mount, check=False, capture_output=True)
    except FileNotFoundError:
        pytest.skip("there is no mount")
    if done.returncode:
        pytest.skip(f"no disk can be mounted: {done.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)  # noqa: S607


def remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)  # noqa: S607


def fill(disk: Path) -> Path:
    """To the last byte."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            with suppress(OSError):
                while True:
                    file.write(bytes(size))
    return ballast


def opened(home: Home) -> KnowledgeBase:
    return KnowledgeBase(Settings(home.data, home.seeds), Models(MODELS[home.expected.model], None))


async def write(base: KnowledgeBase) -> None:
    """Something that needs room."""
    text = "\n\n".join(f"Paragraph {n} of the long report. {'It goes on. ' * 40}" for n in range(400))
    await base.add(Order(SERVER, "curator"), Upload("report.txt", text.encode()))


def log_of(home: Home) -> Path:
    return home.data / "catalogue.sqlite3-wal"


async def prepared(disk: Path) -> Home:
    home = Home(disk / "home")
    await home.prepare(BEFORE)
    return home


@pytest.mark.acceptance
async def test_on_a_full_disk_a_running_bot_answers_says_so_and_recovers_alone(mounted: Path) -> None:
    home = await prepared(mounted)
    base = opened(home)
    ballast = fill(mounted)
    for _ in range(3):
        with pytest.raises(CannotWrite, match=r"disk (failed or )?is full|disk is full"):
            await write(base)
        assert held(base._catalogue) == home.expected.state()
        await look(base, home.expected, 2)
    ballast.unlink()
    await write(base)
    assert "report.txt" in {at.path for at in await base.contents(SERVER)}
    await base.close()


@pytest.mark.acceptance
@pytest.mark.parametrize("is_killed", [False, True])
async def test_on_a_full_disk_a_cold_start_answers_and_recovers_alone(mounted: Path, *, is_killed: bool) -> None:
    home = await prepared(mounted)
    if is_killed:
        deeds = [Deed("add", SERVER, f"{n}.txt", n) for n in range(20, 420)]
        done = home.run_until(deeds, 5)
        for deed in deeds[:done]:
            home.expected.apply(deed)
        assert log_of(home).stat().st_size, "the log was not put away"
    ballast = fill(mounted)
    base = opened(home)
    visible = sorted(at.source.document for at in await base.documents(Audience.of_server(int(SERVER))))
    assert {*visible} >= home.expected.visible(Audience.of_server(int(SERVER))).keys()
    hits = await base.search(Question("Which room has a lamp?", Audience.of_server(int(SERVER))), top=100)
    assert sorted(hit.passage.source.document for hit in hits) == visible
    with pytest.raises(CannotWrite):
        await write(base)
    ballast.unlink()
    await write(base)
    assert "report.txt" in {at.path for at in await base.contents(SERVER)}
    await base.close()


@pytest.mark.acceptance
async def test_a_start_where_nothing_can_be_written_is_one_sentence(mounted: Path) -> None:
    home = await prepared(mounted)
    remount(mounted, "ro")
    with pytest.raises(InvalidSetting, match=r"read-only file system\.$"):
        opened(home)


@pytest.mark.acceptance
@pytest.mark.skipif(bool(why := refusal()), reason=why)
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
@pytest.mark.parametrize("deed", ["add", "erase"])
async def test_a_disk_that_fails_at_any_write_leaves_the_old_or_the_new(error: str, deed: str, tmp_path: Path) -> None:
    home = Home(tmp_path / "before")
    home.expected.model = ""
    await home.prepare(BEFORE)
    calls = traced(home.copy(tmp_path / "traced"), DEEDS[deed])
    for call in ("pwrite64", "fdatasync", "ftruncate"):
        for nth in range(1, calls[call] + 1, 1 if calls[call] < 40 else 3):
            failed = home.copy(tmp_path / f"{call}{nth}")
            inject = f"inject={call}:error={error}:when={nth}+"
            failed.run([DEEDS[deed]], before=["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject])
            await failed.check([DEEDS[deed]])


def test_without_more_files_to_be_had_nothing_is_half_done(tmp_path: Path) -> None:
    home = Home(tmp_path)
    asyncio.run(home.prepare(BEFORE))
    command = [sys.executable, "-c", SCARCE, str(home.data), str(home.seeds)]
    done = subprocess.run(command, env=environment(), check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    said = done.stdout.split()
    assert said[-1] == "5"
    kinds: list[type[Failure]] = [CannotWrite, *Failure.__subclasses__()]
    assert {*said} <= {"written", "4", "5", *(kind.__name__ for kind in kinds)}
