import random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.line import Line, Who


def order_of(line: Line, arrivals: list[Who]) -> list[Who]:
    """Who had a turn, in order, when everybody came at once and each turn ends before the next begins."""
    blocks = [line.joined(who) for who in arrivals]
    turns = [block.__enter__() for block in blocks]
    served: list[Who] = []
    while len(served) < len(turns):
        number = next(n for n, turn in enumerate(turns) if turn.come.is_set() and blocks[n] is not None)
        served.append(turns[number].who)
        blocks[number].__exit__(None, None, None)
        turns[number].come.clear()
    return served


def test_a_noisy_server_waits_for_itself_alone() -> None:
    noisy = [Who(n, 1) for n in range(100)]
    quiet = [Who(1000, 2), Who(1001, 3)]
    served = order_of(Line(1), [*noisy, *quiet])

    assert max(served.index(who) for who in quiet) <= 4


def test_people_of_a_server_take_turns_too() -> None:
    served = order_of(Line(1), [Who(1, 1), Who(1, 1), Who(1, 1), Who(2, 1)])

    assert served.index(Who(2, 1)) == 2, "the first had begun, and the second was before it"


def test_outside_servers_everybody_stands_for_themselves() -> None:
    served = order_of(Line(1), [Who(1), Who(1), Who(1), Who(2)])

    assert served.index(Who(2)) == 2


@settings(max_examples=150, deadline=None)
@given(st.lists(st.builds(Who, st.integers(0, 3), st.none() | st.integers(0, 3)), max_size=25), st.integers(1, 3))
def test_everybody_is_served_once_and_nothing_is_left(arrivals: list[Who], at_once: int) -> None:
    line = Line(at_once)
    served = order_of(line, arrivals)

    assert sorted(map(str, served)) == sorted(map(str, arrivals))
    assert line.everyone == 0
    assert not line._groups


@settings(max_examples=150, deadline=None)
@given(st.lists(st.builds(Who, st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=15), st.randoms())
def test_the_place_in_line_is_the_one_that_is_had(arrivals: list[Who], luck: random.Random) -> None:
    line = Line(1)
    with line.joined(Who(99, 99)):
        blocks = [line.joined(who) for who in arrivals]
        turns = [block.__enter__() for block in blocks]
        watched = luck.choice(turns)
        place, seconds = line.prospect(watched)
        assert seconds is None
    for so_far in range(1, len(turns) + 1):
        number = next(n for n, turn in enumerate(turns) if turn.come.is_set())
        if turns[number] is watched:
            assert so_far == place
        turns[number].come.clear()
        blocks[number].__exit__(None, None, None)


def test_who_leaves_before_their_turn_leaves_no_hole() -> None:
    line = Line(1)
    with line.joined(Who(1, 1)) as first:
        with line.joined(Who(2, 1)) as second:
            assert not second.come.is_set()
        with line.joined(Who(3, 1)) as third:
            assert line.prospect(third)[0] == 1
        assert first.come.is_set()
    assert not line._groups


def test_after_a_turn_the_wait_can_be_told() -> None:
    line = Line(2)
    with line.joined(Who(1, 1)):
        pass
    with line.joined(Who(1, 1)), line.joined(Who(2, 1)), line.joined(Who(3, 1)) as waiting:
        place, seconds = line.prospect(waiting)
        assert place == 1
        assert seconds is not None
