import asyncio
import threading
from collections.abc import Generator, Iterable
from pathlib import Path
from queue import Queue

import pytest

from index import (
    Answer,
    Audience,
    DamagedCatalogue,
    DataFolderInUse,
    InvalidQuestion,
    KnowledgeBase,
    Models,
    Question,
    Settings,
    Unanswered,
    UnknownDocument,
    memory,
)
from index.embedding import Vector
from tests.index.conftest import Opened
from tests.index.samples import FAIR, MILL, fill
from tests.index.toy_embedder import ToyEmbedder

EVERYONE = Audience.everyone()
CLOSED = Question("When did the mill close?", EVERYONE)


class Waiting(ToyEmbedder):
    """Waits before it embeds; its poison then fails the run, so that nothing is built from it."""

    def __init__(self) -> None:
        super().__init__(poison="mill")
        self.begun, self.go_on = threading.Event(), threading.Event()

    def passages(self, texts: Iterable[str]) -> Generator[Vector]:
        self.begun.set()
        self.go_on.wait(10)
        yield from super().passages(texts)


async def test_what_the_documents_say_is_answered_with_proof(seeds: Path, open_base: Opened, models: Models) -> None:
    fill(seeds, {"mill.txt": MILL, "fair.txt": FAIR})
    base = open_base(models)
    await base.reindex()
    answer = await base.answer(CLOSED)
    assert isinstance(answer, Answer)
    assert "1931" in answer.sentences[0].text
    for sentence in answer.sentences:
        for citation in sentence.citations:
            assert citation.quote == MILL[citation.start : citation.end]
            opened = await base.passage(citation.passage, EVERYONE)
            assert citation.quote in opened.passage.text
            assert answer.sources[citation.number - 1] == citation.source


async def test_what_the_documents_do_not_say_is_refused(seeds: Path, open_base: Opened, models: Models) -> None:
    fill(seeds, {"mill.txt": MILL, "fair.txt": FAIR})
    base = open_base(Models(None, models.span_reader))
    await base.reindex()
    refusal = await base.answer(Question("Who won the World Cup in Brazil?", EVERYONE))
    assert isinstance(refusal, Unanswered)
    assert refusal.reason.endswith(".")


async def test_nothing_is_found_among_no_documents(open_base: Opened) -> None:
    base = open_base()
    assert await base.search(CLOSED) == ()
    assert isinstance(await base.answer(CLOSED), Unanswered)
    assert await base.documents(EVERYONE) == ()


async def test_without_the_models_words_answer_and_a_note_says_so(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"mill.txt": MILL})
    base = open_base()
    await base.reindex()
    outcome = await base.answer(Question("When was the mill closed?", EVERYONE))
    assert outcome.notes == ("A bundled model is missing or altered: answers rest on words alone.",)
    assert [hit.passage.text for hit in await base.search(CLOSED)] == [MILL]


async def test_a_search_is_limited_as_an_answer_is(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {f"{year}.md": f"---\ndate: {year}-05-01\n---\n\nIn {year}: {MILL}" for year in (2020, 2024)})
    base = open_base()
    await base.reindex()
    for limited in (
        Question(CLOSED.text, EVERYONE, as_of="2021"),
        Question(CLOSED.text, EVERYONE, document="seeds/2020.md"),
    ):
        assert {hit.passage.source.document for hit in await base.search(limited)} == {"seeds/2020.md"}
    assert len({hit.passage.source.document for hit in await base.search(CLOSED)}) == 2


async def test_with_the_models_there_is_nothing_to_remark(open_base: Opened, models: Models) -> None:
    assert open_base(models).notes == ()


@pytest.mark.parametrize("text", ["", "  \n", "?", "x" * 10_000])
async def test_what_is_no_question_is_refused_in_a_sentence(open_base: Opened, text: str) -> None:
    base = open_base()
    for ask in (base.answer, base.search):
        with pytest.raises(InvalidQuestion, match=r"^The question .+"):
            await ask(Question(text, EVERYONE))


async def test_unknown_documents_and_passages_are_told_apart_from_failures(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"mill.txt": MILL})
    base = open_base()
    await base.reindex()
    with pytest.raises(UnknownDocument):
        await base.text("seeds/none.txt", EVERYONE)
    with pytest.raises(UnknownDocument):
        await base.passage("seeds/mill.txt/0/0", EVERYONE)


async def test_a_passage_is_gone_once_its_document_has_changed(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"mill.txt": MILL})
    base = open_base()
    await base.reindex()
    (hit,) = await base.search(CLOSED)
    fill(seeds, {"mill.txt": MILL.replace("1931", "1932")})
    await base.reindex()
    with pytest.raises(UnknownDocument, match="has changed or was removed"):
        await base.passage(hit.passage.id, EVERYONE)


async def test_everything_is_still_there_after_a_restart(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"mill.txt": MILL})
    first = open_base()
    await first.reindex()
    listed = await first.documents(EVERYONE)
    await first.close()
    second = open_base()
    assert await second.documents(EVERYONE) == listed
    assert (await second.reindex()).unchanged == ("mill.txt",)


async def test_questions_are_answered_while_a_reindex_waits(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"mill.txt": MILL})
    first = open_base()
    await first.reindex()
    await first.close()
    waiting = Waiting()
    base = open_base(Models(waiting, None))
    reindexing = asyncio.create_task(base.reindex())
    await asyncio.to_thread(waiting.begun.wait, 10)
    assert [hit.passage.text for hit in await base.search(CLOSED)] == [MILL]
    assert len(await base.documents(EVERYONE)) == 1
    waiting.go_on.set()
    with pytest.raises(RuntimeError, match="out of order"):
        await reindexing
    assert [hit.passage.text for hit in await base.search(CLOSED)] == [MILL]


async def test_every_search_during_reindexes_sees_one_version_of_a_document(seeds: Path, open_base: Opened) -> None:
    versions = [
        "\n\n".join(f"The mill of year {year} closed. {'Water ran. ' * 40}" for year in years)
        for years in ("1234", "5678")
    ]
    base = open_base()
    fill(seeds, {"mill.txt": versions[0]})
    await base.reindex()
    seen: list[set[str]] = []
    done = asyncio.Event()

    async def look() -> None:
        while not done.is_set():
            seen.append({hit.passage.id.rpartition("/")[0] for hit in await base.search(CLOSED)})

    looking = [asyncio.create_task(look()) for _ in range(2)]
    for turn in range(1, 9):
        fill(seeds, {"mill.txt": versions[turn % 2]})
        await base.reindex()
    done.set()
    await asyncio.gather(*looking)
    assert all(len(content) == 1 for content in seen)
    assert len(set[str]().union(*seen)) == 2


async def test_many_questions_at_once_are_all_answered(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"mill.txt": MILL, "fair.txt": FAIR})
    base = open_base()
    await base.reindex()
    found = await asyncio.gather(*(base.search(CLOSED) for _ in range(60)))
    assert len(set(found)) == 1


async def test_once_nobody_asks_memory_is_given_back_now_and_then(
    seeds: Path, open_base: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(seeds, {"mill.txt": MILL})
    base = open_base(Models(None, None))
    await base.reindex()
    given = Queue[None]()
    monkeypatch.setattr(memory, "give_back", lambda: given.put(None))
    await asyncio.gather(*(base.answer(CLOSED) for _ in range(20)))
    await asyncio.to_thread(given.get, timeout=10)
    await base.answer(CLOSED)
    await base.close()
    assert given.empty()


async def test_one_data_folder_has_one_owner_at_a_time(open_base: Opened) -> None:
    first = open_base()
    with pytest.raises(DataFolderInUse):
        open_base()
    await first.close()
    open_base()


async def test_closing_twice_is_closing_once(open_base: Opened) -> None:
    base = open_base()
    await base.close()
    await base.close()


async def test_a_catalogue_that_is_refused_leaves_the_folder_free(data: Path, seeds: Path, open_base: Opened) -> None:
    fill(data, {"catalogue.sqlite3": "no database"})
    with pytest.raises(DamagedCatalogue):
        KnowledgeBase(Settings(data, seeds), Models(None, None))
    (data / "catalogue.sqlite3").unlink()
    open_base()
