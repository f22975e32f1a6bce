import pytest

from index.checking.saying import is_said


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("The mill closed in 1931.", "The mill at Oxmere closed in 1931."),
        (
            "Ada Brook was born in Leeds.",
            "Ada Brook (born 3 March 1887 in Leeds; died 1959 in Dundee) was an engineer.",
        ),
        ("The bridge was designed by Brook.", "Brook designed the bridge."),
        ("The clerk said that the mill closed.", "The clerk said that the mill closed."),
        ("Wolf Lund leads the council.", "Wolf Lund, who leads the council, said that it had met."),
    ],
)
def test_what_is_said(claim: str, sentence: str) -> None:
    assert is_said(claim, sentence, "")


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("The mill closed in 1931 after a fire.", "The mill closed in 1931."),
        ("A treasure lies under the mill.", "The story that a treasure lies under the mill is an invention."),
        ("The mill closed in 1931.", "The clerk said that the mill closed in 1931."),
        ("The board sold the mill.", "The board decided to sell the mill."),
        ("Ada Brook died in Leeds.", "Ada Brook (born 1887 in Leeds; died 1959 in Dundee) was an engineer."),
        ("Ada Brook died in 1887.", "Ada Brook (born 1887 in Leeds; died 1959 in Dundee) was an engineer."),
        ("Cyclists pay a toll.", "Cyclists cross for free; cars pay a toll."),
        ("Males eat the females.", "Females eat the males that come to them."),
        ("Children must not use the kettle.", "Children under eight must not use the kettle."),
        ("Advertising is not allowed.", "Advertising is not allowed, except on Fridays."),
        ("The raid starts at 20:00.", "The raid starts at 20:30, not 20:00."),
        ("Opening it takes 3.1 seconds.", "Opening it takes 0.8 seconds instead of 3.1."),
        ("The pump delivers 25 litres per hour.", "The pump delivers 25 litres per minute."),
        ("Orr was an engineer.", "Orr is an American who never agreed to become an engineer."),
        ("Prescott is a county.", "Prescott is a city in Yavapai County."),
        ("Castle United beat Denholm.", "Castle United beat Marsh Rovers at Denholm."),
    ],
)
def test_what_only_sounds_like_it(claim: str, sentence: str) -> None:
    assert not is_said(claim, sentence, "")


def test_the_title_may_say_what_a_sentence_takes_for_granted() -> None:
    assert is_said("The kettle's guarantee lasts three years.", "The guarantee lasts three years.", "Kettle: manual")
