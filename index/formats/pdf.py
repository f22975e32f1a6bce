"""PDF to `Document`: pages, the outline as headings, paragraphs made whole, what runs along every page left out."""

import io
import logging
import re
from typing import Any

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError
from pypdf.generic import Destination

from index.dates import is_only_date
from index.documents import Document
from index.formats.asides import is_aside
from index.formats.composing import Composer
from index.formats.contents import File, Refused
from index.formats.details import Details, dated, language, line
from index.formats.lines import page_of
from index.formats.paragraphs import Block, Outline, blocks, comparable
from index.formats.running import without_running_lines

MAX_PAGES = 3000
"""More than any book; reading them takes about a minute."""

FIRST_BLOCKS = 6
"""Of the text, among which it says its own date."""

_IMAGES_ONLY = "The file holds only images of pages; make it searchable (OCR) first."
_FILE_NAME = re.compile(
    r"\.(?:docx?|pdf|tex|dvi|indd|qxd|rtf|odt|xlsx?|pptx?)$|^untitled$|^microsoft word -", re.IGNORECASE
)
"""Titles that a program wrote and nobody meant."""

LEAST_WORDS = 0.25
"""Share of a text's characters in words; formulas and tables have twice that, crumbs a tenth."""

SHORT = 60
"""Characters; of less, nothing can be told."""

_WORD = re.compile(r"\w{3,}|[^\W\x00-\u02ff]+|\d+")
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")


def read_pdf(file: File) -> Document:
    """Read a PDF. Raises Refused."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = _opened(file)
    try:
        pages = [page_of(number, page) for number, page in enumerate(reader.pages, start=1)]
    except FileNotDecryptedError as error:
        raise Refused("The file is encrypted with a password.") from error
    if not any(page.lines for page in pages):
        raise Refused(_IMAGES_ONLY if pages else "The file has no pages.")
    if not _is_legible(" ".join(line.text for page in pages for line in page.lines)):
        raise Refused("The file's letters cannot be made out; make it searchable (OCR) again.")
    found = list(blocks(without_running_lines(pages), _outline(reader)))
    details = _details(reader)
    composer = Composer(title=details.title)
    _write(found, composer)
    date = next((dated(block.text) for block in found[:FIRST_BLOCKS] if is_only_date(block.text)), None)
    shown = Details(title=None, date=date, date_origin="text" if date else None)
    return composer.document(file, shown.over(details))


def _is_legible(text: str) -> bool:
    """Whether there are words or numbers in it, rather than the crumbs of a scan that was read badly."""
    return len(text) < SHORT or sum(map(len, _WORD.findall(text))) > LEAST_WORDS * sum(map(len, text.split()))


def _opened(file: File) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(file.content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("The file is encrypted with a password.")
        pages = len(reader.pages)
    except FileNotDecryptedError as error:
        raise Refused("The file is encrypted with a password.") from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise Refused("The file is damaged: its pages cannot be found.") from error
    if pages > MAX_PAGES:
        raise Refused(f"The file is too long: more than {MAX_PAGES} pages.")
    return reader


def _write(found: list[Block], composer: Composer) -> None:
    for block in found:
        composer.page = block.page
        if is_aside(block.text):
            composer.block(block.text, quotable=False)
        elif block.is_heading:
            composer.head(block.text)
        else:
            composer.block(block.text)


def _outline(reader: PdfReader) -> Outline:
    """The headings that the outline names, by page; a broken outline ends where it breaks."""
    found: dict[int, frozenset[str]] = {}
    try:
        waiting: list[Any] = list(reader.outline)
        while waiting:
            entry = waiting.pop(0)
            if isinstance(entry, list):
                waiting = [*entry, *waiting]
            elif isinstance(entry, Destination):
                number = reader.get_destination_page_number(entry)
                title = comparable(str(entry.title or ""))
                if number is not None and title:
                    found[number + 1] = found.get(number + 1, frozenset()) | {title}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return found
    return found


def _details(reader: PdfReader) -> Details:
    """What the file's properties say. Their dates are when a program wrote the file: the best that there is."""
    title = date = tongue = None
    try:
        properties = reader.metadata
        title = line(str(properties.title or "")) if properties else None
        date = _date(str(properties.get("/CreationDate") or "")) if properties else None
        tongue = language(str(reader.root_object.get("/Lang") or ""))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
        pass
    if title and (_FILE_NAME.search(title) or not any(map(str.isalpha, title))):
        title = None
    return Details(
        title=title,
        date=date,
        date_origin="properties" if date else None,
        language=tongue,
        pages=len(reader.pages),
    )


def _date(said: str) -> str | None:
    match = _DATE.match(said)
    return dated("-".join(filter(None, match.groups()))) if match and match[3] else None
