import pytest

from bot.wording import in_words
from tests.bot.library import Library
from tests.bot.server import Server
from tests.bot.test_asking import ASKED
from tests.bot.test_listening import text

EMOJI, MOVING = "<:sob:123456789012345678>", "<a:wave:123456789012345678>"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (f"{MOVING} when does it begin? {EMOJI}{EMOJI}", "when does it begin?"),
        ("when is <t:1700000000:R> meant?", "when is 14 November 2023 meant?"),
        ("what does </account reset:123456789012345678> do?", "what does /account reset do?"),
        ("what about <#1>, <@&2> and <@3>?", "what about , and ?"),
        ("<@3> <@&2>, when does it begin?", "when does it begin?"),
        ("when does it begin? cc <@3>, <@&2>", "when does it begin?"),
        ("is 1<2 and 3>2? <t:9999999999999>", "is 1<2 and 3>2?"),
        ("**when** does\nit begin?", "**when** does\nit begin?"),
    ],
)
def test_what_only_discord_can_draw_is_left_out_or_spelt_out(written: str, read: str) -> None:
    assert in_words(written, None) == read


async def test_names_stand_in_place_of_mentions(server: Server, library: Library) -> None:
    role = server.guild.create_role("Raiders")
    about = f"may {server.curator.mention} and {role.mention} write in <#{server.channel.id}>"
    await server.member.send(server.channel, f"{server.me}, {about} to {server.me}? {EMOJI}")

    assert library.questions[-1].text == "may @cora and @Raiders write in #general to ?"


async def test_whom_a_question_is_for_is_no_part_of_it(server: Server, library: Library) -> None:
    await server.member.send(server.channel, f"{server.curator.mention} {server.me} {ASKED}? {server.curator.mention}")

    assert library.questions[-1].text == f"{ASKED}?"
    assert text(server.bot_messages()[-1]).startswith(f"-# {ASKED}?\n")


async def test_typed_mentions_and_emoji_are_no_part_of_a_question(server: Server, library: Library) -> None:
    await server.ask(f"{ASKED} in <#{server.channel.id}> {EMOJI}")

    assert library.questions[-1].text == f"{ASKED} in #general"


async def test_the_menu_asks_what_a_message_says_to_people(server: Server, library: Library) -> None:
    message = await server.curator.send(server.channel, f"hey {server.me} {ASKED}? {EMOJI}")
    await server.member.context_menu(server.channel, "Ask the sources", message)

    assert library.questions[-1].text == f"hey {ASKED}?"
