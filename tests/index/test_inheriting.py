from dataclasses import replace
from pathlib import Path

import pytest

from index import SHARED, Access, Order
from tests.index.conftest import Opened
from tests.index.samples import FAIR, MILL, fill
from tests.index.test_visibility import CURATOR, EVERYONE, STAFF, seen, zipped

SECRET = "The vault opens with the blue key. Ask Tom for it, or his aunt, who keeps a second key in the old mill."
OTHER = "A toad sat in the well and sang of better times, when frogs were kings and the wells were full of gold."


def rename(seeds: Path, *pairs: tuple[str, str]) -> None:
    """All of them at once, over what is there."""
    contents: dict[str, str | bytes] = {new: (seeds / old).read_bytes() for old, new in pairs}
    for old, _ in pairs:
        (seeds / old).unlink()
    fill(seeds, contents)


@pytest.mark.parametrize(
    ("limited", "renamed", "edited", "hidden"),
    [
        pytest.param("a.txt", [("a.txt", "b.txt")], {}, {"b.txt"}, id="renamed"),
        pytest.param("a.txt", [("a.txt", "b.txt")], {"b.txt": SECRET + " And more."}, {"b.txt"}, id="and added to"),
        pytest.param("a.txt", [("a.txt", "b.txt")], {"b.txt": SECRET[:70]}, {"b.txt"}, id="and cut"),
        pytest.param("a.txt", [("a.txt", "b.md")], {"b.md": f"# Keys\n\n{SECRET}"}, {"b.md"}, id="in another format"),
        pytest.param("a.txt", [("a.txt", "public.txt")], {}, {"public.txt"}, id="moved over another"),
        pytest.param(
            "a.txt", [("a.txt", "public.txt"), ("public.txt", "a.txt")], {}, {"a.txt", "public.txt"}, id="swapped"
        ),
        pytest.param("a.txt", [], {"copy.txt": SECRET}, {"a.txt", "copy.txt"}, id="copied"),
        pytest.param("a.txt", [], {"new.txt": OTHER}, {"a.txt"}, id="something else added"),
        pytest.param("a.txt", [("a.txt", "b.txt")], {"b.txt": OTHER}, set(), id="something else in its place"),
        pytest.param("public.txt", [("a.txt", "b.txt")], {}, {"public.txt"}, id="another limited"),
        pytest.param("in", [("in/c.txt", "out/c.txt")], {}, {"out/c.txt"}, id="a limited folder renamed"),
        pytest.param("in", [("in/c.txt", "c.txt")], {}, {"c.txt"}, id="out of a limited folder"),
        pytest.param(
            "in", [("in/c.txt", "out/c.txt")], {"out/d.txt": OTHER}, {"out/c.txt", "out/d.txt"}, id="more in it"
        ),
        pytest.param("in", [("in/c.txt", "pub/c.txt")], {}, {"pub/c.txt"}, id="into a folder that was there"),
        pytest.param("in", [("a.txt", "in/a.txt")], {}, {"in/a.txt", "in/c.txt"}, id="into a limited folder"),
    ],
)  # fmt: skip
async def test_limits_follow_the_text_wherever_it_goes(
    seeds: Path,
    open_base: Opened,
    limited: str,
    renamed: list[tuple[str, str]],
    edited: dict[str, str | bytes],
    hidden: set[str],
) -> None:
    base = open_base()
    fill(seeds, {"a.txt": SECRET, "in/c.txt": SECRET.replace("key", "bell"), "public.txt": MILL, "pub/d.txt": FAIR})
    await base.reindex(CURATOR)
    await base.limit(CURATOR, limited, STAFF)
    rename(seeds, *renamed)
    fill(seeds, edited)
    done = await base.reindex(Order(SHARED, is_automatic=True))
    every = {listing.path for listing in await base.contents(SHARED)}
    assert every - set(await seen(base)) == hidden
    assert set(await seen(base, replace(EVERYONE, roles=frozenset({7})))) == every
    assert bool(done.notes) == bool(hidden - {limited, *(path for path in hidden if path.startswith("in/"))})


async def test_what_comes_later_than_its_file_went_is_still_limited(seeds: Path, open_base: Opened) -> None:
    base = open_base()
    fill(seeds, {"a.txt": SECRET, "mill.txt": MILL})
    await base.reindex(CURATOR)
    await base.limit(CURATOR, "a.txt", STAFF)
    (seeds / "a.txt").unlink()
    await base.reindex(CURATOR)
    fill(seeds, {"b.txt": SECRET})
    await base.reindex(CURATOR)
    assert await seen(base) == ["mill.txt"]


async def test_a_limit_that_was_lifted_stays_so(seeds: Path, open_base: Opened) -> None:
    base = open_base()
    fill(seeds, {"a.txt": SECRET})
    await base.reindex(CURATOR)
    await base.limit(CURATOR, "a.txt", STAFF)
    rename(seeds, ("a.txt", "b.txt"))
    await base.reindex(CURATOR)
    await base.limit(CURATOR, "b.txt", Access())
    for text in (f"{SECRET} And more.", SECRET):
        fill(seeds, {"b.txt": text})
        assert (await base.reindex(CURATOR)).notes == ()
        assert await seen(base) == ["b.txt"]


async def test_members_of_an_archive_that_is_renamed_or_unpacked_keep_its_limit(seeds: Path, open_base: Opened) -> None:
    base = open_base()
    fill(seeds, {"old.zip": zipped({"b.txt": MILL, "a.txt": FAIR}), "other.zip": zipped({"c.txt": SECRET})})
    await base.reindex(CURATOR)
    for name in ("old.zip", "other.zip"):
        await base.limit(CURATOR, name, STAFF)
    (seeds / "old.zip").rename(seeds / "new.zip")
    fill(seeds, {"unpacked/c.txt": SECRET})
    done = await base.reindex(CURATOR)
    assert (await seen(base), len(done.notes)) == ([], 2)
    assert {"new.zip", "unpacked"} <= (await base.limits(SHARED)).keys()
