"""What every test shares: models and a reader of files, loaded once, and property tests that find the same examples."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from index import Models
from index.formats import FileReader
from tests.index.shared_reader import SharedReader

settings.register_profile("footnote", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("footnote")


@pytest.fixture(scope="session")
def models() -> Models:
    """The bundled models: they are only read."""
    return Models.load()


@pytest.fixture(scope="session")
def files() -> Iterator[SharedReader]:
    """A reader of files: its child process serves every test."""
    with FileReader() as reader:
        yield SharedReader(reader)
