"""Nothing lost, nothing doubled, nothing half done, nothing shown to the wrong people: a few lives of documents.

Hundreds of longer ones are among the acceptance tests.
"""

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.index.machine import LifeOfDocuments, lives
from tests.index.shared_reader import SharedReader


def test_a_few_lives_of_documents(files: SharedReader) -> None:
    with lives(files):
        run_state_machine_as_test(LifeOfDocuments, settings=settings(max_examples=15, stateful_step_count=20))
