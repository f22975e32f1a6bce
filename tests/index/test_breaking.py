from index.breaking import FAILURES, REST_SECONDS, Breaker


class Clock:
    """Time that tests pass."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def broken(clock: Clock) -> Breaker:
    breaker = Breaker(clock)
    for _ in range(FAILURES):
        assert breaker.lets_through()
        breaker.went(well=False)
    return breaker


def test_some_failures_in_a_row_open_it() -> None:
    assert not broken(Clock()).lets_through()


def test_a_success_between_failures_starts_the_count_again() -> None:
    breaker = Breaker(Clock())
    for well in (False, False, True, False, False):
        breaker.went(well=well)
    assert breaker.lets_through()


def test_after_a_rest_one_may_try_and_a_success_closes_it() -> None:
    clock = Clock()
    breaker = broken(clock)
    clock.now += REST_SECONDS
    assert breaker.lets_through()
    assert not breaker.lets_through()
    breaker.went(well=True)
    assert breaker.lets_through()


def test_a_try_that_fails_keeps_it_open() -> None:
    clock = Clock()
    breaker = broken(clock)
    clock.now += REST_SECONDS
    assert breaker.lets_through()
    breaker.went(well=False)
    clock.now += REST_SECONDS - 1
    assert not breaker.lets_through()


def test_a_try_that_never_ends_does_not_keep_it_open_for_ever() -> None:
    clock = Clock()
    breaker = broken(clock)
    clock.now += REST_SECONDS
    assert breaker.lets_through()
    clock.now += REST_SECONDS
    assert breaker.lets_through()
