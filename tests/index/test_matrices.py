import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from index.matrices import Matrices

CONTENT = bytes(range(200))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "model").write_bytes(CONTENT)
    return tmp_path / "model"


def matrices(file: Path, **places: dict[str, list[int]]) -> Matrices:
    """Those of a file, of which the places are known."""
    known = file.with_name("places.json")
    known.write_text(json.dumps({"words": {}, "turned": {}} | places), encoding="utf-8")
    return Matrices(file, known)


def given(lender: Matrices) -> dict[str, npt.NDArray[np.uint8]]:
    """What is lent, copied while it is."""
    with lender.lent() as lent:
        return {name: value.numpy().copy() for name, value in lent.items()}


def test_words_are_given_as_they_lie(file: Path) -> None:
    found = matrices(file, words={"w": [3, 2, 5]}).words
    assert np.array_equal(found["w"].numpy(), np.arange(3, 13).reshape(2, 5))


def test_signed_weights_are_given_128_more(file: Path) -> None:
    found = given(matrices(file, turned={"b": [120, 2, 10], "a": [40, 3, 4]}))
    for name, at, shape in (("a", 40, (3, 4)), ("b", 120, (2, 10))):
        signed = np.frombuffer(CONTENT, np.int8)[at : at + found[name].size].reshape(shape)
        assert np.array_equal(found[name], signed.astype(int) + 128)


def test_weights_are_lent_and_taken_back(file: Path) -> None:
    lender = matrices(file, turned={"a": [40, 3, 4]})
    with lender.lent():
        assert any(lender._lent[:])
    assert not any(lender._lent[:])
    assert given(lender)["a"].any()  # and can be lent again


def test_nothing_is_lent_of_a_model_without_such_weights(file: Path) -> None:
    assert given(matrices(file)) == {}


def test_nothing_is_lent_to_a_graph_whose_weights_are_signed(file: Path) -> None:
    known = file.with_name("places.json")
    known.write_text(json.dumps({"words": {"w": [3, 2, 5]}, "turned": {"a": [40, 3, 4]}}), encoding="utf-8")
    unturned = Matrices(file, known, turns=False)
    assert given(unturned) == {}
    assert unturned.words.keys() == {"w"}
