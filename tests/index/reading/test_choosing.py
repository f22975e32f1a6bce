import pytest

from index.documents import Span
from index.questions import understand
from index.reading.choosing import chosen

FEES = "Entry is free, but a boat costs 60 crowns and a guide 90 crowns."
ADMISSION = "Admission is 6 pounds for adults, 3 pounds for children and 15 pounds for a family."
TICKET = "A ticket is 6 pounds, 4 for pupils."
ROW = "Day: Sunday; Opens: 10:00; Closes: 16:00"
HOURS = "On Sundays the museum opens at 10:00 and closes at 16:00."
CAME = "Ada Brook, head of the Oxmere council and a member of the Green Party, came to Linton in May."
TALKS = "Oxmere shares a school with Skelby in spite of its long quarrel with the towns of Linton and Brisa over water."
SOLD = "The club sold its old crane to the Danish collector Siv Holm for 900 crowns."
GROUPS = "Ada Brook leads the first group and Tom Hale leads the second."

ACCIDENTS = "In 2024 there were three accidents, in 2025 only one."
SINGERS = "The choir had 30 singers in 1995 and has 12 today."


@pytest.mark.parametrize(
    ("question", "sentence", "read", "answer"),
    [
        ("How much does entry cost?", FEES, "60 crowns", "free"),
        ("how much is a guide", FEES, "60 crowns", "90 crowns"),
        ("how much is a ticket for pupils", TICKET, "6 pounds, 4", "4"),
        ("how much is a ticket", TICKET, "6 pounds, 4", "6 pounds"),
        ("how much are a boat and a guide", FEES, "60 crowns and a guide 90 crowns", "60 crowns and a guide 90 crowns"),
        ("how much is admission", ADMISSION, "6 pounds for adults, 3 pounds", "6 pounds for adults, 3 pounds"),
        ("how much is admission for children", ADMISSION, "6 pounds", "3 pounds"),
        ("How much does a boat cost?", FEES, "60 crowns", "60 crowns"),
        ("How much is a family ticket?", ADMISSION, "6 pounds for adults, 3 pounds", "15 pounds"),
        ("how much do children pay", ADMISSION, "6 pounds", "3 pounds"),
        ("When does it close on Sunday?", ROW, "10:00", "16:00"),
        ("When does it open on Sunday?", ROW, "10:00", "10:00"),
        ("When does it close on Sunday?", ROW, "Closes: 16:00", "16:00"),
        ("When does the museum close?", HOURS, "at 10:00", "at 16:00"),
        ("How many singers does the choir have?", SINGERS, "30", "12"),
        ("How many singers did the choir have?", SINGERS, "30", "30"),
        ("How many singers are there in 1995?", SINGERS, "30", "30"),
        ("How many books does it have?", "It had 40 books in 2001; today it has 95.", "40 books", "95"),
        ("How many accidents were there in 2025?", ACCIDENTS, "three", "only one"),
        ("How many accidents were there in 2024?", ACCIDENTS, "three", "three"),
        (
            "How much is carving?",
            "Ilse teaches carving on the second Saturday; it costs 18 euros.",
            "second",
            "18 euros",
        ),
        (
            "Who built the old saw?",
            "The saw came from Hale; it replaced the one that Teo Quint built.",
            "Hale",
            "Teo Quint",
        ),
        ("Who is secretary?", "Secretary: vacant; Oona Vale takes the minutes.", "Oona Vale", "vacant"),
        ("Who takes the minutes?", "Secretary: vacant; Oona Vale takes the minutes.", "Oona Vale", "Oona Vale"),
        ("Who commanded her from 1911?", "First Hugh Marrable did and, from 1911, Simon Dace.", "Hugh", "Simon Dace"),
        ("Who ran it in 1911?", "In 1911 Ada Hale ran the shop and Bo Lind ran the mill.", "Bo Lind", "Bo Lind"),
        ("Who bought her?", "Sold to breakers in 1931, she ran aground at Roan Point.", "Roan Point", "breakers"),
        ("Who leads the second group?", GROUPS, "Ada Brook", "Tom Hale"),
        ("Who leads the first group?", GROUPS, "Ada Brook", "Ada Brook"),
        ("Who sold the horn?", "The trust bought the horn from the Linton Museum.", "The trust", "Linton Museum"),
        ("Who bought the horn?", "The Trust sold the horn to the Linton Museum.", "The Trust", "Linton Museum"),
        ("how much do children pay", "Adults pay 3 crowns, children pay nothing.", "3 crowns", "pay nothing"),
        ("Who was chair before Ada Brook?", "Ada Brook replaced Siv Holm.", "Ada Brook", "Siv Holm"),
        ("Who came to Linton?", CAME, "Green Party", "Ada Brook"),
        ("Which towns has Oxmere a quarrel with?", TALKS, "Skelby", "Linton"),
        ("Who did the club sell its crane to?", SOLD, "The club", "Danish"),
        ("Who did the club sell its crane to?", SOLD, "Siv Holm", "Siv Holm"),
    ],
)
def test_what_stands_with_the_asked_words_is_marked(question: str, sentence: str, read: str, answer: str) -> None:
    assert marked(question, sentence, read) == answer


@pytest.mark.parametrize(
    ("question", "sentence", "read"),
    [
        pytest.param("How much is a parrot?", ADMISSION, "6 pounds", id="nothing stands with the asked word"),
        pytest.param("Who closed it?", "In 1903 Ada, the last of the Hales, closed it.", "Ada", id="an apposition"),
        pytest.param(
            "How much was the repair?", "The repair took nine years and cost 40 euros.", "40 euros", id="a unit"
        ),
        pytest.param("What costs 60 crowns?", FEES, "a boat", id="a kind that has nothing alike"),
    ],
)
def test_the_reader_is_believed_otherwise(question: str, sentence: str, read: str) -> None:
    assert marked(question, sentence, read) == read


def marked(question: str, sentence: str, read: str) -> str:
    start = sentence.index(read)
    found = chosen(understand(question), sentence, Span(start, start + len(read)))
    return found.of(sentence) if found else ""
