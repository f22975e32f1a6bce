import discord

from bot.audience import audience_around, audience_of
from index import Access, Audience
from tests.bot.library import SEED, Book, Library
from tests.bot.server import ENGLISH, Server, clickable, labels_of, shown, text_of
from tests.bot.test_asking import ASKED


async def test_a_private_conversation_hears_only_what_everyone_may(server: Server, library: Library) -> None:
    library.books.append(Book(f"{server.guild.id}/rules.md", "Our rules", ("Dragons must queue politely outside.",)))
    user = server.member.user

    asked = await user.slash("ask", question=ASKED)
    assert "September" in shown(asked)
    assert library.questions[-1].audience == Audience.everyone()
    assert "No sentence" in shown(await user.slash("ask", question="must dragons queue politely?"))


async def test_a_message_is_heard_as_in_its_server(server: Server) -> None:
    everyone, channel = server.guild.id, server.channel.id
    message = await server.member.send(server.channel, "hello")
    assert audience_of(message) == Audience.of_server(everyone, {everyone}, {channel})

    assert audience_around(message) == audience_of(message)


async def test_a_member_is_heard_with_their_roles(server: Server, library: Library) -> None:
    await server.curator.slash(server.channel, "ask", question=ASKED, private=True)

    assert library.questions[-1].audience.roles == {server.guild.id, *audience_roles(server)}
    assert audience_roles(server)


class TestWhatOnlySomeMaySee:
    """The seed's article is for one role alone."""

    @staticmethod
    def limit(server: Server, library: Library) -> None:
        role = max(audience_roles(server))
        library.books = [Book(SEED.document, SEED.title, SEED.sentences, access=Access(frozenset({role})))]

    async def test_it_is_answered_to_them_alone_and_says_why(self, server: Server, library: Library) -> None:
        self.limit(server, library)
        await server.ask(ASKED, by=server.curator)

        assert not server.bot_messages(), "the public message was taken back"
        (alone,) = server.bodies()
        assert discord.MessageFlags._from_value(alone["flags"]).ephemeral
        assert "September" in text_of(alone["components"])
        assert ENGLISH("answer.only_for_you") in text_of(alone["components"])

    async def test_others_are_told_nothing_of_it(self, server: Server, library: Library) -> None:
        self.limit(server, library)
        card = shown(await server.ask(ASKED))

        assert "September" not in card
        assert ENGLISH("answer.asked_elsewhere") not in card

    async def test_in_public_a_mention_is_offered_a_private_answer(self, server: Server, library: Library) -> None:
        self.limit(server, library)
        await server.curator.send(server.channel, f"{server.me} {ASKED}")
        (message,) = server.bot_messages()
        components: list[dict[str, object]] = [c.to_dict() for c in message.components]  # type: ignore[misc]
        assert "September" not in text_of(components)
        assert ENGLISH("button.private") in labels_of(components)

        opened = await server.curator.click(message, label=ENGLISH("button.private"))
        assert opened.ephemeral
        assert "September" in shown(opened)

    async def test_it_is_not_shared(self, server: Server, library: Library) -> None:
        self.limit(server, library)
        result = await server.curator.slash(server.channel, "ask", question=ASKED, private=True)
        assert "September" in shown(result)
        assert result.response
        told = await server.curator.click(result.response, custom_id=clickable(result, "share"))

        assert shown(told) == ENGLISH("share.not_everyone")
        assert not server.bot_messages()


def audience_roles(server: Server) -> list[int]:
    """The roles of the curator."""
    return list(server.env.backend.get_guild(server.guild.id).members[server.curator.id].role_ids)
