import pytest

from index.reading.opposites import opposed
from index.words import words


@pytest.mark.parametrize(
    ("question", "sentence", "word"),
    [
        ("When did the mill open?", "The mill closed in 1931.", "open"),
        ("Who was the first mayor?", "The last mayor was Otto Lang.", "first"),
        ("Who opposed the bridge?", "Ada Brook supported the bridge.", "opposed"),
        ("Which is the largest lake?", "The smallest lake is Navalt.", "largest"),
        ("Who sold the mill?", "Tom Hale bought the mill.", "sold"),
    ],
)
def test_an_opposite_in_the_place_of_an_asked_word_is_named(question: str, sentence: str, word: str) -> None:
    assert opposed(words(question), words(sentence)) == word


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("When did the mill open?", "The mill opened in 1903 and closed in 1931."),
        ("When did the mill open?", "The mill was founded in 1903."),
        ("When did work begin?", "Work began in April and was to end in May."),
        ("Who was born first and who last?", "The last was Ada."),
        ("", ""),
    ],
)
def test_a_sentence_that_also_says_the_word_replaces_nothing(question: str, sentence: str) -> None:
    assert opposed(words(question), words(sentence)) is None
