"""One small internet for each test."""

from collections.abc import Iterator

import pytest

from tests.index.fetching.web import Web, served


@pytest.fixture
def web() -> Iterator[Web]:
    with served() as running:
        yield running
