"""The cards that are worth a picture, as the JSON that the bot sends."""

import functools
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord
from discord.http import handle_message_parameters

from bot.answering import card_of, places_of
from bot.buttons import CardButton, link_button
from bot.given import Entry, Given
from bot.rendering.cards import Button, Card
from bot.rendering.checks import check_card
from bot.rendering.helping import help_card
from bot.rendering.listings import source_pages, sources_card
from bot.rendering.notices import error_card
from bot.rendering.passages import Whereabouts, passage_card
from bot.rendering.reindexing import changes_card, progress_card
from bot.rendering.words import Words
from index import (
    SHARED,
    Answer,
    Audience,
    Changes,
    Checked,
    CheckedClaim,
    Citation,
    KnowledgeBase,
    Listing,
    Nearest,
    Neighbourhood,
    Passage,
    Picture,
    Progress,
    Question,
    Refusal,
    Sentence,
    Settings,
    Source,
    Span,
    Unanswered,
    Verdict,
)
from index.formats import PageDrawer
from tests.index.formats.building import pdf

Json = dict[str, Any]

SEEDS = Path(__file__).parents[2] / "seeds"
WHEN = datetime(2026, 11, 24, 9, 41, tzinfo=UTC).isoformat()
_NAME = "0" * 16
_EPHEMERAL = discord.MessageFlags(ephemeral=True)


def gallery(words: Words, seed: Answer | Unanswered) -> dict[str, Json]:
    """Each message by the name of its picture; the first shows `seed`."""
    return {
        "answer": body(_shown(words, seed, thread=True)),
        "refusal": body(_shown(words, REFUSAL)),
        "disagreement": body(_shown(words, DISAGREEMENT, thread=True)),
        "list": body(_shown(words, LIST, thread=True)),
        "check": body(check_card(words, CHECKED, _passages(words)), private=True),
        "passage": body(_passage(words), private=True),
        "page": body(_page(words), private=True),
        "reindex": body(progress_card(words, Progress(132, 180, 4210)), private=True),
        "reindexed": body(changes_card(words, CHANGES), private=True),
        "sources": body(sources_card(words, source_pages(words, LISTINGS), 0), private=True),
        "help": body(help_card(words, STARTERS, has_documents=True), private=True),
        "scripts": body(_shown(words, SCRIPTS)),
        "error": body(error_card(words, "7f3a90c2"), private=True),
    }


def body(card: Card, *, private: bool = False) -> Json:
    """What goes over the wire for a card."""
    with handle_message_parameters(view=card, flags=_EPHEMERAL if private else discord.MessageFlags()) as parameters:
        assert parameters.payload
        carried = [{"id": 0, "filename": card.attached.name}] if card.attached else []
        return dict(parameters.payload) | {"attachments": carried}


async def seeds_answer() -> Answer | Unanswered:
    """What the real index answers from the seed's article."""
    with tempfile.TemporaryDirectory() as folder:
        knowledge_base = KnowledgeBase(Settings(data=Path(folder), seeds=SEEDS))
        try:
            await knowledge_base.reindex()
            await knowledge_base.settle()
            return await knowledge_base.answer(Question("when did Kim meet Putin?", Audience.everyone()))
        finally:
            await knowledge_base.close()


def _shown(words: Words, outcome: Answer | Unanswered, *, thread: bool = False) -> Card:
    given = Given(1, 1, 1, "", False, words.language, outcome, places_of(outcome))
    extra: Sequence[Button] = (
        [CardButton.to("thread", _NAME, label=words("button.thread"), emoji="🧵")] if thread else []
    )
    return card_of(words, Entry(_NAME, given, None), extra=extra)


def _passages(words: Words) -> Button:
    return CardButton.to("passages", _NAME, "0", label=words("button.passages"), emoji="📖")


def _passage(words: Words) -> Card:
    near = Neighbourhood(PASSAGES[1], PASSAGES[0], PASSAGES[2], 6, 31, WHEN)
    quote = "Boats longer than nine metres moor at the east quay, and pay by the day."
    start = PASSAGES[1].span.start + PASSAGES[1].text.index(quote)
    buttons = [
        CardButton.to("passages-turn", _NAME, "0", label=words("button.previous"), disabled=True),
        CardButton.to("passages-turn", _NAME, "1", label=words("button.next")),
        link_button(words("button.open"), "https://harbour.example/rules#:~:text=Boats"),
    ]
    return passage_card(words, near, Whereabouts(Span(start, start + len(quote)), 1, 3), *buttons)


def _page(words: Words) -> Card:
    start = PAGE.text.index(MOORING)
    where = Whereabouts(Span(start, start + len(MOORING)), 1, 2, drawn_page())
    buttons = [
        CardButton.to("passages-turn", _NAME, "0", label=words("button.previous"), disabled=True),
        CardButton.to("passages-turn", _NAME, "1", label=words("button.next")),
        CardButton.to("file", _NAME, "0", label=words("button.file"), emoji="📄"),
    ]
    return passage_card(words, Neighbourhood(PAGE, None, None, 2, 12, WHEN), where, *buttons)


@functools.cache
def drawn_page() -> Picture:
    """The page that the bot itself draws of a PDF which is made here."""
    made = pdf([[(70, 735, 20, "Handbook of the harbour"), *((70, 690 - 17 * n, 12, line) for n, line in _LINES)]])
    picture = PageDrawer().draw(made, 1, MOORING)
    assert picture
    return picture


def _source(path: str, title: str, publisher: str | None, date: str | None, url: str | None = None) -> Source:
    return Source(f"{SHARED}/{path}", title, publisher, date, url)


def _quoted(number: int, source: Source, text: str, *highlights: str) -> Sentence:
    return Sentence(text, highlights, (Citation(number, source, f"{source.document}/1/{number}", text, 0, len(text)),))


RULES = _source("rules.md", "Harbour rules", "Port of Westhaven", "2026-03", "https://harbour.example/rules")
LOG = _source("log.md", "Harbour master’s log", None, "2025-08-19")
GAZETTE = _source("gazette.html", "The night the breakwater gave way", "Westhaven Gazette", "2025-08-21")
HANDBOOK = _source("handbook.pdf", "Volunteers’ handbook, fourth edition", "Westhaven Lifeboat Society", "2024")

PASSAGES = [
    Passage("a", RULES, Span(0, 71), "Visitors report to the harbour office before they make their boat fast.", ()),
    Passage(
        "b",
        RULES,
        Span(72, 330),
        "Small boats may use any free ring on the west quay. Boats longer than nine metres moor at the east quay, and "
        "pay by the day. Nobody moors at the fish dock between four and nine in the morning.",
        (),
        "Mooring",
        4,
    ),
    Passage("c", RULES, Span(331, 390), "Fees are due at noon; the office takes cards and coins.", ()),
]

MOORING = "Boats longer than nine metres moor at the east quay, and pay by the day."
_TEXT = f"""\
Visitors report to the harbour office before they make their boat fast. The
office is open from seven in the morning until the lights are lit.

Small boats may use any free ring on the west quay. {MOORING[:17]}
{MOORING[18:]} Nobody
moors at the fish dock between four and nine in the morning, when the ice
is landed and the catch is sold.

Fees are due at noon. Members of the lifeboat society pay nothing on the
days on which they are on duty."""
_LINES = list(enumerate(_TEXT.split("\n")))
PAGE = Passage("p", HANDBOOK, Span(0, len(_TEXT)), " ".join(_TEXT.split()), (), "Mooring", 1)

REFUSAL = Unanswered(
    "How much does it cost to moor for a whole season?",
    "reading",
    "No sentence of the documents says how much.",
    (
        Nearest(RULES, "b", "Boats longer than nine metres moor at the east quay, and pay by the day.", Span(0, 70)),
        Nearest(HANDBOOK, "h", "Members of the society moor free of charge while they are on duty.", Span(0, 66)),
    ),
    (),
    180.0,
)
DISAGREEMENT = Answer(
    "When did the breakwater give way?",
    "reading",
    (
        _quoted(1, LOG, "The breakwater gave way at 2:40 on the morning of 19 August.", "19 August"),
        _quoted(2, GAZETTE, "On the night of 18 August the sea broke through the old breakwater.", "18 August"),
    ),
    (LOG, GAZETTE),
    ("The sources do not agree on the date.",),
    WHEN,
    190.0,
)
CHECKED = Checked(
    (
        CheckedClaim(
            "Boats longer than nine metres moor at the east quay.",
            None,
            Verdict.SUPPORTED,
            (_quoted(1, RULES, "Boats longer than nine metres moor at the east quay, and pay by the day."),),
        ),
        CheckedClaim(
            "They pay by the week.",
            "Boats longer than nine metres pay by the week.",
            Verdict.NOT_IN_SOURCES,
        ),
        CheckedClaim(
            "Volunteers check the life jackets every five years.",
            None,
            Verdict.CONTRADICTED,
            (),
            (_quoted(2, HANDBOOK, "Volunteers check the life jackets every two years.", "every two years"),),
        ),
        CheckedClaim(
            "The old breakwater gave way on 19 August.",
            None,
            Verdict.DISPUTED,
            (_quoted(3, LOG, "The breakwater gave way at 2:40 on the morning of 19 August."),),
            (
                _quoted(
                    4, GAZETTE, "On the night of 18 August the old breakwater gave way.", "On the night of 18 August"
                ),
            ),
        ),
    ),
    1,
    (RULES, HANDBOOK, LOG, GAZETTE),
    WHEN,
    320.0,
)
LIST = Answer(
    "What does a volunteer bring to a night shift?",
    "reading",
    tuple(
        _quoted(1, HANDBOOK, text, *highlights)
        for text, *highlights in (
            ("Every volunteer brings a life jacket that has been checked this year.", "a life jacket"),
            ("Bring a torch with fresh batteries, and a second one if you come by bicycle.", "a torch"),
            ("Warm clothes are worn in layers, wool nearest the skin.", "Warm clothes"),
            ("The shift leader brings the radio and the key to the boathouse.", "the radio", "the key"),
            ("Food is shared: bring something that can be eaten with wet hands.", "Food"),
        )
    ),
    (HANDBOOK,),
    (),
    WHEN,
    210.0,
)
SCRIPTS = Answer(
    "¿Qué dicen las otras ediciones? 他の版は？",
    "reading",
    (
        _quoted(
            1,
            _source("ar", "قواعد الميناء", "ميناء الغرب", "2026"),
            "ترسو القوارب الطويلة عند الرصيف الشرقي.",
            "الرصيف الشرقي",
        ),
        _quoted(
            2, _source("ja", "港の規則", "西港", "2026-03"), "九メートルを超える船は東の岸壁に係留します。", "東の岸壁"
        ),
        _quoted(
            3,
            _source("code", "Notes for the 🤖 crew", None, None),
            "Run `moor --side=east` 👩🏽‍✈️ and wait for *OK*.",
            "`moor --side=east`",
        ),
    ),
    (
        _source("ar", "قواعد الميناء", "ميناء الغرب", "2026"),
        _source("ja", "港の規則", "西港", "2026-03"),
        _source("code", "Notes for the 🤖 crew", None, None),
    ),
    (),
    WHEN,
    205.0,
)
CHANGES = Changes(
    ("a.md", "b.md", "c.md"),
    ("rules.md",),
    ("old.txt",),
    tuple(map(str, range(173))),
    (
        Refusal("minutes/2019 scan.pdf", "It holds pictures of pages and no text."),
        Refusal("members.xlsx", "It is encrypted; save it without a password."),
    ),
    176,
    5120,
    212,
    8400.0,
)
LISTINGS = [
    Listing(source, source.document, passages, 9000, WHEN)
    for source, passages in ((LOG, 212), (RULES, 31), (GAZETTE, 18), (HANDBOOK, 164))
]
STARTERS = [
    "Where do boats longer than nine metres moor?",
    "Who is Zhao Leji?",
    "What does a volunteer bring to a night shift?",
]
