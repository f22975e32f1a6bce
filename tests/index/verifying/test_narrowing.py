import pytest

from index.verifying.clauses import Text
from index.verifying.narrowing import leaves_out


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("All members voted.", "All members except the treasurer voted."),
        ("Nobody was hurt.", "Nobody but the driver was hurt."),
        ("The course is full.", "The course is nearly full."),
        ("The ferry sank in 1953.", "The ferry almost sank in 1953."),
        ("Ivo was the first president.", "Ivo was the first vice president."),
        ("The president resigned.", "The acting president resigned."),
        ("The bus stops at the school.", "The bus stops at the school only on request."),
        ("Guests may bring dogs.", "Guests may bring dogs on Thursdays only."),
        ("Ivo is president.", "Ivo is the president's brother."),
        ("Kestrels nest in the tower.", "Kestrels nested in the tower until 2012."),
        ("Ivo is president.", "Ivo was president until 2019."),
        ("The zoo keeps wolves.", "The zoo kept wolves until 1987."),
        ("The lake freezes every winter.", "The lake used to freeze every winter."),
        ("The river is polluted.", "The river was polluted in the 1970s and has since recovered."),
        ("Visitors may take photographs.", "Visitors may take photographs only without flash."),
        ("The mayor resigned.", "Had the mayor resigned, the vote would have failed."),
    ],
)
def test_what_a_word_of_the_quote_narrows_is_not_stated_without_it(sentence: str, quote: str) -> None:
    assert leaves_out(Text(sentence), Text(quote))


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("All members except the treasurer voted.", "All members except the treasurer voted."),
        ("The treasurer did not vote.", "All members except the treasurer voted."),
        ("The course is nearly full.", "The course is nearly full."),
        ("600 people came.", "Nearly 600 people came."),
        ("Ivo was the first vice president.", "Ivo was the first vice president."),
        ("Michael Vick is American.", "Michael Vick is a former American footballer."),
        ("The president praised the acting mayor.", "The president praised the acting mayor."),
        ("The bus stops on request.", "The bus stops at the school only on request."),
        ("Guests may come on Thursdays.", "Guests may come on Thursdays only."),
        ("The school has a bus.", "The school's bus is old, but the school has one."),
        ("Kestrels nested in the tower.", "Kestrels nested in the tower until 2012."),
        ("Lunch is served from noon.", "Lunch is served from noon until two."),
        ("Anna teaches here.", "Anna has taught here since 2004."),
        ("Anna is on the board.", "Anna has been on the board since 2004."),
        ("Ivo is a painter.", "Ivo, who was president until 2019, is a painter."),
        ("Had he resigned, it would have failed.", "Had he resigned, it would have failed."),
    ],
)
def test_what_keeps_the_word_or_does_not_need_it_may_be_stated(sentence: str, quote: str) -> None:
    assert not leaves_out(Text(sentence), Text(quote))
