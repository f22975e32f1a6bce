import pytest

from bot.rendering.noting import told
from bot.rendering.words import LANGUAGES, texts, words_of
from index import Note
from index.notes import Code, note
from index.writing.setbacks import Setback
from tests.bot.server import ENGLISH

GERMAN = words_of("de")


def test_a_note_is_told_in_the_readers_language() -> None:
    assert told(GERMAN, note(Code.NO_YEAR), 200) == "Die Quelle nennt kein Jahr."
    assert told(ENGLISH, note(Code.NO_YEAR), 200) == "The source gives no year."
    assert told(GERMAN, note(Code.NOT_SAID, what="when"), 200) == "Kein Satz der Dokumente sagt wann."


def test_what_has_no_words_is_told_as_it_stands() -> None:
    assert told(GERMAN, "Something *else*.", 200) == "Something \\*else\\*."
    assert told(GERMAN, Note.of("of_tomorrow", "Not yet known.", {}), 200) == "Not yet known."


def test_values_are_text_and_never_markup_and_never_too_long() -> None:
    assert told(GERMAN, note(Code.OPPOSITE, word="**@everyone**"), 200).count("**") == 0
    assert len(told(GERMAN, note(Code.UNDERSTOOD, question="why " * 500), 200)) <= 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_has_words(language: str) -> None:
    codes = {*map(str, Code), *(f"setback_{each.name.lower()}" for each in Setback)}
    assert {name.removeprefix("note.") for name in texts(language) if name.startswith("note.")} == codes


def test_the_english_words_are_the_notes_own() -> None:
    values = dict.fromkeys("time date dated heading what each n question word names name number said day".split(), "2")
    for code in set(Code) - {Code.DROPPED, Code.FLAWED}:
        made = note(code, **values)
        assert ENGLISH(f"note.{code}", **made.values) == str(made), code
