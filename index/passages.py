"""`Passage`: a piece of a document with its character span, and the sentences inside it with theirs."""

import math
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from index.documents import Document, Section, Source, Span
from index.sentences import sentences, trimmed, width_of

MAX_CHARACTERS = 800
"""A passage is no longer: about 200 tokens, well within what the models read."""

SPLITTER = f"sentences-{MAX_CHARACTERS}-2"
"""Names the way passages are cut; part of every fingerprint."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What becomes a passage: consecutive sentences of one section."""

    sentences: tuple[Span, ...]
    heading: str
    page: int | None

    @property
    def span(self) -> Span:
        """From the first sentence's start to the last one's end."""
        return Span(self.sentences[0].start, self.sentences[-1].end)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document, as it stands in the catalogue.

    `id` is `library/path/content hash/ordinal`, the same as long as the document's text is. `span` and
    `sentences` count in code points of the document's text, and `text == span.of(document.text)`.
    """

    id: str
    source: Source
    span: Span
    text: str
    sentences: tuple[Span, ...]
    heading: str = ""
    page: int | None = None

    @property
    def header(self) -> str:
        """The names and the date that its sentences take for granted; every model reads them before the text."""
        return header(self.source.title, self.source.publisher, self.source.date, self.heading)

    def quote(self, span: Span) -> str:
        """The characters at `span`, which counts in the document and lies inside this passage."""
        return self.text[span.start - self.span.start : span.end - self.span.start]


def header(title: str, publisher: str | None, date: str | None, heading: str) -> str:
    """What is searched together with a passage: the names and the date that its sentences take for granted."""
    return " · ".join(filter(None, (title, publisher, date, heading)))


def cut(document: Document) -> Iterator[Piece]:
    """The passages of a document: whole sentences of one section, of much the same length, never over the maximum."""
    width = width_of(document.text)
    for section in document.sections:
        spans = [part for sentence in _sentences(document, section, width) for part in _parts(document.text, sentence)]
        for group in _groups(spans):
            yield Piece(group, section.heading, section.page)


def _sentences(document: Document, section: Section, width: int) -> Iterator[Span]:
    """The sentences of a section; a row of a table is one, unless it is too long for a passage."""
    at = section.span.start
    for row in document.rows[bisect_left(document.rows, at, key=lambda row: row.start) :]:
        if row.end > section.span.end:
            break
        if at <= row.start < row.end <= row.start + MAX_CHARACTERS:
            yield from sentences(document.text, Span(at, row.start), width)
            yield row
            at = row.end
    yield from sentences(document.text, Span(at, section.span.end), width)


def _groups(spans: list[Span]) -> Iterator[tuple[Span, ...]]:
    """Sentences packed in order into as few groups as fit, evenly filled."""
    if not spans:
        return
    length = spans[-1].end - spans[0].start
    even = length / math.ceil(length / MAX_CHARACTERS)
    group: list[Span] = []
    for span in spans:
        reach = span.end - group[0].start if group else 0
        if group and (reach > MAX_CHARACTERS or reach - even > even - (group[-1].end - group[0].start)):
            yield tuple(group)
            group = []
        group.append(span)
    yield tuple(group)


def _parts(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence itself; one that is too long for any passage, at its last spaces."""
    rest = sentence
    while rest.end - rest.start > MAX_CHARACTERS:
        end = rest.start + MAX_CHARACTERS
        space = max(text.rfind(" ", rest.start + 1, end), text.rfind("\n", rest.start + 1, end))
        cut_at = space if space > rest.start else end
        yield trimmed(text, Span(rest.start, cut_at))
        rest = trimmed(text, Span(cut_at, rest.end))
    yield rest
