import asyncio
import signal
from collections.abc import Iterator

import pytest

from bot import ending


@pytest.fixture(autouse=True)
def _python_as_it_starts() -> Iterator[None]:
    """Whoever runs the tests may have Ctrl-C ignored."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_while_nothing_is_open_the_system_ends_the_process() -> None:
    with ending.at_once():
        assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_is_ignored_stays_so() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with ending.at_once():
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


@pytest.mark.parametrize("is_ignored", [False, True])
def test_a_word_from_the_system_is_one_from_the_terminal(is_ignored: bool) -> None:
    if is_ignored:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    with pytest.raises(KeyboardInterrupt), ending.in_order():
        signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_what_runs_in_a_loop_is_cancelled() -> None:
    heard: list[str] = []

    async def work() -> None:
        asyncio.get_running_loop().call_soon(signal.raise_signal, signal.SIGTERM)
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            heard.append("cancelled")
            raise

    with pytest.raises(KeyboardInterrupt), ending.in_order():
        asyncio.run(work())
    assert heard == ["cancelled"]
