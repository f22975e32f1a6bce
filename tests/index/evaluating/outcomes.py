"""Golden questions about a mill, and what an engine might say to them."""

from collections.abc import Sequence
from dataclasses import replace

from index.answering import Answer, Unanswered
from index.documents import Source, Span
from index.evaluating import Golden
from index.passages import Passage
from index.searching import Hit
from index.verifying import Citation, Sentence
from tests.index.samples import FAIR, MILL

TEXTS = {"seeds/mill.txt": MILL, "seeds/fair.txt": FAIR}
CLOSED = "The mill closed in 1931."
WHEN = Golden("When did the mill close?", answer_any=("1931",), quotes=(CLOSED,), kind="when")
TRAP = Golden("When did the fair close?", unanswerable=True, kind="unanswerable")


def source(document: str) -> Source:
    return Source(document, document.partition("/")[2], None, None, None)


def citation(quote: str, document: str = "seeds/mill.txt", start: int | None = None) -> Citation:
    """At the place where the quote stands, unless another is named."""
    at = TEXTS[document].index(quote) if start is None else start
    return Citation(1, source(document), f"{document}/0/0", quote, at, at + len(quote))


def answer(text: str, *citations: Citation, highlights: Sequence[str] = (), notes: Sequence[str] = ()) -> Answer:
    """One sentence on the quotes it cites; on itself if none is named."""
    sentence = Sentence(text, tuple(highlights), citations or (citation(text),))
    return Answer("?", "reading", (sentence,), (source("seeds/mill.txt"),), tuple(notes), "2026-01-01", 20.0)


def refusal(reason: str = "No sentence says when.") -> Unanswered:
    return Unanswered("?", "reading", reason, (), (), 10.0)


def hits(*texts: str, document: str = "seeds/mill.txt") -> list[Hit]:
    """Passages of these texts, nearest first."""
    passages = [Passage(f"{document}/0/{n}", source(document), Span(0, len(t)), t, ()) for n, t in enumerate(texts)]
    return [Hit(passage, 1 / rank) for rank, passage in enumerate(passages, 1)]


def about(golden: Golden, **changes: object) -> Golden:
    return replace(golden, **changes)  # type: ignore[arg-type]
