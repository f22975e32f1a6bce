import discord
import pytest
import simcord

from bot.client import Footnote, House
from bot.settings import Settings
from tests.bot.library import Library
from tests.bot.server import ENGLISH, Server, text_of
from tests.bot.test_asking import ASKED


def text(message: discord.Message) -> str:
    return text_of([c.to_dict() for c in message.components])  # type: ignore[misc]


async def test_a_mention_is_answered_as_a_reply(server: Server) -> None:
    message = await server.member.send(server.channel, f"{server.me} {ASKED}")

    (answer,) = server.bot_messages()
    assert answer.reference
    assert answer.reference.message_id == message.id
    assert "September" in text(answer)


async def test_only_messages_with_a_mention_are_read(server: Server, library: Library) -> None:
    await server.member.send(server.channel, ASKED)

    assert not library.questions


async def test_bots_are_not_answered(server: Server, library: Library) -> None:
    robot = server.guild.add_member(server.env.create_user("robot", bot=True))
    await robot.send(server.channel, f"{server.me} {ASKED}")

    assert not library.questions


async def test_a_bare_mention_gets_a_kind_word(server: Server) -> None:
    await server.member.send(server.channel, server.me)

    (answer,) = server.bot_messages()
    assert text(answer) == ENGLISH("ask.something")


async def test_a_message_that_comes_twice_is_answered_once(server: Server, library: Library) -> None:
    message = await server.member.send(server.channel, f"{server.me} {ASKED}")
    await server.env.bot.on_message(message)  # type: ignore[attr-defined]

    assert len(library.questions) == 1
    assert len(server.bot_messages()) == 1


class TestWhereMessagesAreRead:
    """With the intent that Discord has to approve, the bot reads what is not addressed to it by name."""

    @pytest.fixture
    def settings(self) -> Settings:
        return Settings(message_content=True, direct_messages=True)

    async def test_a_reply_to_an_answer_is_a_question(self, server: Server, library: Library) -> None:
        await server.member.send(server.channel, f"{server.me} {ASKED}")
        (answer,) = server.bot_messages()
        await server.curator.send(server.channel, "and who supplied weapons for the Ukraine war?", reply_to=answer)

        assert library.questions[-1].text == "and who supplied weapons for the Ukraine war?"
        assert len(server.bot_messages()) == 2

    async def test_a_reply_to_a_person_is_not(self, server: Server, library: Library) -> None:
        theirs = await server.member.send(server.channel, "who knows?")
        await server.curator.send(server.channel, ASKED, reply_to=theirs)

        assert not library.questions

    async def test_in_a_thread_of_its_own_everything_is_read(self, server: Server, library: Library) -> None:
        result = await server.ask(ASKED)
        assert result.response
        await server.member.click(result.response.message, label="Continue in a thread")
        thread = server.channel.threads[0]
        await server.member.send(thread, "and who supplied weapons for the Ukraine war?")

        assert len(library.questions) == 2

    async def test_a_private_message_is_answered(self, server: Server) -> None:
        user = server.member.user
        await user.send_dm(ASKED)

        assert any("September" in text(m) for m in user.dm_channel.history())


async def test_a_private_message_is_not_answered_unless_the_operator_allows_it(house: House, library: Library) -> None:
    async with simcord.run(Footnote(house)) as env:
        server = Server(env)
        await server.member.user.send_dm(ASKED)

    assert not library.questions
