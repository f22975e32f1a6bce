"""What curators may do to a library: bring it up to its documents, add, remove, and have an earlier version back."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from index import folder as folders
from index.changes import Changes, Tally
from index.errors import NotPossible, UnknownDocument
from index.fetching import Fetcher, NotFetched
from index.folder import File, Refusal
from index.formats import MAX_BYTES
from index.members import named
from index.preparing import Prepared
from index.records import Origin
from index.runs import Means, Order, Run
from index.uploads import Upload, refreshed

EMPTY = (
    "The folder of documents is empty now, so what was read of it stays; reindex the library to take all of that out."
)
WAITS = "The library was rolled back and stays as it is; reindex it to follow its documents again."

PAGES_AT_ONCE = 6
"""As many as a browser asks one site for; a site that does not answer takes half a minute."""


class Reindexer:
    """Changes libraries, one at a time. Only what changed is read, cut and embedded, and all of it becomes visible in
    one moment; whatever goes wrong before, the library stays what it was.
    """

    def __init__(self, means: Means, fetcher: Fetcher) -> None:
        """Without an embedder passages are kept without vectors, and embedded by the first run that has one."""
        self._catalogue = means.catalogue
        self._means = means
        self._fetcher = fetcher

    def reindex(self, order: Order, folder: Path | None) -> Changes:
        """Make a library what its folder holds, and what was given to it; a curator's word asks for pages anew.

        A file that cannot be read is refused; if it could be read before, its last readable version stays. Nothing but
        a curator's word empties a library whose folder is empty: it may only not be mounted.
        Raises UnreadableFolder, CannotWrite.
        """
        with self._catalogue.snapshot() as snapshot:
            waits = snapshot.is_rolled_back(order.library)
            before, origins = snapshot.fingerprints(order.library), snapshot.origins(order.library)
        if waits and order.is_automatic:
            return self._nothing(order, tuple(before))
        given = {origin.file: origin for origin in origins.values()}
        count = folders.count(folder) if folder else 0
        tally = Tally(before, count + len(given), order.progress, origins)
        run = Run(self._means, order, tally)
        is_kept = order.is_automatic and count == 0 and before.keys() > origins.keys()
        gone = tally.gone_of_given if is_kept else tally.gone
        done = run.finish(self._documents(run, folder, given), gone=gone, stays=False)
        if is_kept:
            done = replace(done, notes=(*done.notes, EMPTY))
        if waits and not order.is_preview:
            self._catalogue.follow(order.library)
        return done

    def add(self, order: Order, upload: Upload, folder: Path | None = None) -> Changes:
        """Take in a file, in the place of the one that was given under its name before.

        Raises NotPossible, with the reason, if nothing in it can be read; CannotWrite.
        """
        with self._catalogue.snapshot() as snapshot:
            before, origins = snapshot.fingerprints(order.library), snapshot.origins(order.library)
        tally = Tally(before, 1, order.progress, origins)
        held = tally.of_file(upload.name, is_given=True)
        if tally.of_file(upload.name, is_given=False) or (folder and folders.is_taken(folder, upload.name)):
            raise NotPossible(f"The folder of documents already holds “{upload.name}”; give the file another name.")
        run = Run(self._means, order, tally)
        done = run.finish(run.file(upload, is_given=True), gone=lambda: [path for path in tally.gone() if path in held])
        if done.refused and not (done.added or done.updated or done.unchanged):
            raise NotPossible(done.refused[0].reason)
        return done

    def remove(self, order: Order, path: str) -> Changes:
        """Take out a document, or all in a folder; earlier versions keep them.

        Raises UnknownDocument, NotPossible for a part of a file, CannotWrite.
        """
        with self._catalogue.snapshot() as snapshot:
            before, origins = snapshot.fingerprints(order.library), snapshot.origins(order.library)
        tally = Tally(before, 0, order.progress, origins)
        gone = named(path, ((at, origins[at].file if at in origins else None) for at in sorted(before)))
        if not gone:
            raise UnknownDocument("There is no such document in this library.")
        return Run(self._means, order, tally).finish((), gone=lambda: gone)

    def roll_back(self, order: Order, number: int) -> Changes:
        """Make a library what it was; it stays so until somebody reindexes it. Raises NotPossible, CannotWrite."""
        with self._catalogue.snapshot() as snapshot:
            known = [version.number for version in snapshot.versions(order.library)]
            earlier, later = snapshot.earlier(order.library, number)
            before = snapshot.fingerprints(order.library)
        if number not in known[1:]:
            raise NotPossible(f"There is no version {number} to go back to.")
        run = Run(self._means, order, Tally(before, 0, order.progress))
        gone = [path for path in later if path not in earlier]
        return run.finish(run.records(earlier), gone=lambda: gone, stays=True)

    def _documents(self, run: Run, folder: Path | None, given: Mapping[str, Origin]) -> Iterator[Prepared]:
        for found in folders.files(folder, MAX_BYTES) if folder else ():
            match found:
                case Refusal(path, reason):
                    run.cannot_read(path, reason, is_given=False)
                case File(path) if path in given:
                    run.refuse(Refusal(path, "A curator has added a document of this name; rename the file."))
                case File(path, content):
                    yield from run.file(Upload(path, content), is_given=False)
        yield from self._given(run, list(given.values()))

    def _given(self, run: Run, origins: Sequence[Origin]) -> Iterator[Prepared]:
        """Files that were given, as they were kept; pages as they now are, or as they were if they are not fetched."""
        with ThreadPoolExecutor(PAGES_AT_ONCE, "fetching") as fetching:
            for first in range(0, len(origins), PAGES_AT_ONCE):
                kept = self._kept(run.order, origins[first : first + PAGES_AT_ONCE])
                asked = run.order.asks_for_pages
                for was, now in zip(kept, fetching.map(self._now, kept) if asked else kept, strict=True):
                    if isinstance(now, NotFetched):
                        run.cannot_read(was.name, now.reason, is_given=True)
                    else:
                        yield from run.file(now, is_given=True)

    def _kept(self, order: Order, origins: Sequence[Origin]) -> list[Upload]:
        with self._catalogue.snapshot() as snapshot:
            return [Upload.again(origin, snapshot.original(order.library, origin.digest)) for origin in origins]

    def _now(self, kept: Upload) -> Upload | NotFetched:
        return refreshed(self._fetcher, kept)

    def _nothing(self, order: Order, paths: tuple[str, ...]) -> Changes:
        with self._catalogue.snapshot() as snapshot:
            documents, passages = snapshot.size(order.library)
            number = snapshot.library(order.library)
            version = snapshot.version(number) if number is not None else 0
        return Changes((), (), (), paths, (), documents, passages, 0, 0.0, version=version, notes=(WAITS,))
