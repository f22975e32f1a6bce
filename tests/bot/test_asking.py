from contextlib import AsyncExitStack

import discord
import pytest

from bot.asking import places_of
from bot.client import House
from bot.ledger import Place
from bot.limits import OF_ONE_PERSON
from bot.rendering import notices
from index import Audience, Question, Span
from tests.bot.library import KIM, Book, Broken, Library
from tests.bot.server import Server, labels_of, shown, text_of

ASKED = "when did Kim meet Putin? Russia summit"


async def test_a_slash_question_gets_a_card_with_quote_source_and_footer(server: Server) -> None:
    result = await server.ask(ASKED)

    card = shown(result)
    assert "Mr Kim traveled to Russia **in September** for a summit" in card
    assert "The source gives no year." in card
    assert "[1] **Chinese and North Korean officials meet in highest-level meeting in years** · Guernsey Press" in card
    assert "no language model" in card
    assert not result.ephemeral


async def test_acknowledging_comes_first(server: Server) -> None:
    await server.ask(ASKED)

    requests = [r for r in server.env.http_requests if "callback" in r.path or "@original" in r.path]
    assert [r.method for r in requests] == ["POST", "PATCH"]


async def test_a_mention_is_answered_as_a_reply(server: Server) -> None:
    message = await server.member.send(server.channel, f"{server.me} {ASKED}")

    (answer,) = server.bot_messages()
    assert answer.reference
    assert answer.reference.message_id == message.id
    assert "September" in text_of([c.to_dict() for c in answer.components])  # type: ignore[misc]


async def test_only_messages_with_a_mention_are_read(server: Server, library: Library) -> None:
    await server.member.send(server.channel, ASKED)

    assert not library.questions


async def test_bots_are_not_answered(server: Server, library: Library) -> None:
    robot = server.guild.add_member(server.env.create_user("robot", bot=True))
    await robot.send(server.channel, f"{server.me} {ASKED}")

    assert not library.questions


async def test_a_question_that_nothing_answers_is_refused_with_what_came_nearest(server: Server) -> None:
    card = shown(await server.ask("who supplied Ukraine?"))

    assert "No sentence in the sources answers this." in card
    assert "The nearest passages" in card


@pytest.mark.parametrize("question", ["   ", "\n", "\u200b\u2060"])
async def test_an_empty_question_gets_a_kind_word(server: Server, question: str) -> None:
    assert shown(await server.ask(question)) == notices.ASK_SOMETHING


async def test_a_bare_mention_gets_a_kind_word(server: Server) -> None:
    await server.member.send(server.channel, server.me)

    (answer,) = server.bot_messages()
    assert text_of([c.to_dict() for c in answer.components]) == notices.ASK_SOMETHING  # type: ignore[misc]


async def test_a_huge_question_gets_a_kind_word(server: Server) -> None:
    assert shown(await server.ask("why " * 1400)) == "That question is too long to read; 2,000 characters are enough."


async def test_a_server_hears_only_its_own_documents(server: Server, library: Library) -> None:
    library.books.append(Book(f"{server.guild.id}/rules.md", "Our rules", ("Dragons must queue politely outside.",)))
    library.books.append(Book("4242/rules.md", "Their rules", ("Dragons must queue politely inside.",)))

    assert "outside" in shown(await server.ask("must dragons queue politely?"))
    assert library.questions == [Question("must dragons queue politely?", Audience.of_server(server.guild.id))]


async def test_nothing_pings_and_nothing_previews(server: Server) -> None:
    await server.ask("@everyone <@1> https://evil.example when did Kim meet Putin? Russia summit")
    await server.member.send(server.channel, f"{server.me} {ASKED}")

    bodies = list(server.bodies())
    assert len(bodies) == 2
    for body in bodies:
        assert body["allowed_mentions"]["parse"] == []
        assert not body["allowed_mentions"].get("replied_user")
        assert discord.MessageFlags._from_value(body["flags"]).suppress_embeds
        assert "@everyone" not in text_of(body["components"])


async def test_a_failure_is_told_in_its_own_words(server: Server, library: Library) -> None:
    library.broken = Broken("The library is closed on Sundays.")

    assert shown(await server.ask(ASKED)) == "The library is closed on Sundays."


async def test_a_message_that_comes_twice_is_answered_once(server: Server, library: Library) -> None:
    message = await server.member.send(server.channel, f"{server.me} {ASKED}")
    await server.env.bot.on_message(message)  # type: ignore[attr-defined]

    assert len(library.questions) == 1
    assert len(server.bot_messages()) == 1


async def test_the_card_has_a_button_only_when_there_is_something_to_look_at(server: Server) -> None:
    answered, refused = await server.ask(ASKED), await server.ask("zzz qqq xxx")

    assert answered.response
    assert refused.response
    assert labels_of(answered.response.components) == ["Passages"]
    assert labels_of(refused.response.components) == []


async def test_places_are_each_quote_once_in_order(library: Library) -> None:
    answer = await library.answer(Question(ASKED, Audience.everyone()))

    start = library.books[0].text.index(KIM)
    assert places_of(answer) == (Place("seeds/kim.txt/c0ffee/1", Span(start, start + len(KIM))),)


async def test_a_crowd_is_turned_away_kindly(server: Server, house: House) -> None:
    async with AsyncExitStack() as others:
        for _ in range(OF_ONE_PERSON):
            await others.enter_async_context(house.limits.place(server.member.id))
        card = shown(await server.ask(ASKED))

    assert card == notices.YOURS_ARE_OPEN
