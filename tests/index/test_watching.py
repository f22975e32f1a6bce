"""Following a folder whose place others take, and reindexes that fail, without waiting for what is told by no event."""

import shutil
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace as with_
from pathlib import Path

import pytest

from index import watching
from index.changes import Changes
from index.errors import Failure, UnreadableFolder
from index.watching import followed
from tests.index.samples import fill


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "QUIET_MILLISECONDS", 10)
    monkeypatch.setattr(watching, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(watching, "TRY_AGAIN_SECONDS", 0.05)
    monkeypatch.setattr(watching, "PAGES_SECONDS", 1000.0)


def listed(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(path.name for path in folder.iterdir()))
    except OSError as error:
        raise UnreadableFolder("The folder cannot be read.") from error


def listing(folder: Path) -> Callable[[bool], Awaitable[Changes]]:
    """A reindex that only lists."""

    async def reindex(_: bool) -> Changes:
        return Changes(listed(folder), (), (), (), (), 0, 0, 0, 0.0)

    return reindex


async def until(following: AsyncGenerator[Changes | Failure], *names: str) -> None:
    """Follow until these files are listed; the test fails by its time limit if they never are."""
    async for outcome in following:
        if isinstance(outcome, Changes) and outcome.added == names:
            return


def move_in(seeds: Path, new: Path) -> None:
    seeds.rename(seeds.with_name("old"))
    new.rename(seeds)


def make_again(seeds: Path, new: Path) -> None:
    """The file system may give the new folder the number of the old one."""
    shutil.rmtree(seeds)
    new.rename(new.with_name("away"))
    fill(seeds, {"new.txt": "x"})


@pytest.mark.parametrize("replace", [move_in, make_again])
async def test_a_folder_in_the_place_of_another_is_followed(
    seeds: Path, tmp_path: Path, replace: Callable[[Path, Path], None]
) -> None:
    fill(seeds, {"old.txt": "x"})
    new = fill(tmp_path / "new", {"new.txt": "x"})
    async with aclosing(followed(seeds, listing(seeds))) as following:
        await until(following, "old.txt")
        replace(seeds, new)
        await until(following, "new.txt")
        fill(seeds, {"newer.txt": "x"})
        await until(following, "new.txt", "newer.txt")


async def test_a_link_that_leads_elsewhere_is_followed(tmp_path: Path) -> None:
    one, two, link = fill(tmp_path / "1", {"one.txt": "x"}), fill(tmp_path / "2", {"two.txt": "x"}), tmp_path / "link"
    link.symlink_to(one)
    async with aclosing(followed(link, listing(link))) as following:
        await until(following, "one.txt")
        (tmp_path / "next").symlink_to(two)
        (tmp_path / "next").replace(link)
        await until(following, "two.txt")
        fill(two, {"z.txt": "x"})
        await until(following, "two.txt", "z.txt")


async def test_a_folder_that_was_away_is_followed_again(seeds: Path, tmp_path: Path) -> None:
    fill(seeds, {"a.txt": "x"})
    async with aclosing(followed(seeds, listing(seeds))) as following:
        await until(following, "a.txt")
        shutil.move(seeds, tmp_path / "away")
        assert isinstance(await anext(following), UnreadableFolder)
        shutil.move(tmp_path / "away", seeds)
        await until(following, "a.txt")
        fill(seeds, {"b.txt": "x"})
        await until(following, "a.txt", "b.txt")


async def test_following_outlasts_whatever_goes_wrong(seeds: Path) -> None:
    wrong = [RecursionError("too deep"), MemoryError(), OSError(24, "Too many open files"), Failure("No.")]

    async def reindex(due: bool) -> Changes:
        if wrong:
            raise wrong.pop(0)
        return await listing(seeds)(due)

    fill(seeds, {"a.txt": "x"})
    expected = [type(error) for error in wrong]
    async with aclosing(followed(seeds, reindex)) as following:
        for error in expected:
            outcome = await anext(following)
            assert isinstance(outcome, Failure)
            assert type(outcome.__cause__ or outcome) is error
        await until(following, "a.txt")


async def test_a_folder_that_cannot_be_watched_is_looked_at_now_and_then(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("watchfiles.main.RustNotify", refuse)
    fill(seeds, {"a.txt": "x"})
    async with aclosing(followed(seeds, listing(seeds))) as following:
        await until(following, "a.txt")
        fill(seeds, {"b.txt": "x"})
        await until(following, "a.txt", "b.txt")


async def test_pages_are_asked_for_soon_and_not_because_a_file_was_saved(
    seeds: Path,
) -> None:
    heard = list[bool]()

    async def reindex(due: bool) -> Changes:
        heard.append(due)
        return await listing(seeds)(due)

    fill(seeds, {"a.txt": "x"})
    async with aclosing(followed(seeds, reindex)) as following:
        await anext(following)
        await anext(following)  # nothing has changed
        fill(seeds, {"b.txt": "x"})
        await until(following, "a.txt", "b.txt")
    assert heard[:2] == [False, True]
    assert not any(heard[2:])


async def test_what_waits_for_its_vectors_is_tried_again(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "TRY_MODEL_SECONDS", 0.01)
    heard = list[bool]()

    async def reindex(due: bool) -> Changes:
        heard.append(due)
        return with_(await listing(seeds)(due), lacks_vectors=len(heard) < 5)

    async with aclosing(followed(fill(seeds, {}), reindex)) as following:
        while len(heard) < 5:
            await anext(following)
    assert heard.count(True) <= 1, "pages are not asked for more often"


async def test_pages_are_asked_for_again_and_again(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "PAGES_SECONDS", 0.01)
    heard = list[bool]()

    async def reindex(due: bool) -> Changes:
        heard.append(due)
        return await listing(seeds)(due)

    async with aclosing(followed(fill(seeds, {}), reindex)) as following:
        while sum(heard) < 3:
            await anext(following)
