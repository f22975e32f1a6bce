"""The seam between what Footnote knows and how it talks; the only place that crosses to threads."""

import asyncio
import logging
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import ParamSpec, Self, TypeVar

from index.answering import Answer, Answerer, Question, Unanswered
from index.audience import SHARED, Audience
from index.catalogue import Catalogue
from index.documents import Listing
from index.embedding import BundledEmbedder, Embedder
from index.errors import ModelRefused
from index.formats import FileReader
from index.lock import DataFolderLock
from index.providers import provided
from index.questions import understand
from index.reading import Reader
from index.reindexing import Changes, Progress, Reindexer
from index.reranking import Reranker
from index.searching import Hit, Searcher
from index.settings import EMBEDDING, Settings
from index.snapshot import Neighbourhood, Shelf
from index.span_reader import SpanReader
from index.vectors import Vectors, warm_up
from index.writing import AT_ONCE, Writer
from index.writing.spending import Spending

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

QUESTIONS_AT_ONCE = max(2, os.cpu_count() or 1)
"""More would only take the cores from each other."""


@dataclass(frozen=True, slots=True)
class Models:
    """The bundled models; None where the files are not those that were measured: then words alone answer."""

    embedder: Embedder | None
    reranker: Reranker | None
    span_reader: SpanReader | None = None

    @property
    def are_complete(self) -> bool:
        """Whether none is missing."""
        return None not in {self.embedder, self.reranker, self.span_reader}

    @classmethod
    def load(cls, embedding: str = EMBEDDING) -> Self:
        """Load them beside each other, with Chroma: most of the time to a first answer is spent here."""
        with ThreadPoolExecutor(4, "loading") as pool:
            embedder = pool.submit(lambda: BundledEmbedder() if embedding == EMBEDDING else provided(embedding))
            reranker, reader = pool.submit(Reranker), pool.submit(SpanReader)
            pool.submit(warm_up)
        return cls(_if_sound(embedder), _if_sound(reranker), _if_sound(reader))


class KnowledgeBase:
    """Everything that the bot and the terminal may ask of the index. Safe to call from many tasks at once.

    Built without an event loop; its methods are called inside one.
    """

    def __init__(self, settings: Settings, models: Models | None = None) -> None:
        """Own the data folder until `close`; `models` are loaded unless they are given.

        Raises DataFolderInUse, DamagedCatalogue, InvalidSetting.
        """
        self._settings = settings
        self._lock = DataFolderLock(settings.data)
        try:
            catalogue = settings.data / "catalogue.sqlite3"
            self._catalogue = Catalogue(catalogue)
            self._models = models or Models.load(settings.embedding)
            self._writer = Writer.of(
                settings.writing, Spending.of(settings.data / "spending.sqlite3", settings.writing)
            )
        except BaseException:
            self._lock.release()
            raise
        self._vectors = Vectors(settings.data / "vectors", catalogue)
        self._searcher = Searcher(self._vectors, self._models.embedder, self._models.reranker)
        reader, reranker = Reader(self._models.span_reader, self._models.reranker), self._models.reranker
        self._answerer = Answerer(self._searcher, reader, self._writer, reranker.scores if reranker else None)
        self._files = FileReader()
        self._reindexer = Reindexer(self._catalogue, self._models.embedder, self._files)
        self._asking = ThreadPoolExecutor(QUESTIONS_AT_ONCE + (AT_ONCE if self._writer else 0), "asking")
        self._writing = ThreadPoolExecutor(1, "writing")

    @property
    def notes(self) -> tuple[str, ...]:
        """What people should know about the engine's state; empty when all is well."""
        missing = "A bundled model is missing or altered: answers rest on words alone."
        unreachable = "The embedding model could not be reached: passages were searched by words alone."
        return (missing,) * (not self._models.are_complete) + (unreachable,) * self._searcher.is_by_words_alone

    async def answer(self, question: Question) -> Answer | Unanswered:
        """Answer from the documents of the question's audience. Raises InvalidQuestion."""
        return await self._run(self._asking, self._answer, question)

    async def search(self, question: Question, top: int = 10) -> tuple[Hit, ...]:
        """The `top` passages nearest the question, best first. Raises InvalidQuestion."""
        return await self._run(self._asking, self._search, question, top)

    async def reindex(self, progress: Callable[[Progress], None] = lambda _: None) -> Changes:
        """Bring the shared library up to the seeds folder; one at a time. `progress` is called from a worker thread.

        Raises UnreadableFolder.
        """
        return await self._run(self._writing, self._reindex, progress)

    async def documents(self, audience: Audience) -> tuple[Listing, ...]:
        """The documents that the audience may see, by title."""
        return await self._run(self._asking, self._documents, audience)

    async def text(self, document: str, audience: Audience) -> str:
        """The whole text of a document, as spans count it. Raises UnknownDocument."""
        return await self._run(self._asking, self._text, document, audience)

    async def passage(self, passage: str, audience: Audience) -> Neighbourhood:
        """A passage by its id. Raises UnknownDocument, also when the document has changed since."""
        return await self._run(self._asking, self._passage, passage, audience)

    async def close(self) -> None:
        """Finish what runs, and let the data folder go."""
        await asyncio.to_thread(self.shut)

    def shut(self) -> None:
        """`close`, for callers outside an event loop."""
        self._asking.shutdown(cancel_futures=True)
        self._writing.shutdown(cancel_futures=True)
        self._files.close()
        self._vectors.close()
        self._catalogue.close()
        self._lock.release()

    async def _run(self, pool: ThreadPoolExecutor, work: Callable[P, T], *values: P.args, **named: P.kwargs) -> T:
        return await asyncio.wrap_future(pool.submit(work, *values, **named))

    def _answer(self, question: Question) -> Answer | Unanswered:
        with self._catalogue.snapshot() as snapshot:
            found = self._answerer.find(snapshot, question)
        result = self._answerer.tell(found)
        return replace(result, notes=(*result.notes, *self.notes))

    def _search(self, question: Question, top: int) -> tuple[Hit, ...]:
        asked = understand(question.text)
        with self._catalogue.snapshot() as snapshot:
            return tuple(self._searcher.search(snapshot, asked.text, question.audience, top))

    def _reindex(self, progress: Callable[[Progress], None]) -> Changes:
        changes = self._reindexer.reindex(SHARED, self._settings.seeds, progress)
        log.info("reindexed: %s", changes.summary)
        if self._models.embedder:
            with self._catalogue.snapshot() as snapshot:
                for number in snapshot.libraries(Audience.everyone()).values():
                    self._vectors.refresh(snapshot, Shelf(number, self._models.embedder.fingerprint))
        return changes

    def _documents(self, audience: Audience) -> tuple[Listing, ...]:
        with self._catalogue.snapshot() as snapshot:
            return snapshot.listings(audience)

    def _text(self, document: str, audience: Audience) -> str:
        with self._catalogue.snapshot() as snapshot:
            return snapshot.text(document, audience)

    def _passage(self, passage: str, audience: Audience) -> Neighbourhood:
        with self._catalogue.snapshot() as snapshot:
            return snapshot.neighbourhood(passage, audience)


def _if_sound(model: Future[T]) -> T | None:
    """The model, or None if its files are not those that were measured: then words alone answer."""
    try:
        return model.result()
    except ModelRefused as refused:
        log.warning("%s", refused)
        return None
