import inspect
import re

import pytest

from index import errors
from index.errors import Failure

TREE = re.findall(r"^[│ ]*[├└]── (\w+)", errors.__doc__ or "", re.MULTILINE)
KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if kind is not Failure]


def test_the_tree_in_the_docstring_names_every_failure_once() -> None:
    assert sorted(TREE) == sorted(kind.__name__ for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_failure_hangs_directly_below_the_root(kind: type[Exception]) -> None:
    assert kind.__bases__ == (Failure,)


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_read_is_the_sentence_that_was_given(kind: type[Exception]) -> None:
    assert str(kind("The lamp is out.")) == "The lamp is out."
