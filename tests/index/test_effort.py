from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import pairwise

import pytest

from index.effort import BUSY, EFFORTS, LOADED, Load


@pytest.mark.parametrize(
    ("waiting", "effort"),
    [
        (0, EFFORTS[0]),
        (2 * BUSY, EFFORTS[0]),
        (2 * BUSY + 1, EFFORTS[1]),
        (2 * LOADED, EFFORTS[1]),
        (2 * LOADED + 1, EFFORTS[2]),
    ],
)
def test_the_more_questions_wait_the_less_each_is_reread(waiting: int, effort: object) -> None:
    load = Load(cores=2)
    with ExitStack() as questions:
        for _ in range(waiting):
            questions.enter_context(load.one_more())
        assert load.effort == effort
    assert load.effort == EFFORTS[0]


def test_under_load_nothing_is_reread_but_something_is_still_read() -> None:
    assert EFFORTS[-1].reread == 0
    assert all(less.reread < more.reread for more, less in pairwise(EFFORTS))
    assert all(effort.read > 0 for effort in EFFORTS)


def test_questions_are_counted_from_many_threads() -> None:
    load = Load(cores=1)

    def ask(_: int) -> None:
        with load.one_more():
            pass

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(2000)))
    assert load.effort == EFFORTS[0]
