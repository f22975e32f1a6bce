import io
import zipfile
from dataclasses import replace
from pathlib import Path

from index import SHARED, Access, Audience, KnowledgeBase, Order, Upload
from tests.index.conftest import Opened
from tests.index.samples import FAIR, MILL, fill

CURATOR = Order(SHARED, actor="curator")
THEIRS = Order("42", actor="curator")
EVERYONE = Audience.everyone()
STAFF, GUESTS = Access(roles=frozenset({7})), Access(roles=frozenset({8}))


async def seen(base: KnowledgeBase, audience: Audience = EVERYONE) -> list[str]:
    return sorted(listing.path for listing in await base.documents(audience))


def zipped(members: dict[str, str]) -> bytes:
    """The members stand in this order."""
    with zipfile.ZipFile(buffer := io.BytesIO(), "w") as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return buffer.getvalue()


async def test_a_renamed_document_keeps_its_limit(seeds: Path, open_base: Opened) -> None:
    base = open_base()
    fill(seeds, {"old.txt": MILL})
    await base.reindex(CURATOR)
    await base.limit(CURATOR, "old.txt", STAFF)
    (seeds / "old.txt").rename(seeds / "new.txt")
    assert (await base.reindex(CURATOR)).renamed == (("old.txt", "new.txt"),)
    assert await seen(base) == []
    assert await seen(base, replace(EVERYONE, roles=frozenset({7}))) == ["new.txt"]


async def test_a_limit_holds_for_the_earlier_version_of_what_was_renamed(seeds: Path, open_base: Opened) -> None:
    base = open_base()
    fill(seeds, {"old.txt": MILL})
    await base.reindex(CURATOR)
    await base.limit(CURATOR, "old.txt", STAFF)
    (seeds / "old.txt").rename(seeds / "new.txt")
    await base.reindex(CURATOR)
    fill(seeds, {"new.txt": FAIR})
    await base.reindex(CURATOR)
    await base.roll_back(CURATOR, 1)
    assert await seen(base) == []


async def test_a_document_that_takes_a_limited_name_does_not_lift_the_limit(seeds: Path, open_base: Opened) -> None:
    base = open_base()
    fill(seeds, {"secret.txt": MILL, "public.txt": FAIR})
    await base.reindex(CURATOR)
    await base.limit(CURATOR, "secret.txt", STAFF)
    await base.limit(CURATOR, "public.txt", GUESTS)
    (seeds / "public.txt").replace(seeds / "secret.txt")
    await base.reindex(CURATOR)
    await base.roll_back(CURATOR, 1)
    assert await seen(base) == []
    assert await seen(base, replace(EVERYONE, roles=frozenset({8}))) == ["public.txt"]


async def test_members_of_a_renamed_archive_keep_their_own_limits(seeds: Path, open_base: Opened) -> None:
    base = open_base()
    fill(seeds, {"old.zip": zipped({"b.txt": MILL, "a.txt": FAIR})})
    await base.reindex(CURATOR)
    await base.limit(CURATOR, "old.zip/a.txt", STAFF)
    (seeds / "old.zip").rename(seeds / "new.zip")
    await base.reindex(CURATOR)
    assert await seen(base) == ["new.zip/b.txt"]


async def test_what_was_rolled_back_stays_so_when_something_is_added(seeds: Path, open_base: Opened) -> None:
    base = open_base()
    fill(seeds, {"a.txt": MILL})
    await base.reindex(CURATOR)
    fill(seeds, {"a.txt": FAIR})
    await base.reindex(CURATOR)
    await base.roll_back(CURATOR, 1)
    await base.add(CURATOR, Upload("b.txt", FAIR.encode()))
    await base.reindex(replace(CURATOR, is_automatic=True))
    assert await base.text("seeds/a.txt", EVERYONE) == MILL
    await base.reindex(CURATOR)
    assert await base.text("seeds/a.txt", EVERYONE) == FAIR


async def test_an_erasure_is_a_version_which_holds_what_is_left(open_base: Opened) -> None:
    base = open_base()
    await base.add(THEIRS, Upload("mill.txt", MILL.encode()))
    await base.add(THEIRS, Upload("fair.txt", FAIR.encode()))
    await base.erase(THEIRS, "mill.txt")
    now, *_ = await base.versions("42")
    assert (now.number, now.cause, now.actor, now.removed, now.documents) == (3, "erase", "curator", 1, 1)
    await base.roll_back(THEIRS, 2)
    assert await seen(base, Audience.of_server(42)) == ["fair.txt"]


async def test_what_others_keep_under_the_same_name_is_no_trace(open_base: Opened) -> None:
    base = open_base()
    for server in ("42", "43"):
        await base.add(replace(THEIRS, library=server), Upload("letters/mill.txt", f"{MILL} {server}".encode()))
    await base.remove(replace(THEIRS, library="43"), "letters/mill.txt")
    assert (await base.erase(THEIRS, "letters/mill.txt")).traces == ()
