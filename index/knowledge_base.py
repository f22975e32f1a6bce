"""The seam between what Footnote knows and how it talks; the only place that crosses to threads."""

import asyncio
import os
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import ParamSpec, TypeVar

from index import backups, memory
from index.answering import Answer, Answerer, Question, Unanswered
from index.audience import SHARED, Access, Audience
from index.audit import Audit
from index.catalogue import Catalogue
from index.changes import Changes
from index.checking import Checked, Checker
from index.consulting import Consulting
from index.documents import Listing, Span
from index.effort import Load
from index.erasing import Erased
from index.errors import Failure
from index.fetching import Fetcher
from index.formats import FileReader, PageDrawer, Picture
from index.history import Fate, Version
from index.keeping import Also, Keeper, Places, nowhere_else
from index.loading import Models
from index.lock import DataFolderLock
from index.notes import Code, note
from index.originals import Originals, page_picture
from index.passages import Passage
from index.questions import understand
from index.reading import Reader
from index.runs import Means, Order
from index.searching import Hit, Searcher
from index.settings import Settings
from index.showing import Neighbourhood
from index.snapshot import Snapshot
from index.uploads import Upload
from index.vectors import Vectors
from index.watching import followed
from index.writing import AT_ONCE, Writer
from index.writing.spending import Spending

P = ParamSpec("P")
T = TypeVar("T")

QUESTIONS_AT_ONCE = max(2, os.cpu_count() or 1)
"""More would only take the cores from each other."""

TIDY_SECONDS = 1.0
"""Memory is not given back more often: it costs 4 ms, and the next question a little of what it saves."""

EVERYTHING = Order(SHARED)
"""Bring the shared library up to the folder of documents."""


class KnowledgeBase:
    """Everything that the bot and the terminal may ask of the index. Safe to call from many tasks at once.

    Built without an event loop; its methods are called inside one. Those that change a library take an `Order`, run
    one at a time, and raise CannotWrite if the disk is in the way: then nothing was changed.
    """

    def __init__(self, settings: Settings, models: Models | None = None, fetcher: Fetcher | None = None) -> None:
        """Own the data folder until `close`; `models` are loaded unless they are given.

        Raises DataFolderInUse, DamagedCatalogue, InvalidSetting.
        """
        self._settings = settings
        self._lock = DataFolderLock(settings.data)
        try:
            catalogue = settings.data / backups.CATALOGUE
            self._catalogue = Catalogue(catalogue)
            self._models = models or Models.load(settings.embedding)
            writer = Writer.of(settings.writing, Spending.of(settings.data / "spending.sqlite3", settings.writing))
        except BaseException:
            self._lock.release()
            raise
        self._vectors = Vectors(settings.data / "vectors", catalogue)
        embedder, span_reader, reranker = self._models.embedder, self._models.span_reader, self._models.reranker
        self._searcher = Searcher(self._vectors, embedder, span_reader)
        self._load = Load(QUESTIONS_AT_ONCE)
        self._tidied = -TIDY_SECONDS
        rate = reranker.scores if reranker else None
        answerer = Answerer(self._searcher, Reader(span_reader), self._load, writer, rate)
        self._consulting = Consulting(self._catalogue.snapshot, answerer, span_reader)
        self._checker = Checker(self._searcher, self._load, reranker)
        self._files = FileReader()
        self._keeper = Keeper(
            Means(self._catalogue, embedder, self._files),
            self._vectors,
            Places(settings.data, {SHARED: settings.seeds}),
            fetcher or Fetcher(),
        )
        self._asking = ThreadPoolExecutor(QUESTIONS_AT_ONCE + (AT_ONCE if writer else 0), "asking")
        self._writing = ThreadPoolExecutor(1, "writing")
        self._drawer = PageDrawer()
        self._drawing = ThreadPoolExecutor(1, "drawing")

    @property
    def notes(self) -> tuple[str, ...]:
        """What people should know about the engine's state; empty when all is well."""
        states = {
            Code.NO_MODEL: not self._models.are_complete,
            Code.NO_EMBEDDER: self._searcher.is_by_words_alone,
            Code.NO_WRITES: self._catalogue.is_frozen,
        }
        return tuple(note(code) for code, is_so in states.items() if is_so)

    async def answer(self, question: Question) -> Answer | Unanswered:
        """Answer from the documents of the question's audience. Raises InvalidQuestion."""
        started = time.perf_counter()
        with self._at_work():
            outcome = await self._run(self._asking, self._consulting.answer, question)
        notes = (*outcome.notes, *self.notes)
        return replace(outcome, notes=notes, elapsed_ms=(time.perf_counter() - started) * 1000)

    async def check(self, text: str, audience: Audience) -> Checked:
        """Judge each claim of a text by the documents that an audience may see. Raises InvalidQuestion."""
        started = time.perf_counter()
        with self._at_work():
            checked = await self._read(lambda now: self._checker.check(now, text, audience))
        return replace(checked, notes=self.notes, elapsed_ms=(time.perf_counter() - started) * 1000)

    async def search(self, question: Question, top: int = 10) -> tuple[Hit, ...]:
        """The `top` passages nearest the question, best first. Raises InvalidQuestion."""

        def look(now: Snapshot) -> list[Hit]:
            asked, of = understand(question.text).text, question.document
            return self._searcher.search(now, asked, question.audience, top, as_of=question.as_of, document=of)

        return tuple(await self._read(look))

    async def documents(self, audience: Audience) -> tuple[Listing, ...]:
        """The documents that the audience may see, by title."""
        return await self._read(lambda now: now.listings(audience))

    async def text(self, document: str, audience: Audience) -> str:
        """The whole text of a document, as spans count it. Raises UnknownDocument."""
        return await self._read(lambda now: now.text(document, audience))

    async def file(self, document: str, audience: Audience) -> Upload:
        """The file that a document was read from, with its bytes. Raises UnknownDocument."""
        return await self._read(lambda now: Originals(now, self._settings.seeds).file(document, audience))

    async def has_file(self, document: str, audience: Audience) -> bool:
        """Whether `file` has something for this audience, and not a page of the web."""
        return await self._read(lambda now: Originals(now, self._settings.seeds).holds(document, audience))

    async def page_picture(self, passage: str, quote: Span, audience: Audience) -> Picture | None:
        """The page of a PDF with a quote of a passage marked (`quote` is a span of the document).

        None for other formats, and wherever the page cannot be drawn in a few seconds or the quote is not found on it.
        Raises UnknownDocument.
        """
        return await self._run(self._drawing, self._page_picture, passage, quote, audience)

    async def passage(self, passage: str, audience: Audience) -> Neighbourhood:
        """A passage by its id. Raises UnknownDocument, also when the document has changed since."""
        return await self._read(lambda now: now.neighbourhood(passage, audience))

    async def elsewhere(self, passage: str, audience: Audience) -> Passage | None:
        """The same passage under another name, as after a document was renamed; None where there is none."""
        return await self._read(lambda now: now.elsewhere(passage, audience))

    async def fate(self, document: str) -> Fate:
        """What became of a document that is not as it was when somebody read it."""
        return await self._read(lambda now: now.fate(document))

    async def try_embedder(self) -> None:
        """Embed a word, as a question is. Raises EmbedderUnreachable, whose sentence says what fails."""
        if embedder := self._models.embedder:
            await self._run(self._asking, embedder.question, "word")

    async def reindex(self, order: Order = EVERYTHING) -> Changes:
        """Bring a library up to its folder and to what was given to it; `order.progress` is called from a thread.

        Raises UnreadableFolder.
        """
        return await self._run(self._writing, self._keeper.reindex, order)

    async def add(self, order: Order, upload: Upload) -> Changes:
        """Take a file into a library, in place of the one of its name. Raises NotPossible, with the reason."""
        return await self._run(self._writing, self._keeper.add, order, upload)

    async def add_page(self, order: Order, url: str) -> Changes:
        """Take a page into a library by its address. Raises NotPossible, with the reason."""
        return await self._run(self._writing, self._keeper.add_page, order, url)

    async def remove(self, order: Order, path: str) -> Changes:
        """Take a document out of a library; earlier versions keep it. Raises UnknownDocument, NotPossible."""
        return await self._run(self._writing, self._keeper.remove, order, path)

    async def erase(self, order: Order, path: str, also: Also = nowhere_else) -> Erased:
        """Take a document out of everything, for ever, with proof. Raises UnknownDocument, NotPossible.

        `also` takes documents out of what else the data folder keeps of them, before that is searched.
        """
        return await self._run(self._writing, self._keeper.erase, order, path, also)

    async def erase_library(self, library: str) -> Erased:
        """Take a whole library out of everything, for ever, with proof."""
        return await self._run(self._writing, self._keeper.erase_library, library)

    async def limit(self, order: Order, path: str, access: Access) -> None:
        """Limit who may see a document, or all that lies below a path; an empty access lifts the limit."""
        await self._run(self._writing, self._keeper.limit, order, path, access)

    async def roll_back(self, order: Order, version: int) -> Changes:
        """Make a library what it was; it stays so until somebody reindexes it. Raises NotPossible."""
        return await self._run(self._writing, self._keeper.roll_back, order, version)

    async def versions(self, library: str) -> tuple[Version, ...]:
        """The present version of a library and those that can be had back, newest first."""
        return await self._read(lambda now: now.versions(library))

    async def libraries(self) -> tuple[str, ...]:
        """The names of the libraries that hold something, or did."""
        return await self._read(lambda now: tuple(now.numbers))

    async def contents(self, library: str) -> tuple[Listing, ...]:
        """All documents of a library, by title: for its curators."""
        return await self._read(lambda now: now.contents(library))

    async def limits(self, library: str) -> dict[str, Access]:
        """Who the sources of a library are limited to, by path: for its curators."""
        return await self._read(lambda now: now.limits(library))

    async def note(self, library: str, entry: Audit) -> None:
        """Note in a library's audit what somebody was denied."""
        await self._run(self._writing, self._catalogue.audit, library, entry)

    async def audits(self, library: str, top: int = 20) -> tuple[Audit, ...]:
        """The last things that were done to a library, or tried, newest first."""
        return await self._run(self._writing, self._catalogue.audits, library, top)

    async def back_up(self, file: Path) -> None:
        """Copy everything that cannot be made again into one file; questions go on. Raises NotPossible."""
        await self._run(self._writing, backups.back_up, self._settings.data, file)

    def keep_current(self) -> AsyncGenerator[Changes | Failure]:
        """Follow the folder of documents for ever: what each change did, or why it could not be followed yet."""

        def reindex(pages_are_due: bool) -> Awaitable[Changes]:
            return self.reindex(replace(EVERYTHING, is_automatic=True, pages_are_due=pages_are_due))

        return followed(self._settings.seeds, reindex)

    async def settle(self) -> None:
        """Wait until what searches by meaning has caught up; answers do not need to."""
        if built := self._keeper.built:
            await asyncio.wrap_future(built)

    async def close(self) -> None:
        """End what runs, and let the data folder go: a change stops where it is, and keeps what it has embedded."""
        await asyncio.to_thread(self.shut)

    def shut(self) -> Failure | None:
        """`close`, for callers outside an event loop; how far the change came that was under way, if there was one."""
        self._keeper.stop()
        self._asking.shutdown(cancel_futures=True)
        self._writing.shutdown(cancel_futures=True)
        self._drawing.shutdown(cancel_futures=True)
        self._files.close()
        self._keeper.close()
        self._catalogue.close()
        self._lock.release()
        return self._keeper.cut_off

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """Something long; who is the last to finish leaves no more memory held than is needed to wait."""
        with self._load.one_more():
            yield
        now = time.monotonic()
        if self._load.is_idle and now >= self._tidied + TIDY_SECONDS:
            self._tidied = now
            with suppress(RuntimeError):  # closed meanwhile
                self._asking.submit(memory.give_back)

    async def _read(self, look: Callable[[Snapshot], T]) -> T:
        """What somebody wants to see, all of one moment."""

        def read() -> T:
            with self._catalogue.snapshot() as snapshot:
                return look(snapshot)

        return await self._run(self._asking, read)

    async def _run(self, pool: ThreadPoolExecutor, work: Callable[P, T], *values: P.args, **named: P.kwargs) -> T:
        return await asyncio.wrap_future(pool.submit(work, *values, **named))

    def _page_picture(self, passage: str, quote: Span, audience: Audience) -> Picture | None:
        with self._catalogue.snapshot() as snapshot:
            found = snapshot.neighbourhood(passage, audience).passage
            pdf = Originals(snapshot, self._settings.seeds).pdf(found, audience)
        return page_picture(self._drawer, pdf, found, quote.start, quote.end) if pdf else None
