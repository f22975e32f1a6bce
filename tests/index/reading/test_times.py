import pytest

from index.periods import period_of
from index.reading.times import Fit, asks_for_clock, fit, is_no_longer_so, says_until, says_when, stages, told_times


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("in 1972", "She chaired it in 1972.", Fit.SAME),
        ("in 1972", "She chaired it from 1971 to 1974.", Fit.HELD),
        ("from 1971 to 1974", "He rowed in May 1972.", Fit.WITHIN),
        ("from 1971 to 1979", "He rowed from 1974 to 1979.", Fit.NARROWED),
        ("in 1972", "It was common in the 1970s.", Fit.ROUGH),
        ("in 1972", "It was common in the 20th century.", Fit.ROUGH),
        ("from 1971 to 1974", "He rowed from 1973 to 1980.", Fit.OVERLAPPING),
        ("since 2003", "She has rowed since 2005.", Fit.OVERLAPPING),
        ("in 1972", "It burnt down in 1988.", Fit.OTHER),
        ("in 1972", "It burnt down in 1988, and was new in 1972.", Fit.SAME),
        ("in 1972", "It burnt down.", None),
    ],
)
def test_the_best_time_of_a_text_is_compared_with_the_asked_one(asked: str, text: str, expected: Fit | None) -> None:
    period = period_of(asked)
    assert period
    assert fit((period,), text) is expected


@pytest.mark.parametrize(
    "text", ["On Monday it rained.", "It was after the war.", "In 1931.", "He left as a boy of six years."]
)
def test_a_text_that_may_say_when(text: str) -> None:
    assert says_when(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The bridge falls in chapter 3.", ["in chapter 3"]),
        ("Jetpacks came with version 2.4.1.", ["with version 2.4.1"]),
        ("She won it after the third lap.", ["after the third lap"]),
        ("The referee of round 8 is Otto.", []),
        ("They sail in session.", []),
    ],
)
def test_a_stage_of_something_says_when(text: str, said: list[str]) -> None:
    assert [span.of(text) for span in stages(text)] == said
    assert says_when(text) is bool(said)


def test_the_stage_that_a_question_names_is_no_answer_to_when() -> None:
    assert not says_when("Otto is the referee in round 8.", "When is round 8?")


@pytest.mark.parametrize("text", ["It needs 4 GB of memory.", "The keeper slept.", ""])
def test_a_text_that_says_no_time_at_all(text: str) -> None:
    assert not says_when(text)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("what time is the choir on friday", True),
        ("At what time do they sing?", True),
        ("which time zone is it in", False),
        ("what time of year do they sing", False),
        ("when do they sing", False),
    ],
)
def test_what_time_asks_for_the_clock(question: str, *, asks: bool) -> None:
    assert asks_for_clock(question) is asks


@pytest.mark.parametrize(
    "text",
    [
        "On Fridays the choir sings at eight.",
        "Choir: Fridays 7-9",
        "Choir on 4 May, half past seven",
        "They sing on Friday evenings.",
        "They meet by 6 on Tuesday.",
        "Day: Monday; Start: 19",
        "On Mondays they sing whenever they can.",
        "On Mondays they sing an hour after the service.",
        "Saturday 4 May, 19.30",
    ],
)
def test_a_time_of_day_says_at_what_time(text: str) -> None:
    assert says_when(text, "what time does the choir sing")


@pytest.mark.parametrize(
    "text",
    [
        "The choir sings on 4 May.",
        "Choir: Fridays, room 7-9a",
        "It lost 2-1 to the other choir after extra songs on 4 May 2025.",
        "Choir night: every Thursday",
        "Day: 31.08.2025; Place: hall; Choir: from 4 May",
    ],
)
def test_a_day_does_not_say_at_what_time(text: str) -> None:
    assert not says_when(text, "what time does the choir sing")
    assert says_when(text)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("when does it close", ["On Mondays", "at nine", "on Fridays", "at quarter to ten"]),
        ("what time does it close", ["at nine", "at quarter to ten"]),
    ],
)
def test_times_are_told_in_order_with_what_leads_to_them(question: str, said: list[str]) -> None:
    text = "On Mondays it closes at nine, on Fridays at quarter to ten."
    assert [span.of(text) for span in told_times(text, question)] == said


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Return it by noon on 4 May.", True),
        ("Return it by the 4th.", True),
        ("Return it by Friday.", True),
        ("Return it no later than 4 May.", True),
        ("Entries close on 4 May.", True),
        ("Deadline: 4 May", True),
        ("Friday 9:00 - 18:30", True),
        ("Friday 9-5", True),
        ("It was drawn by Ada on 4 May.", False),
        ("Entries open on 4 May.", False),
    ],
)
def test_an_end_is_said_in_many_ways(text: str, *, says: bool) -> None:
    assert says_until(text) is says


@pytest.mark.parametrize(
    ("question", "sentence", "is_over"),
    [
        ("what is the licence", "Before 2.0 it was Apache.", True),
        ("where are the boats kept", "They used to be in the old shed.", True),
        ("whats the fee", "Until May the fee was 3 crowns.", True),
        ("what was the licence", "Before 2.0 it was Apache.", False),
        ("what is the licence", "It is MIT; before 2.0 it was Apache.", False),
        ("what is the port", "The port is 47; it used to be 30.", False),
        ("is the hall open before noon", "Before noon the hall was open.", False),
        ("who is the chair", "Ada was elected chair in May.", False),
    ],
)
def test_how_it_was_before_does_not_say_how_it_is(question: str, sentence: str, *, is_over: bool) -> None:
    assert is_no_longer_so(question, sentence) is is_over


@pytest.mark.parametrize("question", ["when is it open", "what time is it open"])
@pytest.mark.parametrize(
    "said", ["Mon-Fri 9-11", "Tue+Thu 17-19", "Tuesdays and Thursdays, 17.30-19.00", "daily 10-18"]
)
def test_hours_are_told_whole_with_their_days(question: str, said: str) -> None:
    text = f"It is open {said}, at the gate."
    assert says_when(text, question)
    assert [span.of(text) for span in told_times(text, question)] == [said]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Price until 31.08.2025: 4; Price from 01.09.2025: 5", Fit.OTHER),
        ("Keeper: Ada; Time: until 31.08.2025", Fit.HELD),
        ("Ada kept it until 31.08.2025.", Fit.HELD),
    ],
)
def test_a_column_until_a_day_is_not_of_all_years_before(text: str, expected: Fit) -> None:
    period = period_of("in 2021")
    assert period
    assert fit((period,), text) is expected
