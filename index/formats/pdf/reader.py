"""PDF to `Document`: pages, the outline as headings, paragraphs made whole, what runs along every page left out."""

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

from index.dates import is_only_date
from index.documents import Document
from index.formats.asides import is_aside
from index.formats.composing import Composer
from index.formats.contents import File, Refused
from index.formats.details import Details, dated, language, line
from index.formats.pdf.annotations import whole_page
from index.formats.pdf.lines import Page
from index.formats.pdf.pages import page_of
from index.formats.pdf.paragraphs import Block, Outline, blocks, comparable
from index.formats.pdf.running import without_running_lines
from index.formats.pdf.tables import tabled

MAX_PAGES = 3000
"""More than any book; reading them takes about a minute."""

FIRST_BLOCKS = 6
"""Of the text, among which it says its own date."""

_IMAGES_ONLY = "The file holds only images of pages; make it searchable (OCR) first."
_FILE_NAME = re.compile(
    r"\.(?:docx?|pdf|tex|dvi|indd|qxd|rtf|odt|xlsx?|pptx?)$|^microsoft word -|^(?:document|presentation|slide)\s*\d*$"
    r"|^\W*(?:anonymous|untitled|no title|unknown|unnamed|none|null|unbenannt|ohne titel|sans titre)"
    r"(?: document| presentation)?[\W\d]*$",
    re.IGNORECASE,
)
"""Titles that a program wrote and nobody meant."""

LEAST_WORDS = 0.25
"""Share of a text's characters in words; formulas and tables have twice that, crumbs a tenth."""

SHORT = 60
"""Characters; of less, nothing can be told."""

MOST_ENTRIES = 5000
"""Of an outline."""

_LANGUAGE_ROOM = 40
"""Letters; language tags have up to 35 (BCP 47)."""

_LEADER = re.compile(r"(?:\s?[.·…_‒–—-]){4,}")
"""What leads the eye from a name to its price or page."""

_MARKER = re.compile(r"[^\w\s]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)]")
"""What stands before an item of a list, drawn apart from it."""

_WORD = re.compile(r"\w{3,}|[^\W\x00-\u02ff]+|\d+")
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")


def read_pdf(file: File) -> Document:
    """Read a PDF. Raises Refused."""
    with closing(_opened(file)) as opened:
        pages = list(_pages(opened, file.step))
        outline, details = _outline(opened), _details(opened)
    if not any(page.lines for page in pages):
        raise Refused(_IMAGES_ONLY if pages else "The file has no pages.")
    if not _is_legible(" ".join(line.text for page in pages for line in page.lines)):
        raise Refused("The file's letters cannot be made out; make it searchable (OCR) again.")
    found = list(blocks(tabled(without_running_lines(pages)), outline))
    composer = Composer(title=details.title)
    _write(found, composer)
    date = next((dated(block.text) for block in found[:FIRST_BLOCKS] if is_only_date(block.text)), None)
    shown = Details(title=None, date=date, date_origin="text" if date else None)
    return composer.document(file, shown.over(details))


def _is_legible(text: str) -> bool:
    """Whether there are words or numbers in it, rather than the crumbs of a scan that was read badly."""
    kept = _LEADER.sub(" ", text)
    return len(kept) < SHORT or sum(map(len, _WORD.findall(kept))) > LEAST_WORDS * sum(map(len, kept.split()))


def _opened(file: File) -> pypdfium2.PdfDocument:
    try:
        opened = pypdfium2.PdfDocument(file.content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise Refused("The file is encrypted with a password.") from error
        if error.err_code == pdfium.FPDF_ERR_SECURITY:
            raise Refused("The file is encrypted in a way that is not known.") from error
        raise Refused("The file is damaged: its pages cannot be found.") from error
    if len(opened) > MAX_PAGES:
        raise Refused(f"The file is too long: more than {MAX_PAGES} pages.")
    opened.init_forms()  # draws the fields whose values nothing shows
    return opened


def _pages(opened: pypdfium2.PdfDocument, step: Callable[[], None]) -> Iterator[Page]:
    """The pages, of which one at a time is held; a broken one shows nothing."""
    for number in range(1, len(opened) + 1):
        try:
            with closing(whole_page(opened, number - 1, is_marked=False)) as page:
                yield page_of(number, page)
        except pypdfium2.PdfiumError:
            yield Page(number, height=0, width=0, lines=())
        step()


def _write(found: list[Block], composer: Composer) -> None:
    sizes = Counter(round(block.size) for block in found if block.is_heading)
    floors = sorted(size for size, count in sizes.items() if count > 1)
    for block in found:
        composer.page = block.page
        if is_aside(block.text) or _MARKER.fullmatch(block.text):
            composer.block(block.text, quotable=False)
        elif block.is_heading:
            composer.head(block.text, level=1 + sum(size > round(block.size) for size in floors))
        else:
            composer.block(block.text, is_whole=block.is_whole)


def _outline(opened: pypdfium2.PdfDocument) -> Outline:
    """The headings that the outline names, by page."""
    found: dict[int, frozenset[str]] = {}
    for entry in islice(opened.get_toc(), MOST_ENTRIES):
        place = entry.get_dest()
        number = place.get_index() if place is not None else None
        title = comparable(entry.get_title())
        if number is not None and title:
            found[number + 1] = found.get(number + 1, frozenset()) | {title}
    return found


def _details(opened: pypdfium2.PdfDocument) -> Details:
    """What the file's properties say. Their dates are when a program wrote the file: the best that there is."""
    title, date = line(opened.get_metadata_value("Title")), _date(opened.get_metadata_value("CreationDate"))
    if title and (_FILE_NAME.search(title) or not any(map(str.isalpha, title))):
        title = None
    return Details(
        title=title,
        date=date,
        date_origin="properties" if date else None,
        language=language(_language(opened)),
        pages=len(opened),
    )


def _language(opened: pypdfium2.PdfDocument) -> str:
    room = (ctypes.c_ushort * _LANGUAGE_ROOM)()
    used = pdfium.FPDFCatalog_GetLanguage(opened, room, ctypes.sizeof(room))
    return bytes(room)[: min(used, ctypes.sizeof(room))].decode("utf-16-le", "replace").rstrip("\0")


def _date(said: str) -> str | None:
    match = _DATE.match(said)
    return dated("-".join(filter(None, match.groups()))) if match and match[3] else None
