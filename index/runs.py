"""`Order`: a change that somebody wants of a library. `Run`: that change under way, from files to one moment's swap."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Event

from index.catalogue import Catalogue
from index.changes import Changes, Progress, Tally
from index.editing import Edit
from index.embedding import Embedder
from index.errors import Stopped
from index.folder import Refusal
from index.formats import Contents, FileReader, Refused
from index.inheriting import inherited
from index.preparing import HASH, Prepared, Preparing
from index.records import Record
from index.uploads import Upload, with_address

WITHOUT_VECTORS = "What is new is found by its words alone until next time."
KEPT = "The version that could be read before stays."
TAKEN = "Another document has this name already; rename one of them."


def quietly(_: Progress) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done to which library, and who wants it.

    `is_preview` only tells what would change. `is_automatic` is nobody's word: it leaves a library alone that was
    rolled back, and does not ask for pages of the web, unless `pages_are_due`.
    """

    library: str
    actor: str = ""
    cause: str = "reindex"
    is_preview: bool = False
    is_automatic: bool = False
    pages_are_due: bool = False
    progress: Callable[[Progress], None] = quietly

    @property
    def asks_for_pages(self) -> bool:
        """Whether pages of the web are fetched anew; else they stay as they were when they last were."""
        return not self.is_preview and (self.pages_are_due or not self.is_automatic)


@dataclass(frozen=True, slots=True)
class Means:
    """What every run works with. Without an embedder passages are kept without vectors.

    Once `stop` is set, a run ends with `Stopped` at its next step.
    """

    catalogue: Catalogue
    embedder: Embedder | None
    reader: FileReader
    stop: Event = field(default_factory=Event)


class Run:
    """One order being carried out. Nothing is visible before `finish`, and then all of it at once."""

    def __init__(self, means: Means, order: Order, tally: Tally) -> None:
        self.order = order
        self._tally = tally
        self._catalogue = means.catalogue
        self._reader = means.reader
        self._stop = means.stop
        self._preparing = Preparing(means.catalogue, order.library, means.embedder, self._told)
        self._originals: dict[str, bytes] = {}

    def refuse(self, refusal: Refusal) -> None:
        """Note a file that was not read."""
        self._tally.files += 1
        self._tally.refused.append(refusal)

    def cannot_read(self, path: str, reason: str, *, is_given: bool) -> None:
        """Note a file, or with `/` at the end a folder, that cannot be read now; what was read of it before stays."""
        was_read = bool(self._tally.of_file(path.rstrip("/"), is_given=is_given))
        self.refuse(Refusal(path, f"{reason} {KEPT}" if was_read else reason, was_read))

    def file(self, upload: Upload, *, is_given: bool) -> Iterator[Prepared]:
        """The documents of a file, if it is not what it was. One that was given is kept whole, with its bytes."""
        self._go_on()
        fingerprint = self._preparing.fingerprint(hashlib.sha256(upload.content).hexdigest())
        before = self._tally.of_file(upload.name, is_given=is_given)
        kept, parts = {self._tally.before[path] for path in before}, _parts(before, upload, is_given=is_given)
        if before and self._preparing.is_same(kept, fingerprint, parts):
            self._tally.files += 1
            self._tally.same(before)
            return
        try:
            contents = self._reader.read(upload.name, upload.content, charset=upload.charset)
        except Refused as refused:
            self._go_on()  # else the reason is that its reader was ended
            self.cannot_read(upload.name, str(refused), is_given=is_given)
            return
        self._tally.files += 1
        if is_given:
            self._originals[upload.origin.digest] = upload.content
        yield from self._documents(upload, fingerprint, contents, is_given=is_given)

    def records(self, records: Mapping[str, Record]) -> Iterator[Prepared]:
        """Documents as they once were."""
        for path, record in records.items():
            self._tally.keep(path)
            yield self._preparing.again(record)

    def finish(
        self, documents: Iterable[Prepared], gone: Callable[[], Sequence[str]], *, stays: bool | None = None
    ) -> Changes:
        """Prepare the documents, then make the change, unless it is only to be shown or there is none."""
        prepare = self._preparing.preview if self.order.is_preview else self._preparing.run
        prepare(documents)
        self._tally.tell()
        self._go_on()
        unreachable = self._preparing.unreachable
        if unreachable:
            self._tally.still(self._preparing.drop_waiting(self._tally.before))
        removed = tuple(gone())
        renamed = self._renamed(removed)
        with self._catalogue.snapshot() as snapshot:
            limits = inherited(snapshot, self.order.library, self._preparing.prepared, removed)
        if not self.order.is_preview and (self._preparing.prepared or removed or stays):
            edit = Edit(
                put=tuple(self._preparing.records()),
                gone=removed,
                limits=limits.limits,
                originals=self._originals,
                cause=self.order.cause,
                actor=self.order.actor,
                stays=stays,
                is_whole=not unreachable,
            )
            self._catalogue.apply(self.order.library, edit)
        elif not self.order.is_preview and not unreachable:
            self._catalogue.let_go_of_vectors(self.order.library)
        return self._changes(removed, renamed, limits.notes)

    def _documents(self, upload: Upload, fingerprint: str, contents: Contents, *, is_given: bool) -> Iterator[Prepared]:
        """Each document of a file; how many they are is in the fingerprint, so that a file half written is seen."""
        for unread in contents.unread:
            self._tally.refused.append(Refusal(_inside(upload, unread.name), unread.reason))
        parts = {_inside(upload, part.name): part for part in contents.parts}
        for path in [path for path in parts if self._tally.is_taken(path, upload.name)]:
            del parts[path]
            self._tally.refused.append(Refusal(path, TAKEN))
        marked = f"{fingerprint} {_parts([*parts], upload, is_given=is_given)}"
        for path, part in parts.items():
            self._tally.keep(path)
            document = with_address(part.document, upload)
            origin = upload.origin if is_given else None
            yield self._preparing.cut(path, marked, document, origin)

    def _told(self, needed: int, embedded: int) -> None:
        self._tally.of_passages += needed
        self._tally.embedded += embedded
        self._tally.tell()
        self._go_on()

    def _go_on(self) -> None:
        """Raises Stopped, if the run was told to end."""
        if self._stop.is_set():
            raise Stopped(self._tally.so_far)

    def _renamed(self, removed: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Documents that went, and came under another name with the very same bytes."""
        old: dict[str, list[str]] = defaultdict(list)
        for path in sorted(removed):  # members of an archive keep their order
            old[self._tally.before[path][:HASH]].append(path)
        new = sorted(
            (item for item in self._preparing.prepared if item.path not in self._tally.before),
            key=lambda item: item.path,
        )
        return tuple((waiting.pop(0), item.path) for item in new if (waiting := old.get(item.fingerprint[:HASH])))

    def _changes(
        self, removed: tuple[str, ...], renamed: tuple[tuple[str, str], ...], notes: tuple[str, ...]
    ) -> Changes:
        tally, unreachable = self._tally, self._preparing.unreachable
        with self._catalogue.snapshot() as snapshot:
            documents, passages = snapshot.size(self.order.library)
            number = snapshot.library(self.order.library)
            version = snapshot.version(number) if number is not None else 0
        return Changes(
            added=tuple(tally.added),
            updated=tuple(tally.updated),
            removed=removed,
            unchanged=tuple(tally.unchanged),
            refused=tuple(tally.refused),
            documents=documents,
            passages=passages,
            embedded=tally.of_passages if self.order.is_preview else tally.embedded,
            elapsed_ms=tally.elapsed * 1000,
            renamed=renamed,
            version=version,
            is_preview=self.order.is_preview,
            notes=(*notes, f"{unreachable} {WITHOUT_VECTORS}") if unreachable else notes,
            lacks_vectors=unreachable is not None,
        )


def _parts(paths: Sequence[str], upload: Upload, *, is_given: bool) -> str:
    """How many documents a file has; in a folder also whether they lie in it, as they would in a folder of its name."""
    lies_inside = not is_given and paths != [upload.name]
    return f"{len(paths)} inside" if lies_inside else f"{len(paths)}"


def _inside(upload: Upload, name: str) -> str:
    """The path of a document: its file's, and where in it."""
    return f"{upload.name}/{name}" if name else upload.name
