import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import InvalidQuestion
from index.questions import LONGEST, Kind, understand


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("when did the mill close", Kind.TIME),
        ("On which day does the fair begin?", Kind.TIME),
        ("whens the fair", Kind.TIME),
        ("whos the mayor", Kind.PERSON),
        ("What year was it founded?", Kind.TIME),
        ("How many years ago was that?", Kind.TIME),
        ("Who founded the club?", Kind.PERSON),
        ("Where is the key?", Kind.PLACE),
        ("How many members has it?", Kind.NUMBER),
        ("How much is a ticket", Kind.NUMBER),
        ("What percentage voted?", Kind.NUMBER),
        ("How long did the strike last?", Kind.DURATION),
        ("How many weeks does it take?", Kind.DURATION),
        ("how old is the bridge", Kind.AGE),
        ("Why is the sky blue?", Kind.OTHER),
        ("mill closing", Kind.OTHER),
        ("Did the mill close?", Kind.YES_NO),
        ("is it true that the mill closed", Kind.YES_NO),
        ("Was it Ada or Tom?", Kind.OTHER),
    ],
)
def test_the_question_word_says_what_kind_of_answer_is_asked_for(question: str, kind: Kind) -> None:
    assert understand(question).kind is kind


def test_the_first_question_word_decides() -> None:
    assert understand("What sea did the captain see when he died?").kind is Kind.OTHER
    assert understand("When did the man who sold the mill leave?").kind is Kind.TIME


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("When did Ada Brook meet Tom?", ["Ada Brook", "Tom"]),
        ("Which town did she leave in 1954?", ["1954"]),
        ("Approximately how many people live in Oxmere?", ["Oxmere"]),
        ("Ada Brook left when?", ["Ada Brook"]),
        ("what does it cost", []),
        ("Is the US larger than us?", ["US"]),
        ("May I post pictures in #general-chat?", ["general-chat"]),
        ("Does #Memes allow Ada at #1?", ["Memes", "Ada"]),
    ],
)
def test_names_are_what_an_answer_must_be_about(question: str, names: list[str]) -> None:
    asked = understand(question)
    assert [asked.text[group[0].span.start : group[-1].span.end] for group in asked.names] == names


def test_shouting_makes_no_names() -> None:
    asked = understand("WHEN DID ADA MEET TOM?")
    assert asked.names == ()
    assert [word.text for word in asked.telling] == ["ada", "meet", "tom"]


def test_marks_that_nobody_sees_are_not_part_of_a_question() -> None:
    assert understand("when\u202e did\u200b it \x00 rain\n\n?").text == "when did it rain ?"


@pytest.mark.parametrize("question", ["", "   ", "?!", "\u200b", "😀"])
def test_an_empty_question_is_refused_in_one_sentence(question: str) -> None:
    with pytest.raises(InvalidQuestion, match=r"^[A-Z].*\?$"):
        understand(question)


def test_a_pasted_article_is_no_question() -> None:
    with pytest.raises(InvalidQuestion, match="10,000 characters"):
        understand("a" * 10_000)


@given(st.text(max_size=LONGEST))
def test_any_text_is_understood_or_refused(text: str) -> None:
    try:
        asked = understand(text)
    except InvalidQuestion:
        return
    assert asked.words
    assert all(word in asked.words for group in asked.names for word in group)


@pytest.mark.parametrize("question", ["what's in the cake", "What’s in the cake?", "whats in the cake"])
def test_a_contracted_question_word_tells_nothing(question: str) -> None:
    assert [word.text for word in understand(question).telling] == ["cake"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("can u come w/ a dog", "can you come with a dog"),
        ("r u open tmrw", "are you open tomorrow"),
        ("how many hrs does it take w/o a break", "how many hours does it take without a break"),
        ("pls tell me what ur rules are b4 i come", "please tell me what your rules are before i come"),
        ("who is in the u 12 team", "who is in the u 12 team"),
        ("Who is U?", "Who is U?"),
        ("what is a u-bend and km/hrs", "what is a u-bend and km/hrs"),
    ],
)
def test_small_words_that_people_shorten_are_read_in_full(typed: str, meant: str) -> None:
    assert understand(typed).text == meant


def test_shortened_times_are_counted() -> None:
    assert understand("how many hrs does it take").kind is Kind.DURATION
