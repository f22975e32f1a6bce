from typing import Any

import pytest
from simcord.results import InteractionResult

from bot.ledger import Ledger, State
from bot.living import Living, without
from index import Answer, Citation, Fate, Sentence, Source
from tests.bot.library import KIM, SEED, Book, Library
from tests.bot.server import ENGLISH, Server, labels_of, shown
from tests.bot.test_asking import ASKED

ONE, TWO = Source("seeds/a", "A", None, None, None), Source("seeds/b", "B", None, None, None)


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


async def test_a_source_that_still_says_it_leaves_the_card_alone(
    server: Server, library: Library, living: Living
) -> None:
    result = await server.ask(ASKED)
    before = shown(result)
    library.books = [Book(SEED.document, SEED.title, ("New.", *SEED.sentences), version="decade")]
    await living.look(server.env.bot)

    assert shown(result) == before


async def test_a_card_that_is_gone_itself_is_passed_over(
    server: Server, library: Library, ledger: Ledger, living: Living
) -> None:
    bot: Any = server.env.bot
    await server.member.send(server.channel, f"{server.me} {ASKED}")
    (message,) = server.bot_messages()
    server.env.backend.delete_message(server.channel.id, message.id)
    library.books = []
    await living.look(bot)

    assert ledger.cited() == ()


def _answer(mode: Any) -> Answer:
    first, second = Citation(1, ONE, "a", "x", 0, 1), Citation(2, TWO, "b", "x", 0, 1)
    return Answer(
        "?", mode, (Sentence(KIM, (), (first, second)), Sentence("y", (), (second,))), (ONE, TWO), (), "", 1.0
    )


def test_what_another_source_says_word_for_word_stays() -> None:
    left = without(_answer("reading"), "a")

    assert isinstance(left, Answer)
    assert [len(sentence.citations) for sentence in left.sentences] == [1, 1]
    assert left.sources[0].title == ""
    assert left.sources[1] == TWO


def test_what_a_model_wrote_of_several_quotes_goes_with_one_of_them() -> None:
    left = without(_answer("writing"), "a")

    assert isinstance(left, Answer)
    assert [sentence.text for sentence in left.sentences] == ["y"]
    assert without(left, "b") is None
