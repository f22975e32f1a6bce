from pathlib import Path

import pytest

from bot.ledger import KEPT_SECONDS, Ledger, Place
from index import Span

PLACES = (Place("seeds/a.txt/c0ffee/0", Span(3, 9)), Place("seeds/" + "p" * 500 + "/c0ffee/12", Span(0, 0)))


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "ledger.sqlite"


def test_what_was_kept_is_there_after_a_restart(path: Path) -> None:
    before = Ledger(path)
    answer = before.keep(PLACES)
    before.close()
    after = Ledger(path)

    assert after.places(answer) == PLACES
    after.close()


def test_answers_do_not_mix(path: Path) -> None:
    ledger = Ledger(path)
    first, second = ledger.keep(PLACES[:1]), ledger.keep(PLACES[1:])

    assert ledger.places(first) == PLACES[:1]
    assert ledger.places(second) == PLACES[1:]
    assert ledger.places("unknown") == ()
    ledger.close()


def test_what_is_past_its_time_is_gone_also_from_the_file(path: Path) -> None:
    clock = Clock()
    ledger = Ledger(path, clock)
    old = ledger.keep((Place("seeds/canary", Span(0, 1)),))
    clock.now += KEPT_SECONDS + 1

    assert ledger.places(old) == ()
    ledger.keep(PLACES[:1])
    ledger.close()
    assert all(b"canary" not in file.read_bytes() for file in path.parent.iterdir())


def test_names_of_answers_cannot_be_guessed_and_fit_a_button(path: Path) -> None:
    ledger = Ledger(path)
    names = {ledger.keep(PLACES) for _ in range(20)}

    assert len(names) == 20
    assert all(len(name) == 16 for name in names)
    ledger.close()
