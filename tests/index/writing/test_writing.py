"""A model on a loopback server, through LlamaIndex's own class: what it writes is proven, or what was read is told."""

import asyncio
import json
import shutil
import socket
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from index.answering import Answer, Question, Unanswered
from index.audience import Audience
from index.conversation import Turn, made_whole
from index.knowledge_base import KnowledgeBase
from index.loading import Models
from index.passages import Passage
from index.runs import Order
from index.settings import Settings, WritingSettings
from index.writing import AT_ONCE, Draft, Writer
from index.writing.providing import language_model
from index.writing.setbacks import Setback
from index.writing.spending import Budget, Spending
from tests.index.samples import FAIR, MILL, fill
from tests.index.verifying.documents import passage
from tests.index.writing import server as does
from tests.index.writing.server import Behaviour, serving

CLOSED = Question("When did the mill close?", Audience.everyone())
SECONDS = 30.0
SHORT = 0.8
"""For servers that would never end by themselves."""

MOST = 20.0
"""No promise about time, only that it is none of the server's: those faults last a minute and more."""


def draft(*sentences: tuple[str, int, str]) -> str:
    """A reply as it was asked for: text, passage, quote."""
    return json.dumps({"sentences": [{"text": t, "quotes": [{"passage": n, "quote": q}]} for t, n, q in sentences]})


GOOD = draft(("The mill closed in 1931.", 1, "The mill closed in 1931."))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents that are already indexed, without vectors."""

    async def fill_it(folder: Path) -> Path:
        fill(folder / "seeds", {"mill.txt": MILL, "fair.txt": FAIR})
        base = KnowledgeBase(Settings(folder / "data", folder / "seeds"), Models(None, None))
        await base.reindex()
        await base.close()
        return folder

    return asyncio.run(fill_it(tmp_path_factory.mktemp("shelf")))


async def told(
    folder: Path, models: Models, writing: WritingSettings, question: Question = CLOSED
) -> Answer | Unanswered:
    """The answer, without the note that no embedder is there."""
    settings = Settings(folder / "data", folder / "seeds", writing=writing)
    base = KnowledgeBase(settings, replace(models, embedder=None))
    try:
        outcome = await base.answer(question)
        return replace(outcome, notes=tuple(note for note in outcome.notes if note not in base.notes))
    finally:
        await base.close()


def writing(name: str, **more: object) -> WritingSettings:
    return replace(WritingSettings(llm=name, seconds=SECONDS), **more)  # type: ignore[arg-type]


async def test_what_a_model_writes_is_cited_and_the_answer_says_who_wrote_it(shelf: Path, models: Models) -> None:
    with serving(does.says(GOOD)) as server:
        answer = await told(shelf, models, writing(server.name))
    assert isinstance(answer, Answer)
    assert (answer.mode, answer.notes) == ("writing", ())
    (sentence,) = answer.sentences
    (citation,) = sentence.citations
    assert (sentence.text, sentence.highlights) == ("The mill closed in 1931.", ("in 1931",))
    assert MILL[citation.start : citation.end] == citation.quote == "The mill closed in 1931."


async def test_a_model_gets_the_passages_between_marks_and_no_tools(shelf: Path, models: Models) -> None:
    with serving(does.says(GOOD)) as server:
        await told(shelf, models, writing(server.name))
    (request,) = server.requests
    system, user = request["messages"]
    assert "tools" not in request
    assert (system["role"], user["role"]) == ("system", "user")
    assert MILL in user["content"]
    assert MILL not in system["content"]


async def test_what_is_not_proven_is_dropped_and_the_answer_says_so(shelf: Path, models: Models) -> None:
    lies = draft(
        ("The mill closed in 1931.", 1, "The mill closed in 1931."),
        ("The mill closed in 1932.", 1, "The mill closed in 1931."),
        ("The mill burnt down.", 1, "The mill burnt down in a storm."),
        ("Its wheel was made in Oxmere.", 9, "Its wheel, made in Oxmere"),
    )
    with serving(does.says(lies)) as server:
        answer = await told(shelf, models, writing(server.name))
    assert isinstance(answer, Answer)
    assert [sentence.text for sentence in answer.sentences] == ["The mill closed in 1931."]
    (note,) = answer.notes
    assert note.startswith("The language model also wrote 3 sentences that could not be proven and were left out")
    assert "1 fabricated" in note
    assert "1 misattributed" in note


@pytest.mark.parametrize(
    ("reply", "setback"),
    [
        (draft(("The mill closed in 1932.", 1, "The mill closed in 1931.")), Setback.UNPROVEN),
        (draft(("Ada Brook opens the fair.", 2, "Ada Brook opens it, as she has for twelve years.")), Setback.UNPROVEN),
        ('{"sentences": []}', Setback.SILENT),
        ("I would rather not.", Setback.UNUSABLE),
        ("", Setback.UNUSABLE),
    ],
)
async def test_without_a_proven_sentence_what_was_read_is_told(
    shelf: Path, models: Models, reply: str, setback: Setback
) -> None:
    with serving(does.says(reply)) as server:
        answer = await told(shelf, models, writing(server.name))
    read = await told(shelf, models, WritingSettings())
    assert isinstance(answer, Answer)
    assert isinstance(read, Answer)
    assert (answer.mode, answer.notes) == ("reading", (setback.value,))
    assert (answer.sentences, answer.sources) == (read.sentences, read.sources)


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        ("When did Donald Trump close the mill?", GOOD),
        ("When did the mill open?", GOOD),
        ("What happened to the mill in 1950?", GOOD),
        (
            "Who opens the fair in three years?",
            draft(
                (
                    "Ada Brook has opened the fair for twelve years.",
                    2,
                    "Ada Brook opens it, as she has for twelve years.",
                )
            ),
        ),
    ],
)
async def test_a_question_that_the_documents_do_not_answer_is_refused_whatever_is_written(
    shelf: Path, models: Models, question: str, reply: str
) -> None:
    with serving(does.says(reply)) as server:
        refusal = await told(shelf, models, writing(server.name), Question(question, Audience.everyone()))
    assert isinstance(refusal, Unanswered)
    assert refusal.notes == (Setback.UNPROVEN.value,)


HTML = b"<!doctype html><html><body>Bad gateway</body></html>"
FAULTS: list[tuple[Behaviour, Setback]] = [
    (does.hangs, Setback.LATE),
    (does.drips, Setback.LATE),
    (does.drips_slowly, Setback.LATE),
    (does.floods, Setback.UNUSABLE),
    (does.floods_headers, Setback.UNUSABLE),
    (does.breaks_off, Setback.UNUSABLE),
    (does.goes_away, Setback.UNUSABLE),
    (does.fails("401 Unauthorized"), Setback.REFUSED),
    (does.fails("429 Too Many Requests", "Retry-After: 30"), Setback.BUSY),
    (does.fails("429 Too Many Requests"), Setback.BUSY),
    (does.fails("500 Internal Server Error"), Setback.FAILED),
    (does.sends(HTML, kind="text/html"), Setback.UNUSABLE),
    (does.sends(HTML, "502 Bad Gateway", "text/html"), Setback.FAILED),
    (does.sends(b'{"choices": ['), Setback.UNUSABLE),
    (does.sends(b"\xff\xfe\x00garbage"), Setback.UNUSABLE),
    (does.sends(b""), Setback.UNUSABLE),
    (does.sends(b"{}"), Setback.UNUSABLE),
    (does.sends(b"[" * 100_000), Setback.UNUSABLE),
    (does.sends(b"", "301 Moved", "text/html", "Location: http://127.0.0.1:9/"), Setback.FAILED),
]


UNLIMITED = Budget()
PASSAGES = [passage("Oxmere Mill")]


def writer(folder: Path, name: str, budget: Budget = UNLIMITED, seconds: float = SECONDS) -> Writer:
    return Writer(language_model(name), Spending(folder / "spending.sqlite3", budget), seconds)


def drafted(by: Writer, passages: Sequence[Passage] = PASSAGES, server: str = "600") -> Draft | Setback:
    return by.draft("When did the mill close?", passages, server, time.monotonic())


@pytest.mark.parametrize(("fault", "setback"), FAULTS, ids=[f"{at}-{each.name}" for at, (_, each) in enumerate(FAULTS)])
def test_whatever_goes_wrong_is_told_apart_and_ends_in_time(
    tmp_path: Path, fault: Behaviour, setback: Setback, caplog: pytest.LogCaptureFixture
) -> None:
    with serving(fault) as server:
        asked = writer(tmp_path, server.name, seconds=SHORT if setback is Setback.LATE else SECONDS)
        started = time.monotonic()
        found = drafted(asked)
        took = time.monotonic() - started
    assert found is setback
    assert took < MOST
    assert "secret" not in caplog.text


@pytest.mark.parametrize("fault", [does.drips, does.fails("500 Oops"), does.sends(HTML, kind="text/html")])
async def test_then_what_was_read_is_told(shelf: Path, models: Models, fault: Behaviour) -> None:
    with serving(fault) as server:
        answer = await told(shelf, models, replace(writing(server.name), seconds=5 * SHORT))
    read = await told(shelf, models, WritingSettings())
    assert isinstance(answer, Answer)
    assert isinstance(read, Answer)
    assert (answer.mode, answer.sentences) == ("reading", read.sentences)
    assert "found without it" in answer.notes[-1]


def test_nobody_listens(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    asked = writer(tmp_path, f"openai-like:http://127.0.0.1:{port}/v1#x")
    assert drafted(asked) is Setback.UNREACHABLE


def test_a_busy_server_is_asked_again(tmp_path: Path) -> None:
    with serving(does.fails("503 Busy"), does.fails("429 Slow down", "Retry-After: 0"), does.says(GOOD)) as server:
        found = drafted(writer(tmp_path, server.name))
    assert isinstance(found, Draft)
    assert len(server.requests) == 3


def test_a_broken_server_is_left_alone_after_a_few_failures(tmp_path: Path) -> None:
    with serving(does.fails("401 No")) as server:
        asked = writer(tmp_path, server.name)
        found = [drafted(asked) for _ in range(5)]
    assert found == [Setback.REFUSED] * 3 + [Setback.RESTING] * 2
    assert len(server.requests) == 3


def test_a_spent_budget_is_one_servers_and_outlives_a_restart(tmp_path: Path) -> None:
    with serving(does.says(GOOD)) as server:
        budget = Budget(tokens=5000)
        for _ in range(3):
            assert isinstance(drafted(writer(tmp_path, server.name, budget)), Draft)
        again = writer(tmp_path, server.name, budget)
        assert drafted(again) is Setback.SPENT
        assert isinstance(drafted(again, server="601"), Draft)
    assert len(server.requests) == 4


def test_questions_do_not_pile_up_behind_a_server_that_hangs(tmp_path: Path) -> None:
    with serving(does.hangs) as server:
        asked = writer(tmp_path, server.name, seconds=2.0)
        with ThreadPoolExecutor(3 * AT_ONCE) as pool:
            waiting = [pool.submit(drafted, asked) for _ in range(3 * AT_ONCE)]
            found = Counter(each.result() for each in waiting)
        hanging = [thread for thread in threading.enumerate() if thread.name == "writing"]
    assert len(hanging) <= AT_ONCE
    assert found == {Setback.LATE: AT_ONCE, Setback.BUSY: 2 * AT_ONCE}


def test_without_passages_nobody_is_asked(tmp_path: Path) -> None:
    with serving(does.says(GOOD)) as server:
        assert drafted(writer(tmp_path, server.name), []) is Setback.SILENT
    assert server.requests == []


async def test_what_is_erased_while_a_model_writes_is_not_quoted(shelf: Path, models: Models, tmp_path: Path) -> None:
    folder = shutil.copytree(shelf, tmp_path / "shelf")
    asked, go_on = threading.Event(), threading.Event()

    def says_later(connection: socket.socket, server: does.ModelServer) -> None:
        asked.set()
        go_on.wait(10)
        does.says(GOOD)(connection, server)

    with serving(says_later) as server:
        settings = Settings(folder / "data", folder / "seeds", writing=writing(server.name))
        base = KnowledgeBase(settings, replace(models, embedder=None))
        answering = asyncio.create_task(base.answer(CLOSED))
        await asyncio.to_thread(asked.wait, 10)
        await asyncio.to_thread((folder / "seeds" / "mill.txt").unlink)
        await base.erase(Order("seeds"), "mill.txt")
        go_on.set()
        outcome = await answering
        await base.close()
    assert isinstance(outcome, Unanswered)
    assert "1931" not in repr(outcome)


FOLLOWS = replace(CLOSED, text="and where is its wheel kept?", earlier=(Turn(CLOSED.text, "in 1931"),))
WHOLE = "Where is the mill’s wheel kept?"
KEPT = draft(("Its wheel is kept in the museum.", 1, "Its wheel, made in Oxmere, is kept in the museum."))


async def test_a_follow_up_is_made_whole_by_the_model_and_the_answer_says_how(shelf: Path, models: Models) -> None:
    question = replace(FOLLOWS, text="who was dismissed?")
    whole = "Who was dismissed when the mill closed in 1931?"
    written = draft(("Nobody was dismissed.", 1, "Nobody was dismissed."))
    with serving(does.says(json.dumps({"question": whole})), does.says(written)) as server:
        outcome = await told(shelf, models, writing(server.name), question)
    assert outcome.understood == whole
    assert any(whole in note for note in outcome.notes)
    first, second = (request["messages"] for request in server.requests)
    assert CLOSED.text in first[1]["content"]
    assert MILL not in first[1]["content"]
    assert whole in second[1]["content"]


async def test_a_change_of_subject_costs_no_exchange(shelf: Path, models: Models) -> None:
    question = replace(FOLLOWS, text="When did Ada Brook open the fair?")
    with serving(does.says(GOOD)) as server:
        outcome = await told(shelf, models, writing(server.name), question)
    assert outcome.understood is None
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "reply",
    [
        does.says(json.dumps({"question": "Who is Ada Brook?"})),
        does.says("I would rather not."),
        does.sends(HTML, kind="text/html"),
        does.fails("401 Unauthorized"),
    ],
)
async def test_if_that_fails_the_names_are_carried_over_and_the_model_still_writes(
    shelf: Path, models: Models, reply: Behaviour
) -> None:
    with serving(reply, does.says(KEPT)) as server:
        answer = await told(shelf, models, writing(server.name), FOLLOWS)
    assert isinstance(answer, Answer)
    assert (answer.mode, answer.understood) == ("writing", made_whole(FOLLOWS.text, FOLLOWS.earlier))


async def test_a_model_that_hangs_at_a_follow_up_has_time_left_to_write(shelf: Path, models: Models) -> None:
    started = time.monotonic()
    with serving(does.hangs, does.says(KEPT)) as server:
        answer = await told(shelf, models, replace(writing(server.name), seconds=12 * SHORT), FOLLOWS)
    assert isinstance(answer, Answer)
    assert answer.mode == "writing"
    assert time.monotonic() - started < MOST


@pytest.mark.parametrize(("fault", "setback"), FAULTS, ids=[f"{at}-{each.name}" for at, (_, each) in enumerate(FAULTS)])
def test_a_follow_up_ends_in_time_too(tmp_path: Path, fault: Behaviour, setback: Setback) -> None:
    with serving(fault) as server:
        asked = writer(tmp_path, server.name, seconds=SHORT if setback is Setback.LATE else SECONDS)
        started = time.monotonic()
        assert asked.made_whole(FOLLOWS.text, FOLLOWS.earlier, "600", started) is None
        assert time.monotonic() - started < MOST


def test_a_follow_up_is_on_its_servers_account(tmp_path: Path) -> None:
    with serving(does.says(json.dumps({"question": WHOLE}))) as server:
        asked = writer(tmp_path, server.name, Budget(tokens=3000))
        found = [asked.made_whole(FOLLOWS.text, FOLLOWS.earlier, "600", time.monotonic()) for _ in range(2)]
    assert found == [WHOLE, None]
    assert len(server.requests) == 1
