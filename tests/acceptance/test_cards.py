"""Thousands of cards from hostile and multilingual text, each on every path on which the bot sends or edits one."""

import asyncio
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pytest
from discord import app_commands
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.amending import without
from bot.answering import card_of, places_of, thread_button
from bot.buttons import CardButton, link_button
from bot.failures import _card as failed
from bot.given import Entry, Given, State
from bot.living import _card as lived_on
from bot.rendering.answers import Look, answer_card, page_count, refusal_card
from bot.rendering.cards import MOST_TEXT, Card
from bot.rendering.checks import check_card
from bot.rendering.escaping import units
from bot.rendering.files import file_card
from bot.rendering.forms import WhyForm
from bot.rendering.helping import Graded, Quality, help_card, quality_card
from bot.rendering.listings import found_card, source_card, source_pages, sources_card
from bot.rendering.naming import choice_names, jump, thread_name
from bot.rendering.notices import error_card, failure_card, trouble_card, waiting_card
from bot.rendering.passages import Whereabouts, passage_card
from bot.rendering.privacy import forgotten_card, privacy_card
from bot.rendering.reindexing import changes_card, progress_card
from bot.rendering.words import LANGUAGES, Words, words_of
from bot.rendering.words import texts as texts_of
from index import (
    Answer,
    Changes,
    Checked,
    Failure,
    Hit,
    Listing,
    Neighbourhood,
    Picture,
    Progress,
    Refusal,
    Source,
    Span,
    Unanswered,
    Upload,
)
from tests.bot.rendering.hostile import WHEN, answers, checks, hits, listings, neighbourhoods, refusals, sources, texts
from tests.bot.rendering.test_cards import check
from tests.wire import openapi
from tests.wire.outbox import Leaving, Outbox, message_of

pytestmark = pytest.mark.acceptance

SUPPRESS_EMBEDS, COMPONENTS_V2 = 1 << 2, 1 << 15
NAME = "f" * 16
BUTTONS = [
    CardButton.to("passages", NAME, "0", label="Passages", emoji="📖"),
    CardButton.to("good", NAME, emoji="👍"),
]
WAYS = 8
"""In which a card with a file leaves; one without can also answer an interaction at once."""

counted: Counter[str] = Counter()
words = st.sampled_from(list(LANGUAGES)).map(words_of)
numbers = st.integers(0, 10**9)
pictures = st.sampled_from([None, Picture(7, b"pixels", ".png"), Picture(7, b"pixels", ".jpg")])
changes = st.builds(
    lambda paths, refused: Changes(tuple(paths), tuple(paths[:1]), (), (), tuple(refused), 1, 2, 3, 4.0),
    st.lists(texts, max_size=5),
    st.lists(st.builds(Refusal, path=texts, reason=texts), max_size=15),
)


def many(examples: int) -> settings:
    # Examples so large take minutes to make smaller.
    unhurried, phases = list(HealthCheck), [Phase.explicit, Phase.generate]
    return settings(max_examples=examples, deadline=None, suppress_health_check=unhurried, database=None, phases=phases)


@pytest.fixture(scope="module")
def outbox() -> Iterator["_Postman"]:
    with asyncio.Runner() as runner:
        yield _Postman(runner)


class _Postman:
    """Sends each card on every path, and looks at everything that leaves."""

    def __init__(self, runner: asyncio.Runner) -> None:
        self.run = runner.run
        self.outbox = self.run(self._opened())

    @staticmethod
    async def _opened() -> Outbox:
        return Outbox()

    def send(self, card: Card, *, times: int = 1) -> None:
        check(card, times=times)
        everything = self.run(self.outbox.everywhere(card))
        assert len(everything) == WAYS + (card.attached is None)
        for leaving in everything:
            look(leaving)
        shown, *others = [message_of(leaving.body)["components"] for leaving in everything]
        assert all(other == shown for other in others)
        read(shown)
        counted["cards"] += 1


def look(leaving: Leaving) -> None:
    """A message that leaves: as Discord describes it, without pings or previews."""
    message = message_of(leaving.body)
    assert message["allowed_mentions"]["parse"] == []
    assert not message["allowed_mentions"].get("replied_user")
    assert message["flags"] & SUPPRESS_EMBEDS
    assert message["flags"] & COMPONENTS_V2
    assert not message.get("content")
    assert not message.get("embeds")
    assert [each["filename"] for each in message.get("attachments", [])] == list(leaving.names)
    described(leaving)
    counted["payloads"] += 1


def read(components: object) -> None:
    """Everything that a message says, also where no markup is read."""
    said = list(_texts(components))
    assert sum(units(text) for key, text in said if key == "content") <= MOST_TEXT
    for key, text in said:
        plain(text, is_one_line=key != "content")


def described(leaving: Leaving) -> None:
    if openapi.FILE.exists():
        openapi.description().check_shape(leaving.method, leaving.path, leaving.body)
        counted["described"] += 1


def plain(text: str, *, is_one_line: bool) -> None:
    """Nothing that nobody can see, and no fence."""
    for character in set(text):
        kind = unicodedata.category(character)
        assert kind not in {"Cc", "Cs", "Co", "Cn"} or (character == "\n" and not is_one_line), hex(ord(character))
        assert not re.match("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]", character), hex(ord(character))
    # In names and descriptions no markup is read.
    assert is_one_line or not re.search(r"(?<!\\)```", text)


def _texts(node: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, list):
        for each in node:
            yield from _texts(each, key)
    elif isinstance(node, dict):
        for name, value in node.items():
            yield from _texts(value, name)
    elif isinstance(node, str):
        yield key, node


def entry_of(outcome: Answer | Unanswered, speaking: Words, *, private: bool = False) -> Entry:
    return Entry(NAME, Given(1, 2, 3, "c", private, speaking.language, outcome, places_of(outcome)), 4)


@many(1000)
@given(words, answers, st.lists(texts, max_size=2))
def test_answers_and_follow_ups(outbox: _Postman, speaking: Words, answer: Answer, heard: list[str]) -> None:
    for page in range(page_count(answer)):
        outbox.send(answer_card(speaking, answer, *BUTTONS, look=Look(page=page)))
    outbox.send(card_of(speaking, entry_of(answer, speaking), extra=[thread_button(speaking, NAME)]))
    for text in heard:
        for leaving in outbox.run(outbox.outbox.thread(thread_name(text) or speaking("thread.name"))):
            described(leaving)
            plain(leaving.body["name"], is_one_line=True)
            assert 1 <= units(leaving.body["name"]) <= 100


@many(600)
@given(words, answers, st.sampled_from(list(State)[1:]))
def test_shared_and_edited_answers(outbox: _Postman, speaking: Words, answer: Answer, state: State) -> None:
    shared = entry_of(answer, speaking, private=True)
    outbox.send(card_of(speaking, shared, speaking("answer.shared"), speaking("answer.only_for_you")))
    gone = answer.sentences[0].citations[0].passage
    left = without(answer, gone) if state.is_gone else answer
    card = lived_on(outbox.outbox.client, entry_of(answer, speaking), left, state)
    outbox.send(card)


@many(1000)
@given(words, refusals)
def test_refusals(outbox: _Postman, speaking: Words, refusal: Unanswered) -> None:
    outbox.send(refusal_card(speaking, refusal, *BUTTONS))
    outbox.send(lived_on(outbox.outbox.client, entry_of(refusal, speaking), refusal, State.CHANGED))


@many(300)
@given(words, checks)
def test_checks(outbox: _Postman, speaking: Words, checked: Checked) -> None:
    outbox.send(check_card(speaking, checked, *BUTTONS), times=1 if checked.indexed_at else 0)


@many(1500)
@given(words, neighbourhoods, st.integers(0, 30), st.integers(0, 3000), pictures)
def test_passages(
    outbox: _Postman, speaking: Words, near: Neighbourhood, start: int, length: int, picture: Picture | None
) -> None:
    address = jump(near.passage.source, near.passage.text[start : start + length])
    ways = [link_button(speaking("button.open"), address)] if address else []
    where = Whereabouts(Span(start, start + length), 1, 3, picture)
    outbox.send(passage_card(speaking, near, where, *BUTTONS, *ways))


@many(300)
@given(words, st.lists(listings, max_size=30), texts)
def test_sources_and_their_titles_while_typing(
    outbox: _Postman, speaking: Words, found: list[Listing], text: str
) -> None:
    outbox.send(sources_card(speaking, source_pages(speaking, found), 0), times=0)
    for listing in found[:3]:
        outbox.send(source_card(speaking, listing, text))
    offered = [app_commands.Choice(name=name, value="x") for name in choice_names(speaking, found[:25])]
    for leaving in outbox.run(outbox.outbox.offered(offered)):
        described(leaving)
        for choice in leaving.body["data"]["choices"]:
            plain(choice["name"], is_one_line=True)
            assert 1 <= units(choice["name"]) <= 100


@many(600)
@given(words, sources, texts, st.sampled_from(["", ".pdf", ".html", ".exe"]))
def test_files(outbox: _Postman, speaking: Words, source: Source, name: str, suffix: str) -> None:
    card = file_card(speaking, source, Upload(name + suffix, b"content"))
    assert card.attached
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", card.attached.name)
    outbox.send(card, times=0)


@many(800)
@given(words, texts, st.lists(hits, max_size=6))
def test_searches(outbox: _Postman, speaking: Words, query: str, found: list[Hit]) -> None:
    outbox.send(found_card(speaking, query, found, *BUTTONS), times=0)


@many(500)
@given(words, changes, numbers, numbers, numbers)
def test_progress_and_its_end(
    outbox: _Postman, speaking: Words, made: Changes, done: int, files: int, passages: int
) -> None:
    outbox.send(progress_card(speaking, Progress(done, files, passages)), times=0)
    outbox.send(changes_card(speaking, made), times=0)


@many(500)
@given(words, texts, texts)
def test_errors_and_notices(outbox: _Postman, speaking: Words, sentence: str, other: str) -> None:
    outbox.send(failed(Failure(sentence or "x"), speaking) if sentence.strip() else failure_card("x"), times=0)
    outbox.send(trouble_card(speaking, "doors.on", channel=sentence), times=0)
    outbox.send(trouble_card(speaking, "ask.one_word", example=other), times=0)
    outbox.send(error_card(speaking, "c0ffee12"), times=0)


@many(300)
@given(words, st.lists(texts, max_size=5), numbers, numbers, st.floats(0, 10**6))
def test_help_quality_privacy_and_waiting(
    outbox: _Postman, speaking: Words, questions: list[str], some: int, more: int, seconds: float
) -> None:
    graded = Graded(WHEN, some, more, some, more, some)
    outbox.send(help_card(speaking, questions, has_documents=True), times=0)
    outbox.send(
        quality_card(speaking, Quality(30, some, min(some, more), more, ["wrong", ""], 2.0, 9.0), graded), times=1
    )
    outbox.send(waiting_card(speaking, more, seconds), times=0)
    outbox.send(privacy_card(speaking, some, more, 30, 30), times=0)
    outbox.send(forgotten_card(speaking, some, more, 3), times=0)


@many(20)
@given(words, st.from_regex(r"why:[0-9a-f]{16}:\d?", fullmatch=True))
def test_forms(outbox: _Postman, speaking: Words, custom_id: str) -> None:
    for leaving in outbox.run(outbox.outbox.filled_in(WhyForm(speaking, custom_id))):
        described(leaving)
        assert len(leaving.body["data"]["title"]) <= 45
        assert len(leaving.body["data"]["components"]) <= 5
        for _, text in _texts(leaving.body["data"]):
            plain(text, is_one_line=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_our_own(outbox: _Postman, language: str) -> None:
    for name in texts_of(language):
        if re.match(r"(?:notice|thread|share|ask|doors|file|feedback)\.", name):
            values: dict[str, str | float] = {"channel": "x", "example": "x", "size": 1, "most": 1, "n": 1}
            outbox.send(trouble_card(words_of(language), name, **values), times=0)


def test_there_were_enough_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{counted['cards']:,} cards as {counted['payloads']:,} messages")  # noqa: T201 - figures to report
    assert counted["cards"] >= 10_000
    assert not openapi.FILE.exists() or counted["described"] >= counted["payloads"]
