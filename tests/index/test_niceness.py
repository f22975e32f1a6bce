import os
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from index.loading import Models
from index.niceness import BACKGROUND, QUESTION, lower


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@pytest.mark.skipif(not hasattr(os, "setpriority"), reason="this system has no such call")
def test_a_thread_is_lowered_and_no_other() -> None:
    before = niceness()
    with ThreadPoolExecutor(1, initializer=partial(lower, QUESTION)) as models:
        assert models.submit(niceness).result() == QUESTION
    with ThreadPoolExecutor(1, initializer=partial(lower, BACKGROUND)) as indexing:
        assert indexing.submit(niceness).result() == BACKGROUND
    assert niceness() == before


@pytest.mark.skipif(not hasattr(os, "setpriority"), reason="this system has no such call")
def test_the_models_of_a_question_yield_to_whoever_talks_to_people(models: Models) -> None:
    assert models.reranker
    assert models.span_reader
    for pool in (models.reranker._pool, models.span_reader._pool):
        assert pool.submit(niceness).result() == QUESTION


@pytest.mark.skipif(not hasattr(os, "setpriority"), reason="this system has no such call")
def test_a_thread_that_was_started_lower_stays_there() -> None:
    with ThreadPoolExecutor(1, initializer=partial(lower, 15)) as started:
        started.submit(lower, QUESTION).result()
        assert started.submit(niceness).result() == 15
