"""*File* and `/sources get`: the file itself, privately, for whoever may see it when they click."""

from typing import Any

import pytest
import simcord
from simcord.env import Env
from simcord.results import InteractionResult

from bot.client import Footnote, House
from bot.given import State
from index import Access, Picture, Upload
from tests.bot.library import KIM, SEED, Book, Library
from tests.bot.server import ENGLISH, Server, labels_of, shown, walk
from tests.bot.serving import World
from tests.bot.test_asking import ASKED
from tests.wire.rest import Fault

PICTURE = Picture(4, b"\x89PNG pixels", ".png")
MANUAL = Book("seeds/Manual für alle.pdf", "The manual", ("Turn the key twice to start the engine.",), url=None)


@pytest.fixture
def library() -> Library:
    made = Library(SEED, MANUAL)
    made.files[SEED.document] = Upload("kim.txt", SEED.text.encode())
    made.files[MANUAL.document] = Upload("staff/Manual für alle.pdf", b"%PDF-1.7")
    return made


async def opened(server: Server, question: str = ASKED) -> InteractionResult:
    asked = await server.ask(question)
    assert asked.response
    return await server.member.click(asked.response.message, label="Passages")


def attachments(env: Env) -> list[str]:
    """The names in the last message that was sent."""
    body: Any = env.http_requests[-1].json
    return [each["filename"] for each in body.get("attachments", [])]


async def click_file(server: Server, view: InteractionResult) -> InteractionResult:
    assert view.response
    return await server.member.click(view.response, label="File")


async def test_the_file_is_handed_over_privately(server: Server) -> None:
    given = await click_file(server, await opened(server))

    assert SEED.title in shown(given)
    assert given.ephemeral
    assert attachments(server.env) == ["kim.txt"]


async def test_a_source_without_a_file_has_no_button(server: Server, library: Library) -> None:
    library.files.clear()
    view = await opened(server)

    assert view.response
    assert "File" not in labels_of(view.response.components)


async def test_sources_get_finds_it_by_its_title(server: Server) -> None:
    (choice,) = await server.member.autocomplete(server.channel, "sources get", "document", "manual")
    given = await server.member.slash(server.channel, "sources get", document=choice["value"])

    assert given.ephemeral
    assert attachments(server.env) == ["Manual_fur_alle.pdf"]


async def test_a_page_of_the_web_is_said_to_be_one(server: Server, library: Library) -> None:
    library.books.append(Book("seeds/web", "On the web", ("A page of it.",), url="https://example.org/a"))

    result = await server.member.slash(server.channel, "sources get", document="On the web")
    assert shown(result) == ENGLISH("file.of_the_web")


async def test_a_web_page_in_a_file_is_saved_as_text(server: Server, library: Library) -> None:
    library.files[SEED.document] = Upload("kim.html", b"<script>alert(1)</script>")

    assert ENGLISH("file.as_text") in shown(await click_file(server, await opened(server)))
    assert attachments(server.env) == ["kim.html.txt"]


async def test_who_may_not_see_it_any_more_does_not_get_it(server: Server, library: Library) -> None:
    view = await opened(server)
    library.books[0] = Book(SEED.document, SEED.title, SEED.sentences, access=Access(frozenset({99})))

    assert shown(await click_file(server, view)) == ENGLISH("notice.changed")
    refused = await server.member.slash(server.channel, "sources get", document=SEED.title)
    assert shown(refused) == ENGLISH("notice.no_such_source")


async def test_a_file_that_is_gone_or_erased_says_so(server: Server, library: Library, house: House) -> None:
    view = await opened(server)
    library.files.clear()
    assert shown(await click_file(server, view)) == ENGLISH("file.gone")

    library.files[SEED.document] = Upload("kim.txt", SEED.text.encode())
    view = await opened(server)
    for passage in house.ledger.cited():
        for entry in house.ledger.citing([passage]):
            house.ledger.mark(entry.answer, passage, State.ERASED)
    assert shown(await click_file(server, view)) == ENGLISH("notice.erased")


async def test_too_large_a_file_is_refused_with_its_size(server: Server, library: Library) -> None:
    library.files[SEED.document] = Upload("kim.txt", bytes(26 * 1024 * 1024))

    said = shown(await click_file(server, await opened(server)))
    assert said == ENGLISH("file.too_large", size=26.0, most=25.0)


async def test_the_button_works_after_a_restart_and_forged_ones_do_not(house: House) -> None:
    async with simcord.run(Footnote(house)) as env:
        server = Server(env)
        view = await opened(server)
        await env.restart_bot(Footnote(house))
        assert SEED.title in shown(await click_file(server, view))

        assert view.response
        stored = env.backend.get_message(server.channel.id, view.response.id)
        button = next(c for c in walk(stored.components) if c.get("label") == "File")
        for forged in ("file:0123456789abcdef:0", button["custom_id"][:-1] + "7", "file", "file::"):
            button["custom_id"] = forged
            assert shown(await click_file(server, view)) == ENGLISH("notice.expired")


async def test_a_pdf_shows_the_page_with_the_quote_beside_the_text(server: Server, library: Library) -> None:
    library.pictures[SEED.document] = PICTURE
    view = await opened(server)

    assert f"**{KIM}**" in shown(view)
    assert attachments(server.env) == ["page-4.png"]
    assert view.response
    (picture,) = [item for c in walk(view.response.components) if c["type"] == 12 for item in c["items"]]
    assert picture["description"] == ENGLISH("passage.pictured", page=4, title=SEED.title, quote=KIM)


async def test_the_picture_of_one_passage_does_not_stay_under_the_next(server: Server, library: Library) -> None:
    library.books = [Book("seeds/a.pdf", "A", ("Korea pdf xyz.",)), Book("seeds/b.txt", "B", ("Korea text xyz.",))]
    library.pictures["seeds/a.pdf"] = PICTURE
    view = await opened(server, "Korea mill")
    assert view.response
    assert attachments(server.env) == ["page-4.png"]

    await server.member.click(view.response, label="Next")
    assert "2 of 2" in shown(view)
    assert attachments(server.env) == []
    assert not any(c["type"] == 12 for c in walk(view.response.components))


async def test_a_picture_that_takes_too_long_is_done_without(
    server: Server, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = await server.ask(ASKED)
    library.pictures[SEED.document] = PICTURE
    library.gate.clear()
    monkeypatch.setattr("bot.passage_view.PICTURE_SECONDS", 0.0)
    assert asked.response
    view = await server.member.click(asked.response.message, label="Passages")

    assert f"**{KIM}**" in shown(view)
    assert attachments(server.env) == []


async def test_files_and_pictures_go_over_the_wire_also_when_the_first_try_fails(world: World) -> None:
    world.library.files[SEED.document] = Upload("kim.txt", SEED.text.encode())
    world.library.pictures[SEED.document] = PICTURE
    async with world.serving() as discord:
        asked = await discord.slash("ask", question=ASKED)
        await discord.answer(asked)
        discord.rest.faults.append(Fault("PATCH .*@original", status=503, times=2))
        view = await discord.click(asked.shown[0], "Passages")
        assert KIM in await discord.answer(view)
        given = await discord.click(view.shown[0], "File")
        assert SEED.title in await discord.answer(given)
    edits = [sent.body for sent in discord.rest.sent if sent.method == "PATCH"]
    names = [each["filename"] for body in edits for each in body["attachments"]]
    assert names == ["page-4.png"] * 3 + ["kim.txt"]
