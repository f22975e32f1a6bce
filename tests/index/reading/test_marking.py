import pytest

from index.documents import Span
from index.questions import understand
from index.reading.marking import are_of_other_kind, marks


def marked(question: str, sentence: str, answer: str) -> list[str]:
    start = sentence.index(answer)
    return marks(understand(question), sentence, Span(start, start + len(answer)))


@pytest.mark.parametrize(
    ("question", "sentence", "answer", "whole"),
    [
        ("What did she sing?", "Ada Brook sang the national anthem.", "national anthem", "the national anthem"),
        ("Which storm came?", "It was hit by Tropical Storm Beryl.", "Beryl", "Tropical Storm Beryl"),
        ("What is it called?", "It is called a set of triples.", "triples", "a set of triples"),
        ("How many came?", "About 300 people came.", "300", "About 300"),
        ("Who chaired it?", "Yesterday Ingrid Solberg chaired it.", "Ingrid Solberg", "Ingrid Solberg"),
        ("Where was it?", "They met in the town of Oxmere.", "Oxmere", "Oxmere"),
        (
            "Who came to Brisa in May?",
            "Ada Brook came to Brisa in May for a long talk with the mayor.",
            "Ada Brook came to Brisa in May for a long talk with the mayor",
            "Ada Brook",
        ),
        ("When was it dropped?", "The relay was dropped in round 8 by all.", "round 8", "in round 8"),
        ("what time is it", "Monday's is later, first song 19:30, for the children.", "Monday", "19:30"),
        ("When is it?", "It is between six and half past eight.", "eight", "between six and half past eight"),
        ("When is it?", "The choir sings at nine, in the hall.", "nine", "at nine"),
        ("When do they close?", "They close at midnight except on Fridays.", "at midnight", "at midnight"),
        ("When was it?", "It was sold on 4 March 1931 to Hale.", "March 1931", "on 4 March 1931"),
    ],
)
def test_the_mark_is_the_whole_phrase(question: str, sentence: str, answer: str, whole: str) -> None:
    assert marked(question, sentence, answer) == [whole]


@pytest.mark.parametrize(
    ("question", "answer", "whole"),
    [
        ("Which towns joined?", "Oxmere", "Oxmere, Linton and Skelby"),
        ("Which towns joined?", "Linton", "Oxmere, Linton and Skelby"),
        ("Which town joined first?", "Oxmere", "Oxmere"),
    ],
)
def test_a_list_is_marked_whole_if_the_question_asks_for_several(question: str, answer: str, whole: str) -> None:
    assert marked(question, "In 1920 Oxmere, Linton and Skelby joined the league.", answer) == [whole]


@pytest.mark.parametrize(
    ("question", "sentence", "answer", "whole"),
    [
        ("Who accuses Brisa?", "Linton, Oxmere and others accuse Brisa.", "Linton", "Linton, Oxmere and others"),
        ("Who won?", "Ada Brook and Tom Hale won.", "Tom Hale", "Ada Brook and Tom Hale"),
        ("Who met Ada Brook?", "Ada Brook and Tom Hale met in May.", "Tom Hale", "Tom Hale"),
        ("Who won?", "Otto Lang, who came from Linton, and Tom Hale won.", "Tom Hale", "Tom Hale"),
    ],
)
def test_people_who_did_it_together_are_marked_together(question: str, sentence: str, answer: str, whole: str) -> None:
    assert marked(question, sentence, answer) == [whole]


def test_the_owner_of_what_follows_is_no_part_of_an_answer() -> None:
    sentence = "Oxmere, Linton's oldest rival, sold the mill."
    assert marked("What is the rival of Linton?", sentence, "Oxmere, Linton's") == ["Oxmere"]


@pytest.mark.parametrize(
    ("key", "name"), [("wood", "Ilse Brandt"), ("metal", "Teo Quint"), ("textiles", "Rhea Solano")]
)
def test_who_stands_before_the_asked_word_in_brackets_is_marked(key: str, name: str) -> None:
    leads = "Workshop leads: Ilse Brandt (wood), Teo Quint (metal), Rhea Solano (textiles)."
    assert marked(f"Who leads {key}?", leads, "Workshop") == [name]


def test_brackets_that_hold_more_than_the_asked_word_are_no_key() -> None:
    planned = "Ada Brook planned it with the Hale Court (a house of her design)."
    assert marked("Who planned the house?", planned, "Ada Brook") == ["Ada Brook"]


def test_without_a_reader_only_times_are_marked() -> None:
    assert marks(understand("When was it sold?"), "It was sold in 1931 to Hale.", None) == ["in 1931"]
    assert marks(understand("Who bought it?"), "It was sold in 1931 to Hale.", None) == []


BERTH = "Berth: short; Fee 2025: 34; Fee 2026: 41; Deposit 2026: 20"


@pytest.mark.parametrize(
    ("question", "sentence", "read", "expected"),
    [
        ("how much is a short berth in 2026", BERTH, "34", ["41"]),
        ("how much is the deposit in 2025", "Berth: short; Fee 2025: 34; Deposit 2026: 20; Fee 2026: 41", "41", []),
        ("where is the workshop", "Room: Loft; Place: Mill; Day: Monday", "Place: Mill", ["Mill"]),
        ("where is the workshop", "Room: Loft; Place: Mill; Day: Monday", "Mill; Day: Monday", []),
        ("where is the workshop", "Loft: closed; Mill: workshop", "closed; Mill", []),
        ("where is the workshop", "Room: Loft; Place: Mill; Day: Monday", "Day", []),
        ("who is the captain", "Captain: Ada Brook", "Ada", ["Ada Brook"]),
        ("how many crew do the four boats have", "The club has four boats, which need 18 people.", "18", ["18"]),
        ("how many crew do the four boats have", "The club has four boats, which need 18.", "four boats", ["18"]),
        ("when is the big slip open", "The small slip is open Mon-Fri; the big slip for 14 days.", "Mon-Fri", []),
        (
            "when is the small slip open",
            "The small slip is open Mon-Fri; the big slip for 9 days.",
            "Mon-Fri",
            ["Mon-Fri"],
        ),
        ("which week is it", "It is in the same week, which is 18 to 24 May.", "24 May", ["18 to 24 May"]),
        ("why is it shut", "It is shut.", ".", []),
    ],
)
def test_a_mark_is_of_one_cell_and_of_no_other_than_the_asked_one(
    question: str, sentence: str, read: str, expected: list[str]
) -> None:
    at = sentence.rindex(read)
    assert marks(understand(question), sentence, Span(at, at + len(read))) == expected


@pytest.mark.parametrize(
    ("question", "marked", "is_other"),
    [
        ("who do I ask for paint", ["40"], True),
        ("who do I ask for paint", ["40 Hill Street"], False),
        ("who do I ask for paint", [], False),
        ("how many boats are there", ["Ada Brook"], True),
        ("how many boats are there", ["a dozen"], False),
        ("how many boats are there", ["the Heron", "7"], False),
        ("how long is it open", ["until Sunday"], False),
        ("how long is it open", ["all summer long"], False),
        ("how long is it open", ["late"], True),
        ("what's the rent for flat 12", ["12"], True),
        ("what's the rent for flat 12", ["12", "505"], False),
        ("is it flat 12 or 14", ["flat 12"], False),
        ("is it flat 12", ["12"], False),
        ("who is Ada", ["Ada"], False),
        ("who was the captain before ada", ["Ada Brook"], True),
        ("who was the captain before ada", ["Bo"], False),
        ("who stands in for ada on mondays", ["Ada Brook"], True),
        ("who stands in for ada on mondays", ["Ada Brook", "Bo"], False),
        ("who is the king of Norway", ["King Harald of Norway"], False),
        ("who is the mayor", ["Mayor Ada Brook"], False),
        ("who made it for Charles Porter", ["Charles Richard"], False),
        ("who made it for Charles Porter", ["Mr Porter"], True),
    ],
)
def test_what_is_marked_may_be_nothing_of_what_is_asked_for(
    question: str, marked: list[str], *, is_other: bool
) -> None:
    assert are_of_other_kind(understand(question), marked) is is_other


def test_a_negation_is_marked_as_a_whole_word() -> None:
    asked = understand("Is the ferry open?")
    assert marks(asked, "The ferry isn't open.", None) == ["isn't"]
    assert marks(asked, "ferry isnt open", None) == ["isnt"]


def test_in_a_row_the_yes_or_no_of_the_asked_column_is_marked() -> None:
    asked = understand("Is the paint included with the boat?")
    assert marks(asked, "Article no: 7; Kit: boat; Paint included: yes; Glue: no", None) == ["yes"]
    assert marks(asked, "Article no: 7; Kit: boat; Paint included: on request", None) == []
