"""Thousands of cards from hostile and multilingual text, as bodies of every request that can carry one."""

from collections import Counter

import discord
import pytest
from discord.http import handle_message_parameters
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.buttons import CardButton
from bot.rendering.answers import Look, answer_card, page_count, refusal_card
from bot.rendering.cards import Card
from bot.rendering.listings import found_card, source_card, sources_card
from bot.rendering.passages import Whereabouts, passage_card
from bot.rendering.words import LANGUAGES, Words, words_of
from bot.sending import NOBODY
from index import Answer, Hit, Listing, Neighbourhood, Span, Unanswered
from tests.bot.rendering.hostile import answers, hits, listings, neighbourhoods, refusals, texts
from tests.bot.rendering.test_cards import check
from tests.wire import openapi

pytestmark = pytest.mark.acceptance

PATHS = (
    ("POST", "/channels/1/messages"),
    ("PATCH", "/channels/1/messages/2"),
    ("PATCH", "/webhooks/1/token/messages/@original"),
    ("POST", "/webhooks/1/token"),
)
BUTTONS = [
    CardButton.to("passages", "f" * 16, "0", label="Passages", emoji="📖"),
    CardButton.to("good", "f" * 16, emoji="👍"),
]
counted: Counter[str] = Counter()
words = st.sampled_from(list(LANGUAGES)).map(words_of)
thousands = settings(max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck))
hundreds = settings(max_examples=700, deadline=None, suppress_health_check=list(HealthCheck))


def sent(card: Card, *, times: int = 1) -> None:
    """What leaves for a card: harmless, within limits, without pings or previews, and as Discord describes it."""
    check(card, times=times)
    flags = discord.MessageFlags(suppress_embeds=True)
    with handle_message_parameters(view=card, flags=flags, allowed_mentions=NOBODY) as parameters:
        body = parameters.payload
    assert body
    assert body["allowed_mentions"]["parse"] == []
    assert discord.MessageFlags._from_value(body["flags"]).suppress_embeds
    counted["payloads"] += 1
    if openapi.FILE.exists():
        openapi.description().check(*PATHS[counted["payloads"] % len(PATHS)], body)


@thousands
@given(words, answers)
def test_answers(speaking: Words, answer: Answer) -> None:
    for page in range(page_count(answer)):
        sent(answer_card(speaking, answer, *BUTTONS, look=Look(page=page)))


@thousands
@given(words, refusals)
def test_refusals(speaking: Words, refusal: Unanswered) -> None:
    sent(refusal_card(speaking, refusal, *BUTTONS))


@thousands
@given(words, neighbourhoods, st.integers(0, 30), st.integers(0, 3000))
def test_passages(speaking: Words, near: Neighbourhood, start: int, length: int) -> None:
    sent(passage_card(speaking, near, Whereabouts(Span(start, start + length), 1, 3), *BUTTONS))


@hundreds
@given(words, st.lists(listings, max_size=30), texts)
def test_sources(speaking: Words, found: list[Listing], text: str) -> None:
    sent(sources_card(speaking, found), times=0)
    for listing in found[:3]:
        sent(source_card(speaking, listing, text))


@thousands
@given(words, texts, st.lists(hits, max_size=6))
def test_searches(speaking: Words, query: str, found: list[Hit]) -> None:
    sent(found_card(speaking, query, found, *BUTTONS), times=0)


def test_there_were_enough_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{counted['payloads']:,} payloads")  # noqa: T201 - a figure to report
    assert counted["payloads"] >= 10_000
