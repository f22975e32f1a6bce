import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from bot.given import Given, Place, State
from bot.ledger import DAY_SECONDS, IN_MEMORY_SECONDS, Forgotten, Ledger
from index import Answer, Citation, Nearest, Sentence, Source, Span, Unanswered

SOURCE = Source("seeds/a.txt", "A canary", None, None, None)
CITATION = Citation(1, SOURCE, "seeds/a.txt/c0ffee/0", "It rained.", 3, 13)
ANSWER = Answer("rain?", "reading", (Sentence("It rained.", ("rained",), (CITATION,)),), (SOURCE,), (), "2026", 1.0)
REFUSAL = Unanswered("snow?", "reading", "No.", (Nearest(SOURCE, "p", "It rained.", Span(0, 10)),), (), 1.0)
PLACES = (Place("seeds/a.txt/c0ffee/0", Span(3, 9)), Place("seeds/" + "p" * 500 + "/c0ffee/12", Span(0, 0)))
ANN, BOB = 7, 8


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def given(outcome: Answer | Unanswered | None = ANSWER, person: int = ANN, conversation: str = "c") -> Given:
    return Given(person, 1, 2, conversation, False, "en", outcome, PLACES)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "ledger.sqlite"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.mark.parametrize("outcome", [ANSWER, REFUSAL, None])
def test_what_was_entered_is_there_after_a_restart(path: Path, outcome: Answer | Unanswered | None) -> None:
    before = Ledger(path)
    answer = before.enter(given(outcome))
    before.close()
    after = Ledger(path)

    entry = after.entry(answer)
    assert entry
    assert entry.given == given(outcome)
    assert after.entry("unknown") is None
    after.close()


def test_what_is_past_its_time_is_gone_also_from_the_file(path: Path, clock: Clock) -> None:
    ledger = Ledger(path, kept_days=2, clock=clock)
    old = ledger.enter(given())
    ledger.vote(old, BOB, good=False, reason="wrong", comment="canary")
    clock.now += 2 * DAY_SECONDS + 1

    assert ledger.entry(old) is None
    ledger.drop_old()
    ledger.close()
    assert all(b"canary" not in file.read_bytes() for file in path.parent.iterdir())


def test_where_nothing_may_be_stored_there_is_no_file_and_buttons_work_for_an_hour(path: Path, clock: Clock) -> None:
    Ledger(path).close()
    ledger = Ledger(path, kept_days=0, clock=clock)
    answer = ledger.enter(given())

    assert not path.exists()
    assert ledger.entry(answer)
    clock.now += IN_MEMORY_SECONDS + 1
    assert ledger.entry(answer) is None


def test_names_of_answers_cannot_be_guessed_and_fit_a_button(path: Path) -> None:
    ledger = Ledger(path)
    names = {ledger.enter(given()) for _ in range(20)}

    assert len(names) == 20
    assert all(len(name) == 16 for name in names)


def test_a_conversation_is_bounded_forgotten_and_apart_from_others(path: Path, clock: Clock) -> None:
    ledger = Ledger(path, clock=clock)
    for n in range(5):
        clock.now += 60
        ledger.enter(given(replace(ANSWER, question=str(n)), conversation="ann"))
    ledger.enter(given(replace(ANSWER, question="other"), conversation="bob"))

    assert [turn.question for turn in ledger.turns("ann", clock.now - 130, 9)] == ["2", "3", "4"]
    assert [turn.question for turn in ledger.turns("ann", 0, 2)] == ["3", "4"]
    assert ledger.turns("ann", clock.now, 9) == ()


def test_a_vote_can_be_changed_and_counts_once(path: Path) -> None:
    ledger = Ledger(path)
    answer = ledger.enter(given())
    assert ledger.vote(answer, BOB, good=True)
    assert ledger.vote(answer, BOB, good=False, reason="outdated")
    assert ledger.vote(answer, ANN, good=True)

    assert sorted(ledger.votes(1), key=str) == [(False, "outdated"), (True, None)]
    assert ledger.votes(99) == ()
    assert not ledger.vote("unknown", BOB, good=True)


def test_a_person_is_forgotten_and_nobody_else(path: Path) -> None:
    ledger = Ledger(path)
    mine, theirs = ledger.enter(given(conversation="ann")), ledger.enter(given(REFUSAL, BOB, "bob"))
    ledger.vote(theirs, ANN, good=True)
    ledger.vote(mine, BOB, good=True)

    assert ledger.forget(ANN) == Forgotten(questions=1, votes=1, conversations=1)
    assert ledger.entry(mine) is None
    assert ledger.entry(theirs)
    assert ledger.votes(1) == ()
    assert ledger.held(ANN) == Forgotten(0, 0, 0)
    assert ledger.held(BOB) == Forgotten(1, 0, 1)


def test_the_cards_that_cite_a_passage_are_found_and_marked(path: Path) -> None:
    ledger = Ledger(path)
    shown, unseen = ledger.enter(given()), ledger.enter(given())
    ledger.posted(shown, 2, 55)
    assert ledger.cited() == tuple(sorted(place.passage for place in PLACES))

    found = ledger.citing([PLACES[0].passage])
    assert {(entry.answer, entry.message) for entry in found} == {(shown, 55), (unseen, None)}
    assert ledger.at(55) in found
    ledger.mark(shown, PLACES[0].passage, State.ERASED)
    ledger.revise(shown, None)
    again, other = ledger.entry(shown), ledger.entry(unseen)
    assert again
    assert [place.state for place in again.given.places] == [State.ERASED, State.CURRENT]
    assert again.state(PLACES[0].passage) is State.ERASED
    assert again.given.outcome is None
    assert other
    assert other.given == given()


@pytest.mark.parametrize("state", State)
def test_a_passage_is_cited_as_long_as_it_is_quoted(path: Path, state: State) -> None:
    ledger = Ledger(path)
    answer = ledger.enter(given())
    ledger.mark(answer, PLACES[0].passage, state)
    assert (PLACES[0].passage in ledger.cited()) == (not state.is_gone)


def test_a_passage_has_another_name_where_it_was_renamed(path: Path) -> None:
    ledger = Ledger(path)
    answer, other = ledger.enter(given()), ledger.enter(given())
    ledger.rename(answer, PLACES[0].passage, "seeds/b.txt/c0ffee/0")
    renamed, same = ledger.entry(answer), ledger.entry(other)
    assert renamed
    assert same
    assert [place.passage for place in renamed.given.places] == ["seeds/b.txt/c0ffee/0", PLACES[1].passage]
    assert same.given == given()


def test_a_ledger_of_another_version_begins_anew(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as old:
        old.execute("CREATE TABLE places (answer TEXT)")
    old.close()
    ledger = Ledger(path)

    assert ledger.entry(ledger.enter(given()))


def test_an_outcome_in_a_form_that_is_not_known_any_more_is_none(path: Path) -> None:
    ledger = Ledger(path)
    answer = ledger.enter(given())
    ledger._write("UPDATE answers SET outcome = ?", '{"question": "old"}')

    entry = ledger.entry(answer)
    assert entry
    assert entry.given.outcome is None
