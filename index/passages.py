"""`Passage`: a piece of a document with its character span, and the sentences inside it with theirs."""

from dataclasses import dataclass

from index.documents import Source, Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences of one section of a document.

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

    def quote(self, span: Span) -> str:
        """The characters at `span`, which counts in the document and lies inside this passage."""
        return self.text[span.start - self.span.start : span.end - self.span.start]
