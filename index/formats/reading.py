"""The way from bytes to documents, as the child process goes it: find the format, call its reader."""

import importlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

from index.documents import Document
from index.formats.contents import Begun, File, Found, Part, Refused, Unread
from index.formats.sniffing import Format, sniff

_WHOLE = {
    Format.PLAIN: "plain.read_plain",
    Format.MARKDOWN: "markdown.read_markdown",
    Format.HTML: "web.pages.read_html",
    Format.PDF: "pdf.reader.read_pdf",
    Format.DOCX: "office.word.read_docx",
    Format.PPTX: "office.slides.read_pptx",
    Format.XLSX: "office.workbooks.read_xlsx",
    Format.CSV: "tables.read_csv",
    Format.EPUB: "books.read_epub",
    Format.RST: "restructured.read_rst",
    Format.SUBTITLES: "subtitles.read_subtitles",
}
"""The readers of files that are one document; each is imported when the first such file comes."""

_SEVERAL = {
    Format.JSON: "records.read_records",
    Format.MAIL: "mail.read_mail",
    Format.ZIP: "archives.read_zip",
}
"""The readers of files that hold documents: `(file, read)` to parts, where `read` reads a file inside it."""

DAMAGED = "The file is damaged, or is not what it says it is."

ReadInside = Callable[[File], Iterator[Found]]


def parts(file: File) -> Iterator[Found]:
    """The documents in a file, each as soon as it is read. Raises Refused for the whole file."""
    found = sniff(file)
    if found in _WHOLE:
        read_whole = cast("Callable[[File], Document]", _reader(_WHOLE[found]))
        yield Part("", _quotable(read_whole(file)))
    else:
        read_several = cast("Callable[[File, ReadInside], Iterator[Found]]", _reader(_SEVERAL[found]))
        yield from read_several(file, parts)


def inside(name: str, file: File, read: ReadInside) -> Iterator[Found]:
    """The documents of a file that lies in another, their names below `name`; a refusal concerns it alone."""
    yield Begun(name)
    try:
        for found in read(file):
            yield _below(name, found)
    except Refused as refused:
        yield Unread(name, str(refused))
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001 - parsers raise everything; one damaged member must not take the others along
        yield Unread(name, DAMAGED)


def _below(name: str, found: Found) -> Found:
    return replace(found, name=f"{name}/{found.name}" if found.name else name)


def _reader(name: str) -> object:
    module, function = name.rsplit(".", 1)
    return getattr(importlib.import_module(f"index.formats.{module}"), function)


def _quotable(document: Document) -> Document:
    """The document, if anything in it can be quoted. Raises Refused."""
    if not any(section.span.of(document.text).strip() for section in document.sections):
        raise Refused("The file holds no text that could be quoted.")
    return document
