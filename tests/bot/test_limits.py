import asyncio

import pytest

from bot.limits import Busy, Limits
from bot.line import Who
from tests.bot.server import ENGLISH


async def _hold(limits: Limits, person: int, until: asyncio.Event) -> None:
    with limits.working():
        async with limits.place(Who(person, 1)):
            await until.wait()


async def _holding(limits: Limits, *people: int) -> tuple[list[asyncio.Task[None]], asyncio.Event]:
    until = asyncio.Event()
    tasks = [asyncio.create_task(_hold(limits, person, until)) for person in people]
    await asyncio.sleep(0)
    return tasks, until


async def test_only_so_many_at_once_and_the_others_in_line() -> None:
    limits, order = Limits(at_once=1), []

    async def take(number: int) -> None:
        async with limits.place(Who(number, number)):
            order.append(number)
            await asyncio.sleep(0)
            order.append(number)

    await asyncio.gather(*map(take, range(4)))
    assert order == [0, 0, 1, 1, 2, 2, 3, 3]


async def test_one_person_does_not_fill_the_line() -> None:
    limits = Limits(of_one_person=2)
    tasks, until = await _holding(limits, 7, 7)
    with pytest.raises(Busy, match=ENGLISH("notice.yours_are_open")):
        await _hold(limits, 7, until)

    until.set()
    await asyncio.gather(*tasks, _hold(limits, 8, until))
    await _hold(limits, 7, until)


async def test_a_full_line_says_so() -> None:
    limits = Limits(at_once=1, waiting=1)
    tasks, until = await _holding(limits, 1, 2)
    with pytest.raises(Busy, match=ENGLISH("notice.all_busy")):
        await _hold(limits, 3, until)
    until.set()
    await asyncio.gather(*tasks)


async def test_what_takes_too_long_is_given_up_also_in_line() -> None:
    limits = Limits(at_once=1, longest_seconds=0.01)
    tasks, _ = await _holding(limits, 1, 2)
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)

    assert [str(outcome) for outcome in outcomes] == [ENGLISH("notice.took_too_long")] * 2


async def test_a_failure_inside_passes_through_and_frees_the_place() -> None:
    limits = Limits(at_once=1, of_one_person=1)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            async with limits.place(Who(1)):
                raise ZeroDivisionError

    assert not limits._line.everyone


async def test_closing_waits_for_the_last_word() -> None:
    limits = Limits()
    tasks, until = await _holding(limits, 1)
    asyncio.get_running_loop().call_later(0.01, until.set)
    await limits.close(grace=5, apology=0)

    await asyncio.gather(*tasks)
    with pytest.raises(Busy, match="restarting"):
        await _hold(limits, 1, until)


async def test_closing_ends_what_will_not_end() -> None:
    limits = Limits()
    tasks, _ = await _holding(limits, 1)
    await limits.close(grace=0.01, apology=1)

    assert [str(o) for o in await asyncio.gather(*tasks, return_exceptions=True)] == [ENGLISH("notice.restarting")]


async def test_nothing_to_wait_for() -> None:
    assert await Limits().idle(0)
