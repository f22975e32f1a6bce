import pytest

from index.reading.moments import asked_moments, moments


def meets(question: str, text: str) -> bool:
    (asked,) = asked_moments(question)
    return any(map(asked.meets, moments(text)))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who sings at 6?", "Time: 18:00; Stage: Barn"),
        ("who sings at 6 on friday", "Time: 06:00; Stage: Barn"),
        ("who sings at 6 pm", "Doors at 18.00 sharp."),
        ("who sings at six o'clock", "It begins at 6 p.m."),
        ("who sings at half six", "It begins at 18:30."),
        ("who sings at noon", "Time: 12:00"),
        ("who sings at midday", "Time: 12:00"),
        ("who sings at 19:15", "It begins at quarter past seven."),
        ("who sings at 6:45 pm", "It begins at quarter to seven."),
        ("who sings at 20:20", "It begins at twenty past eight."),
        ("who sings at nine", "The choir sings at nine and goes at ten."),
        ("who rows at 2 pm", "Shift: 13:30–15:00"),
        ("who rows at 14:30", "The shift from 2 pm to 5 pm is free."),
        ("who rows at 10 am", "Shift: 9-11am"),
        ("what happens at 11 pm", "Be quiet after 10 pm."),
        ("who bakes on oct 20", "Date: 2026-10-20; Oven: 2"),
        ("who bakes on 31 october", "Date: 31 Oct"),
        ("who bakes on the 8th", "Date: Thu 8 Jan"),
        ("who bakes on july 28", "They bake from Saturday 25 July to 2 August."),
        ("who bakes on july 28", "They bake on 25–31 July."),
        ("who bakes on oct 20", "Date: 20.10.2026; Oven: 2"),
        ("who bakes on oct 20", "They bake until 20.10. at noon."),
        ("who bakes on oct 20", "They bake on 18.–21.10.2026."),
        ("who bakes on 20.10.2026", "They bake on October 20."),
        ("who bakes on july 28", "They bake on 25. July to 2. August."),
        ("who rows at 10", "Shift: Mon-Fri 9-11"),
        ("who rows at 10 am", "Daily 9-17, Ada"),
    ],
)
def test_the_same_time_is_known_in_another_form(question: str, text: str) -> None:
    assert meets(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who sings at 6", "Time: 11:00"),
        ("who sings at 6 pm", "Time: 06:00"),
        ("who sings at 5", "Time: 21:30"),
        ("who rows at 3 am", "Shift: 9-11am"),
        ("who rows at 6 pm", "The shift from 2 pm to 5 pm is free."),
        ("who bakes on oct 20", "Date: 2026-10-02"),
        ("who bakes on oct 20", "At 20:00"),
        ("who bakes on oct 20", "Date: 10.11.2026"),
        ("who rows at 10 pm", "Shift: Mon-Fri 9-17"),
    ],
)
def test_another_time_is_another_one(question: str, text: str) -> None:
    assert not meets(question, text)


@pytest.mark.parametrize(
    "text",
    [
        "It costs 6.50.",
        "Version 18.04",
        "Results: 34:02",
        "at 6 and 7 to 3",
        "20 boats at sea",
        "In May",
        "On 05/06/2025",
        "at 35.",
    ],
)
def test_other_numbers_are_no_times(text: str) -> None:
    assert moments(text) == []


@pytest.mark.parametrize("question", ["who won on 20 October 2026", "who lives at 6 Quay Street", "what costs 6.50"])
def test_dates_with_a_year_and_other_numbers_are_not_asked_about(question: str) -> None:
    assert asked_moments(question) == ()
