"""The file behind a document is for whoever may see all that is in it; a PDF's page is drawn from it."""

from pathlib import Path

import pytest

from index import (
    SHARED,
    Access,
    Audience,
    KnowledgeBase,
    Models,
    Order,
    Question,
    Settings,
    Span,
    UnknownDocument,
    Upload,
)
from tests.index.conftest import Opened
from tests.index.formats.building import pdf, zipped
from tests.index.samples import FAIR, MILL, fill
from tests.index.test_uploads import PAGE, Site

EVERYONE, MEMBER, STAFF = Audience.everyone(), Audience.of_server(42), Audience.of_server(42, [7])
ADA = Order("42", "Ada")
QUOTE = "Boats longer than nine metres moor at the east quay."
QUAYS = pdf([[(80, 700, 11, "The harbour office opens at seven in the morning.")], [(80, 700, 11, QUOTE)]])


async def quoted(base: KnowledgeBase, audience: Audience) -> tuple[str, Span]:
    """A passage's id, and where the quote stands in its document."""
    (passage, *_) = [hit.passage for hit in await base.search(Question("long boats east quay", audience))]
    start = passage.span.start + passage.text.index(QUOTE)
    return passage.id, Span(start, start + len(QUOTE))


async def test_there_is_a_file_for_what_was_given_and_for_the_folder(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"mill.txt": MILL})
    base = open_base()
    await base.reindex()
    await base.add(ADA, Upload("fair.txt", FAIR.encode()))
    assert await base.has_file("seeds/mill.txt", EVERYONE)
    assert await base.has_file("42/fair.txt", MEMBER)
    assert not await base.has_file("42/fair.txt", EVERYONE)
    assert not await base.has_file("42/nothing.txt", MEMBER)
    (seeds / "mill.txt").unlink()
    assert not await base.has_file("seeds/mill.txt", EVERYONE)
    with pytest.raises(UnknownDocument, match="no longer there"):
        await base.file("seeds/mill.txt", EVERYONE)


async def test_other_bytes_than_were_indexed_are_not_handed_out(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"mill.txt": MILL, "fair.txt": FAIR})
    (seeds / "b.zip").write_bytes(zipped({"mill.txt": MILL}))
    base = open_base()
    await base.reindex()
    fill(seeds, {"mill.txt": FAIR})
    await base.reindex()
    assert (await base.file("seeds/mill.txt", EVERYONE)).content == FAIR.encode()
    await base.roll_back(Order(SHARED), 1)
    (seeds / "fair.txt").rename(seeds / "mill.txt")
    (seeds / "b.zip").write_bytes(zipped({"mill.txt": FAIR}))
    for document in ("seeds/mill.txt", "seeds/fair.txt", "seeds/b.zip/mill.txt"):
        assert not await base.has_file(document, EVERYONE)
        with pytest.raises(UnknownDocument):
            await base.file(document, EVERYONE)


async def test_a_page_of_the_web_is_no_file(data: Path, seeds: Path) -> None:
    base = KnowledgeBase(Settings(data, seeds), Models(None, None), Site(PAGE))
    await base.add_page(ADA, PAGE.url)
    (listing,) = await base.documents(MEMBER)
    assert not await base.has_file(listing.source.document, MEMBER)
    await base.close()


async def test_a_file_of_the_folder_is_not_had_through_another_library(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"fair.txt": "The secret draft of the fair. Nobody has read it yet, and nobody should."})
    base = open_base()
    await base.add(ADA, Upload("fair.txt", FAIR.encode()))
    assert (await base.file("42/fair.txt", MEMBER)).content == FAIR.encode()


@pytest.mark.parametrize("library", ["42", SHARED])
async def test_an_archive_is_only_for_those_who_may_see_all_that_is_in_it(
    seeds: Path, open_base: Opened, library: str
) -> None:
    base, content = open_base(), zipped({"mill.txt": MILL, "fair.txt": FAIR})
    if library == SHARED:
        (seeds / "b.zip").write_bytes(content)
        await base.reindex()
    else:
        await base.add(ADA, Upload("b.zip", content))
    document = f"{library}/b.zip/mill.txt"
    assert (await base.file(document, MEMBER)).content == content
    await base.limit(Order(library), "b.zip/fair.txt", Access(frozenset({7})))
    assert MILL in await base.text(document, MEMBER)
    assert not await base.has_file(document, MEMBER)
    with pytest.raises(UnknownDocument, match="more than you may see"):
        await base.file(document, MEMBER)
    assert await base.has_file(document, STAFF)
    assert (await base.file(document, STAFF)).content == content


async def test_the_page_of_a_pdf_is_drawn_for_whoever_may_see_it(open_base: Opened) -> None:
    base = open_base()
    await base.add(ADA, Upload("quays.pdf", QUAYS))
    passage, quote = await quoted(base, MEMBER)
    picture = await base.page_picture(passage, quote, MEMBER)
    assert picture
    assert (picture.page, picture.content[:4]) == (2, b"\x89PNG")
    assert await base.page_picture(passage, Span(quote.end + 9, quote.end + 10), MEMBER) is None
    for hidden in (EVERYONE, Audience.of_server(43)):
        with pytest.raises(UnknownDocument):
            await base.page_picture(passage, quote, hidden)
    await base.limit(ADA, "quays.pdf", Access(frozenset({7})))
    with pytest.raises(UnknownDocument):
        await base.page_picture(passage, quote, MEMBER)
    assert await base.page_picture(passage, quote, STAFF)


async def test_other_files_and_changed_ones_have_no_picture(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"quays.txt": f"The quays\n\n{QUOTE}"})
    base = open_base()
    await base.reindex()
    assert await base.page_picture(*await quoted(base, EVERYONE), EVERYONE) is None
    (seeds / "quays.txt").unlink()
    (seeds / "quays.pdf").write_bytes(QUAYS)
    await base.reindex()
    cited = await quoted(base, EVERYONE)
    assert await base.page_picture(*cited, EVERYONE)
    (seeds / "quays.pdf").write_bytes(pdf([[(80, 700, 11, "Nothing of the kind stands here any more.")]]))
    assert await base.page_picture(*cited, EVERYONE) is None


async def test_a_pdf_in_an_archive_has_no_picture(open_base: Opened) -> None:
    base = open_base()
    await base.add(ADA, Upload("b.zip", zipped({"quays.pdf": QUAYS})))
    assert await base.page_picture(*await quoted(base, MEMBER), MEMBER) is None
