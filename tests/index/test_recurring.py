import pytest

from index.documents import Source, Span
from index.passages import Passage
from index.questions import understand
from index.recurring import recurring, ways

SHORTER = 31
"""Days of a month."""


def months(*numbers: int) -> set[int]:
    return {(number - 1) * SHORTER + day for number in numbers for day in range(SHORTER)}


def passage(*sentences: str, heading: str = "", title: str = "Rules") -> Passage:
    text = " ".join(sentences)
    starts = [text.index(sentence) for sentence in sentences]
    spans = tuple(Span(at, at + len(sentence)) for at, sentence in zip(starts, sentences, strict=True))
    return Passage("p", Source("d", title, None, None, None), Span(0, len(text)), text, spans, heading)


@pytest.mark.parametrize(
    ("text", "said", "days"),
    [
        pytest.param(
            "Shut from November to March.", "from November to March", months(11, 12, 1, 2, 3), id="over new year"
        ),
        pytest.param("Only between May and July", "between May and July", months(5, 6, 7), id="between"),
        pytest.param("Open May, June and August", "May, June and August", months(5, 6, 8), id="list"),
        pytest.param("is it on in may?", "in may", months(5), id="typed"),
        pytest.param(
            "July 15 to 31 August", "July 15 to 31 August", months(7, 8) - set(range(186, 200)), id="with days"
        ),
        pytest.param("Shut on 31. August.", "on 31. August", {7 * 31 + 30}, id="with a stop"),
        pytest.param("Mon–Fri 9 to 5", "Mon–Fri", {0, 1, 2, 3, 4}, id="short"),
        pytest.param("Open Tue., Thu. and Sat.", "Tue., Thu. and Sat", {1, 3, 5}, id="stops"),
        pytest.param("On weekdays only", "On weekdays", {0, 1, 2, 3, 4}, id="weekdays"),
        pytest.param("Closed at weekends", "at weekends", {5, 6}, id="weekends"),
        pytest.param("Friday to Monday", "Friday to Monday", {4, 5, 6, 0}, id="over the weekend"),
        pytest.param("Open daily except Mondays", "daily except Mondays", {1, 2, 3, 4, 5, 6}, id="daily but"),
        pytest.param(
            "We meet every day but not on Sunday.", "every day but not on Sunday", set(range(6)), id="but not"
        ),
        pytest.param(
            "Open all year except in January", "all year except in January", months(*range(2, 13)), id="year but"
        ),
    ],
)
def test_expressions_mean_their_days(text: str, said: str, days: set[int]) -> None:
    (found,) = recurring(text)
    assert (found.span.of(text), set(found.days)) == (said, days)


@pytest.mark.parametrize(
    "text",
    [
        "May I bring a dog?",
        "Dogs may enter.",
        "They march, and the sun sat on the hill.",
        "It opened in June 2019.",
        "The court met on 3 May 1931.",
        "The Sun rises.",
        "He decided on it.",
    ],
)
def test_other_words_and_dates_of_a_year_are_none(text: str) -> None:
    assert recurring(text) == []


@pytest.mark.parametrize(
    ("question", "sentence", "read_as", "note"),
    [
        (
            "is the tap on in december?",
            "The tap is off from November to March.",
            "is the tap on from November to March?",
            "“from November to March” includes December.",
        ),
        (
            "where do i get the key on a tuesday?",
            "On weekdays ask at plot 12 for the key.",
            "where do i get the key on weekdays?",
            "“On weekdays” includes Tuesday.",
        ),
        (
            "When is the library open on Thursday?",
            "The library: Mon–Fri 9:00 to 17:00",
            "When is the library open from Mon–Fri?",
            "“Mon–Fri” includes Thursday.",
        ),
        (
            "are the toilets open in december?",
            "The toilets are open from April to September.",
            "are the toilets open from April to September?",
            "“from April to September” does not include December.",
        ),
        (
            "is the café open on mondays?",
            "The café is open daily except Mondays.",
            "is the café open daily except Mondays?",
            "“daily except Mondays” does not include Mondays.",
        ),
        ("is the café open on friday?", "The café is open on Fridays.", None, None),
        ("when does the boat leave in july?", "From November to March the boat leaves at five.", None, None),
        ("did the pier open in june?", "The pier opened between May and July.", None, None),
        (
            "can i drill on sunday?",
            "Drilling is banned except on Fridays.",
            "can i drill except on Fridays?",
            "“except on Fridays” includes Sunday.",
        ),
        ("what is the fine for drilling on sunday?", "Drilling is banned except on Fridays.", None, None),
        ("is there yoga on tuesday?", "Judo is on Mondays and Fridays.", None, None),
    ],
)
def test_a_question_is_put_as_the_sentence_puts_it(
    question: str, sentence: str, read_as: str | None, note: str | None
) -> None:
    found = ways(understand(question), [passage("Bring your own hose.", sentence)]).retold
    assert [(one.asked.text, one.note) for one in found] == ([(read_as, note)] if read_as else [])


def test_it_is_told_whether_the_very_day_is_named() -> None:
    december = understand("is the tap on in december?")
    winter, tap = "The tap is off from November to March.", "In December the tap is on at noon."
    assert not ways(december, [passage(winter)]).is_named
    assert ways(december, [passage(winter, tap)]).is_named
    assert not ways(december, [passage(winter, "The fair is in December.")]).is_named


def test_of_several_spans_that_of_what_is_asked_is_taken() -> None:
    rules = passage("The café is open from May to October.", "The toilets are open from April to December.")
    (found,) = ways(understand("Are the toilets open in June?"), [rules]).retold
    assert found.said == "from April to December"


def test_each_of_those_that_have_as_many_words_is_tried() -> None:
    pool = passage("Lessons run on Mondays and Thursdays.", "We open from Monday to Friday.", title="The pool")
    found = ways(understand("When does the pool close on Thursday?"), [pool]).retold
    assert [one.said for one in found] == ["on Mondays and Thursdays", "from Monday to Friday"]


def test_what_is_asked_may_stand_in_the_heading_or_before_a_pronoun() -> None:
    hours = passage("Monday to Friday: 9:00 to 17:00", heading="Opening hours of the library")
    assert ways(understand("when does the library open on tuesday?"), [hours]).retold
    key = passage("The key hangs in the shed.", "At weekends it is at plot 12.")
    assert ways(understand("where is the key on a sunday?"), [key]).retold
