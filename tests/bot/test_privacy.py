from bot.ledger import Forgotten, Ledger
from tests.bot.server import ENGLISH, Server, shown
from tests.bot.test_asking import ASKED


async def test_a_person_is_told_what_is_kept_and_has_it_forgotten(server: Server, ledger: Ledger) -> None:
    await server.ask(ASKED)
    await server.ask(ASKED, by=server.curator)
    result = await server.member.slash(server.channel, "privacy")

    assert result.ephemeral
    assert ENGLISH("privacy.kept", days=30) in shown(result)
    assert ENGLISH("privacy.yours", questions=1, feedback=0) in shown(result)
    assert result.response
    await server.member.click(result.response, label=ENGLISH("button.forget"))
    assert shown(result) == ENGLISH("privacy.sure")
    assert ledger.held(server.member.id).questions == 1

    await server.member.click(result.response, label=ENGLISH("button.forget_all"))
    assert ENGLISH("privacy.forgotten", questions=1, feedback=0, conversations=1) in shown(result)
    assert ledger.held(server.member.id) == Forgotten(0, 0, 0)
    assert ledger.held(server.curator.id).questions == 1
