"""Two hundred lives of documents, fifty steps each: crashes, roll-backs and erasures among them."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.index.machine import LifeOfDocuments, lives
from tests.index.shared_reader import SharedReader

pytestmark = pytest.mark.acceptance


def test_two_hundred_lives_of_documents(files: SharedReader) -> None:
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    with lives(files):
        run_state_machine_as_test(
            LifeOfDocuments,
            settings=settings(max_examples=200, stateful_step_count=50, suppress_health_check=checks),
        )
