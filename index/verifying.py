"""Sentence against quote: nothing leaves here without a proof."""

from dataclasses import dataclass

from index.documents import Source


@dataclass(frozen=True, slots=True)
class Citation:
    """A proof: `quote` is the document's text from `start` to `end` (code points), verbatim.

    `number` is the [n] of its source in this answer; `passage` is the id of the passage that holds it.
    """

    number: int
    source: Source
    passage: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer; `highlights` are the parts of `text` that answer, in order of appearance."""

    text: str
    highlights: tuple[str, ...]
    citations: tuple[Citation, ...]
