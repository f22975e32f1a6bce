import asyncio
import time

from bot.acknowledging import FEW, Refusals


async def acknowledging(refusals: Refusals, *interactions: int) -> list[asyncio.Task[None]]:
    tasks = [asyncio.create_task(refusals.of(interaction)) for interaction in interactions]
    await asyncio.sleep(0)
    return tasks


async def test_hard_work_waits_for_the_acknowledgements_of_a_crowd() -> None:
    refusals = Refusals()
    tasks = await acknowledging(refusals, *range(FEW + 1))
    working = asyncio.create_task(refusals.calm(60))
    await asyncio.sleep(0.01)
    assert not working.done()
    tasks[0].cancel()
    await asyncio.wait_for(working, 1)
    for task in tasks:
        task.cancel()


async def test_hard_work_waits_for_no_few_and_not_for_ever() -> None:
    refusals = Refusals()
    tasks = await acknowledging(refusals, *range(FEW))
    began = time.monotonic()
    await refusals.calm(60)
    tasks += await acknowledging(refusals, *range(FEW, 3 * FEW))
    await refusals.calm(0.01)
    assert time.monotonic() - began < 30
    for task in tasks:
        task.cancel()
