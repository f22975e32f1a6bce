import pytest
from simcord.results import InteractionResult

from bot.asking import MENU as ASK
from bot.checking import MENU
from bot.client import House
from bot.ledger import Ledger
from index import Access
from tests.bot.library import KIM, Book, Broken, Library
from tests.bot.server import ENGLISH, Server, clickable, labels_of, shown
from tests.bot.serving import World
from tests.wire.payloads import ANN

WRONG = KIM.removesuffix("Putin.") + "Merkel."
MESSAGE = f"{KIM}\n{WRONG}\nBees were first kept in Egypt."


async def check(server: Server, text: str) -> InteractionResult:
    message = await server.curator.send(server.channel, text)
    return await server.member.context_menu(server.channel, MENU, message)


async def test_each_claim_has_its_verdict_and_quotes_for_whoever_asked_alone(server: Server) -> None:
    result = await check(server, MESSAGE)

    card = shown(result)
    assert result.ephemeral
    assert f"✅ **Supported**: {KIM}" in card
    assert f"❌ **Contradicted**: {WRONG}" in card
    assert "❔ **Not in the sources**: Bees were first kept in Egypt." in card
    assert "1 supported · 1 contradicted · 1 not in the sources" in card
    assert card.count(f"> “{KIM}” [1]") == 2
    assert "-# [1] **Chinese and North Korean officials" in card
    assert result.response
    assert labels_of(result.response.components) == ["Passages"]


async def test_passages_open_and_nothing_of_the_message_is_kept(server: Server, ledger: Ledger) -> None:
    result = await check(server, MESSAGE)
    assert result.response
    assert f"**{KIM}**" in shown(await server.member.click(result.response, label="Passages"))

    entry = ledger.entry(clickable(result, "passages").split(":")[1])
    assert entry
    assert entry.given.outcome is None
    assert entry.given.person == server.member.id
    assert ledger.outcomes(server.guild.id) == ()


@pytest.mark.parametrize("text", ["", "Who knows when the bridge opens?", "hello there"])
async def test_a_message_without_a_claim_gets_a_kind_word(server: Server, text: str) -> None:
    result = await check(server, text or "🦊")
    assert shown(result) == ENGLISH("check.no_claim")
    assert result.ephemeral


async def test_what_is_not_in_the_sources_has_no_buttons_and_is_not_called_false(server: Server) -> None:
    result = await check(server, "Bees were first kept in Egypt.")
    assert ENGLISH("check.nothing") in shown(result)
    assert result.response
    assert labels_of(result.response.components) == []


async def test_only_what_the_member_may_see_is_looked_at(server: Server, library: Library) -> None:
    limited = Access(frozenset({4242}))
    library.books = [Book("seeds/secret.txt", "Secret", (KIM,), access=limited)]
    assert "Not in the sources" in shown(await check(server, KIM))


async def test_a_failure_is_told_in_its_own_words(server: Server, library: Library) -> None:
    library.broken = Broken("The library is closed on Sundays.")
    assert shown(await check(server, KIM)) == "The library is closed on Sundays."


async def test_nobody_is_checked_for_while_a_restart_waits(server: Server, house: House) -> None:
    await house.limits.close(0, 0)
    assert shown(await check(server, KIM)) == ENGLISH("notice.restarting")


async def test_over_the_wire_before_and_after_a_restart_in_two_languages(world: World) -> None:
    async with world.serving() as discord:
        message = await discord.write(MESSAGE)
        opened = await discord.menu(MENU, message)
        assert "❌ **Contradicted**" in await discord.answer(opened)
        assert opened.ephemeral
        german = await discord.menu(MENU, message, locale="de")
        assert "❌ **Widersprochen**" in await discord.answer(german)
        assert not discord.replies()
        commands = {command["name"]: command for command in discord.rest.commands}
        assert commands[MENU]["name_localizations"] == {"de": "An den Quellen prüfen"}
        assert commands[MENU]["integration_types"] == commands[ASK]["integration_types"]
        assert commands[MENU]["contexts"] == commands[ASK]["contexts"]
    async with world.serving() as discord:
        passages = await discord.click(opened.shown[0], "Passages")
        assert KIM in await discord.answer(passages)
        again = await discord.menu(MENU, message)
        assert "✅ **Supported**" in await discord.answer(again)


async def test_where_the_bot_came_along_with_a_person_the_shared_documents_are_checked(world: World) -> None:
    async with world.serving() as discord:
        message = await discord.write(KIM, lost=True)
        opened = await discord.menu(MENU, message, authorizing_integration_owners={"1": ANN["id"]})
        assert "✅ **Supported**" in await discord.answer(opened)
    assert world.library.questions[-1].audience.libraries == frozenset({"seeds"})
