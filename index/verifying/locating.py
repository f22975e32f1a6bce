"""Where a quote that somebody else gives stands in the passages: found word for word, or in which way it is not."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from index.documents import Span
from index.passages import Passage
from index.patterns import late

SHORTEST_PIECE = 3
"""Words: less stands everywhere."""


class Flaw(Enum):
    """In which way a quote is none."""

    FABRICATED = "fabricated"
    STITCHED = "stitched"
    MISATTRIBUTED = "misattributed"


@dataclass(frozen=True, slots=True)
class Quote:
    """Where a claim says its proof stands: `span` counts in the document and lies inside the passage."""

    passage: Passage
    span: Span


def locate(passages: Sequence[Passage], number: int, text: str) -> Quote | Flaw:
    """The quote `text`, which is said to stand in passage `number` (from 1), widened to the sentences that it is from.

    Unicode normalisation, white space, the shape of quotation marks and dashes, and the case of the first letter may
    differ; nothing else. A quote of
    another passage is MISATTRIBUTED; one made of pieces that stand apart, or without a mark for what is left out, is
    STITCHED; else it is FABRICATED.
    """
    pattern = _pattern(text)
    if pattern is None:
        return Flaw.FABRICATED
    named = passages[number - 1] if 0 < number <= len(passages) else None
    if named and (found := _found(pattern, named)):
        return Quote(named, found)
    if any(_found(pattern, passage) for passage in passages):
        return Flaw.MISATTRIBUTED
    return Flaw.STITCHED if _is_stitched(text, passages) else Flaw.FABRICATED


def _found(pattern: re.Pattern[str], passage: Passage) -> Span | None:
    """Where the pattern stands, from the beginning of its first sentence to the end of its last."""
    match = pattern.search(passage.text)
    if match is None:
        return None
    found = Span(*(passage.span.start + at for at in match.span()))
    touched = [span for span in passage.sentences if span.meets(found)]
    return Span(touched[0].start, touched[-1].end) if touched else None


def _pattern(text: str) -> re.Pattern[str] | None:
    """A quote as a pattern of itself; None where there is nothing to look for."""
    pieces = unicodedata.normalize("NFC", text).strip(_EDGES).split()
    if len("".join(pieces)) < SHORTEST_PIECE:
        return None
    first, *others = list("\n".join(pieces))
    signs = [
        f"(?:{_sign(first.lower())}|{_sign(first.upper())})",
        *(r"\s+" if each == "\n" else _sign(each) for each in others),
    ]
    return late("".join(signs))


_EDGES = ' \t\r\n"“”„«»….,;:'
"""What people put around a quote, or end it with."""

_ALIKE = ("'‘’‛`´", '"“”„‟', "-‐‑‒–—−")


def _sign(character: str) -> str:
    group = next((group for group in _ALIKE if character in group), None)
    return f"[{re.escape(group)}]" if group else re.escape(character)


def _is_stitched(text: str, passages: Sequence[Passage]) -> bool:
    """Whether all of it is made of runs of the passages' words, each of at least `SHORTEST_PIECE`."""
    said = _plain(text)
    sources = [" ".join(_plain(passage.text)) for passage in passages]
    at = 0
    while at < len(said):
        length = next(_longest(said[at:], sources), 0)
        if length < SHORTEST_PIECE:
            return False
        at += length
    return True


def _longest(said: Sequence[str], sources: Sequence[str]) -> Iterator[int]:
    """How many of the first words stand together in some source, at most."""
    lengths = range(len(said), 0, -1)
    return (n for n in lengths if any(f" {' '.join(said[:n])} " in f" {source} " for source in sources))


def _plain(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())
