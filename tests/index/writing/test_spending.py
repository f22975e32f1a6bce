from pathlib import Path

import pytest

from index.settings import WritingSettings
from index.writing.spending import Budget, Price, Spending


class Calendar:
    """A day that tests turn."""

    def __init__(self) -> None:
        self.day = "2026-01-01"

    def __call__(self) -> str:
        return self.day


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "spending.sqlite3"


def test_no_more_is_set_aside_than_is_left(path: Path) -> None:
    spending = Spending(path, Budget(tokens=1000))
    assert spending.reserve("600", 500, 100)
    assert spending.reserve("600", 300, 101) is None
    assert spending.reserve("600", 300, 100)


def test_what_was_not_needed_is_given_back(path: Path) -> None:
    spending = Spending(path, Budget(tokens=1000))
    reserved = spending.reserve("600", 900, 100)
    assert reserved
    spending.settle(reserved, 100, 50)
    assert spending.reserve("600", 850, 0)
    assert spending.reserve("600", 1, 0) is None


def test_servers_have_accounts_of_their_own(path: Path) -> None:
    spending = Spending(path, Budget(tokens=1000))
    assert spending.reserve("600", 1000, 0)
    assert spending.reserve("601", 1000, 0)


def test_a_restart_forgets_nothing_not_even_what_was_under_way(path: Path) -> None:
    assert Spending(path, Budget(tokens=1000)).reserve("600", 1000, 0)
    assert Spending(path, Budget(tokens=1000)).reserve("600", 1, 0) is None


def test_a_new_day_is_a_new_budget(path: Path) -> None:
    calendar = Calendar()
    spending = Spending(path, Budget(tokens=1000), calendar)
    assert spending.reserve("600", 1000, 0)
    calendar.day = "2026-01-02"
    assert spending.reserve("600", 1000, 0)


def test_money_is_counted_by_price(path: Path) -> None:
    spending = Spending(path, Budget(money=0.01, price=Price(2.0, 8.0)))
    assert spending.reserve("600", 1000, 500)  # 0.006
    assert spending.reserve("600", 1000, 500) is None
    assert spending.reserve("600", 1000, 250)


def test_without_a_limit_nothing_is_refused(path: Path) -> None:
    assert all(Spending(path, Budget()).reserve("600", 10**9, 10**9) for _ in range(3))


def test_the_budget_is_the_operators(path: Path) -> None:
    spending = Spending.of(path, WritingSettings(tokens=10))
    assert spending.reserve("600", 11, 0) is None
