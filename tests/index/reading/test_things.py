import pytest

from index.documents import Source, Span
from index.passages import Passage
from index.questions import understand
from index.reading.things import has_all_words, is_other_item, is_other_thing, is_untold

MEDAL = "Ada gave Tom a medal in May."


@pytest.mark.parametrize(
    ("question", "sentence", "near", "is_other"),
    [
        ("How much does cocoa cost?", "A pot of tea costs 3 crowns.", "", True),
        ("How much is tea?", "A pot of tea costs 3 crowns.", "", False),
        ("how much are dumplings", "A bowl is 4 crowns.", "Dumplings are served at seven.", False),
        ("When did Ada give Tom a house?", MEDAL, "", True),
        ("When did Ada give Tom a medal?", MEDAL, "", False),
        ("Who gave Ada a medal?", "Tom gave Ada flowers.", "The medal was for Tom.", True),
        ("Who gave Ada the medal?", "Tom gave it to Ada.", "The medal was new.", False),
        ("When did Ada arrive?", MEDAL, "", False),
    ],
)
def test_a_price_or_a_gift_must_be_of_the_asked_thing(
    question: str, sentence: str, near: str, *, is_other: bool
) -> None:
    assert is_other_thing(question, sentence, f"{near}\n{sentence}") is is_other


@pytest.mark.parametrize(
    ("question", "is_other"),
    [("Does the town pay for the boats?", True), ("Does the town give money?", False)],
)
def test_an_item_that_lacks_what_another_one_has_is_not_the_asked_one(question: str, *, is_other: bool) -> None:
    text = "- The town gives 900 crowns.\n- The bank pays for the boats."
    spans = Span(0, 28), Span(29, len(text))
    source = Source("seeds/a.md", "A", None, None, None)
    passage = Passage("seeds/a.md/1/0", source, Span(0, len(text)), text, spans)
    assert is_other_item(understand(question), passage, spans[0], passage.quote(spans[0])) is is_other


def test_all_words_are_those_that_tell() -> None:
    asked = understand("Is there a version for Windows?")
    assert has_all_words(asked, "We plan no version for Windows.", "")
    assert not has_all_words(asked, "We plan no other version.", "")


def test_a_title_gives_names_and_no_deeds() -> None:
    asked = understand("Did Ada Brook meet Tom Hale?")
    assert has_all_words(asked, "They meet in May.", "Ada Brook and Tom Hale")
    assert not has_all_words(asked, "Ada Brook and Tom Hale are of one party.", "Officials meet")


@pytest.mark.parametrize(
    ("question", "sentence", "is_without"),
    [
        ("Did Ada Brook meet Tom Hale?", "Ada Brook is in the committee led by Tom Hale.", True),
        ("Did Ada Brook meet Tom Hale?", "Ada Brook met Tom Hale.", False),
        ("Did Ada Brook go to Linton?", "Ada Brook travelled to Linton.", False),
        ("Is Hale Mill open?", "Hale Mill is closed.", False),
        ("Is Ada Danish?", "Ada is from Denmark.", False),
    ],
)
def test_nothing_is_told_of_a_deed_by_names_alone(question: str, sentence: str, *, is_without: bool) -> None:
    assert is_untold(understand(question), sentence) is is_without
