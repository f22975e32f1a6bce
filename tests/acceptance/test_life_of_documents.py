"""Two hundred lives of documents, fifty steps each: crashes, roll-backs and erasures among them."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from index.formats import FileReader
from tests.index.machine import LifeOfDocuments, lives

pytestmark = pytest.mark.acceptance


@pytest.fixture
def files() -> Iterator[FileReader]:
    with FileReader() as reader:
        yield reader


def test_two_hundred_lives_of_documents(files: FileReader) -> None:
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    with lives(files):
        run_state_machine_as_test(
            LifeOfDocuments,
            settings=settings(max_examples=200, stateful_step_count=50, suppress_health_check=checks),
        )
