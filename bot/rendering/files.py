"""The file that a source was read from, as a message carries it."""

import re
import unicodedata
from pathlib import PurePosixPath

from bot.rendering.cards import Accent, Attached, Card, heading, small
from bot.rendering.naming import source_line
from bot.rendering.words import Words
from index import Source, Upload

_INERT = frozenset(
    (
        ".txt .text .log .md .markdown .rst .csv .tsv .json .jsonl .ndjson .vtt .srt "
        ".pdf .docx .pptx .xlsx .epub .eml .zip"
    ).split()
)
"""Files that open in a reader. All others, web pages above all, are named as plain text, so that nothing runs."""

_MOST_NAME = 80
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)
"""Names of devices, which Windows opens instead of a file: https://learn.microsoft.com/windows/win32/fileio/naming-a-file."""
_SPOILER = re.compile(r"^(?:spoiler[._-]*)+", re.IGNORECASE)
"""What Discord takes at the beginning of a name for a wish to hide the file."""
_MEGABYTE = 1024 * 1024


def file_card(words: Words, source: Source, upload: Upload) -> Card:
    """A source's file, to be saved."""
    name = file_name(upload.name)
    blocks = [heading(source_line(words, source)), small(words("file.here"))]
    if PurePosixPath(name).suffix != PurePosixPath(upload.name).suffix.lower():
        blocks.append(small(words("file.as_text")))
    return Card(Accent.PLAIN, blocks, attached=Attached(name, upload.content, ""))


def file_name(name: str) -> str:
    """A name that is a name everywhere: of ASCII, without a path, nothing hidden, and nothing that runs when opened."""
    whole = PurePosixPath(name.replace("\\", "/"))
    suffix = whole.suffix.lower()
    stem = _plain(whole.stem if suffix in _INERT else whole.name)[:_MOST_NAME].rstrip("._-") or "source"
    return f"{'source_' if _RESERVED.match(stem) else ''}{stem}{suffix if suffix in _INERT else '.txt'}"


def _plain(text: str) -> str:
    """What ASCII has of it, from the first letter or digit on."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    joined = re.sub(r"\.{2,}", ".", re.sub(r"[^A-Za-z0-9._-]+", "_", ascii_only).lstrip("._-"))
    return _SPOILER.sub("", joined).lstrip("._-")


def megabytes(size: int) -> float:
    """A size in bytes as people say it."""
    return max(round(size / _MEGABYTE, 1), 0.1)
