import pytest

from index.reading.opposites import denied, opposed, other_side, votes_otherwise
from index.words import words


@pytest.mark.parametrize(
    ("question", "sentence", "word"),
    [
        ("When did the mill open?", "The mill closed in 1931.", "open"),
        ("Who was the first mayor?", "The last mayor was Otto Lang.", "first"),
        ("Who opposed the bridge?", "Ada Brook supported the bridge.", "opposed"),
        ("Which is the largest lake?", "The smallest lake is Navalt.", "largest"),
        ("Who sold the mill?", "Tom Hale bought the mill.", "sold"),
        ("When did the pier reopen?", "The pier closed on 3 May.", "reopen"),
        ("Did Ada buy the mill?", "Ada sold the mill.", "buy"),
        ("Why did the board lower the rent?", "The board raised the rent, as water had become dear.", "lower"),
        ("When is it open on Sundays?", "It is open from 9 to 5 on weekdays.", "Sundays"),
        ("when was the pool plan adopted", "The pool plan: postponed until the survey of 4 May.", "adopted"),
        ("When was bid 17 rejected?", "Bid 17 was withdrawn on 4 May.", "rejected"),
        ("Which day was the loan deferred?", "The loan was approved on 4 May.", "deferred"),
        ("when does it close at the weekend", "On Fridays it closes at six.", "weekend"),
    ],
)
def test_an_opposite_in_the_place_of_an_asked_word_is_named(question: str, sentence: str, word: str) -> None:
    assert opposed(words(question), words(sentence)) == word


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("When did the mill open?", "The mill opened in 1903 and closed in 1931."),
        ("When did the mill open?", "The mill was founded in 1903."),
        ("When did work begin?", "Work began in April and was to end in May."),
        ("Who was born first and who last?", "The last was Ada."),
        ("When was bid 17 refused?", "Bid 17 was rejected on 4 May."),
        ("When was the plan approved?", "The plan, postponed in May, was approved in June."),
        ("When was the plan adopted?", "The plan was approved in June."),
        ("When can I withdraw coins?", "Payouts are approved on Mondays."),
        ("When is it open on weekdays?", "On Mondays it is open from 9 to 5."),
        ("When is it open at the weekend?", "It is open on Saturdays."),
        ("When is it open on Sundays?", "It is open from 9 to 5 on weekdays and from 10 to 4 on Sundays."),
        ("Where can I buy a ticket?", "Tickets are sold at the gate."),
        ("Can I borrow a tent?", "Tents are lent for a week."),
        ("", ""),
    ],
)
def test_a_sentence_that_also_says_the_word_replaces_nothing(question: str, sentence: str) -> None:
    assert opposed(words(question), words(sentence)) is None


@pytest.mark.parametrize(
    ("question", "sentence", "word"),
    [
        ("Is the café open on Mondays?", "The café is closed on Mondays.", "open"),
        ("are open fires allowed", "Fires are forbidden.", "allowed"),
        ("Is it legal?", "It is illegal.", "legal"),
        ("Is the café open on Mondays?", "The café is open, the bar is closed.", None),
        ("Did they open the mill in 1903?", "They closed the mill in 1903.", None),
        ("When is the café open?", "The café is closed on Mondays.", None),
        ("Is the tap on in winter?", "The tap is turned off in winter.", "on"),
        ("is the server up", "The server has been down since Monday.", "up"),
        ("Is the heating off at night?", "At night the heating stays on.", "off"),
        ("Is the tap on in winter?", "The tap is switched on and off by the warden.", None),
        ("Is the fair on Sunday?", "On Sunday all fares are 20 % off.", None),
        ("Is the tap on in winter?", "The tap drips in winter.", None),
    ],
)
def test_an_opposite_says_no_to_what_something_is(question: str, sentence: str, word: str | None) -> None:
    assert denied(question, sentence) == word


@pytest.mark.parametrize(
    ("question", "sentence", "is_told"),
    [
        ("Who bought the ruin from Ada Brook?", "Ada Brook sold the ruin to Tom Hale.", True),
        ("who bought the piano", "The piano has been sold to the scouts.", True),
        ("Which club borrowed the boat?", "The town lent the boat to the rowing club.", True),
        ("Who sold the mill?", "The trust bought the mill from Tom Hale.", True),
        ("Which company acquired the mill?", "The mill was sold to Brisa Ltd in May.", True),
        ("Who bought the ruin from Tom Hale?", "Ada Brook sold the ruin to Tom Hale.", False),
        ("Who sold the mill?", "Tom Hale bought the mill.", False),
        ("When did Tom Hale buy the mill?", "The mill was sold to Tom Hale in May.", False),
    ],
)
def test_a_deed_may_be_told_from_its_other_side(question: str, sentence: str, *, is_told: bool) -> None:
    assert (other_side(question, sentence) is not None) is is_told


@pytest.mark.parametrize(
    ("question", "sentence", "is_other"),
    [
        ("how many members voted against the fountain", "Of 90 members 61 supported the fountain.", True),
        ("how many residents are in favor of the fountain", "40 residents oppose the fountain.", True),
        ("who voted for it", "Cllr Ames abstained.", True),
        ("how many abstained", "Nine voted against.", True),
        ("how many voted against it", "61 supported it, 29 were against.", False),
        ("how many voted against it", "It was carried by nine votes to two.", False),
        ("how many voted against it", "It was adopted unanimously, with the support of the mayor.", False),
        ("how many residents are in favor of it", "61 residents are in favour.", False),
        ("how many voted for it", "Nine hands went up.", False),
        ("why is she against it", "She supports the mayor.", False),
    ],
)
def test_those_on_another_side_of_a_vote_are_not_those_asked_for(
    question: str, sentence: str, *, is_other: bool
) -> None:
    assert votes_otherwise(question, sentence) is is_other
