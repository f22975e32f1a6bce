import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.characters import JOINERS, is_binary, visible

HIDDEN = {"Cc", "Cf", "Co", "Cn", "Cs"}
READABLE = [
    pytest.param("مرحبا بالعالم", id="arabic"),
    pytest.param("भारत में हिन्दी, क्षत्रिय", id="hindi"),
    pytest.param("می\u200cخواهم کتاب\u200cها را", id="persian"),
    pytest.param("🏳️\u200d🌈 👩🏽\u200d💻 🇫🇷 ❤️ 1️⃣", id="emoji"),
    pytest.param("ক্\u200dষ", id="bengali"),
    pytest.param("שלום עולם", id="hebrew"),
    pytest.param("東京都に住む。", id="japanese"),
    pytest.param("naïve Straße, 5 €", id="latin"),
]


def is_legitimate(character: str) -> bool:
    return character in "\n\t" or character in JOINERS or unicodedata.category(character) not in HIDDEN


@given(st.text(max_size=80))
@example("a\u202eb\u2066c\u2069")
@example("\U000e0041\U000e0042")
@example("a\u200db")
@example("e\u00ad\u0301")
@example("\ud800")
@example("\r\n\x85\u2028")
def test_nothing_hidden_survives_but_joiners(text: str) -> None:
    assert all(map(is_legitimate, visible(text)))


def test_no_character_of_unicode_that_is_hidden_survives_between_letters() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    hidden = [c for c in every if unicodedata.category(c) in HIDDEN and c not in JOINERS and c not in "\n\t"]
    line_ends = "\r\v\f\x1c\x1d\x1e\x85"
    assert visible("x".join(c for c in hidden if c not in line_ends)).strip("x") == ""


@given(st.text(alphabet=st.characters(), max_size=80))
@example("e\u00ad\u0301")
@example("☺\ufe0f\u200d\ufe0f")
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    once = visible(text)
    assert visible(once) == once


@pytest.mark.parametrize("text", READABLE)
def test_joiners_and_selectors_stay_where_they_shape_what_is_seen(text: str) -> None:
    assert visible(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("joiner", JOINERS)
def test_a_joiner_between_plain_letters_cannot_hide_a_message(joiner: str) -> None:
    assert visible(f"pa{joiner}ss{joiner * 3} wo{joiner}rd") == "pass word"


def test_every_kind_of_line_end_becomes_a_newline() -> None:
    assert visible("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h") == "a\nb\nc\nd\ne\nf\ng\nh"


def test_the_same_word_is_the_same_characters_however_it_was_typed() -> None:
    assert visible("cafe\u0301") == visible("café") == "café"


@pytest.mark.parametrize("content", [b"\x7fELF\x02\x01\x01\x00", b"PK\x03\x04\x14\x00\x00", bytes(range(32)) * 4])
def test_bytes_that_no_writer_types_are_binary(content: bytes) -> None:
    assert is_binary(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"plain text\r\n",
        "größer".encode("latin-1"),
        "wide".encode("utf-16"),
        "漢字".encode("shift_jis"),
        b"old\x1a",
    ],
)
def test_text_in_any_usual_encoding_is_not_binary(content: bytes) -> None:
    assert not is_binary(content)
