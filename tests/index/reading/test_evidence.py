from dataclasses import replace

import pytest

from index.documents import Source, Span
from index.passages import Passage
from index.questions import understand
from index.reading.evidence import Wanted
from index.reading.losses import (
    ALL_WORDS,
    ANOTHER,
    APART,
    ASKED_CELL,
    CONTRADICTED,
    MISSING,
    NO_NUMBER_GIVEN,
    NO_TIME,
    OTHER_NUMBER,
    RIVAL,
    TIMELESS,
    TIMES,
    UNHEARD,
    UNSAID,
)
from index.reading.times import Fit

SOURCE = Source("seeds/club.txt", "The rowing club of Oxmere", None, "2021-05-04", None)


def passage(*sentences: str) -> Passage:
    text, spans = " ".join(sentences), []
    for sentence in sentences:
        start = text.index(sentence)
        spans.append(Span(start, start + len(sentence)))
    return Passage("seeds/club.txt/1/0", SOURCE, Span(0, len(text)), text, tuple(spans))


HISTORY = passage(
    "Ada Brook chaired the club from 1971 to 1974.",
    "She was followed by Otto Lang.",
    "The boathouse burnt down.",
    "Tomas Reyes invited Ingrid Solberg to the regatta in 1988.",
)


def score(question: str, sentence: int) -> float:
    return Wanted(understand(question)).judged(HISTORY, HISTORY.sentences[sentence]).score


def test_all_that_is_asked_may_meet_in_the_sentence_the_one_before_and_the_title() -> None:
    assert score("Who followed Ada Brook at the club of Oxmere?", 1) == 0


def test_a_row_with_all_words_counts_more() -> None:
    plans = passage("Plan: Free; Devices: 3; Storage: 2 GB", "Plan: Field; Devices: 10; Storage: 50 GB")
    wanted = Wanted(understand("how much storage does Field have"))
    free, field = (wanted.judged(plans, row).score for row in plans.sentences)
    assert field == ALL_WORDS + ASKED_CELL
    assert free < 0


def test_a_name_with_another_number_is_another_thing() -> None:
    assert score("What happened to Boathouse 21?", 2) == -OTHER_NUMBER - UNSAID
    assert score("What happened to the Tower?", 2) == -MISSING


def test_a_sentence_without_a_time_may_have_it_from_its_heading() -> None:
    dated = replace(HISTORY, heading="4 May 1990")
    wanted = Wanted(understand("When did the boathouse burn down?"))
    assert wanted.judged(HISTORY, HISTORY.sentences[2]).score == -TIMELESS
    assert wanted.judged(dated, dated.sentences[2]).score == 0


def test_a_yes_or_no_with_all_words_counts_more() -> None:
    assert score("Did Tomas Reyes invite Ingrid Solberg to the regatta?", 3) == ALL_WORDS
    assert score("Did Tomas Reyes invite Ingrid Solberg to the ball?", 3) == 0


def test_a_name_that_stands_elsewhere_in_the_passage_counts_less() -> None:
    assert score("How did the boathouse of Tomas Reyes burn down?", 2) == -APART


def test_nobody_is_as_old_as_somebody_else_of_the_passage() -> None:
    crew = passage("Ada Brook led it.", "The dead are Otto Lang, 71, and Siv Holm.", "She was 60 then.")
    wanted = Wanted(understand("How old is Ada Brook?"))
    _, others, her = crew.sentences
    assert wanted.judged(crew, others).score <= -CONTRADICTED
    assert wanted.judged(crew, her).score > -APART - 1


def test_a_name_that_stands_nowhere_counts_against_the_sentence() -> None:
    assert score("How was Harald Fiske in the club?", 0) == -MISSING


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who chaired the club in 1972?", TIMES[Fit.HELD]),
        ("Who chaired the club from 1971 to 1974?", TIMES[Fit.SAME]),
        ("Who chaired the club from March 1973 to 1980?", TIMES[Fit.OVERLAPPING]),
        ("Who chaired the club in 1988?", TIMES[Fit.OTHER] - UNSAID),
        ("Who chaired the club in 1960?", -MISSING + TIMES[Fit.OTHER] - UNSAID),
        ("Who chaired the club?", 0),
    ],
)
def test_the_asked_year_must_fit_the_sentences_period(question: str, expected: float) -> None:
    assert score(question, 0) == expected


CLUB = passage(
    "The Adler Hut has 32 beds.",
    "The two boats of the club won three races on the river.",
    "The kettle of the Stone Hut holds 1.7 litres.",
    "Mayor Vale announced the race on the quay.",
    "The captain travelled to Brisa for a week.",
)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("How many beds does the Adler Hut have?", 0, 0),
        ("How many beds does the Stone Hut have?", 0, -APART - RIVAL),
        ("Which races did the two boats win?", 1, 0),
        ("Which races did the four boats win?", 1, -CONTRADICTED),
        ("Which club won nine medals?", 1, -UNSAID),
        ("How heavy is the kettle?", 2, -CONTRADICTED),
        ("How much does the kettle hold?", 2, 0),
        ("When did Mayor Vale announce the race?", 3, -TIMELESS),
        ("What did Mayor Vale announce on the quay?", 3, 0),
        ("What did Ada Brook announce on the quay?", 3, -MISSING - ANOTHER),
        ("Who travelled to Brisa?", 4, 0),
        ("Who travelled to Linton?", 4, -MISSING - ANOTHER),
        ("Who chaired the club in May 2021?", 1, -NO_TIME),
    ],
)
def test_what_stands_in_the_place_of_what_is_asked_counts_against_a_sentence(
    question: str, sentence: int, expected: float
) -> None:
    assert Wanted(understand(question)).judged(CLUB, CLUB.sentences[sentence]).score == pytest.approx(expected)


def test_a_deed_told_the_other_way_round_never_answers() -> None:
    wanted = Wanted(understand("When did Ingrid Solberg invite Tomas Reyes?"))
    found = wanted.judged(HISTORY, HISTORY.sentences[3])
    assert found.score == -CONTRADICTED
    assert "other way round" in found.why_not
    assert score("When did Tomas Reyes invite Ingrid Solberg?", 3) == 0


def test_the_objection_names_the_word_that_is_not_said() -> None:
    found = Wanted(understand("Who preceded her as the first chair?")).judged(
        passage("The last chair was Otto Lang."), Span(0, 29)
    )
    assert "“first”" in found.why_not


@pytest.mark.parametrize(
    ("question", "unheard", "is_lost"),
    [
        ("When did Donald Trump close the mill?", {"trump"}, True),
        ("When did Donald Trump close the mill?", set(), False),
        ("When did the UMC close the mill?", {"umc"}, False),
    ],
)
def test_a_name_that_no_document_has_costs_more_than_one_that_only_stands_elsewhere(
    question: str, unheard: set[str], *, is_lost: bool
) -> None:
    mill = passage("The mill closed in 1931.")
    evidence = Wanted(understand(question), frozenset(unheard)).judged(mill, mill.sentences[0])
    assert evidence.score == (-UNHEARD if is_lost else -MISSING)


def test_who_came_before_is_not_the_one_before_whom() -> None:
    wanted = Wanted(understand("Who was treasurer before Ada Brook?"))
    for sentence, is_answer in (
        ("In March 2024 Ada Brook was elected treasurer with 31 votes.", False),
        ("Before her, the treasurer was a baker.", True),
        ("Ada Brook was elected treasurer; Otto Lang did not stand again.", True),
    ):
        told = passage(sentence)
        assert (wanted.judged(told, told.sentences[0]).score > -CONTRADICTED) == is_answer, sentence


STAGE = passage(
    "Day: Saturday; Time: 11:00; Stage: Choir",
    "Day: Saturday; Time: 18:00; Stage: Otto Lang",
    "The stage is open from 10 am to 8 pm.",
    "The choir sings on the stage.",
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who is on stage at 6?", [TIMES[Fit.OTHER], TIMES[Fit.SAME], TIMES[Fit.SAME], 0]),
        ("Who is on stage at 18.00?", [TIMES[Fit.OTHER], TIMES[Fit.SAME], TIMES[Fit.SAME], 0]),
        ("Who is on stage?", [0, 0, 0, 0]),
    ],
)
def test_what_is_on_at_one_time_is_not_said_by_what_is_on_at_another(question: str, expected: list[float]) -> None:
    wanted = Wanted(understand(question))
    judged = [wanted.judged(STAGE, sentence).score for sentence in STAGE.sentences]
    is_row = [1, 1, 0, 0] if question == "Who is on stage?" else [0, 0, 0, 0]
    assert [score - row for score, row in zip(judged, is_row, strict=True)] == pytest.approx(expected)


def test_a_day_that_may_stand_there_in_another_form_is_no_word_to_look_for() -> None:
    asked = understand("who is called on oct 20")
    assert Wanted(asked).terms == asked.terms - {"oct", "20"}


@pytest.mark.parametrize(
    ("sentence", "expected"), [("The fee for boats is due in May.", -NO_NUMBER_GIVEN), ("The fee is 30 crowns.", 0)]
)
def test_what_the_fee_is_wants_a_number(sentence: str, expected: float) -> None:
    fees = passage(sentence)
    wanted = Wanted(understand("what's the fee for boats"))
    assert wanted.judged(fees, fees.sentences[0]).score == expected


def test_a_number_that_is_spelt_otherwise_is_mentioned() -> None:
    points = passage("After nine hundred points you are a knight.")
    (sentence,) = points.sentences
    assert Wanted(understand("what am i after 900 points")).judged(points, sentence).score == 0
    assert Wanted(understand("what am i after 800 points")).judged(points, sentence).score < -OTHER_NUMBER
