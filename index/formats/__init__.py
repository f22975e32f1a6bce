"""Bytes to `Document`, one module a format, in a child process; what cannot be read is refused with a reason.

with FileReader() as reader:
    contents = reader.read("guide.pdf", content)
"""

from index.formats.contents import Contents, Part, Refused, Unread
from index.formats.pdf.pictures import PageDrawer, Picture
from index.formats.sandbox import MAX_BYTES, FileReader
from index.formats.sniffing import NAMES

READER = "7"
"""Changes whenever the same bytes would give another document, so that it is read again."""

EXTENSIONS = frozenset(NAMES)
"""The endings of files worth reading, in lower case, with their dot. What is in such a file, its content decides."""

__all__ = [
    "EXTENSIONS",
    "MAX_BYTES",
    "READER",
    "Contents",
    "FileReader",
    "PageDrawer",
    "Part",
    "Picture",
    "Refused",
    "Unread",
]
