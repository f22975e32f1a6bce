import pytest

from bot.ledger import Ledger
from tests.bot.library import SEED, Book, Library
from tests.bot.server import ENGLISH, Server, clickable, labels_of, shown, text_of
from tests.bot.test_asking import ASKED


async def _private(server: Server, question: str = ASKED) -> tuple[object, str]:
    result = await server.member.slash(server.channel, "ask", question=question, private=True)
    assert result.response
    return result.response, clickable(result, "share")


async def test_a_private_answer_is_shared_once(server: Server) -> None:
    response, button = await _private(server)
    told = await server.member.click(response, custom_id=button)  # type: ignore[arg-type]

    assert shown(told) == ENGLISH("share.done")
    assert told.ephemeral
    (message,) = server.bot_messages()
    components = [c.to_dict() for c in message.components]
    assert "September" in text_of(components)  # type: ignore[arg-type]
    assert ENGLISH("answer.shared") in text_of(components)  # type: ignore[arg-type]
    assert "Share" not in labels_of(components)  # type: ignore[arg-type]


async def test_a_second_click_shares_nothing_more(server: Server, ledger: Ledger) -> None:
    response, button = await _private(server)
    await server.member.click(response, custom_id=button)  # type: ignore[arg-type]
    server.env.bot.clicks._under_way.clear()  # type: ignore[attr-defined]
    again = await server.member.click(response, custom_id=button)  # type: ignore[arg-type]

    assert shown(again) == ENGLISH("share.again")
    assert len(server.bot_messages()) == 1
    assert ledger.at(server.bot_messages()[0].id)


async def test_what_not_everyone_may_see_any_more_is_not_shared(server: Server, library: Library) -> None:
    response, button = await _private(server)
    library.books = [Book("4242/kim.txt", SEED.title, SEED.sentences)]

    assert shown(await server.member.click(response, custom_id=button)) == ENGLISH("share.not_everyone")  # type: ignore[arg-type]
    assert not server.bot_messages()


async def test_an_answer_goes_on_in_a_thread(server: Server, ledger: Ledger) -> None:
    result = await server.ask(ASKED)
    assert result.response
    told = await server.member.click(result.response.message, label=ENGLISH("button.thread"))

    assert shown(told) == ENGLISH("thread.done")
    (thread,) = server.channel.threads
    assert thread.name == ASKED
    entry = ledger.at(result.response.id)
    assert entry
    assert entry.given.conversation == f"thread:{thread.id}"
    assert ENGLISH("thread.opened") in text_of([c.to_dict() for c in thread.history()[-1].components])  # type: ignore[misc]


async def test_a_second_thread_is_not_opened(server: Server) -> None:
    result = await server.ask(ASKED)
    assert result.response
    for _ in range(2):
        server.env.bot.clicks._under_way.clear()  # type: ignore[attr-defined]
        told = await server.member.click(result.response.message, label=ENGLISH("button.thread"))

    assert shown(told) == ENGLISH("thread.exists")
    assert len(server.channel.threads) == 1


@pytest.mark.parametrize("action", ["share", "thread"])
async def test_a_forgotten_answer_goes_nowhere(server: Server, ledger: Ledger, action: str) -> None:
    private = action == "share"
    result = await server.member.slash(server.channel, "ask", question=ASKED, private=private)
    ledger.forget(server.member.id)
    assert result.response
    told = await server.member.click(result.response, custom_id=clickable(result, action))

    assert shown(told) == ENGLISH("notice.expired")
