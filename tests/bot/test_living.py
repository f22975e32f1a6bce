from dataclasses import replace
from typing import Any

import pytest
from simcord.results import InteractionResult

from bot.given import State
from bot.ledger import Ledger
from bot.living import Living
from index import SHARED, Access, Answer, Fate
from tests.bot.library import KIM, SEED, Book, Library
from tests.bot.server import ENGLISH, Server, labels_of, shown
from tests.bot.test_asking import ASKED
from tests.bot.test_audience import audience_roles
from tests.bot.test_listening import text


@pytest.fixture
def living(library: Library, ledger: Ledger) -> Living:
    return Living(library, ledger, pause=0.0)


@pytest.mark.parametrize("end", [Fate.REMOVED, Fate.ERASED])
async def test_a_source_that_is_gone_takes_its_quotes_with_it(
    server: Server, library: Library, ledger: Ledger, living: Living, end: Fate
) -> None:
    result = await server.ask(ASKED)
    await living.look(server.env.bot)
    assert "in September" in shown(result)
    library.books, library.end = [], end
    await living.look(server.env.bot)

    assert shown(result) == ENGLISH(f"answer.{end}")
    entry = ledger.at(result.response.id)  # type: ignore[union-attr]
    assert entry
    assert entry.given.outcome is None
    assert [place.state for place in entry.given.places] == [State(end)]


def _buttons(result: InteractionResult) -> list[str]:
    assert result.response
    return labels_of(result.response.components)


@pytest.mark.parametrize("end", [Fate.CHANGED, Fate.ROLLED_BACK])
async def test_a_changed_quote_is_marked_and_told_apart_and_the_buttons_stay(
    server: Server, library: Library, ledger: Ledger, living: Living, end: Fate
) -> None:
    result = await server.ask(ASKED)
    before = _buttons(result)
    library.books = [Book(SEED.document, SEED.title, ("It was in October.",), version="decade")]
    library.end = end
    await living.look(server.env.bot)

    assert ENGLISH(f"answer.{end.replace(' ', '_')}") in shown(result)
    assert "in September" in shown(result)
    assert _buttons(result) == before
    entry = ledger.at(result.response.id)  # type: ignore[union-attr]
    assert entry
    assert [place.state for place in entry.given.places] == [State(end)]


async def test_a_refusal_goes_on_offering_its_asker_to_be_told_in_private(
    server: Server, library: Library, living: Living
) -> None:
    near = Book(f"{SHARED}/near.md", "Near", ("Kim likes cheese.",))
    limited = replace(SEED, access=Access(frozenset({max(audience_roles(server))})))
    library.books = [limited, near]
    await server.curator.send(server.channel, f"{server.me} {ASKED}")
    (refusal,) = server.bot_messages()
    before = text(refusal)
    assert "cheese" in before
    library.books, library.end = [limited], Fate.REMOVED
    await living.look(server.env.bot)

    (refusal,) = server.bot_messages()
    assert "cheese" not in text(refusal)
    assert ENGLISH("answer.asked_elsewhere") in text(refusal)
    opened = await server.curator.click(refusal, label=ENGLISH("button.private"))
    assert "September" in shown(opened)


async def test_a_source_that_still_says_it_leaves_the_card_alone(
    server: Server, library: Library, living: Living
) -> None:
    result = await server.ask(ASKED)
    before = shown(result)
    library.books = [Book(SEED.document, SEED.title, ("New.", *SEED.sentences), version="decade")]
    await living.look(server.env.bot)

    assert shown(result) == before


async def test_what_was_changed_and_then_is_gone_takes_its_quotes_with_it(
    server: Server, library: Library, ledger: Ledger, living: Living
) -> None:
    result = await server.ask(ASKED)
    library.books = [Book(SEED.document, SEED.title, ("It was in October.",), version="decade")]
    await living.look(server.env.bot)
    assert "in September" in shown(result)
    library.books, library.end = [], Fate.ERASED
    await living.look(server.env.bot)

    assert shown(result) == ENGLISH("answer.erased")
    assert ledger.cited() == ()


async def test_a_renamed_source_leaves_the_card_and_is_opened_under_its_new_name(
    server: Server, library: Library, ledger: Ledger, living: Living
) -> None:
    result = await server.ask(ASKED)
    before = shown(result)
    library.books = [Book(f"{SHARED}/renamed.txt", SEED.title, SEED.sentences, date=None)]
    library.end = Fate.REMOVED
    await living.look(server.env.bot)

    assert shown(result) == before
    entry = ledger.at(result.response.id)  # type: ignore[union-attr]
    assert entry
    assert isinstance(entry.given.outcome, Answer)
    assert {c.passage for s in entry.given.outcome.sentences for c in s.citations} == set(ledger.cited())
    assert {source.document for source in entry.given.outcome.sources} == {f"{SHARED}/renamed.txt"}
    assert result.response
    assert KIM in shown(await server.member.click(result.response, label="Passages"))
    library.books = []
    await living.look(server.env.bot)
    assert shown(result) == ENGLISH("answer.removed")


@pytest.mark.parametrize("end", [Fate.ERASED, Fate.CHANGED])
async def test_a_copy_does_not_stand_for_what_was_erased_or_changed(
    server: Server, library: Library, ledger: Ledger, living: Living, end: Fate
) -> None:
    await server.ask(ASKED)
    changed = [Book(SEED.document, SEED.title, ("It was in October.",), version="decade")] * (end is Fate.CHANGED)
    library.books = [*changed, Book(f"{SHARED}/copy.txt", SEED.title, SEED.sentences)]
    library.end = end
    await living.look(server.env.bot)

    (entry,) = ledger.citing([SEED.passages()[1].id])
    assert entry.state(SEED.passages()[1].id) is State(end)


@pytest.mark.parametrize("access", [Access(frozenset({99})), Access(channels=frozenset({99}))], ids=["role", "channel"])
async def test_a_source_that_not_all_readers_may_see_any_more_takes_its_quotes_with_it(
    server: Server, library: Library, ledger: Ledger, living: Living, access: Access
) -> None:
    result = await server.ask(ASKED)
    await living.look(server.env.bot)
    library.books = [replace(SEED, access=access)]
    await living.look(server.env.bot)

    assert shown(result) == ENGLISH("answer.limited")
    entry = ledger.at(result.response.id)  # type: ignore[union-attr]
    assert entry
    assert entry.given.outcome is None
    assert [place.state for place in entry.given.places] == [State.LIMITED]


async def test_a_renamed_source_is_not_followed_to_where_its_readers_may_not_look(
    server: Server, library: Library, living: Living
) -> None:
    result = await server.ask(ASKED)
    library.books = [replace(SEED, document=f"{SHARED}/renamed.txt", access=Access(frozenset({99})))]
    library.end = Fate.REMOVED
    await living.look(server.env.bot)

    assert shown(result) == ENGLISH("answer.removed")


async def test_a_source_limited_to_its_readers_leaves_the_card_alone(
    server: Server, library: Library, ledger: Ledger, living: Living
) -> None:
    result = await server.ask(ASKED)
    before = shown(result)
    library.books = [replace(SEED, access=Access(frozenset({server.guild.id}), frozenset({server.channel.id})))]
    await living.look(server.env.bot)

    assert shown(result) == before
    assert ledger.cited() != ()


@pytest.mark.parametrize("is_cached", [True, False])
async def test_in_a_thread_a_source_for_the_channel_above_it_stays(
    server: Server,
    library: Library,
    ledger: Ledger,
    living: Living,
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_cached: bool,
) -> None:
    result = await server.ask(ASKED)
    assert result.response
    await server.member.click(result.response.message, label=ENGLISH("button.thread"))
    (thread,) = server.channel.threads
    await server.member.send(thread, f"{server.me} {ASKED}")
    library.books = [replace(SEED, access=Access(channels=frozenset({server.channel.id})))]
    if not is_cached:
        monkeypatch.setattr(server.env.bot, "get_channel", lambda _: None)
    await living.look(server.env.bot)

    states = [(entry.given.channel, entry.given.places[0].state) for entry in ledger.citing(ledger.cited())]
    assert (thread.id, State.CURRENT) in states


async def test_a_card_that_is_gone_itself_is_passed_over(
    server: Server, library: Library, ledger: Ledger, living: Living
) -> None:
    bot: Any = server.env.bot
    await server.member.send(server.channel, f"{server.me} {ASKED}")
    (message,) = server.bot_messages()
    server.env.backend.delete_message(server.channel.id, message.id)
    library.books, library.end = [], Fate.REMOVED
    await living.look(bot)

    assert ledger.cited() == ()
