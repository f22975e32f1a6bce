import pytest

from index.reading.clocks import hours


def clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


@pytest.mark.parametrize(
    ("text", "whole", "held"),
    [
        ("Mon-Fri 9-11", "Mon-Fri 9-11", ["9:00-11:00", "21:00-23:00"]),
        ("Open Mon–Fri 9–17 (gate)", "Mon–Fri 9–17", ["9:00-17:00"]),
        ("Mo-Fr: 8-15", "Mo-Fr: 8-15", ["8:00-15:00"]),
        ("Tue+Thu 17-19", "Tue+Thu 17-19", ["17:00-19:00"]),
        ("weekdays 9-5", "weekdays 9-5", ["9:00-17:00"]),
        ("daily from 10 to 18", "daily from 10 to 18", ["10:00-18:00"]),
        ("Tuesdays and Thursdays, 17.30-19.00", "Tuesdays and Thursdays, 17.30-19.00", ["17:30-19:00"]),
        ("Mondays 5-7 pm", "Mondays 5-7 pm", ["17:00-19:00"]),
        ("Sat 9am-5pm", "Sat 9am-5pm", ["9:00-17:00"]),
        ("Mon 9-12, 14-17; Tue: shut", "Mon 9-12, 14-17", ["9:00-12:00", "14:00-17:00"]),
        ("9-17 on weekdays", "9-17 on weekdays", ["9:00-17:00"]),
        ("10-14 Sat/Sun", "10-14 Sat/Sun", ["10:00-14:00"]),
        ("Fri 22-4", "Fri 22-4", ["22:00-24:00", "0:00-4:00"]),
        ("Room: 3; Hours: 9-17", "9-17", ["9:00-17:00"]),
        ("Open: 9h–17h", "9h–17h", ["9:00-17:00"]),
        ("Room: 9-17h", "9-17h", ["9:00-17:00"]),
    ],
)
def test_hours_are_known_by_days_labels_or_their_form(text: str, whole: str, held: list[str]) -> None:
    (found,) = hours(text)
    assert found.span.of(text) == whole
    assert [f"{clock(first)}-{clock(last)}" for first, last in found.stretches] == held


@pytest.mark.parametrize(
    "text",
    [
        "They won on Saturday 2-1.",
        "Open 3-4 days a week",
        "Friday 9-11 May",
        "Monday 10-12-2025",
        "Duration: 2-3h",
        "It takes 9-17h.",
        "Pages 9-17",
        "Sun-dried tomatoes 3-4",
        "Mon 030-12",
    ],
)
def test_other_ranges_are_no_hours(text: str) -> None:
    assert list(hours(text)) == []
