"""E-books (.epub) to `Document`: the chapters in the order of the spine, and what the package says about the book."""

import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from selectolax.lexbor import LexborHTMLParser

from index.documents import Document
from index.formats.composing import Composer
from index.formats.contents import File, Refused
from index.formats.decoding import decoded
from index.formats.details import LONGEST_NAME, Details, dated, language, line, tags
from index.formats.packages import opened, unpacked
from index.formats.web.furniture import is_navigation
from index.formats.web.markup import write
from index.formats.web.pages import clean

MAX_CHAPTER = 20 * 1024 * 1024
"""Bytes."""

_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "META-INF/container.xml"
_RIGHTS = "META-INF/encryption.xml"


def read_epub(file: File) -> Document:
    """Read an e-book. Raises Refused."""
    with opened(file.content) as archive:
        path = _package_path(archive)
        package = _xml(archive, path)
        details = _details(package)
        composer = Composer(title=details.title)
        chapters, names = 0, set(archive.namelist())
        for name in _spine(package, path):
            if name not in names:
                continue
            page = LexborHTMLParser(decoded(File(name, _bytes(archive, name)), is_page=True))
            clean(page)
            if page.body is not None:
                chapters += 1
                composer.heading = ""
                write(page.body, composer, is_navigation)
            file.step()
        if not chapters:
            raise Refused("The e-book names no chapters.")
        if not composer.has_text and _RIGHTS in names:
            raise Refused("The e-book is encrypted.")
    return composer.document(file, details)


def _bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return unpacked(archive, archive.getinfo(name), MAX_CHAPTER)
    except KeyError as error:
        raise Refused("The e-book is damaged: a part that it names is missing.") from error


def _xml(archive: zipfile.ZipFile, name: str) -> Element:
    try:
        root: Element = fromstring(_bytes(archive, name))
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Refused("The e-book is damaged: its list of parts cannot be read.") from error
    return root


def _package_path(archive: zipfile.ZipFile) -> str:
    for element in _xml(archive, _CONTAINER).iter("{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"):
        return element.get("full-path", "")
    raise Refused("The e-book is damaged: it names no package.")


def _spine(package: Element, path: str) -> Iterator[str]:
    """The names of the chapters in the archive, in reading order, without the table of contents."""
    items = {item.get("id"): item for item in package.iter(f"{_OPF}item")}
    for reference in package.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is not None and "nav" not in item.get("properties", "").split():
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(item.get("href", ""))))


def _details(package: Element) -> Details:
    said = {name: package.findtext(f".//{_DC}{name}") for name in ("title", "publisher", "date", "language")}
    date = dated(said["date"])
    return Details(
        title=line(said["title"]),
        publisher=line(said["publisher"], LONGEST_NAME),
        date=date,
        date_origin="metadata" if date else None,
        language=language(said["language"]),
        tags=tags([subject.text or "" for subject in package.iter(f"{_DC}subject")]),
    )
