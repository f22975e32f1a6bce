import pytest

from index.documents import Source, Span
from index.passages import Passage
from index.questions import Kind
from index.reading.agreement import Said, agree, are_independent, difference, is_copy, is_same_subject


def said(text: str, answer: str = "", document: str = "a", publisher: str | None = None) -> Said:
    source = Source(
        f"seeds/{document}.txt", f"Paper {document}", publisher, "1999-05" if document == "a" else None, None
    )
    span = Span(0, len(text))
    return Said(Passage(f"{document}/0", source, span, text, (span,)), text, answer)


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        (Kind.TIME, "in 1931", "on 4 March 1931", True),
        (Kind.TIME, "in 1931", "in 1933", False),
        (Kind.TIME, "on Thursday", "Thursday", True),
        (Kind.TIME, "on Thursday", "in 1931", None),
        (Kind.NUMBER, "about 1,200", "1200 people", True),
        (Kind.NUMBER, "two", "2", True),
        (Kind.NUMBER, "3 million", "3,000,000", True),
        (Kind.NUMBER, "212 members", "300", False),
        (Kind.NUMBER, "many", "300", None),
        (Kind.PERSON, "Ada Brook", "Mrs Brook", True),
        (Kind.PERSON, "Ada Brook", "Tom Hale", False),
        (Kind.OTHER, "the old wheel", "the wheel", True),
        (Kind.OTHER, "because of rain", "for want of money", None),
    ],
)
def test_answers_agree_differ_or_cannot_be_compared(kind: Kind, one: str, other: str, same: bool | None) -> None:
    assert agree(kind, one, other) is same
    assert agree(kind, other, one) is same


def test_a_copy_has_the_same_numbers_and_names() -> None:
    one = said("The mill of Oxmere closed in 1931 after the great flood of that spring.")
    copied = said("The mill of Oxmere closed in 1931, after the great flood of the spring.", document="b")
    changed = said("The mill of Oxmere closed in 1933 after the great flood of that spring.", document="b")
    assert is_copy(one, copied)
    assert not is_copy(one, changed)
    assert not is_copy(one, said("In 1931 Oxmere lost its mill.", document="b"))


def test_sentences_about_the_same_share_their_words_apart_from_the_answer() -> None:
    one = said("The mill closed in 1931.", "in 1931")
    assert is_same_subject(one, said("The old mill of Oxmere was closed for good in 1933.", "in 1933"))
    assert not is_same_subject(one, said("The school opened in 1933.", "in 1933"))


def test_two_sources_of_one_publisher_are_not_independent() -> None:
    one, other = said("x", document="a", publisher="The Post"), said("x", document="b", publisher="The Post")
    assert not are_independent(one.passage.source, other.passage.source)
    assert not are_independent(one.passage.source, one.passage.source)
    assert are_independent(one.passage.source, said("x", document="b").passage.source)


def test_a_difference_is_told_with_the_sources_and_their_dates() -> None:
    told = difference(Kind.TIME, [said("x", "in 1931"), said("x", "in 1933", document="b", publisher="The Post")])
    assert told == (
        "The sources give different dates: “in 1931” (Paper a, 1999-05); “in 1933” (Paper b, The Post, undated)."
    )
