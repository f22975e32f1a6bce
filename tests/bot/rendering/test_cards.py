"""Whatever is in an answer, its card stays within Discord's limits and does nothing that the source wants."""

from collections import Counter

import discord
import pytest
from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.passage_view import PassagesButton
from bot.rendering.answers import answer_card, refusal_card, source_line, with_bold, written_date
from bot.rendering.cards import MOST_CHOICE_TEXT, MOST_TEXT, Accent, Card, count, fitting
from bot.rendering.escaping import one_line, units
from bot.rendering.listings import choice_name, found_card, source_card, sources_card
from bot.rendering.notices import error_card, notice_card
from bot.rendering.passages import passage_card
from bot.rendering.reindexing import changes_card, progress_card
from index import (
    Answer,
    Changes,
    Citation,
    Hit,
    Listing,
    Neighbourhood,
    Progress,
    Refusal,
    Sentence,
    Source,
    Span,
    Unanswered,
)
from tests.bot.markdown import nodes, visible
from tests.bot.rendering.hostile import (
    REGISTERED,
    WHEN,
    answers,
    hits,
    listings,
    neighbourhoods,
    refusals,
    texts,
)

_OURS = frozenset({"text", "strong", "heading", "subtext", "quote", "list", "time", "autolink"})
BUTTON = PassagesButton.opening("f" * 16)
SOURCE = Source("seeds/kim.txt", "A title", "Guernsey Press", "2024-04", None)
many = settings(max_examples=40, deadline=None)


def blocks_of(card: Card) -> list[str]:
    return [item.content for item in card.walk_children() if isinstance(item, ui.TextDisplay)]


def check(card: Card, *, times: int = 1) -> None:
    """Within limits, and with nothing to click but registered addresses and `times` dates of our own."""
    blocks = blocks_of(card)
    assert sum(map(units, blocks)) <= MOST_TEXT
    assert all(block.strip() for block in blocks)
    assert card._total_children <= 40
    found: Counter[str] = Counter()
    for block in blocks:
        for node in nodes(block):
            found[node.kind] += 1
            assert node.kind in _OURS, (node, block)
            if node.kind == "autolink":
                assert node.text == f"<{REGISTERED}>"
            if node.kind == "strong":
                visible(node.text[2:-2])
    assert found["time"] <= times
    assert found["heading"] <= 1


@many
@given(answers)
def test_any_answer(answer: Answer) -> None:
    check(answer_card(answer, BUTTON))


@many
@given(refusals)
def test_any_refusal(refusal: Unanswered) -> None:
    check(refusal_card(refusal, BUTTON))


@many
@given(neighbourhoods, st.integers(0, 30), st.integers(0, 3000))
def test_any_passage(near: Neighbourhood, start: int, length: int) -> None:
    check(passage_card(near, Span(start, start + length), 1, 3, BUTTON))


@many
@given(st.lists(listings, max_size=40))
def test_any_list_of_sources(found: list[Listing]) -> None:
    check(sources_card(found), times=0)


@many
@given(listings, texts)
def test_any_source(listing: Listing, text: str) -> None:
    check(source_card(listing, text))
    assert units(choice_name(listing)) <= MOST_CHOICE_TEXT


@many
@given(texts, st.lists(hits, max_size=6))
def test_any_search(query: str, found: list[Hit]) -> None:
    check(found_card(query, found, BUTTON), times=0)


@many
@given(st.lists(st.builds(Refusal, path=texts, reason=texts), max_size=15), st.lists(texts, max_size=5))
def test_any_changes(refused: list[Refusal], paths: list[str]) -> None:
    check(changes_card(Changes(tuple(paths), (), (), (), tuple(refused), 1, 2, 3, 4.0)), times=0)


@many
@given(texts)
def test_any_notice(sentence: str) -> None:
    check(notice_card(sentence or "x"), times=0)


@many
@given(texts, st.lists(texts, max_size=3))
def test_bold_changes_nothing_of_what_is_read(text: str, parts: list[str]) -> None:
    marked = with_bold(text, parts, 10**6)

    assert visible(marked) == one_line(text)


def test_the_answer_inside_is_bold() -> None:
    assert with_bold("He came in May, then in June.", ["in May", "in June"], 999) == (
        "He came **in May**, then **in June**."
    )


def test_a_sentence_that_is_its_own_quote_is_shown_once_in_quotation_marks() -> None:
    citation = Citation(1, SOURCE, "p", "It rained.", 0, 10)
    answer = Answer("?", "reading", (Sentence("It rained.", (), (citation,)),), (SOURCE,), (), WHEN, 1.0)

    assert blocks_of(answer_card(answer))[1] == "“It rained.” [1]"


def test_a_sentence_in_other_words_is_followed_by_its_quotes() -> None:
    citation = Citation(1, SOURCE, "p", "It rained.", 0, 10)
    answer = Answer("?", "writing", (Sentence("Rain fell.", (), (citation,)),), (SOURCE,), (), WHEN, 1.0)

    assert blocks_of(answer_card(answer))[1] == "Rain fell. [1]\n> “It rained.” [1]"


def test_what_does_not_fit_is_said() -> None:
    citation = Citation(1, SOURCE, "p", "x", 0, 1)
    sentences = tuple(Sentence(f"{n} " + "word " * 180, (), (citation,)) for n in range(5))
    card = answer_card(Answer("?", "writing", sentences, (SOURCE,) * 60, (), WHEN, 1.0))

    text = "\n".join(blocks_of(card))
    assert "more sentences behind the button below." in text
    assert "more source" in text
    assert "60 sources" in text


def test_a_question_of_nothing_visible_still_makes_a_card() -> None:
    check(answer_card(Answer("\u200b", "reading", (), (), (), WHEN, 1.0)))


@pytest.mark.parametrize(
    ("date", "written"),
    [("2024-04-13", "13 April 2024"), ("2024-04", "April 2024"), ("2024", "2024"), ("soon", "soon")],
)
def test_a_date_is_written_as_far_as_it_is_known(date: str, written: str) -> None:
    assert written_date(date) == written


def test_a_source_says_only_what_is_known() -> None:
    assert source_line(Source("d", "", None, None, None)) == "**Untitled**"
    assert source_line(SOURCE) == "**A title** · Guernsey Press · April 2024"


def test_progress_has_a_bar_and_counts() -> None:
    assert blocks_of(progress_card(Progress(3, 4, 1200)))[1:] == [
        "███████████████░░░░░ 75%",
        "-# 3 of 4 files, 1,200 passages embedded",
    ]
    check(progress_card(None), times=0)
    check(progress_card(Progress(9, 4, 1)), times=0)


def test_an_error_card_says_only_its_number() -> None:
    card = error_card("c0ffee12")

    assert "c0ffee12" in blocks_of(card)[-1]
    assert card.to_components()[0]["accent_color"] == Accent.ERROR  # type: ignore[no-untyped-call]


def test_a_card_over_the_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 4000"):
        Card(Accent.PLAIN, ["🦊" * 2001])


def test_a_card_is_made_of_the_second_version_of_components() -> None:
    card = notice_card("Hello.")

    assert card.has_components_v2()
    assert card.timeout is None
    assert card.to_components()[0]["type"] == discord.ComponentType.container.value  # type: ignore[no-untyped-call]


def test_lines_are_kept_while_they_fit() -> None:
    assert fitting(["aa", "bb", "cc"], 6) == ["aa", "bb"]


def test_counting() -> None:
    assert [count(1, "source"), count(1200, "source"), count(2, "entry", "entries")] == [
        "1 source",
        "1,200 sources",
        "2 entries",
    ]
