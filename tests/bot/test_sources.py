import pytest
import simcord

from bot.client import Footnote, House
from bot.failures import Sorry
from bot.sources import choices, chosen
from index import SHARED, Audience, Failure, Listing
from tests.bot.library import KIM, Book, Library
from tests.bot.server import ENGLISH, Server, labels_of, shown


async def _listings(*books: Book) -> tuple[Listing, ...]:
    return await Library(*books).documents(Audience.everyone())


async def test_the_list_names_each_source_privately(server: Server) -> None:
    result = await server.member.slash(server.channel, "sources list")

    assert "Chinese and North Korean officials" in shown(result)
    assert "3 passages" in shown(result)
    assert result.ephemeral


async def test_a_long_list_has_pages_that_outlive_a_restart(house: House, library: Library) -> None:
    library.books[:] = [Book(f"{SHARED}/{n}.md", f"Paper {n:03}", ("x",)) for n in range(60)]
    async with simcord.run(Footnote(house)) as env:
        server = Server(env)
        listed = await server.member.slash(server.channel, "sources list")
        assert listed.response
        assert labels_of(listed.response.components) == ["Previous", "Next"]
        assert "Paper 024" in shown(listed)
        assert "page 1 of 3" in shown(listed)

        await env.restart_bot(Footnote(house))
        await server.member.click(listed.response, label="Next")
        assert "Paper 025" in shown(listed)

        library.books[:] = library.books[:30]
        await server.member.click(listed.response, label="Next")
        assert "Paper 029" in shown(listed)
        assert "page 2 of 2" in shown(listed)


async def test_other_servers_documents_are_nowhere(server: Server, library: Library) -> None:
    library.books.append(Book("4242/secret.md", "Secret", ("The dragon sleeps under the hill.",)))

    assert "Secret" not in shown(await server.member.slash(server.channel, "sources list"))
    assert ENGLISH("notice.no_such_source") in shown(
        await server.member.slash(server.channel, "sources show", document="Secret")
    )
    assert "dragon" not in shown(await server.member.slash(server.channel, "sources search", query="dragon")).replace(
        "### dragon", ""
    )
    assert await server.member.autocomplete(server.channel, "sources show", "document", "secret") == []


async def test_a_chosen_source_is_shown_with_its_facts_and_beginning(server: Server) -> None:
    (choice,) = await server.member.autocomplete(server.channel, "sources show", "document", "korean OFFICIALS")
    card = shown(await server.member.slash(server.channel, "sources show", document=choice["value"]))

    assert "File: kim.txt" in card
    assert "As indexed on <t:" in card
    assert "> Zhao Leji" in card


async def test_a_search_shows_passages_that_can_be_opened(server: Server) -> None:
    found = await server.member.slash(server.channel, "sources search", query="summit with Putin")
    assert KIM in shown(found)
    assert found.response
    assert labels_of(found.response.components) == ["Passages"]

    opened = await server.member.click(found.response, label="Passages")
    assert KIM in shown(opened)


async def test_a_search_that_finds_nothing_says_so(server: Server) -> None:
    assert "No passage comes near" in shown(await server.member.slash(server.channel, "sources search", query="zzz"))


async def test_an_empty_library_says_so(server: Server, library: Library) -> None:
    library.books.clear()

    assert "No document has been indexed" in shown(await server.member.slash(server.channel, "sources list"))


async def test_choices_are_at_most_25_of_at_most_100_characters() -> None:
    books = [Book(f"{SHARED}/{'d' * 120}{n}", f"{'T' * 150} {n}", ("x",)) for n in range(40)]
    offered = choices(await _listings(*books), "")

    assert len(offered) == 25
    assert all(len(each.name) <= 100 and len(each.value) <= 100 for each in offered)


async def test_a_choice_leads_back_to_its_document_however_long_its_id() -> None:
    listings = await _listings(Book(f"{SHARED}/{'d' * 200}", "One", ("x",)), Book(f"{SHARED}/two", "Two", ("x",)))
    for listing, choice in zip(listings, choices(listings, ""), strict=True):
        assert chosen(listings, choice.value) == listing


@pytest.mark.parametrize(
    "others",
    [
        [Book(f"{SHARED}/README.md", "Readme", ("x",))],
        [Book(f"{SHARED}/readme.md", "Other", ("x",))],
        [Book(f"{SHARED}/a", f"{SHARED}/readme.MD", ("x",)), Book(f"{SHARED}/b", "readme.MD", ("x",))],
        [Book(f"{SHARED}/{'D' * 200}", "Long", ("x",))],
        [Book(f"{SHARED}/ readme.MD", "Spaced", ("x",)), Book(f"{SHARED}/readme.MD ", "Spaced", ("x",))],
    ],
)
async def test_a_choice_is_that_document_and_none_of_nearly_its_name(others: list[Book]) -> None:
    mine = [Book(f"{SHARED}/readme.MD", "Mine", ("x",)), Book(f"{SHARED}/{'d' * 200}", "Long", ("x",))]
    for books in ([*others, *mine], [*mine, *others]):
        listings = await _listings(*books)
        for listing, choice in zip(listings, choices(listings, ""), strict=True):
            assert chosen(listings, choice.value) == listing


async def test_a_name_typed_by_hand_means_the_document_that_is_called_so() -> None:
    listings = await _listings(Book(f"{SHARED}/README.md", "One", ("x",)), Book(f"{SHARED}/readme.md", "Two", ("x",)))
    for name, listing in zip(("README.md", "readme.md"), listings, strict=True):
        assert chosen(listings, f" {name} ") == listing
    with pytest.raises(Sorry, match=r"2 sources are called that: “README\.md”, “readme\.md”"):
        chosen(listings, "ReadMe.md")


async def test_of_sources_that_are_called_alike_none_is_taken_for_the_other(server: Server, library: Library) -> None:
    library.books[:] = [Book(f"{SHARED}/{year}/rules.md", "The rules", (f"Rule of {year}.",)) for year in (2023, 2024)]
    told = shown(await server.member.slash(server.channel, "sources show", document="the rules"))
    assert "2023/rules.md" in told.replace("\\", "")
    assert "2024/rules.md" in told.replace("\\", "")
    shown_one = shown(await server.member.slash(server.channel, "sources show", document="2024/rules.md"))
    assert "Rule of 2024." in shown_one


async def test_a_path_is_surer_than_a_title_and_an_id_than_a_path() -> None:
    books = [Book(f"{SHARED}/a.md", "b.md", ("x",)), Book(f"{SHARED}/b.md", "One", ("x",))]
    assert chosen(await _listings(*books), "b.md").source.title == "One"

    library = Library(*books, Book("42/b.md", "Two", ("x",)))
    listings = await library.documents(Audience(frozenset({SHARED, "42"}), frozenset(), frozenset()))
    with pytest.raises(Sorry, match=r"2 sources are called that: .*“42/b\.md”"):
        chosen(listings, "b.md")
    assert chosen(listings, "42/b.md ").source.title == "Two"


async def test_a_title_may_be_typed_by_hand() -> None:
    listings = await _listings(Book(f"{SHARED}/a", "The Rules", ("x",)))

    assert chosen(listings, " the rules ") == listings[0]
    with pytest.raises(Failure):
        chosen(listings, "rules of others")
