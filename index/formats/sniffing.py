"""Which format a file has: its content decides, and its name only where content leaves a choice."""

import io
import re
import zipfile
from enum import StrEnum

from index.formats.contents import File, Refused

HEAD = 4096
"""Bytes looked at for marks; enough for the preamble of any format."""

PDF_HEAD = 1024
"""Bytes within which readers look for the mark of a PDF."""


class Format(StrEnum):
    """What can be read."""

    PLAIN = "plain text"
    MARKDOWN = "Markdown"
    HTML = "a web page"
    PDF = "PDF"
    DOCX = "a Word document"
    PPTX = "slides"
    XLSX = "a workbook"
    CSV = "a table"
    EPUB = "an e-book"
    RST = "reStructuredText"
    JSON = "JSON"
    MAIL = "an e-mail"
    SUBTITLES = "subtitles"
    ZIP = "an archive"


NAMES = {
    ".txt": Format.PLAIN,
    ".text": Format.PLAIN,
    ".log": Format.PLAIN,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".pptx": Format.PPTX,
    ".xlsx": Format.XLSX,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".epub": Format.EPUB,
    ".rst": Format.RST,
    ".json": Format.JSON,
    ".jsonl": Format.JSON,
    ".ndjson": Format.JSON,
    ".eml": Format.MAIL,
    ".vtt": Format.SUBTITLES,
    ".srt": Format.SUBTITLES,
    ".zip": Format.ZIP,
}

_TEXTUAL = frozenset(NAMES[suffix] for suffix in (".txt", ".md", ".html", ".csv", ".rst", ".json", ".eml", ".vtt"))

_UNREADABLE = (
    (b"\x89PNG\r\n", "The file is an image, which holds no text that can be quoted."),
    (b"\xff\xd8\xff", "The file is an image, which holds no text that can be quoted."),
    (b"GIF8", "The file is an image, which holds no text that can be quoted."),
    (b"II*\0", "The file is an image, which holds no text that can be quoted."),
    (b"MM\0*", "The file is an image, which holds no text that can be quoted."),
    (b"RIFF", "The file is an image, a sound or a film, which holds no text that can be quoted."),
    (b"ID3", "The file is a sound, which holds no text that can be quoted."),
    (b"OggS", "The file is a sound or a film, which holds no text that can be quoted."),
    (b"\x1aE\xdf\xa3", "The file is a film, which holds no text that can be quoted."),
    (b"\x1f\x8b", "The file is a gzip archive; of archives, only zip is read."),
    (b"BZh", "The file is a bzip2 archive; of archives, only zip is read."),
    (b"\xfd7zXZ\0", "The file is an xz archive; of archives, only zip is read."),
    (b"\x28\xb5\x2f\xfd", "The file is a Zstandard archive; of archives, only zip is read."),
    (b"7z\xbc\xaf", "The file is a 7-Zip archive; of archives, only zip is read."),
    (b"Rar!", "The file is a RAR archive; of archives, only zip is read."),
    (b"\x7fELF", "The file is a program."),
    (b"MZ\x90", "The file is a program."),
    (b"\0asm", "The file is a program."),
    (b"{\\rtf", "The file is in Rich Text Format, which cannot be read yet; save it as .docx."),
    (b"%!PS", "The file is in PostScript, which cannot be read; save it as PDF."),
    (b"SQLite format 3\0", "The file is a database, which cannot be read."),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")

_BEFORE = rb"(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*<"
_HTML = re.compile(_BEFORE + rb"(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE | re.DOTALL)
_WHOLE_PAGE = re.compile(
    _BEFORE + rb"(?:!doctype\s+html.{0,2000}?<html|html.{0,2000}?<(?:head|body))", re.IGNORECASE | re.DOTALL
)
_PART_OF_PAGE = re.compile(
    _BEFORE
    + rb"(?:title|meta|link|style|script|h[1-6]|p|div|table|ul|ol|main|article|section|header|font|center|b|br)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
"""How pages begin that leave out what they may; nobody begins a text so whose name has another ending."""

_XML = re.compile(rb"<\?xml\s|<(?:rss|svg|feed)[\s>]")
_CUE = re.compile(rb"WEBVTT[\s]|(?:\d{1,6}\s*\r?\n)?\d{1,2}:\d\d:\d\d[,.]\d{3}\s*-->")
_MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z-]{1,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3}")
_MAIL_FIELDS = (b"\nfrom:", b"\ndate:")


def sniff(file: File) -> Format:
    """The format of a file. Raises Refused for what holds no readable text."""
    head = file.content[:HEAD]
    if not file.content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Refused("The file is empty.")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(file)
    if _is_pdf(file.content):
        return Format.PDF
    if head.startswith(_OLE):
        raise Refused(_office(file.content))
    for mark, reason in _UNREADABLE:
        if head.startswith(mark):
            raise Refused(reason)
    if head[4:8] == b"ftyp":
        raise Refused("The file is a film, a sound or an image, which holds no text that can be quoted.")
    return _text(file)


def _is_pdf(content: bytes) -> bool:
    """Whether this is a PDF, perhaps with something before it; a text that only names the mark has no objects."""
    at = content[:PDF_HEAD].find(b"%PDF-")
    return at >= 0 and (not content[:at].strip(b"\0 \t\r\n\xef\xbb\xbf") or b"endobj" in content)


def _packed(file: File) -> Format:
    """What the directory of a zip says it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:64] if "mimetype" in names and _is_small(archive, "mimetype") else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        raise Refused("The file is damaged: it begins like an archive but has no readable directory.") from error
    if kind.strip() == b"application/epub+zip" or "META-INF/container.xml" in names:
        return Format.EPUB
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        raise Refused("The file is an OpenDocument file, which cannot be read yet; save it as .docx, .xlsx or .pptx.")
    if "[Content_Types].xml" in names:
        for part, found in (("word/", Format.DOCX), ("ppt/", Format.PPTX), ("xl/", Format.XLSX)):
            if any(name.startswith(part) for name in names):
                return found
    return Format.ZIP


def _is_small(archive: zipfile.ZipFile, name: str) -> bool:
    return archive.getinfo(name).file_size <= HEAD


def _office(content: bytes) -> str:
    """Why a file in Microsoft's old container is refused: that is also where encrypted new ones are kept."""
    if _ENCRYPTED_PACKAGE in content:
        return "The file is encrypted with a password."
    return "The file is in an old Office format, which cannot be read; save it as .docx, .xlsx or .pptx."


def _text(file: File) -> Format:
    """Which kind of text: a mark in the content, else the name, else plain."""
    head = file.content[:HEAD].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")
    named = NAMES.get(file.suffix)
    if named is Format.MARKDOWN and _WHOLE_PAGE.match(head):
        return Format.HTML
    if named in {Format.MARKDOWN, Format.RST, Format.CSV, Format.JSON}:
        return named
    if _HTML.match(head) or (named is None and _PART_OF_PAGE.match(head)):
        return Format.HTML
    if _CUE.match(head):
        return Format.SUBTITLES
    if named is not Format.PLAIN and _is_mail(head):
        return Format.MAIL
    if named in {None, Format.PLAIN} and _XML.match(head):
        raise Refused("The file is XML, which cannot be read.")
    return named if named in _TEXTUAL else Format.PLAIN


def _is_mail(head: bytes) -> bool:
    lowered = b"\n" + head.lower()
    return bool(_MAIL.match(head)) and all(field in lowered for field in _MAIL_FIELDS)
