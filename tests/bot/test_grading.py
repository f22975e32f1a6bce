import asyncio
import json
import logging
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.grading import MOST_QUESTIONS, Grading
from bot.limits import Limits
from bot.line import Who
from tests.bot.library import KIM, SEED, Book, Library
from tests.bot.server import ENGLISH, Server, shown
from tests.bot.test_asking import ASKED

RIGHT = {"question": ASKED, "answer_any": ["in September"]}
TRAP = {"question": "who supplied Ukraine?", "unanswerable": True}
REFUSED = {"question": "how deep is the lake?", "answer_any": ["40 metres"]}
WRONG = {"question": "who is Zhao Leji, chairman of the National Congress?", "answer_any": ["A poet"]}


def written(file: Path, *golden: Mapping[str, object]) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(map(json.dumps, golden)), "utf-8")
    return file


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    return written(tmp_path / "golden.jsonl", RIGHT, TRAP, REFUSED, WRONG)


def grading(library: Library, questions: Path | None, tmp_path: Path, limits: Limits | None = None) -> Grading:
    return Grading(library, limits or Limits(), questions, tmp_path / "kept")


async def test_each_question_is_asked_and_scored(library: Library, questions: Path, tmp_path: Path) -> None:
    graded = grading(library, questions, tmp_path)
    assert graded.last(7) is None
    await graded.grade()

    last = graded.last(7)
    assert last
    assert (last.right, last.wrong, last.refused, last.better, last.worse) == (2, 1, 1, 0, 0)
    assert graded.last(None) == last


async def test_nothing_is_asked_twice_of_the_same_documents(library: Library, questions: Path, tmp_path: Path) -> None:
    await grading(library, questions, tmp_path).grade()
    asked = len(library.questions)
    again = grading(library, questions, tmp_path)
    await again.grade()
    assert len(library.questions) == asked

    library.books = [SEED, Book("seeds/lake.txt", "Lake", ("The lake is 40 metres deep, how deep indeed.",))]
    await again.grade()
    last = again.last(None)
    assert last
    assert (last.right, last.better, last.worse) == (3, 1, 0)


async def test_a_server_is_asked_its_own_questions_of_its_own_documents(library: Library, tmp_path: Path) -> None:
    library.books = [SEED, Book("42/lake.txt", "Lake", ("The lake is 40 metres deep, how deep indeed.",))]
    folder = written(tmp_path / "golden" / "42.jsonl", REFUSED).parent
    written(folder / "notes.jsonl", REFUSED)
    graded = grading(library, folder, tmp_path)
    await graded.grade()

    last = graded.last(42)
    assert last
    assert (last.right, last.refused) == (1, 0)
    assert graded.last(43) is None
    assert [question.audience.libraries for question in library.questions] == [{"seeds", "42"}]


async def test_a_file_that_cannot_be_used_is_named_once_and_the_last_run_stays(
    library: Library, questions: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "bot")
    graded = grading(library, questions, tmp_path)
    await graded.grade()
    last = graded.last(None)
    written(questions, {"question": 7})
    await graded.grade()
    await graded.grade()

    assert [record.getMessage() for record in caplog.records if "Line 1" in record.getMessage()]
    assert len(caplog.records) == 1
    assert graded.last(None) == last


async def test_people_come_first(library: Library, questions: Path, tmp_path: Path) -> None:
    limits = Limits()
    with limits.working():
        async with limits.place(Who(1, 2)):
            asking = asyncio.create_task(grading(library, questions, tmp_path, limits).grade())
            await asyncio.sleep(0.05)
            assert library.questions == []
    await asyncio.wait_for(asking, 5)
    assert len(library.questions) == 4


async def test_a_long_file_is_asked_only_so_far(library: Library, tmp_path: Path) -> None:
    file = written(tmp_path / "golden.jsonl", *({**TRAP, "question": f"who? {n}"} for n in range(MOST_QUESTIONS + 9)))
    await grading(library, file, tmp_path).grade()
    assert len(library.questions) == MOST_QUESTIONS


async def test_a_damaged_result_is_as_none(library: Library, questions: Path, tmp_path: Path) -> None:
    graded = grading(library, questions, tmp_path)
    await graded.grade()
    (tmp_path / "kept" / "all.json").write_text("{", "utf-8")
    assert graded.last(None) is None


async def test_quality_shows_the_scorecard_also_where_nobody_has_asked(
    server: Server, library: Library, questions: Path, tmp_path: Path
) -> None:
    await Grading(library, Limits(), questions, tmp_path / "bot" / "golden").grade()
    card = shown(await server.member.slash(server.channel, "quality"))

    assert ENGLISH("quality.none") in card
    assert ENGLISH("quality.golden", right=2, n=4, wrong=1, refused=1) in card
    assert "asked on <t:" in card
    assert KIM not in card
