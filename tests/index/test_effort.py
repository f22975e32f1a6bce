from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from index.effort import BUSY, READ, REREAD, REREAD_IF_BUSY, Load


@pytest.mark.parametrize(
    ("waiting", "reread"),
    [(0, REREAD), (2 * BUSY, REREAD), (2 * BUSY + 1, REREAD_IF_BUSY), (20 * BUSY, REREAD_IF_BUSY)],
)
def test_the_more_questions_wait_the_less_each_is_reread(waiting: int, reread: int) -> None:
    load = Load(cores=2)
    with ExitStack() as questions:
        for _ in range(waiting):
            questions.enter_context(load.one_more())
        assert load.reread == reread
    assert load.reread == REREAD


def test_what_the_answer_is_looked_for_in_has_been_put_in_order() -> None:
    assert READ <= REREAD_IF_BUSY < REREAD


def test_questions_are_counted_from_many_threads() -> None:
    load = Load(cores=1)

    def ask(_: int) -> None:
        with load.one_more():
            pass

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(2000)))
    assert load.reread == REREAD
