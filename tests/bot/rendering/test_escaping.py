import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rendering.escaping import escape, escape_within, link, normalise, one_line, units
from tests.bot.markdown import visible
from tests.bot.rendering.hostile import HOSTILE, READABLE, texts


def _can_be_seen(text: str) -> bool:
    allowed = {"\n", "\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"}
    return all(c in allowed or unicodedata.category(c) not in {"Cc", "Cf", "Cn", "Co", "Cs"} for c in text)


@pytest.mark.parametrize("text", [*HOSTILE, *READABLE])
def test_a_person_sees_the_text_itself_and_can_click_nothing(text: str) -> None:
    assert visible(escape(text)) == normalise(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_unseen_is_left(text: str) -> None:
    assert _can_be_seen(normalise(text))


@pytest.mark.parametrize("text", READABLE)
def test_what_writing_systems_and_emoji_need_stays(text: str) -> None:
    assert normalise(text) == unicodedata.normalize("NFC", text)


@settings(max_examples=400, deadline=None)
@given(texts)
def test_any_text_is_seen_as_it_is(text: str) -> None:
    assert visible(escape(text)) == normalise(text)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_normal_text_is_normal_again(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@settings(max_examples=300, deadline=None)
@given(texts, st.integers(min_value=1, max_value=200))
def test_text_cut_to_a_limit_fits_and_is_a_beginning(text: str, limit: int) -> None:
    cut = escape_within(text, limit)

    assert units(cut) <= limit
    shown = visible(cut)
    assert shown == normalise(text) or normalise(text).startswith(shown.removesuffix("…").rstrip())


def test_a_mass_mention_is_broken_in_what_is_sent() -> None:
    assert "@everyone" not in escape("@everyone")
    assert "@here" not in escape("x@here")
    assert "<@" not in escape("<@1>")


def test_a_cut_falls_between_words() -> None:
    assert escape_within("one two three four five", 15) == "one two three…"


def test_letters_that_join_are_not_torn_apart() -> None:
    assert escape_within("👨‍👩‍👧" * 3, 5) == "…"


def test_one_line_has_single_spaces() -> None:
    assert one_line(" a\t b\n\n c\u00a0d ") == "a b c d"


@pytest.mark.parametrize("url", ["https://example.org/a_b?c=d#e", "http://example.org"])
def test_an_address_of_a_source_is_shown_in_full(url: str) -> None:
    assert link(url) == f"<{url}>"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "steam://run/1",
        "https://user@evil.example",
        "https://evil.example/ x",
        "https://evil.example>",
        "https://ex\u0430mple.org",
        "https://[::1",
        "https://",
        "",
    ],
)
def test_an_address_that_is_not_plain_is_not_shown(url: str) -> None:
    assert link(url) is None
