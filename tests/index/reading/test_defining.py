import pytest

from index.questions import understand
from index.reading.defining import defined


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        ("Who is Vladimir Putin?", "Kim met Russian President Vladimir Putin.", "Russian President"),
        (
            "who is choe ryong hae",
            "He met his North Korean counterpart Choe Ryong Hae.",
            "his North Korean counterpart",
        ),
        ("Who was Marie Curie?", "In 1903 the physicist Marie Curie won it.", "the physicist"),
        ("who's Bo Lind?", "China thanked deputy mayor Bo Lind twice.", "deputy mayor"),
        ("Who is Zhao Leji?", "Zhao Leji, chairman of the Congress, arrived.", "chairman of the Congress"),
        (
            "Who is Ada Brook?",
            "Ada Brook, a retired teacher who taught maths, sang.",
            "a retired teacher who taught maths",
        ),
        ("Who is Ada Brook?", "Ada Brook is the mayor of Oxmere.", "the mayor of Oxmere"),
        ("who is zoe lind", "A spokeswoman of Brisa Ltd, Zoë Lind, denied it.", "A spokeswoman of Brisa Ltd"),
        ("Who is Ada Brook?", "The captain, Ada Brook, 58, was asleep.", "The captain"),
        ("Who is Ada Brook?", "The captain sold it, Ada Brook, said the court.", None),
        ("Who is Ada Brook?", "The captain, Ada Brook and a cook came.", None),
        ("What is the Petrel?", "The Petrel is a ferry to Linton; it is old.", "a ferry to Linton"),
        ("what is kcna", "The Korean Central News Agency (KCNA) said so.", "Korean Central News Agency"),
        ("What does GC stand for?", "Each Garden Committee (GC) member has a key.", "Garden Committee"),
        ("What is the RNLI?", "Ask the Royal National Institution for Lifeboats (RNIL).", None),
        ("Who is Kim?", "In talks with Kim, the Russian president said no.", None),
        ("Who is Ada Brook?", "The mayor thanked Ada Brook.", None),
        ("Who is Ada Brook?", "Mr Lind and Mrs Ada Brook came.", None),
        ("Who is Ada Brook?", "Ada Brook, Bo Lind and the mayor came.", None),
        ("Who is the mayor of Oxmere?", "The mayor of Oxmere, they say, is ill.", None),
        ("Who met Kim?", "Russian President Vladimir Putin met Kim.", None),
        ("When was Ada Brook mayor?", "Ada Brook, the mayor, sang.", None),
    ],
)
def test_what_stands_beside_a_name_says_who_it_is(question: str, sentence: str, told: str | None) -> None:
    span = defined(understand(question), sentence)
    assert (span and span.of(sentence)) == told
