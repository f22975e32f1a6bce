import pytest

from index.questions import understand
from index.reading.stating import has_ended, only_names, says_neither


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When did the Alma sink?", "The ferry Alma nearly sank in 1953."),
        ("Who killed the king of the carnival?", "Ivo Marsh was acquitted of killing the king of the carnival."),
        ("Who fed the pigeons?", "Anton was suspected of feeding the pigeons, but it was Mirela."),
        ("Who is the president?", "Ivo Marsh is the president's brother."),
        ("When did Lena Fisk swim across the bay?", "Lena Fisk tried to swim across the bay in 2018."),
        ("Who acquired the Hale painting?", "The museum sought to acquire the Hale painting at auction."),
        ("Who rents the loft?", "The guild would like to rent the loft above the bakery."),
        ("When did the mayor resign?", "Had the mayor resigned in May, the vote would have failed."),
    ],
)
def test_a_sentence_may_only_name_what_is_asked(question: str, text: str) -> None:
    assert only_names(understand(question), text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When did the Alma sink?", "The ferry Alma sank in 1953."),
        ("Who was suspected of feeding the pigeons?", "Anton was suspected of feeding the pigeons."),
        ("Who tried to swim across the bay?", "Lena Fisk tried to swim across the bay in 2018."),
        ("How do I join the rowing club?", "If you want to join the rowing club, write to Ann Bell."),
        ("Who was the student of Jan Baudouin?", "Jan Baudouin and his former student coined the word."),
        ("Where is the world's tallest tower?", "The world's tallest tower is in Dubai."),
        ("When was the company formed?", "The talks ended with the formation of the company in 1948."),
        ("Was the pool closed?", "A motion to close the pool was lost."),
    ],
)
def test_one_that_says_it_or_is_asked_for_yes_or_no_does_not(question: str, text: str) -> None:
    assert not only_names(understand(question), text)


@pytest.mark.parametrize(
    ("question", "text", "is_open"),
    [
        ("Is the café free?", "The café is free for pupils and costs adults 3 euros.", True),
        ("Is the café free for pupils?", "The café is free for pupils and costs adults 3 euros.", False),
        ("Is the road closed at night?", "The road is closed to lorries at night.", True),
        ("Do I need permission for a tent?", "Permission is needed for tents larger than 10 m².", True),
        ("Was anybody hurt?", "Nobody but the driver was hurt.", True),
        ("Do kestrels nest in the tower?", "Kestrels nested in the tower until 2012.", True),
        ("Is Marrow a moderator?", "Marrow used to be a moderator.", True),
        ("Was Marrow a moderator?", "Marrow used to be a moderator.", False),
        ("Does Olsen direct the choir?", "Berg directs the choir in place of Olsen.", True),
        ("Does Berg direct the choir?", "Berg directs the choir in place of Olsen.", False),
        ("Is the course full?", "The course is full.", False),
    ],
)
def test_a_yes_or_no_may_be_left_open(question: str, text: str, is_open: bool) -> None:
    assert says_neither(understand(question), text) is is_open


def test_what_is_asked_for_still_may_have_ended() -> None:
    assert has_ended(understand("Does it still support Python 3.9?"), "Dropped support for Python 3.9.")
    assert not has_ended(understand("Does it support Python 3.9?"), "Dropped support for Python 3.9.")
