import pytest
import simcord
from simcord.results import InteractionResult

from bot.buttons import CardButton
from bot.client import Footnote, House
from bot.given import Given, Place
from index import Span
from tests.bot.library import KIM, SEED, Book, Library
from tests.bot.server import ENGLISH, Server, labels_of, shown, walk
from tests.bot.test_asking import ASKED


async def _open(server: Server, result: InteractionResult) -> InteractionResult:
    assert result.response
    return await server.member.click(result.response.message, label="Passages")


def _forge(server: Server, result: InteractionResult, custom_id: str) -> None:
    """Give the button the id of another time or place."""
    assert result.response
    stored = server.env.backend.get_message(server.channel.id, result.response.id)
    next(c for c in walk(stored.components) if c.get("label") == "Passages")["custom_id"] = custom_id


async def test_the_button_shows_the_exact_sentence_with_its_neighbours_privately(server: Server) -> None:
    opened = await _open(server, await server.ask(ASKED))

    card = shown(opened)
    assert f"**{KIM}**" in card
    assert "Zhao Leji, chairman" in card
    assert "The US accuses" in card
    assert "passage 2 of 3" in card
    assert "1 of 1 · as indexed on <t:" in card
    assert opened.ephemeral


async def test_the_answer_itself_stays_as_it_is(server: Server) -> None:
    result = await server.ask(ASKED)
    before = shown(result)
    await _open(server, result)

    assert shown(result) == before


async def test_pages_are_turned_in_place(server: Server) -> None:
    opened = await _open(server, await server.ask("who supplied weapons in North Korea for the Ukraine war? xyz"))
    assert opened.response
    first = shown(opened)
    assert first

    refused = await server.ask("Korea xyz")
    opened = await _open(server, refused)
    assert opened.response
    assert "1 of 2" in shown(opened)
    assert labels_of(opened.response.components) == ["Previous", "Next"]

    await server.member.click(opened.response, label="Next")
    assert "2 of 2" in shown(opened)
    await server.member.click(opened.response, label="Previous")
    assert "1 of 2" in shown(opened)


async def test_a_button_survives_a_restart(house: House) -> None:
    async with simcord.run(Footnote(house)) as env:
        server = Server(env)
        result = await server.ask(ASKED)
        await env.restart_bot(Footnote(house))

        assert f"**{KIM}**" in shown(await _open(server, result))


async def test_a_changed_passage_says_so(server: Server, library: Library) -> None:
    result = await server.ask(ASKED)
    library.books = [Book(SEED.document, SEED.title, SEED.sentences, version="decade")]

    assert shown(await _open(server, result)) == ENGLISH("notice.changed")


async def test_a_passage_is_looked_up_for_whoever_clicks(server: Server, library: Library, house: House) -> None:
    library.books.append(Book("4242/secret.md", "Secret", ("The dragon sleeps under the hill.",)))
    places = (Place("4242/secret.md/c0ffee/0", Span(0, 10)),)
    answer = house.ledger.enter(Given(1, 4242, 1, "c", False, "en", None, places))
    result = await server.ask(ASKED)
    assert result.response
    _forge(server, result, f"passages:{answer}:0")

    assert shown(await _open(server, result)) == ENGLISH("notice.changed")


@pytest.mark.parametrize(
    "custom_id", ["passages:0123456789abcdef:0", "passages", "passages:x:y:z", "passages:2:99:more"]
)
async def test_a_button_of_another_time_says_that_it_has_expired(server: Server, custom_id: str) -> None:
    result = await server.ask(ASKED)
    assert result.response
    _forge(server, result, custom_id)

    assert shown(await _open(server, result)) == ENGLISH("notice.expired")


async def test_a_broken_library_is_an_apology_with_a_number(
    server: Server, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = await server.ask(ASKED)

    async def broken(*_: object) -> None:
        raise RuntimeError("/secret/path")

    monkeypatch.setattr(library, "passage", broken)
    card = shown(await _open(server, result))

    assert "Something went wrong" in card
    assert "secret" not in card


async def test_a_quote_from_a_page_with_an_address_can_be_jumped_to(server: Server, library: Library) -> None:
    library.books = [Book(SEED.document, SEED.title, SEED.sentences, url="https://example.org/kim")]
    opened = await _open(server, await server.ask(ASKED))

    assert opened.response
    (button,) = [c for c in walk(opened.response.components) if c.get("url")]
    assert button["label"] == ENGLISH("button.open")
    assert button["url"] == (
        "https://example.org/kim#:~:text=Mr%20Kim%20traveled%20to%20Russia,with%20Russian%20President%20Vladimir%20Putin."
    )


async def test_a_long_answer_is_read_on_page_by_page(server: Server, library: Library) -> None:
    library.long = True
    result = await server.ask(ASKED)
    assert result.response
    assert "page 1 of 2" in shown(result)
    opened = await server.member.click(result.response.message, label=ENGLISH("button.more"))

    assert opened.ephemeral
    assert "page 2 of 2" in shown(opened)
    assert opened.response
    await server.member.click(opened.response, label="Previous")
    assert "page 1 of 2" in shown(opened)


def test_custom_ids_fit() -> None:
    assert len(CardButton.to("passages-turn", "f" * 16, "999").custom_id) <= 100
