"""Whatever is in an answer, its card stays within Discord's limits and does nothing that the source wants."""

from collections import Counter
from dataclasses import replace
from typing import Literal

import discord
import pytest
from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.buttons import CardButton
from bot.rendering.answers import Look, answer_card, page_count, refusal_card, with_bold
from bot.rendering.cards import MOST_CHOICE_TEXT, MOST_TEXT, Accent, Card, fitting, pages_of
from bot.rendering.checks import check_card
from bot.rendering.escaping import escape, one_line, units
from bot.rendering.helping import Quality, help_card, quality_card
from bot.rendering.listings import found_card, source_card, source_pages, sources_card
from bot.rendering.naming import choice_names, jump, source_line, thread_name, written_date
from bot.rendering.notices import error_card, failure_card, trouble_card, waiting_card
from bot.rendering.passages import Whereabouts, passage_card
from bot.rendering.reindexing import changes_card, progress_card
from bot.rendering.words import Words, words_of
from index import (
    Answer,
    Changes,
    Checked,
    CheckedClaim,
    Citation,
    Hit,
    Listing,
    Neighbourhood,
    Picture,
    Progress,
    Refusal,
    Sentence,
    Source,
    Span,
    Unanswered,
    Verdict,
)
from tests.bot.markdown import nodes, visible
from tests.bot.rendering.hostile import (
    REGISTERED,
    WHEN,
    answers,
    checks,
    hits,
    listings,
    neighbourhoods,
    refusals,
    texts,
)
from tests.bot.server import ENGLISH

_OURS = frozenset({"text", "strong", "heading", "subtext", "quote", "list", "time", "autolink"})
BUTTON = CardButton.to("passages", "f" * 16, "0")
GERMAN = words_of("de")
PICTURE = Picture(3, b"pixels", ".png")
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
    for words in (ENGLISH, GERMAN):
        for page in range(page_count(answer)):
            check(answer_card(words, answer, BUTTON, look=Look(page=page)))
    assert units(thread_name(answer.question)) <= MOST_CHOICE_TEXT


@many
@given(refusals)
def test_any_refusal(refusal: Unanswered) -> None:
    check(refusal_card(ENGLISH, refusal, BUTTON))


@many
@given(checks)
def test_any_check(checked: Checked) -> None:
    for words in (ENGLISH, GERMAN):
        check(check_card(words, checked, BUTTON), times=1 if checked.indexed_at else 0)


def test_a_check_says_in_words_what_its_signs_and_colours_say() -> None:
    claims = tuple(CheckedClaim(f"Claim {verdict.name}.", None, verdict) for verdict in Verdict)
    text = "\n".join(blocks_of(check_card(ENGLISH, Checked(claims, 2, (), "", 1.0))))
    for verdict in Verdict:
        assert f"**{ENGLISH(f'check.{verdict.name.lower()}')}**: Claim {escape(verdict.name)}." in text
    assert "2 more claims were left out" in text


@many
@given(neighbourhoods, st.integers(0, 30), st.integers(0, 3000), st.none() | st.just(PICTURE))
def test_any_passage(near: Neighbourhood, start: int, length: int, picture: Picture | None) -> None:
    check(passage_card(ENGLISH, near, Whereabouts(Span(start, start + length), 1, 3, picture), BUTTON))


@many
@given(st.lists(listings, max_size=40))
def test_any_list_of_sources(found: list[Listing]) -> None:
    pages = source_pages(ENGLISH, found)
    assert sum(map(len, pages)) == len(found)
    for page in range(max(len(pages), 1)):
        check(sources_card(ENGLISH, pages, page, BUTTON, BUTTON), times=0)


@many
@given(listings, texts)
def test_any_source(listing: Listing, text: str) -> None:
    check(source_card(ENGLISH, listing, text))
    for name in choice_names(ENGLISH, [listing, listing]):
        assert units(name) <= MOST_CHOICE_TEXT


@many
@given(texts, st.lists(hits, max_size=6))
def test_any_search(query: str, found: list[Hit]) -> None:
    check(found_card(ENGLISH, query, found, BUTTON), times=0)


@many
@given(st.lists(st.builds(Refusal, path=texts, reason=texts), max_size=15), st.lists(texts, max_size=5))
def test_any_changes(refused: list[Refusal], paths: list[str]) -> None:
    changes = Changes(tuple(paths), (), (), (), tuple(refused), 1, 2, 3, 4.0, notes=tuple(paths))
    check(changes_card(ENGLISH, changes), times=0)


def test_changes_come_with_what_the_curator_should_know() -> None:
    changes = Changes((), (), (), (), (), 1, 2, 3, 4.0, notes=("The folder is empty now",))
    assert "The folder is empty now" in blocks_of(changes_card(ENGLISH, changes))


@many
@given(texts)
def test_any_notice(sentence: str) -> None:
    check(failure_card(sentence or "x"), times=0)
    check(trouble_card(ENGLISH, "doors.on", channel=sentence), times=0)


@many
@given(texts, st.lists(texts, max_size=3))
def test_bold_changes_nothing_of_what_is_read(text: str, parts: list[str]) -> None:
    marked = with_bold(text, parts, 10**6)

    assert visible(marked) == one_line(text)


def test_the_answer_inside_is_bold() -> None:
    assert with_bold("He came in May, then in June.", ["in May", "in June"], 999) == (
        "He came **in May**, then **in June**."
    )


def test_no_word_is_cut_to_make_a_part_of_it_bold() -> None:
    assert with_bold("The mayor came in Mayfield in May.", ["May"], 999) == "The mayor came in Mayfield in **May**."


def _answer(*sentences: Sentence, mode: Literal["reading", "writing"] = "reading") -> Answer:
    return Answer("Did it rain?", mode, sentences, (SOURCE,), (), WHEN, 1.0)


def _sentence(text: str, *highlights: str, quote: str | None = None) -> Sentence:
    return Sentence(text, highlights, (Citation(1, SOURCE, "p", quote or text, 0, 9),))


def test_a_sentence_that_is_its_own_quote_is_shown_once_as_a_quote() -> None:
    assert blocks_of(answer_card(ENGLISH, _answer(_sentence("It rained."))))[1] == "> “It rained.” [1]"


def test_a_sentence_in_other_words_is_followed_by_its_quotes() -> None:
    answer = _answer(_sentence("Rain fell.", quote="It rained."), mode="writing")

    assert blocks_of(answer_card(ENGLISH, answer))[1] == "Rain fell. [1]\n> “It rained.” [1]"


def test_the_answer_comes_first() -> None:
    blocks = blocks_of(answer_card(ENGLISH, _answer(_sentence("It rained on Monday.", "on Monday"))))

    assert blocks[:3] == ["-# Did it rain?", "## On Monday", "> “It rained **on Monday**.” [1]"]


def test_where_sentences_do_not_agree_none_of_them_comes_first() -> None:
    answer = _answer(_sentence("It rained on Monday.", "on Monday"), _sentence("It rained on Tuesday.", "on Tuesday"))

    assert not any(block.startswith("#") for block in blocks_of(answer_card(ENGLISH, answer)))


def test_a_long_answer_has_pages_and_loses_nothing() -> None:
    sentences = tuple(_sentence(f"Number {n} " + "word " * 60) for n in range(12))
    answer = _answer(*sentences)
    pages = [blocks_of(answer_card(ENGLISH, answer, look=Look(page=n))) for n in range(page_count(answer))]

    assert len(pages) > 1
    for n in range(12):
        assert sum(f"Number {n} " in block for page in pages for block in page) == 1
    assert f"page 2 of {len(pages)}" in pages[1][-1]


def test_sources_that_do_not_fit_are_counted() -> None:
    sources = tuple(Source(f"d{n}", "T" * 200, None, None, None) for n in range(60))
    cited = tuple(Citation(n + 1, source, "p", "x", 0, 1) for n, source in enumerate(sources))
    answer = Answer("?", "reading", (Sentence("x", (), cited),), sources, (), WHEN, 1.0)

    text = "\n".join(blocks_of(answer_card(ENGLISH, answer)))
    assert "more sources" in text
    assert "60 sources" in text


def test_a_question_of_nothing_visible_still_makes_a_card() -> None:
    check(answer_card(ENGLISH, Answer("\u200b", "reading", (), (), (), WHEN, 1.0)))


@pytest.mark.parametrize(
    ("date", "written"),
    [("2024-04-13", "13 April 2024"), ("2024-04", "April 2024"), ("2024", "2024"), ("soon", "soon")],
)
def test_a_date_is_written_as_far_as_it_is_known(date: str, written: str) -> None:
    assert written_date(ENGLISH, date) == written


def test_a_source_says_only_what_is_known() -> None:
    assert source_line(ENGLISH, Source("d", "", None, None, None)) == "**Untitled**"
    assert source_line(ENGLISH, SOURCE) == "**A title** · Guernsey Press · April 2024"


def test_sources_that_are_called_alike_are_told_apart_by_their_paths() -> None:
    alike = [replace(SOURCE, document=f"seeds/2024/{name}_1.md", date=None) for name in ("spring", "autumn")]
    found = [Listing(source, source.document.removeprefix("seeds/"), 1, 9, WHEN) for source in (SOURCE, *alike)]
    quotes = [Citation(number, source, "p", "So.", 0, 3) for number, source in enumerate(alike, start=1)]
    answer = Answer("Q?", "reading", (Sentence("So.", (), tuple(quotes)),), tuple(alike), (), WHEN, 1.0)

    for card in (sources_card(ENGLISH, source_pages(ENGLISH, found[1:]), 0), answer_card(ENGLISH, answer)):
        (said,) = [block for block in blocks_of(card) if "**A title**" in block]
        assert "**A title** · Guernsey Press · 2024\\/spring\\_1.md" in said
        assert "**A title** · Guernsey Press · 2024\\/autumn\\_1.md" in said
    assert ".md" not in blocks_of(sources_card(ENGLISH, source_pages(ENGLISH, found[:2]), 0))[1]
    assert choice_names(ENGLISH, found[1:]) == ["A title · 2024/spring_1.md", "A title · 2024/autumn_1.md"]
    assert choice_names(ENGLISH, found[:1]) == ["A title"]


def test_a_long_title_keeps_the_end_of_its_path() -> None:
    listing = Listing(replace(SOURCE, title="T" * 99), f"{'deep/' * 40}minutes.md", 1, 9, WHEN)
    first, second = choice_names(ENGLISH, [listing, listing])

    assert first == second
    assert first.endswith("/minutes.md")
    assert units(first) == MOST_CHOICE_TEXT
    assert thread_name("😀" * 99) == "😀" * 49 + "…"
    assert thread_name("a" * 101) == "a" * 99 + "…"


def test_progress_has_a_bar_and_counts() -> None:
    assert blocks_of(progress_card(ENGLISH, Progress(3, 4, 1200)))[1:] == [
        "▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▱▱▱▱▱ 75%",
        "-# 3 of 4 files, 1,200 passages embedded",
    ]
    check(progress_card(ENGLISH, None), times=0)
    check(progress_card(ENGLISH, Progress(9, 4, 1)), times=0)


def test_a_failure_of_nothing_visible_still_makes_a_card() -> None:
    assert blocks_of(failure_card("\u200b\x92")) == ["…"]


def test_an_error_card_says_only_its_number() -> None:
    card = error_card(ENGLISH, "c0ffee12")

    assert "c0ffee12" in blocks_of(card)[-1]
    assert card.to_components()[0]["accent_color"] == Accent.ERROR  # type: ignore[no-untyped-call]


def test_a_card_over_the_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 4000"):
        Card(Accent.PLAIN, ["🦊" * 2001])


def test_a_card_is_made_of_the_second_version_of_components() -> None:
    card = failure_card("Hello.")

    assert card.has_components_v2()
    assert card.timeout is None
    assert card.to_components()[0]["type"] == discord.ComponentType.container.value  # type: ignore[no-untyped-call]


def test_lines_are_kept_while_they_fit() -> None:
    assert fitting(["aa", "bb", "cc"], 6) == ["aa", "bb"]


def test_pages_hold_everything_in_order() -> None:
    assert pages_of(["aa", "bb", "c" * 9, "d"], 6) == [["aa", "bb"], ["c" * 9], ["d"]]


@pytest.mark.parametrize(
    ("url", "quote", "address"),
    [
        ("https://e.org/a", "It rained.", "https://e.org/a#:~:text=It%20rained."),
        ("https://e.org/a#top", "x-y, z", "https://e.org/a#top:~:text=x%2Dy%2C%20z"),
        ("https://e.org/a", " ".join("abcdefghijklm"), "https://e.org/a#:~:text=a%20b%20c%20d%20e,i%20j%20k%20l%20m"),
        ("https://discord.com/channels/1/2/3", "hello", "https://discord.com/channels/1/2/3"),
        ("https://e.org/a", "я" * 200, "https://e.org/a"),
        ("javascript:alert(1)", "x", None),
        (None, "x", None),
    ],
)
def test_a_jump_leads_to_the_sentence_itself(url: str | None, quote: str, address: str | None) -> None:
    assert jump(Source("d", "t", None, None, url), quote) == address


@many
@given(st.lists(texts, max_size=5))
def test_any_help(questions: list[str]) -> None:
    check(help_card(ENGLISH, questions, has_documents=True), times=0)


@pytest.mark.parametrize("words", [ENGLISH, GERMAN])
def test_waiting_quality_and_their_like(words: Words) -> None:
    check(waiting_card(words, 12, 23.4), times=0)
    check(waiting_card(words, 12, None), times=0)
    check(quality_card(words, Quality(30, 9, 5, 3, ["wrong", "wrong", ""], 20.0, 90.0)), times=0)


def test_seconds_are_said_as_people_say_them() -> None:
    assert "about 25 seconds" in blocks_of(waiting_card(ENGLISH, 2, 23.4))[0]
    assert "in a second" in blocks_of(waiting_card(ENGLISH, 1, 0.3))[0]
