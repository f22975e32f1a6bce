import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.conversation import Turn, made_whole, stands_alone


@pytest.mark.parametrize(
    ("earlier", "question", "whole"),
    [
        ([Turn("When did the old mill close?", "in 1931")], "Who owned it?", "Who owned the old mill?"),
        ([Turn("Who owns the rowing club?", "Ada Brook")], "When was it founded?", "When was the rowing club founded?"),
        ([Turn("When was the ferry repaired?", "in May")], "how much did that cost?", "how much did the ferry cost?"),
        (
            [Turn("when did Kim meet Putin?", "in September")],
            "and what did they discuss?",
            "what did Kim and Putin discuss?",
        ),
        ([Turn("when did Kim meet Putin?", "in September")], "where?", "where did Kim meet Putin?"),
        ([Turn("when did Kim meet Putin?", "in September")], "and where?", "where did Kim meet Putin?"),
        ([Turn("when did Kim meet Putin?", "in September")], "and Trump?", "when did Kim meet Trump?"),
        ([Turn("when did Kim meet Putin?", "in September")], "what about Xi?", "when did Kim meet Xi?"),
        (
            [Turn("Who is Zhao Leji?", "chairman of China’s National People’s Congress")],
            "When did he arrive in North Korea?",
            "When did Zhao Leji arrive in North Korea?",
        ),
        (
            [Turn("Who heads the Politburo Standing Committee?", "Xi Jinping")],
            "When did he meet Kim?",
            "When did Xi Jinping meet Kim?",
        ),
        ([Turn("When did the mill close?", "in 1931")], "Who owned it?", "Who owned the mill?"),
        (
            [Turn("When did the mill of Oxmere close?", "in 1931")],
            "and who bought it?",
            "who bought the mill of Oxmere?",
        ),
        (
            [Turn("How many summits did Xi and Kim hold in 2019?", "two")],
            "and in 2018?",
            "How many summits did Xi and Kim hold in 2018?",
        ),
        ([Turn("When does the fair begin?", "in May")], "and the market?", "When does the market begin?"),
        ([Turn("Where did Zhao go?", "to North Korea")], "Who did he meet there?", "Who did Zhao meet in North Korea?"),
        ([Turn("When did Ada Brook chair the club?", "from 1971")], "What was her job?", "What was Ada Brook’s job?"),
        (
            [Turn("Who is the captain of Petrel?", "Ingrid Solberg")],
            "what did she say?",
            "what did Ingrid Solberg say?",
        ),
        ([Turn("when did Kim meet Putin?", "in September")], "why?", "why did Kim meet Putin?"),
        (
            [
                Turn("Who visited Brisa?", "President Vale"),
                Turn("When did President Vale visit Brisa?", "in March 2012"),
            ],
            "with whom?",
            "with whom did President Vale visit Brisa?",
        ),
        (
            [Turn("when did Kim meet Putin?", "in September")],
            "what did the two talk about",
            "what did Kim and Putin talk about?",
        ),
    ],
)
def test_a_follow_up_is_made_whole(earlier: list[Turn], question: str, whole: str) -> None:
    assert made_whole(question, earlier) == whole


@pytest.mark.parametrize(
    ("earlier", "question"),
    [
        ([Turn("Who is Zhao Leji?", "chairman")], "Who is Choe Ryong Hae?"),
        ([Turn("when did Kim meet Putin?", "in September")], "What is the boiling point of water?"),
        ([Turn("When did Ada Brook chair the club?", "from 1971")], "What did Kim say about his visit?"),
        ([Turn("When did Ada Brook chair the club?", "from 1971")], "does it rain in Oxmere?"),
        ([Turn("Who is the captain of Petrel?", "Ingrid Solberg")], "how many people live in Linton"),
        ([], "and where?"),
        ([Turn("What is the ferry called?", "Petrel")], "when did that ferry arrive?"),
        ([Turn("where is the mill?", "in Oxmere")], "are there any shops?"),
    ],
)
def test_a_question_that_says_itself_what_it_is_about_is_left_alone(earlier: list[Turn], question: str) -> None:
    assert made_whole(question, earlier) == question


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_text_may_follow_any_other(question: str, before: str, answer: str) -> None:
    assert isinstance(made_whole(question, [Turn(before, answer)]), str)


def test_a_pronoun_means_nothing_of_a_subject_that_was_left() -> None:
    turns = [Turn("Where did Kim meet Putin?", "in Russia"), Turn("Who is Zhao Leji?", "the chairman")]
    assert made_whole("How long will he stay there?", turns) == "How long will Zhao Leji stay there?"


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("When did Kim meet Putin?", True),
        ("does it rain in Oxmere in May?", True),
        ("Is there a bus to Oxmere?", True),
        ("", True),
        ("Kim?", False),
        ("and where?", False),
        ("what about Xi?", False),
        ("When did he meet Kim?", False),
        ("Who else met Kim?", False),
        ("When does the library open?", False),
    ],
)
def test_a_whole_sentence_with_a_name_and_no_pronoun_stands_alone(question: str, *, alone: bool) -> None:
    assert stands_alone(question) is alone
