from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import numpy.typing as npt
import onnxruntime
import pytest

from index import weights
from index.processor import INPUT, LENGTH, PROBE, WEIGHT, sums_signed

Numbers = npt.NDArray[np.int64]


def probe() -> bytes:
    found = weights.located(PROBE)
    assert found
    return found.read_bytes()


def in_32_bits(inputs: Numbers) -> Numbers:
    sums: Numbers = inputs @ np.full((LENGTH, LENGTH), WEIGHT)
    return sums


def in_16_bits(inputs: Numbers) -> Numbers:
    """As AVX2 does it: of each two neighbours the sum is cut off where 16 bits end."""
    pairs = (inputs * WEIGHT).reshape(len(inputs), -1, 2).sum(axis=2).clip(-(1 << 15), (1 << 15) - 1)
    return np.repeat(pairs.sum(axis=1, keepdims=True), LENGTH, axis=1)


@pytest.mark.parametrize(("multiplies", "is_safe"), [(in_32_bits, True), (in_16_bits, False)])
def test_sums_that_overflow_are_seen(
    monkeypatch: pytest.MonkeyPatch, multiplies: Callable[[Numbers], Numbers], is_safe: bool
) -> None:
    def run(_: None, given: dict[str, npt.NDArray[np.uint8]]) -> list[Numbers]:
        return [multiplies(given[INPUT].astype(np.int64))]

    monkeypatch.setattr(onnxruntime, "InferenceSession", lambda *_, **__: SimpleNamespace(run=run))
    assert sums_signed.__wrapped__(probe()) is is_safe


def test_a_processor_whose_one_row_is_right_and_many_are_not_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(_: None, given: dict[str, npt.NDArray[np.uint8]]) -> list[Numbers]:
        inputs = given[INPUT].astype(np.int64)
        return [in_32_bits(inputs) if len(inputs) == 1 else in_16_bits(inputs)]

    monkeypatch.setattr(onnxruntime, "InferenceSession", lambda *_, **__: SimpleNamespace(run=run))
    assert not sums_signed.__wrapped__(probe())


def test_the_probe_multiplies_as_it_says() -> None:
    session = onnxruntime.InferenceSession(probe(), providers=["CPUExecutionProvider"])
    inputs = np.zeros((2, LENGTH), np.uint8)
    inputs[0, 0], inputs[1, :3] = 1, 2  # small enough for every processor
    [sums] = session.run(None, {INPUT: inputs})
    assert (sums[0] == WEIGHT).all()
    assert (sums[1] == 6 * WEIGHT).all()
