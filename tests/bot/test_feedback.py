import pytest
import simcord
from simcord.results import InteractionResult

from bot.client import Footnote, House
from bot.ledger import Ledger
from tests.bot.server import ENGLISH, Server, clickable, shown
from tests.bot.test_asking import ASKED


async def _click(server: Server, result: InteractionResult, action: str) -> InteractionResult:
    assert result.response
    return await server.curator.click(result.response.message, custom_id=clickable(result, action))


async def test_a_good_answer_is_noted_privately_and_only_once(server: Server, ledger: Ledger) -> None:
    result = await server.ask(ASKED)
    for _ in range(2):
        thanked = await _click(server, result, "good")

    assert shown(thanked) == ENGLISH("feedback.thanks")
    assert thanked.ephemeral
    assert ledger.votes(server.guild.id) == ((True, None),)


async def test_a_bad_answer_asks_why_and_the_mind_can_be_changed(server: Server, ledger: Ledger) -> None:
    result = await server.ask(ASKED)
    await _click(server, result, "good")
    form = await _click(server, result, "bad")
    assert form.modal
    noted = await server.curator.submit_modal(form, {"reason": "outdated", "comment": "It was in October."})

    assert shown(noted) == ENGLISH("feedback.noted")
    assert noted.ephemeral
    assert ledger.votes(server.guild.id) == ((False, "outdated"),)


async def test_a_form_that_was_opened_before_a_restart_still_counts(house: House, ledger: Ledger) -> None:
    async with simcord.run(Footnote(house)) as env:
        server = Server(env)
        form = await _click(server, await server.ask(ASKED), "bad")
        await env.restart_bot(Footnote(house))
        noted = await server.curator.submit_modal(form, {"reason": "wrong"})

        assert shown(noted) == ENGLISH("feedback.noted")
        assert ledger.votes(server.guild.id) == ((False, "wrong"),)


@pytest.mark.parametrize("action", ["good", "bad"])
async def test_a_forgotten_answer_cannot_be_voted_on(server: Server, ledger: Ledger, action: str) -> None:
    result = await server.ask(ASKED)
    ledger.forget(server.member.id)

    assert shown(await _click(server, result, action)) == ENGLISH("notice.expired")
