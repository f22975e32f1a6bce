import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from copy import copy
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from index import knowledge_base
from index.catalogue import Catalogue
from index.changes import Changes
from index.knowledge_base import KnowledgeBase
from index.loading import Models
from index.settings import Settings
from tests.index.samples import take_out
from tests.index.shared_reader import SharedReader
from tests.index.shelf import Shelved, shelved
from tests.index.toy_embedder import ToyEmbedder

DOCUMENTS = Path(__file__).parents[1] / "data" / "documents"

Opened = Callable[..., KnowledgeBase]
"""Opens a knowledge base over the test's `data` and `seeds`, with these models or with none; closed after the test."""


@pytest.fixture(scope="session")
def our_documents(models: Models, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """A knowledge base with the documents of `tests/data`; its span reader reads no pair twice."""
    remembering = copy(models.span_reader)
    assert remembering
    remembering._remembered = lru_cache(None)(remembering._read)
    settings = Settings(tmp_path_factory.mktemp("ours"), DOCUMENTS)
    opened = KnowledgeBase(settings, replace(models, span_reader=remembering))
    assert asyncio.run(_indexed(opened)).refused == ()
    yield opened
    opened.shut()


@pytest.fixture
def embedder() -> ToyEmbedder:
    return ToyEmbedder()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """An empty folder of documents."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    return folder


@pytest.fixture
def catalogue(data: Path) -> Iterator[Catalogue]:
    data.mkdir()
    opened = Catalogue(data / "catalogue.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
async def open_base(
    data: Path, seeds: Path, files: SharedReader, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Opened]:
    monkeypatch.setattr(knowledge_base, "FileReader", lambda: files)
    opened: list[KnowledgeBase] = []

    def open_one(models: Models | None = None) -> KnowledgeBase:
        opened.append(KnowledgeBase(Settings(data, seeds), models or Models(None, None)))
        return opened[-1]

    yield open_one
    for base in opened:
        await base.close()


@pytest.fixture(scope="module")
def empty_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """One for many examples: its shared library exists and is empty."""
    opened = Catalogue(tmp_path_factory.mktemp("shared") / "catalogue.sqlite3")
    take_out(opened, "nothing")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with 300 vectors of two documents, and their generation: to be copied, never opened."""
    folder = tmp_path_factory.mktemp("built")
    with shelved(folder) as made:
        made.add("first.txt", 150, seed=1)
        made.add("second.txt", 150, seed=4)
        made.refresh()
    return folder


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Iterator[Shelved]:
    """A copy of those vectors and their generation, not opened yet."""
    with shelved(shutil.copytree(built_once, tmp_path / "built")) as made:
        yield made


@pytest.fixture
def unbuilt(tmp_path: Path) -> Iterator[Shelved]:
    """An empty shelf."""
    (tmp_path / "unbuilt").mkdir()
    with shelved(tmp_path / "unbuilt") as made:
        yield made


async def _indexed(base: KnowledgeBase) -> Changes:
    changes = await base.reindex()
    await base.settle()
    return changes
