"""`Keeper`: the writing side. Every change of a library, one at a time, with its entry in the audit and its vectors."""

import logging
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from index import erasing
from index import folder as folders
from index.audience import Access
from index.audit import Audit
from index.changes import Changes
from index.erasing import Erased, Needle
from index.errors import CannotWrite, Failure, NotPossible, UnknownDocument
from index.fetching import Fetcher
from index.history import ROLLING_BACK
from index.records import Record
from index.reindexing import Reindexer
from index.runs import Means, Order
from index.shelves import Shelf
from index.uploads import Upload, apart, cleaned, fetched
from index.vectors import Vectors

log = logging.getLogger(__name__)

T = TypeVar("T")

PATIENCE = 10.0
"""Seconds to wait for readers to let the log go, so that what was erased can be overwritten there too."""


Also = Callable[[Collection[str]], None]
"""Takes documents out of what else is kept of them in the data folder; called once they are erased."""


def nowhere_else(_: Collection[str]) -> None:
    """Where nothing else is kept."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where things lie: the data folder, and the folders of documents that libraries follow, by the library's name."""

    data: Path
    folders: Mapping[str, Path]


class Keeper:
    """Changes libraries, for one thread at a time; beside it, a thread of its own builds what is searched by meaning.

    Every method raises CannotWrite if the disk is in the way, and then nothing was changed.
    """

    def __init__(self, means: Means, vectors: Vectors, places: Places, fetcher: Fetcher) -> None:
        """Put in order what a crash has left."""
        self._means = means
        self._catalogue = means.catalogue
        self._embedder = means.embedder
        self._vectors = vectors
        self._places = places
        self._fetcher = fetcher
        self._reindexer = Reindexer(means, fetcher)
        self._building = ThreadPoolExecutor(1, "building")
        self.built: Future[None] | None = None
        """The last that was begun for the vectors to catch up."""
        self.cut_off: Failure | None = None
        """How the change ended that was under way when it was told to stop."""
        self._finish_erasing()

    def reindex(self, order: Order) -> Changes:
        """Bring a library up to its folder and to what was given to it. Raises UnreadableFolder."""
        return self._changed(order, "", lambda: self._reindexer.reindex(order, self._folder(order)))

    def add(self, order: Order, upload: Upload) -> Changes:
        """Take in a file. Raises NotPossible, with the reason."""
        order, upload = replace(order, cause="add"), replace(upload, name=cleaned(upload.name))
        return self._changed(order, upload.name, lambda: self._reindexer.add(order, upload, self._folder(order)))

    def add_page(self, order: Order, url: str) -> Changes:
        """Take in a page by its address. Raises NotPossible, with the reason."""
        order = replace(order, cause="add")
        page = self._fetched(order, url)
        return self._changed(order, page.name, lambda: self._reindexer.add(order, page, self._folder(order)))

    def remove(self, order: Order, path: str) -> Changes:
        """Take out a document, or all below a path; earlier versions keep it. Raises UnknownDocument, NotPossible."""
        order = replace(order, cause="remove")
        with self._catalogue.snapshot() as snapshot:
            origins = snapshot.origins(order.library)
        if not any(path in (given, origin.file) for given, origin in origins.items()):
            self._refuse_if_in_folder(order, path)
        return self._changed(order, path, lambda: self._reindexer.remove(order, path))

    def roll_back(self, order: Order, number: int) -> Changes:
        """Make a library what it was. Raises NotPossible."""
        order = replace(order, cause=f"{ROLLING_BACK} {number}")
        return self._changed(order, "", lambda: self._reindexer.roll_back(order, number))

    def limit(self, order: Order, path: str, access: Access) -> None:
        """Limit who may see a document, or all below a path; an empty access lifts the limit."""
        order = replace(order, cause=f"limit to roles {sorted(access.roles)}, channels {sorted(access.channels)}")
        path = path.rstrip("/")
        self._noted(order, path, lambda: self._catalogue.limit(order.library, path, access))

    def erase(self, order: Order, name: str, also: Also = nowhere_else) -> Erased:
        """Take every version of a document, or of all in a folder, out for ever, and look whether a byte is left.

        A document that was renamed goes under every name that it had. Raises UnknownDocument, NotPossible.
        """
        order = replace(order, cause="erase")
        with self._catalogue.snapshot() as snapshot:
            wanted = snapshot.lineage(order.library, name)
            records = list(snapshot.records(wanted))
        if not records:
            raise UnknownDocument("There is no such document in this library.")
        self._refuse_if_in_folder(order, wanted.name)
        names = {called for record in records for called in _names(record)}
        erased = self._erased(
            order.library,
            records,
            lambda: self._noted(order, "", lambda: self._catalogue.erase(order.library, wanted, names, order.actor)),
            also,
        )
        return replace(erased, documents=len(wanted.paths), earlier=wanted.earlier, copies=wanted.copies)

    def erase_library(self, library: str) -> Erased:
        """Take a whole library out for ever, with all that is remembered of it."""
        with self._catalogue.snapshot() as snapshot:
            records = list(snapshot.every_version(library))
        return self._erased(library, records, lambda: self._catalogue.erase_library(library))

    def stop(self) -> None:
        """Have the change that is under way end soon, in another thread; whatever it embedded is kept."""
        self._means.stop.set()
        self._means.reader.stop()

    def close(self) -> None:
        """Give up what is being built: the next start builds it."""
        self._building.shutdown(wait=False, cancel_futures=True)
        self._vectors.close()
        self._building.shutdown()

    def build(self) -> None:
        """Have the vectors catch up, beside."""
        if self._embedder and not self._catalogue.is_frozen:
            self.built = self._building.submit(self._build, self._embedder.fingerprint)

    def _fetched(self, order: Order, url: str) -> Upload:
        """A page under its name; what was typed is only noted if it leads nowhere, for it may lead elsewhere."""
        try:
            page = fetched(self._fetcher, url)
        except NotPossible as failure:
            self._note(order, url, str(failure), self._size(order.library))
            raise
        with self._catalogue.snapshot() as snapshot:
            origins = snapshot.origins(order.library).values()
        return apart(page, {origin.file: origin for origin in origins})

    def _folder(self, order: Order) -> Path | None:
        return self._places.folders.get(order.library)

    def _refuse_if_in_folder(self, order: Order, path: str) -> None:
        folder = self._folder(order)
        if folder and folders.holds(folder, path):
            raise NotPossible(f"“{path}” lies in the folder of documents: delete the file there first.")

    def _changed(self, order: Order, subject: str, change: Callable[[], Changes]) -> Changes:
        try:
            changes = change() if order.is_preview else self._noted(order, subject, change)
        except Failure as failure:
            self.cut_off = failure if self._means.stop.is_set() else None
            raise
        if order.is_preview:
            return changes
        log.info("%s of library %s: %s", order.cause, order.library, changes.summary)
        for note in changes.remarks if order.is_automatic else ():  # nobody looks at these changes
            log.warning("library %s: %s", order.library, note)
        self._finish_erasing()
        self.build()
        return changes

    def _noted(self, order: Order, subject: str, act: Callable[[], T]) -> T:
        """Act, and note who wanted what, and what came of it."""
        before = self._size(order.library)
        try:
            done = act()
        except Failure as failure:
            self._note(order, subject, str(failure), before)
            raise
        self._note(order, subject, "done", before)
        return done

    def _note(self, order: Order, subject: str, outcome: str, before: int) -> None:
        """Note what came of what somebody ordered; what nobody ordered is not noted."""
        if not order.actor:
            return
        entry = Audit("", order.actor, order.cause, subject, outcome, before, self._size(order.library))
        try:
            self._catalogue.audit(order.library, entry)
        except CannotWrite as failure:
            log.warning("%s by %s not noted: %s", order.cause, order.actor, failure)

    def _size(self, library: str) -> int:
        with self._catalogue.snapshot() as snapshot:
            return snapshot.size(library)[0]

    def _erased(
        self, library: str, records: Collection[Record], erase: Callable[[], int], also: Also = nowhere_else
    ) -> Erased:
        wanted = {needle for record in records for needle in erasing.needles(record)}
        with self._catalogue.snapshot() as snapshot:
            number = snapshot.library(library)
        erase()
        if number is not None:
            self._vectors.erase(number)
        self._finish_erasing()
        self.build()
        paths = {record.path for record in records}
        also({f"{library}/{path}" for path in paths})
        return erasing.proven(self._places.data, len(paths), wanted, lambda needle: self._is_of_others(needle, library))

    def _is_of_others(self, needle: Needle, library: str) -> bool:
        with self._catalogue.snapshot() as snapshot:
            if needle.text is not None:
                return snapshot.remains.says(needle.text, besides=library)
            if needle.vector is not None:
                return snapshot.remains.has_vector(needle.vector)
            return snapshot.remains.packs(needle.content)

    def _finish_erasing(self) -> None:
        """Overwrite what was erased; also what a crash, a full disk or a reader has left of it."""
        if self._catalogue.is_frozen or (library := self._catalogue.erasing) is None:
            return
        with self._catalogue.snapshot() as snapshot:
            number = snapshot.library(library)
        self._vectors.erase(number) if number is not None else self._vectors.tidy(())
        end = time.monotonic() + PATIENCE
        try:
            is_done = self._catalogue.compact()
            while not is_done and time.monotonic() < end:
                time.sleep(0.05)
                is_done = self._catalogue.empty_log()
        except CannotWrite as failure:
            log.warning("what was erased is not overwritten yet, which the next change does: %s", failure)

    def _build(self, model: str) -> None:
        """Never raises: it runs beside, and nobody waits for its outcome."""
        with self._catalogue.snapshot() as snapshot:
            shelves = [Shelf(number, model) for number in snapshot.numbers.values()]
        try:
            for shelf in shelves:
                self._vectors.refresh(self._catalogue.snapshot, shelf)
            self._vectors.tidy(shelves)
        except OSError as error:
            log.warning("the vectors have not caught up; the exact search answers: %s", error.strerror or error)
        except Exception:
            log.exception("the vectors have not caught up; the exact search answers")


def _names(record: Record) -> Iterator[str]:
    """What a document may be called in an order."""
    yield record.path
    yield from filter(None, (record.document.url, *((origin.url, origin.asked) if (origin := record.origin) else ())))
