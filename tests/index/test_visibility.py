import io
import zipfile
from dataclasses import replace
from pathlib import Path

from index import SHARED, Access, Audience, KnowledgeBase, Order
from tests.index.conftest import Opened
from tests.index.samples import FAIR, MILL, fill

CURATOR = Order(SHARED, actor="curator")
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
