"""The files that documents were read from: whether there is one for an audience, and its bytes."""

from pathlib import Path

from index import folder as folders
from index.audience import SHARED, Audience
from index.errors import UnknownDocument
from index.formats import MAX_BYTES, PageDrawer, Picture
from index.passages import Passage
from index.preparing import HASH
from index.snapshot import Snapshot
from index.uploads import Upload

_NO_LONGER_THERE = "The file of this document is no longer there."
_HEADER_WITHIN = 1024
"""Bytes: where programs look for `%PDF-`; some mail systems write something before it."""


class Originals:
    """The files behind the documents of one moment; those of the shared library lie in the `seeds` folder.

    A file that holds several documents, such as an archive, is only for those who may see all that is in it.
    """

    def __init__(self, snapshot: Snapshot, seeds: Path) -> None:
        self._snapshot = snapshot
        self._seeds = seeds

    def holds(self, document: str, audience: Audience) -> bool:
        """Whether a document comes from a file, not from a page of the web, and the audience may have it."""
        library, _, path = document.partition("/")
        origin = self._snapshot.origin(library, path)
        if origin and origin.url:
            return False
        try:
            self.file(document, audience)
        except UnknownDocument:
            return False
        return True

    def file(self, document: str, audience: Audience) -> Upload:
        """The file of a document, with its bytes. Raises UnknownDocument, also where other bytes have its name now."""
        library, _, path = document.partition("/")
        self._snapshot.text(document, audience)  # raises, unless it is for this audience
        origin = self._snapshot.origin(library, path)
        if origin is None and library != SHARED:
            raise UnknownDocument(_NO_LONGER_THERE)
        name = origin.file if origin else folders.file_of(self._seeds, path)
        if not self._snapshot.shows_all(library, name or path, audience):
            raise UnknownDocument("The file of this document holds more than you may see.")
        if origin:
            return Upload.again(origin, self._snapshot.original(library, origin.digest))
        found = _in_folder(self._seeds, name or path)
        if self._snapshot.fingerprint(library, path)[:HASH] != found.origin.digest[:HASH]:
            raise UnknownDocument("The file of this document is another one now than was indexed.")
        return found

    def pdf(self, passage: Passage, audience: Audience) -> bytes | None:
        """The PDF whose page a passage stands on; None for all other formats, for a PDF inside an archive, and where
        `file` has nothing. Raises UnknownDocument for a document that is not for this audience.
        """
        if passage.page is None:
            return None
        self._snapshot.text(passage.source.document, audience)  # raises, unless it is for this audience
        try:
            found = self.file(passage.source.document, audience)
        except UnknownDocument:
            return None
        is_whole = passage.source.document.partition("/")[2] == found.name
        return found.content if is_whole and b"%PDF-" in found.content[:_HEADER_WITHIN] else None


def page_picture(drawer: PageDrawer, pdf: bytes, passage: Passage, start: int, end: int) -> Picture | None:
    """The page with the characters `start` to `end` of a passage's document marked; None where it cannot be drawn."""
    first, last = start - passage.span.start, end - passage.span.start
    if not 0 <= first < last <= len(passage.text) or passage.page is None:
        return None
    text = passage.text
    return drawer.draw(pdf, passage.page, text[first:last], before=text[:first], after=text[last:])


def _in_folder(folder: Path, path: str) -> Upload:
    """A file of the folder of documents, as it is now. Raises UnknownDocument."""
    try:
        match folders.read(folder, path, MAX_BYTES):
            case folders.File(name, content):
                return Upload(name, content)
            case folders.Refusal(_, reason):
                raise UnknownDocument(reason)
    except OSError as error:
        raise UnknownDocument(_NO_LONGER_THERE) from error
