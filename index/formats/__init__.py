"""Bytes to `Document`, one module a format; what cannot be read is refused with a reason in one sentence."""

from pathlib import PurePosixPath

from index.documents import Document
from index.formats.markdown import read_markdown
from index.formats.plain import read_plain
from index.formats.refusing import Refused

READER = "1"
"""Changes whenever the same bytes would give another document, so that it is read again."""

MAX_BYTES = 20 * 1024 * 1024

_READERS = {".txt": read_plain, ".text": read_plain, ".md": read_markdown, ".markdown": read_markdown}

EXTENSIONS = frozenset(_READERS)

__all__ = ["EXTENSIONS", "MAX_BYTES", "READER", "Refused", "read"]


def read(name: str, content: bytes) -> Document:
    """Read a file's bytes; `name` decides the format and is the last resort for a title. Raises Refused."""
    path = PurePosixPath(name)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise Refused(f"{path.suffix or 'A file without an ending'} is not a format that can be read yet.")
    if len(content) > MAX_BYTES:
        raise Refused(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.")
    document = reader(path.stem, content)
    if not any(section.span.of(document.text).strip() for section in document.sections):
        raise Refused("The file holds no text that could be quoted.")
    return document
