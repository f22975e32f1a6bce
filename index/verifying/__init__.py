"""Sentence against quote: nothing leaves here without a proof."""

from collections.abc import Iterable
from dataclasses import dataclass

from index.documents import Source
from index.verifying.locating import Flaw, Quote, locate
from index.verifying.proving import Doubt, doubt
from index.verifying.support import Rate

__all__ = ["Citation", "Claim", "Doubt", "Flaw", "Quote", "Rate", "Sentence", "Verified", "doubt", "locate", "verify"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that wants to be in an answer, with the quotes it rests on; not yet proven."""

    text: str
    highlights: tuple[str, ...]
    quotes: tuple[Quote, ...]


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


@dataclass(frozen=True, slots=True)
class Verified:
    """What is left of the claims: proven sentences, their sources in order of number, and how many were dropped."""

    sentences: tuple[Sentence, ...]
    sources: tuple[Source, ...]
    dropped: int


def verify(claims: Iterable[Claim], rate: Rate | None = None) -> Verified:
    """Keep the claims that their quotes prove; number the sources. `rate` is the reranker's `scores`."""
    sentences: list[Sentence] = []
    sources: list[Source] = []
    dropped = 0
    for claim in claims:
        quotes = [quote for quote in claim.quotes if _lies_inside(quote)]
        if not _has_words(claim.text) or not quotes or doubt(claim.text, quotes, rate):
            dropped += 1
            continue
        sources += [quote.passage.source for quote in quotes if quote.passage.source not in sources]
        highlights = tuple(part for part in claim.highlights if part and part in claim.text)
        sentences.append(Sentence(claim.text, highlights, tuple(_citation(quote, sources) for quote in quotes)))
    return Verified(tuple(sentences), tuple(sources), dropped)


def _lies_inside(quote: Quote) -> bool:
    passage = quote.passage
    return passage.span.start <= quote.span.start < quote.span.end <= passage.span.end


def _has_words(sentence: str) -> bool:
    return any(character.isalnum() for character in sentence)


def _citation(quote: Quote, sources: list[Source]) -> Citation:
    passage, span = quote.passage, quote.span
    number = sources.index(passage.source) + 1
    return Citation(number, passage.source, passage.id, passage.quote(span), span.start, span.end)
