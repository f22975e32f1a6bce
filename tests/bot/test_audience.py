from bot.audience import audience_of
from index import Audience
from tests.bot.library import Book, Library
from tests.bot.server import Server, shown
from tests.bot.test_asking import ASKED


async def test_a_private_conversation_hears_only_what_everyone_may(server: Server, library: Library) -> None:
    library.books.append(Book(f"{server.guild.id}/rules.md", "Our rules", ("Dragons must queue politely outside.",)))
    user = server.member.user

    asked = await user.slash("ask", question=ASKED)
    assert "September" in shown(asked)
    assert library.questions[-1].audience == Audience.everyone()
    assert "No sentence" in shown(await user.slash("ask", question="must dragons queue politely?"))


async def test_a_message_is_heard_as_in_its_server(server: Server) -> None:
    message = await server.member.send(server.channel, "hello")

    assert audience_of(message) == Audience.of_server(server.guild.id)
