import asyncio
from contextlib import AsyncExitStack

import discord
import pytest

from bot.acknowledging import FEW
from bot.answering import places_of
from bot.asking import MENU
from bot.client import Footnote, House
from bot.given import Place
from bot.limits import OF_ONE_PERSON
from bot.line import Who
from bot.manners import MOST_CHARACTERS
from index import Audience, Question, Span
from tests.bot.library import KIM, Book, Broken, Library
from tests.bot.server import ENGLISH, Server, clickable, labels_of, shown, text_of

ASKED = "when did Kim meet Putin? Russia summit"


async def test_a_slash_question_gets_a_card_with_quote_source_and_footer(server: Server) -> None:
    result = await server.ask(ASKED)

    card = shown(result)
    assert "Mr Kim traveled to Russia **in September** for a summit" in card
    assert "The source gives no year." in card
    assert (
        "-# [1] **Chinese and North Korean officials meet in highest-level meeting in years** · Guernsey Press" in card
    )
    assert ENGLISH("answer.reading") in card
    assert not result.ephemeral


async def test_acknowledging_comes_first(server: Server) -> None:
    await server.ask(ASKED)

    requests = [r for r in server.env.http_requests if "callback" in r.path or "@original" in r.path]
    assert [r.method for r in requests] == ["POST", "PATCH"]


async def test_the_acknowledgements_of_others_come_before_an_answer(
    server: Server, library: Library, simcord_bot: Footnote
) -> None:
    others = [asyncio.create_task(simcord_bot.refusals.of(number)) for number in range(FEW + 1)]
    await asyncio.sleep(0)
    asking = asyncio.create_task(server.ask(ASKED))
    await asyncio.sleep(0.2)
    assert library.questions == []
    for other in others:
        other.cancel()
    assert "in September" in shown(await asking)
    assert len(library.questions) == 1


async def test_a_question_that_nothing_answers_is_refused_with_what_came_nearest(server: Server) -> None:
    card = shown(await server.ask("who supplied Ukraine?"))

    assert "No sentence in the sources answers this." in card
    assert ENGLISH("answer.nearest") in card


@pytest.mark.parametrize("question", ["   ", "\n", "\u200b\u2060"])
async def test_an_empty_question_gets_a_kind_word(server: Server, question: str) -> None:
    assert shown(await server.ask(question)) == ENGLISH("ask.something")


async def test_one_word_gets_a_kind_word_where_nothing_went_before(server: Server) -> None:
    assert shown(await server.ask("Putin?")) == ENGLISH("ask.one_word", example=ENGLISH("ask.example"))
    await server.ask(ASKED)

    assert "No sentence in the sources answers this." in shown(await server.ask("Why?"))


async def test_abuse_gets_a_kind_word_and_a_question_about_abuse_an_answer(server: Server, library: Library) -> None:
    library.books.append(Book("seeds/play.txt", "A play", ("The king said shut up to the jester twice.",)))

    assert shown(await server.ask("you stupid bot")) == ENGLISH("ask.kindly")
    assert "to the jester twice" in shown(await server.ask("who said shut up to the jester?"))


async def test_a_huge_question_gets_a_kind_word(server: Server) -> None:
    card = shown(await server.ask("why " * 1400))
    assert card == ENGLISH("ask.too_long", n=len("why " * 1400) - 1, most=MOST_CHARACTERS)


async def test_a_server_hears_only_its_own_documents(server: Server, library: Library) -> None:
    library.books.append(Book(f"{server.guild.id}/rules.md", "Our rules", ("Dragons must queue politely outside.",)))
    library.books.append(Book("4242/rules.md", "Their rules", ("Dragons must queue politely inside.",)))

    assert "outside" in shown(await server.ask("must dragons queue politely?"))
    audience = Audience.of_server(server.guild.id, {server.guild.id}, {server.channel.id})
    assert library.questions == [Question("must dragons queue politely?", audience)]


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


async def test_the_card_has_a_button_only_when_there_is_something_to_look_at(server: Server) -> None:
    answered, refused = await server.ask(ASKED), await server.ask("zzz qqq xxx")

    assert answered.response
    assert refused.response
    assert labels_of(answered.response.components) == ["Passages", "Continue in a thread"]
    assert labels_of(refused.response.components) == []


async def test_places_are_each_quote_once_in_order(library: Library) -> None:
    answer = await library.answer(Question(ASKED, Audience.everyone()))

    start = library.books[0].text.index(KIM)
    assert places_of(answer) == (Place("seeds/kim.txt/c0ffee/1", Span(start, start + len(KIM))),)


async def test_a_crowd_is_turned_away_kindly(server: Server, house: House) -> None:
    async with AsyncExitStack() as others:
        for _ in range(OF_ONE_PERSON):
            await others.enter_async_context(house.limits.place(Who(server.member.id, server.guild.id)))
        card = shown(await server.ask(ASKED))

    assert card == ENGLISH("notice.yours_are_open")


async def test_a_private_question_is_answered_to_its_asker_alone_and_can_be_shared(server: Server) -> None:
    result = await server.member.slash(server.channel, "ask", question=ASKED, private=True)

    assert result.ephemeral
    assert result.response
    assert labels_of(result.response.components) == ["Passages", "Share"]
    assert clickable(result, "share")


async def test_one_source_can_be_asked_alone(server: Server, library: Library) -> None:
    library.books.append(Book("seeds/other.txt", "Another paper", ("Kim met Putin at a summit in Russia in May.",)))
    choices = await server.member.autocomplete(server.channel, "ask", "source", "another", question=ASKED)
    chosen = await server.member.slash(server.channel, "ask", question=ASKED, source=choices[0]["value"])

    assert [choice["name"] for choice in choices] == ["Another paper"]
    assert library.questions[-1].document == "seeds/other.txt"
    assert "in May" in shown(chosen)


async def test_a_source_that_there_is_not_is_said(server: Server, library: Library) -> None:
    result = await server.member.slash(server.channel, "ask", question=ASKED, source="nowhere")

    assert shown(result) == ENGLISH("notice.no_such_source")
    assert not library.questions


async def test_the_menu_of_a_message_asks_what_it_says_privately(server: Server, library: Library) -> None:
    message = await server.curator.send(server.channel, ASKED)
    result = await server.member.context_menu(server.channel, MENU, message)

    assert "September" in shown(result)
    assert result.ephemeral
    assert library.questions[-1].text == ASKED


async def test_a_follow_up_is_handed_on_with_what_it_refers_to(server: Server, library: Library) -> None:
    await server.ask(ASKED)
    await server.ask("and who supplied weapons for the Ukraine war?", by=server.curator)
    assert not library.questions[-1].earlier, "two people in one channel do not mix"
    await server.ask("And where was it?")

    turn = library.questions[-1].earlier[-1]
    assert turn.question == ASKED
    assert "in September" in turn.answer


async def test_a_date_is_handed_on(server: Server, library: Library) -> None:
    await server.member.slash(server.channel, "ask", question=ASKED, as_of=" 2024-04 ")

    assert library.questions[-1].as_of == "2024-04"
