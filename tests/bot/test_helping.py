from bot.ledger import Ledger
from tests.bot.library import SEED, Book, Library
from tests.bot.server import ENGLISH, Server, clickable, shown
from tests.bot.test_asking import ASKED


async def test_help_begins_with_questions_that_the_documents_do_answer(server: Server, library: Library) -> None:
    asks = (
        "Who feeds the dragons?",
        "Dragons feed the keepers who feeds them, and the dragons.",
        "How long is a piece of string?",
    )
    library.books = [SEED, Book("seeds/faq.txt", "Questions", asks)]
    result = await server.member.slash(server.channel, "help")

    assert result.ephemeral
    assert "> Who feeds the dragons?" in shown(result)
    assert "Zhao Leji" in shown(result)


async def test_help_says_how_to_begin_where_nothing_is_indexed(server: Server, library: Library) -> None:
    library.books = []

    assert ENGLISH("help.none") in shown(await server.member.slash(server.channel, "help"))


async def test_nobody_else_reads_what_somebody_asked(server: Server) -> None:
    await server.ask("did Kim meet Putin at a secret summit in Russia?")

    assert "secret" not in shown(await server.curator.slash(server.channel, "help"))


async def test_quality_counts_what_happened_here(server: Server, ledger: Ledger) -> None:
    assert ENGLISH("quality.none") in shown(await server.member.slash(server.channel, "quality"))
    result = await server.ask(ASKED)
    await server.ask("who supplied Ukraine?")
    assert result.response
    await server.member.click(result.response.message, custom_id=clickable(result, "good"))
    ledger.vote(clickable(result, "good").split(":")[1], 99, good=False, reason="wrong")
    card = shown(await server.member.slash(server.channel, "quality"))

    assert ENGLISH("quality.questions", n=2, answered=1, refused=1) in card
    assert ENGLISH("quality.votes", up=1, down=1) in card
    assert "Wrong 1" in card
