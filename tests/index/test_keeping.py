"""Curators at work on whole knowledge bases, without models: words alone are enough here."""

import asyncio
import io
import threading
import zipfile
from collections.abc import Generator, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from index import (
    SHARED,
    Access,
    Audience,
    Audit,
    CannotWrite,
    Failure,
    Fate,
    KnowledgeBase,
    Models,
    NotPossible,
    Order,
    Question,
    Settings,
    UnknownDocument,
    Upload,
)
from index.embedding import Vector
from index.errors import EmbedderUnreachable, Stopped
from index.fetching import Fetched, NotFetched, NotModified
from index.reindexing import PAGES_AT_ONCE
from tests.index.conftest import Opened
from tests.index.samples import FAIR, MILL, fill
from tests.index.test_uploads import PAGE, Site, Web
from tests.index.toy_embedder import ToyEmbedder

EVERYONE, MEMBER = Audience.everyone(), Audience.of_server(42)
ADA = Order("42", "Ada")
SECRET = "The vault opens with the blue key. Ask Tom for it."
STAFF, ELSEWHERE = 7, 8


def file(name: str, text: str) -> Upload:
    return Upload(name, text.encode())


def zipped(**texts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in texts.items():
            archive.writestr(f"{name}.txt", text)
    return buffer.getvalue()


def left(folder: Path, *words: bytes) -> list[Path]:
    """The files that hold one of the words."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file for file in files if any(word in file.read_bytes() for word in words)]


async def held(base: KnowledgeBase, audience: Audience = MEMBER) -> dict[str, str]:
    listed = await base.documents(audience)
    return {at.source.document: await base.text(at.source.document, audience) for at in listed}


async def found(base: KnowledgeBase, text: str, audience: Audience) -> set[str]:
    return {hit.passage.source.document for hit in await base.search(Question(text, audience), top=100)}


async def test_what_was_given_is_kept_whole_and_survives_a_restart(open_base: Opened) -> None:
    base = open_base()
    changes = await base.add(ADA, file("mill.txt", MILL))
    assert (changes.added, changes.documents, changes.version) == (("mill.txt",), 1, 1)
    await base.close()
    again = open_base()
    assert await held(again) == {"42/mill.txt": MILL}
    assert await held(again, EVERYONE) == {}
    assert (await again.file("42/mill.txt", MEMBER)).content == MILL.encode()
    assert (await again.reindex(ADA)).unchanged == ("mill.txt",)


async def test_a_file_of_the_same_name_takes_the_place(open_base: Opened) -> None:
    base = open_base()
    first = await base.add(ADA, Upload("b.zip", zipped(mill=MILL, fair=FAIR)))
    assert first.added == ("b.zip/mill.txt", "b.zip/fair.txt")
    changes = await base.add(ADA, Upload("b.zip", zipped(fair=FAIR, vault=SECRET)))
    assert (changes.added, changes.updated, changes.removed) == (
        ("b.zip/vault.txt",),
        ("b.zip/fair.txt",),
        ("b.zip/mill.txt",),
    )


async def test_what_cannot_be_read_is_refused_and_what_was_there_stays(open_base: Opened) -> None:
    base = open_base()
    await base.add(ADA, file("mill.txt", MILL))
    with pytest.raises(NotPossible, match=r"\.$"):
        await base.add(ADA, Upload("mill.txt", b"\x7fELF\x02\x01\x01" + bytes(200)))
    assert await held(base) == {"42/mill.txt": MILL}


async def test_a_file_of_the_folder_keeps_its_name(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"mill.txt": MILL})
    base = open_base()
    for _ in range(2):  # before and after it is indexed
        with pytest.raises(NotPossible, match="give the file another name"):
            await base.add(Order(SHARED, "Ada"), file("mill.txt", FAIR))
        await base.reindex()
    assert await held(base, EVERYONE) == {"seeds/mill.txt": MILL}


async def test_a_given_file_stands_beside_the_folder(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"mill.txt": MILL})
    base = open_base()
    await base.add(Order(SHARED, "Ada"), file("fair.txt", FAIR))
    await base.reindex()
    assert await held(base, EVERYONE) == {"seeds/mill.txt": MILL, "seeds/fair.txt": FAIR}
    fill(seeds, {"fair.txt": SECRET})
    (refusal,) = (await base.reindex()).refused
    assert refusal.path == "fair.txt"
    assert (await held(base, EVERYONE))["seeds/fair.txt"] == FAIR
    assert (await base.file("seeds/mill.txt", EVERYONE)).content == MILL.encode()


async def test_what_was_given_can_be_taken_out_also_where_the_folder_has_its_name(
    seeds: Path, open_base: Opened
) -> None:
    base, ada = open_base(), Order(SHARED, "Ada")
    await base.add(ada, file("fair.txt", FAIR))
    await base.add(ada, Upload("letters.zip", zipped(mill=MILL)))
    fill(seeds, {"fair.txt": SECRET, "letters.zip": zipped(mill=SECRET)})
    for name in ("fair.txt", "letters.zip"):
        with pytest.raises(NotPossible, match="delete the file there"):
            await base.erase(ada, name)
        assert len((await base.remove(ada, name)).removed) == 1
        with pytest.raises(NotPossible, match="delete the file there"):
            await base.remove(ada, name)
    await base.reindex()
    assert set((await held(base, EVERYONE)).values()) == {SECRET}


@pytest.mark.parametrize("name", ["😀" * 200, "😀" * 199 + ".txt"])
async def test_a_name_that_no_file_of_the_folder_can_have_may_be_given(open_base: Opened, name: str) -> None:
    base, ada = open_base(), Order(SHARED, "Ada")
    (path,) = (await base.add(ada, file(name, FAIR))).added
    assert await base.has_file(f"{SHARED}/{path}", EVERYONE)
    assert (await base.file(f"{SHARED}/{path}", EVERYONE)).content == FAIR.encode()
    assert not await base.has_file(f"{SHARED}/{name}.", EVERYONE)
    assert (await base.remove(ada, path)).removed == (path,)


@pytest.mark.parametrize("path", ["/etc/passwd", "..", "../data", "n" * 300, "a\0b"])
async def test_what_is_no_document_is_not_said_to_lie_in_the_folder(open_base: Opened, path: str) -> None:
    base = open_base()
    for change in (base.remove, base.erase):
        with pytest.raises(UnknownDocument):
            await change(Order(SHARED, "Ada"), path)


async def test_what_became_of_a_document_is_told_apart(open_base: Opened) -> None:
    base = open_base()
    await base.add(ADA, file("mill.txt", MILL))
    await base.add(ADA, file("vault.txt", SECRET))
    await base.add(ADA, file("mill.txt", FAIR))
    assert await base.fate("42/mill.txt") is Fate.CHANGED
    await base.roll_back(ADA, 2)
    assert await base.fate("42/mill.txt") is Fate.ROLLED_BACK
    await base.add(ADA, file("mill.txt", FAIR))
    assert await base.fate("42/mill.txt") is Fate.CHANGED
    await base.remove(ADA, "vault.txt")
    assert await base.fate("42/vault.txt") is Fate.REMOVED
    await base.erase(ADA, "vault.txt")
    assert await base.fate("42/vault.txt") is Fate.ERASED
    await base.remove(ADA, "mill.txt")
    assert await base.fate("42/mill.txt") is Fate.REMOVED
    await base.erase_library("42")
    assert await base.fate("42/mill.txt") is Fate.ERASED


async def test_removing_takes_out_a_file_or_all_below_a_path(open_base: Opened) -> None:
    base = open_base()
    await base.add(ADA, Upload("b.zip", zipped(mill=MILL, fair=FAIR)))
    await base.add(ADA, file("b.zipper.txt", SECRET))
    assert (await base.remove(ADA, "b.zip")).removed == ("b.zip/fair.txt", "b.zip/mill.txt")
    assert await held(base) == {"42/b.zipper.txt": SECRET}
    with pytest.raises(UnknownDocument):
        await base.remove(ADA, "b.zip")


async def test_a_version_is_had_back_with_its_files(open_base: Opened) -> None:
    base = open_base()
    await base.add(ADA, file("mill.txt", MILL))
    await base.add(ADA, file("mill.txt", FAIR))
    await base.remove(ADA, "mill.txt")
    back = await base.roll_back(ADA, 1)
    assert (back.added, back.version) == (("mill.txt",), 4)
    assert await held(base) == {"42/mill.txt": MILL}
    assert (await base.file("42/mill.txt", MEMBER)).content == MILL.encode()
    assert (await base.reindex(ADA)).unchanged == ("mill.txt",), "it was read from the very same bytes"
    for number in (0, 4, 5, 99):
        with pytest.raises(NotPossible):
            await base.roll_back(ADA, number)


async def test_nothing_but_a_curator_ends_a_roll_back(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"mill.txt": MILL})
    base = open_base()
    await base.reindex()
    fill(seeds, {"mill.txt": FAIR})
    await base.reindex()
    await base.roll_back(Order(SHARED, "Ada"), 1)
    waits = await base.reindex(Order(SHARED, is_automatic=True))
    assert (waits.is_empty, len(waits.notes), waits.version) == (True, 1, 3)
    assert await held(base, EVERYONE) == {"seeds/mill.txt": MILL}
    assert (await base.reindex(Order(SHARED))).updated == ("mill.txt",)
    assert (await base.reindex(Order(SHARED, is_automatic=True))).notes == ()


async def test_having_a_version_back_embeds_nothing(seeds: Path, open_base: Opened) -> None:
    embedder = ToyEmbedder()
    base = open_base(Models(embedder, None))
    fill(seeds, {"mill.txt": MILL})
    await base.reindex()
    fill(seeds, {"mill.txt": FAIR})
    await base.reindex()
    assert (await base.roll_back(Order(SHARED), 1)).embedded == 0
    assert len(embedder.embedded) == 2
    assert await found(base, "wheel", EVERYONE) == {"seeds/mill.txt"}


async def test_a_preview_tells_and_does_nothing(seeds: Path, open_base: Opened) -> None:
    embedder = ToyEmbedder()
    base = open_base(Models(embedder, None))
    fill(seeds, {"mill.txt": MILL, "gone.txt": FAIR})
    await base.reindex()
    fill(seeds, {"mill.txt": FAIR + SECRET})
    (seeds / "gone.txt").unlink()
    told = await base.reindex(Order(SHARED, is_preview=True))
    assert (told.updated, told.removed, told.embedded, told.is_preview) == (("mill.txt",), ("gone.txt",), 1, True)
    assert await held(base, EVERYONE) == {"seeds/mill.txt": MILL, "seeds/gone.txt": FAIR}
    assert len(embedder.embedded) == 2
    done = await base.reindex()
    assert (done.updated, done.removed, done.embedded) == (told.updated, told.removed, told.embedded)


async def test_a_renamed_file_keeps_its_limits(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"old.txt": SECRET, "mill.txt": MILL})
    base = open_base()
    await base.reindex()
    await base.limit(Order(SHARED, "Ada"), "old.txt", Access(frozenset({STAFF})))
    (seeds / "old.txt").rename(seeds / "new.txt")
    assert (await base.reindex()).renamed == (("old.txt", "new.txt"),)
    assert set(await held(base, EVERYONE)) == {"seeds/mill.txt"}


async def test_what_nobody_looks_at_is_logged(seeds: Path, open_base: Opened, caplog: pytest.LogCaptureFixture) -> None:
    fill(seeds, {"vault.txt": SECRET})
    base = open_base()
    await base.reindex()
    await base.limit(Order(SHARED, "Ada"), "vault.txt", Access(frozenset({STAFF})))
    (seeds / "vault.txt").rename(seeds / "new.txt")
    (note,) = (await base.reindex(Order(SHARED, is_automatic=True))).notes
    assert f"library seeds: {note}" in caplog.messages


async def test_a_passage_of_a_renamed_document_is_found_under_its_new_name_by_whoever_may_see_it(
    seeds: Path, open_base: Opened
) -> None:
    fill(seeds, {"old.txt": MILL, "fair.txt": FAIR})
    base = open_base()
    await base.reindex()
    (passage,) = [hit.passage for hit in await base.search(Question("mill", EVERYONE))][:1]
    assert await base.elsewhere(passage.id, EVERYONE) is None
    (seeds / "old.txt").rename(seeds / "new.txt")
    await base.reindex()
    found = await base.elsewhere(passage.id, EVERYONE)
    assert found
    assert (found.source.document, found.span, found.text) == ("seeds/new.txt", passage.span, passage.text)
    assert (await base.passage(found.id, EVERYONE)).passage == found
    await base.limit(Order(SHARED, "Ada"), "new.txt", Access(frozenset({STAFF})))
    assert await base.elsewhere(passage.id, EVERYONE) is None
    assert await base.elsewhere(passage.id, Audience.of_server(42, [STAFF])) == found
    assert await base.elsewhere(passage.id, Audience(frozenset({"42"}), frozenset({STAFF}))) is None


async def test_a_limit_also_outlasts_the_document(open_base: Opened) -> None:
    base = open_base()
    await base.add(ADA, file("vault.txt", SECRET))
    await base.limit(ADA, "vault.txt", Access(frozenset({STAFF})))
    await base.remove(ADA, "vault.txt")
    await base.roll_back(ADA, 1)
    assert await held(base) == {}
    assert set(await held(base, Audience.of_server(42, [STAFF]))) == {"42/vault.txt"}


@pytest.mark.parametrize("path", ["staff/vault.txt", "staff"])
@pytest.mark.parametrize("access", [Access(frozenset({STAFF})), Access(channels=frozenset({STAFF}))])
async def test_a_limited_source_is_nowhere_for_others(open_base: Opened, path: str, access: Access) -> None:
    base = open_base(Models(ToyEmbedder(), None))
    await base.add(ADA, file("staff/vault.txt", SECRET))
    await base.add(ADA, file("staffroom.txt", FAIR))
    await base.limit(ADA, path, access)
    allowed = Audience.of_server(42, access.roles, access.channels)
    (passage,) = [hit.passage for hit in await base.search(Question("blue key", allowed)) if "vault" in hit.passage.id]
    for others in (MEMBER, Audience.of_server(42, [ELSEWHERE], [ELSEWHERE])):
        assert await found(base, "blue key vault", others) == {"42/staffroom.txt"}
        assert set(await held(base, others)) == {"42/staffroom.txt"}
        for ask in (base.text("42/staff/vault.txt", others), base.passage(passage.id, others)):
            with pytest.raises(UnknownDocument):
                await ask
        with pytest.raises(UnknownDocument):
            await base.file("42/staff/vault.txt", others)
    assert await base.limits("42") == {path: access}
    await base.limit(ADA, path, Access())
    assert set(await held(base)) == {"42/staff/vault.txt", "42/staffroom.txt"}


async def test_erasing_leaves_nothing_in_the_data_folder(open_base: Opened, data: Path) -> None:
    base = open_base(Models(ToyEmbedder(), None))
    await base.add(ADA, file("mill.txt", MILL))
    await base.add(ADA, file("vault.txt", SECRET))
    await base.add(ADA, file("vault.txt", SECRET.replace("blue", "green")))
    await base.limit(ADA, "vault.txt", Access(frozenset({STAFF})))
    await base.settle()
    erased = await base.erase(ADA, "vault.txt")
    assert (erased.documents, erased.traces) == (1, ())
    assert await held(base) == {"42/mill.txt": MILL}
    assert left(data, b"vault", b"Ask Tom") == []
    assert await found(base, "mill wheel", MEMBER) == {"42/mill.txt"}
    with pytest.raises(NotPossible):
        await base.roll_back(ADA, 99)


async def test_what_another_document_says_too_is_no_trace(open_base: Opened) -> None:
    base = open_base()
    await base.add(ADA, file("mill.txt", MILL))
    await base.add(ADA, file("copy.txt", MILL))
    assert (await base.erase(ADA, "copy.txt")).traces == ()


async def test_an_erased_library_is_as_if_it_had_never_been(open_base: Opened, data: Path) -> None:
    base = open_base()
    await base.add(ADA, file("vault.txt", SECRET))
    await base.add(Order("43", "Bob"), file("mill.txt", MILL))
    assert (await base.erase_library("42")).traces == ()
    assert await base.versions("42") == ()
    assert await base.audits("42") == ()
    assert await held(base, Audience.of_server(43)) == {"43/mill.txt": MILL}
    assert left(data, b"vault") == []


async def test_everything_that_somebody_does_or_tries_is_noted(open_base: Opened) -> None:
    base = open_base()
    await base.add(ADA, file("mill.txt", MILL))
    with pytest.raises(NotPossible):
        await base.add(ADA, Upload("empty.txt", b""))
    await base.limit(ADA, "mill.txt", Access(frozenset({STAFF})))
    await base.note("42", Audit("", "Eve", "reindex", "", "denied", 1, 1))
    await base.remove(ADA, "mill.txt")
    told = [
        (at.actor, at.action, at.subject, at.outcome == "done", at.before, at.after) for at in await base.audits("42")
    ]
    assert told == [
        ("Ada", "remove", "mill.txt", True, 1, 0),
        ("Eve", "reindex", "", False, 1, 1),
        ("Ada", "limit to roles [7], channels []", "mill.txt", True, 1, 1),
        ("Ada", "add", "empty.txt", False, 1, 1),
        ("Ada", "add", "mill.txt", True, 0, 1),
    ]
    assert await base.audits("43") == ()


async def test_a_page_is_cited_by_its_address_and_followed(data: Path, seeds: Path) -> None:
    site = Site(PAGE)
    base = KnowledgeBase(Settings(data, seeds), Models(None, None), site)
    await base.add_page(ADA, "oxmere.example/news/mill")
    (listed,) = await base.documents(MEMBER)
    assert listed.source.url == PAGE.url
    site.page = Fetched(PAGE.content.replace(b"1931", b"1932"), PAGE.url, PAGE.type, None, '"2"', None)
    assert (await base.reindex(ADA)).updated == (listed.path,)
    assert site.asked[-1] == (PAGE.url, '"1"', None)
    site.page = NotFetched("There is no such page.")
    (refusal,) = (await base.reindex(ADA)).refused
    assert refusal.reason.endswith("stays.")
    assert "1932" in (await base.text(listed.source.document, MEMBER))
    await base.close()


HOME, DOCS, INTRO = "https://oxmere.example", "https://oxmere.example/docs", "https://oxmere.example/docs/intro"


@pytest.mark.parametrize("addresses", [(HOME, DOCS, INTRO), (INTRO, DOCS, HOME)])
async def test_a_page_stands_beside_those_below_its_address(
    data: Path, seeds: Path, addresses: tuple[str, ...]
) -> None:
    base = KnowledgeBase(Settings(data, seeds), Models(None, None), Web())
    for address in addresses:
        assert len((await base.add_page(ADA, address)).added) == 1
    assert set(await held(base)) == {"42/oxmere.example", "42/oxmere.example/docs", "42/oxmere.example/docs/intro"}
    assert (await base.reindex(ADA)).is_empty
    assert (await base.add_page(ADA, DOCS)).is_empty
    assert (await base.remove(ADA, "oxmere.example/docs")).removed == ("oxmere.example/docs",)
    await base.limit(ADA, "oxmere.example", Access(frozenset({STAFF})))
    assert (await base.erase(ADA, "oxmere.example")).documents == 1
    assert await held(base) == {}, "the limit still holds for what is left below it"
    assert set(await held(base, Audience.of_server(42, [STAFF]))) == {"42/oxmere.example/docs/intro"}
    await base.erase(ADA, "oxmere.example/")
    assert (await base.contents("42"), await base.limits("42")) == ((), {})
    await base.close()


async def test_an_erased_page_leaves_none_of_the_addresses_that_led_to_it(data: Path, seeds: Path) -> None:
    asked = ("https://short.example/mill", "https://shorter.example/m")
    base = KnowledgeBase(Settings(data, seeds), Models(None, None), Web(**dict.fromkeys(asked, DOCS)))
    for address in asked:
        await base.add_page(ADA, address)
    await base.note("42", Audit("", "Ada", "add", asked[0], "The site cannot be reached.", 0, 0))
    assert (await base.erase(ADA, "oxmere.example/docs")).traces == ()
    assert left(data, b"short.example", b"shorter.example", b"oxmere.example") == []
    await base.close()


async def test_a_part_of_a_given_file_is_only_taken_out_with_the_file(open_base: Opened, data: Path) -> None:
    base = open_base()
    await base.add(ADA, Upload("b.zip", zipped(mill=MILL, vault=SECRET)))
    for refused in (base.remove(ADA, "b.zip/vault.txt"), base.erase(ADA, "b.zip/vault.txt")):
        with pytest.raises(NotPossible, match=r"a part of “b\.zip”"):
            await refused
    assert (await base.reindex(ADA)).is_empty
    assert (await base.erase(ADA, "b.zip")).traces == ()
    assert left(data, b"Ask Tom") == []


async def test_two_files_do_not_hold_one_document(seeds: Path, open_base: Opened) -> None:
    (seeds / "b.zip").write_bytes(zipped(mill=MILL, fair=FAIR))
    base = open_base()
    await base.add(Order(SHARED, "Ada"), file("b.zip/mill.txt", SECRET))
    done = await base.reindex()
    assert [refusal.path for refusal in done.refused] == ["b.zip/mill.txt"]
    assert await held(base, EVERYONE) == {"seeds/b.zip/mill.txt": SECRET, "seeds/b.zip/fair.txt": FAIR}
    assert (await base.reindex()).is_empty


async def test_a_renamed_document_is_erased_under_every_name_that_it_had(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"old.txt": SECRET, "mill.txt": MILL})
    base = open_base()
    await base.reindex()
    (seeds / "old.txt").rename(seeds / "new.txt")
    await base.reindex()
    (seeds / "new.txt").unlink()
    await base.reindex()
    erased = await base.erase(Order(SHARED, "Ada"), "new.txt")
    assert (erased.documents, erased.earlier, erased.copies, erased.traces) == (1, ("old.txt",), (), ())
    await base.roll_back(Order(SHARED, "Ada"), 1)
    assert await held(base, EVERYONE) == {"seeds/mill.txt": MILL}


async def test_what_says_the_same_is_named_by_an_erasure(open_base: Opened) -> None:
    base = open_base()
    for name in ("vault.txt", "gone.txt", "copy.txt"):
        await base.add(ADA, file(name, SECRET))
    await base.remove(ADA, "gone.txt")
    erased = await base.erase(ADA, "vault.txt")
    assert (erased.earlier, erased.copies) == ((), ("copy.txt", "gone.txt"))


async def test_pages_are_asked_for_on_a_curators_word_or_when_they_are_due_and_not_otherwise(
    data: Path, seeds: Path
) -> None:
    site = Site(PAGE)
    base = KnowledgeBase(Settings(data, seeds), Models(None, None), site)
    await base.add_page(Order(SHARED, "Ada"), PAGE.url)
    automatic = Order(SHARED, is_automatic=True)
    for order, asks in (
        (automatic, False),
        (replace(automatic, pages_are_due=True), True),
        (Order(SHARED, "Ada"), True),
        (Order(SHARED, "Ada", is_preview=True), False),
    ):
        before = len(site.asked)
        assert len((await base.reindex(order)).unchanged) == 1
        assert len(site.asked) - before == asks
    await base.close()


class Together(Site):
    """Answers when enough pages are being asked for."""

    def __init__(self, pages: int) -> None:
        super().__init__(PAGE)
        self.waiting = threading.Barrier(pages, timeout=10)

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched | NotFetched | NotModified:
        if etag or last_modified:
            self.waiting.wait()
            return NotFetched("The site took too long to answer.")
        return replace(PAGE, url=url)


async def test_several_pages_are_asked_for_at_once(data: Path, seeds: Path) -> None:
    base = KnowledgeBase(Settings(data, seeds), Models(None, None), Together(PAGES_AT_ONCE))
    for number in range(2 * PAGES_AT_ONCE):
        await base.add_page(ADA, f"https://oxmere.example/{number}")
    done = await base.reindex(ADA)
    assert [refusal.path for refusal in done.refused] == sorted(refusal.path for refusal in done.refused)
    assert (len(done.refused), done.documents) == (2 * PAGES_AT_ONCE, 2 * PAGES_AT_ONCE)
    await base.close()


class Slow(ToyEmbedder):
    """Waits, before it embeds a second text, until it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.go_on = threading.Event(), threading.Event()

    def passages(self, texts: Iterable[str]) -> Generator[Vector]:
        for at, vector in enumerate(super().passages(texts)):
            if at:
                self.begun.set()
                self.go_on.wait(10)
            yield vector


async def test_a_change_that_is_under_way_at_the_end_stops_and_the_next_goes_on_from_there(
    seeds: Path, open_base: Opened
) -> None:
    fill(seeds, {"fair.txt": FAIR, "mill.txt": MILL, "vault.txt": SECRET})
    base = open_base(Models(slow := Slow(), None))
    reindexing = asyncio.create_task(base.reindex())
    await asyncio.to_thread(slow.begun.wait, 10)
    ending = asyncio.create_task(asyncio.to_thread(base.shut))
    await asyncio.to_thread(base._keeper._means.stop.wait, 10)
    slow.go_on.set()
    said = str(await ending)
    assert said.startswith("Stopped with 2 of 3 files read and 2 of 2 passages embedded.")
    with pytest.raises(Stopped, match=said):
        await reindexing
    again = open_base(Models(toy := ToyEmbedder(), None))
    assert await held(again, EVERYONE) == {}
    assert ((await again.reindex()).documents, len(toy.embedded)) == (3, 1)


async def test_nothing_is_said_at_an_end_that_cuts_nothing_off(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"fair.txt": FAIR})
    base = open_base()
    await base.reindex()
    assert await asyncio.to_thread(base.shut) is None


class Unreachable(ToyEmbedder):
    """Embeds one text, and is out of reach from then on."""

    def passages(self, texts: Iterable[str]) -> Generator[Vector]:
        for at, text in enumerate(texts):
            if at:
                raise EmbedderUnreachable("The embedding model could not be reached.")
            yield self.question(text)


async def test_without_its_model_what_is_new_is_found_by_words_until_the_model_is_back(
    seeds: Path, open_base: Opened
) -> None:
    fill(seeds, {"fair.txt": FAIR, "mill.txt": MILL, "vault.txt": SECRET})
    base = open_base(Models(Unreachable(), None))
    done = await base.reindex()
    assert (done.documents, len(done.notes)) == (3, 1)
    assert await found(base, "blue key", EVERYONE) >= {"seeds/vault.txt"}
    await base.close()
    embedder = ToyEmbedder()
    mended = open_base(Models(embedder, None))
    done = await mended.reindex()
    assert (len(done.updated), done.embedded, done.notes) == (2, 2, ())


async def test_a_long_document_whose_model_fails_goes_on_from_what_was_embedded(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"fair.md": f"# Fair\n\n{FAIR * 20}\n\n# Mill\n\n{MILL * 20}\n\n# Vault\n\n{SECRET * 20}"})
    base = open_base(Models(Unreachable(), None))
    first, second = await base.reindex(), await base.reindex()
    assert (first.embedded, second.embedded) == (1, 1)
    assert (second.updated, second.version) == ((), first.version)
    await base.close()
    last = await open_base(Models(embedder := ToyEmbedder(), None)).reindex()
    assert len(embedder.embedded) == last.passages - 2


async def test_a_full_disk_is_said_and_answers_go_on(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"mill.txt": MILL})
    base = open_base()
    await base.reindex()
    pages = base._catalogue._db.execute("PRAGMA page_count").fetchone()[0]
    base._catalogue._db.execute(f"PRAGMA max_page_count = {pages}")
    fill(seeds, {"long.txt": FAIR * 3000})
    with pytest.raises(CannotWrite, match="the disk is full"):
        await base.reindex()
    assert await found(base, "mill", EVERYONE) == {"seeds/mill.txt"}
    base._catalogue._db.execute("PRAGMA max_page_count = 1000000")
    assert (await base.reindex()).added == ("long.txt",)


async def test_following_the_folder_tells_each_change_and_each_failure(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"mill.txt": MILL})
    base = open_base()
    following = base.keep_current()
    first = await anext(following)
    assert not isinstance(first, Failure)
    assert first.added == ("mill.txt",)
    fill(seeds, {"fair.txt": FAIR})
    second = await anext(following)
    assert not isinstance(second, Failure)
    assert second.added == ("fair.txt",)
    await following.aclose()


async def test_what_was_rolled_back_stays_so_when_something_is_added(seeds: Path, open_base: Opened) -> None:
    base = open_base()
    fill(seeds, {"a.txt": MILL})
    await base.reindex(Order(SHARED, "Ada"))
    fill(seeds, {"a.txt": FAIR})
    await base.reindex(Order(SHARED, "Ada"))
    await base.roll_back(Order(SHARED, "Ada"), 1)
    await base.add(Order(SHARED, "Ada"), Upload("b.txt", FAIR.encode()))
    await base.reindex(Order(SHARED, is_automatic=True))
    assert (await held(base, EVERYONE))["seeds/a.txt"] == MILL
    await base.reindex(Order(SHARED, "Ada"))
    assert (await held(base, EVERYONE))["seeds/a.txt"] == FAIR


async def test_an_erasure_is_a_version_which_holds_what_is_left(open_base: Opened) -> None:
    base = open_base()
    await base.add(ADA, Upload("mill.txt", MILL.encode()))
    await base.add(ADA, Upload("fair.txt", FAIR.encode()))
    await base.erase(ADA, "mill.txt")
    now, *_ = await base.versions("42")
    assert (now.number, now.cause, now.actor, now.removed, now.documents) == (3, "erase", "Ada", 1, 1)
    await base.roll_back(ADA, 2)
    assert await held(base) == {"42/fair.txt": FAIR}


async def test_what_others_keep_under_the_same_name_is_no_trace(open_base: Opened) -> None:
    base = open_base()
    for server in ("42", "43"):
        await base.add(Order(server, "Ada"), Upload("letters/mill.txt", f"{MILL} {server}".encode()))
    await base.remove(Order("43", "Ada"), "letters/mill.txt")
    assert (await base.erase(ADA, "letters/mill.txt")).traces == ()


async def test_files_that_no_version_needs_any_more_are_let_go_of(open_base: Opened) -> None:
    base = open_base()
    for year in range(1930, 1943):
        await base.add(ADA, file("mill.txt", MILL.replace("1931", str(year))))
    await base.add(ADA, file("fair.txt", FAIR))
    await base.erase(ADA, "fair.txt")
    kept = base._catalogue._db.execute("SELECT count(*) FROM originals").fetchone()[0]
    assert kept == 9, "of the present document, and of the eight before it that can be had back"
