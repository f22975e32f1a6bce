"""What is left of an answer when one of its passages may not be quoted any more, or is called something else."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.given import Outcome
from index import Answer, Citation, Passage, Sentence, Source, Unanswered


def without(outcome: Outcome, passage: str) -> Outcome | None:
    """What is left of an outcome when one passage may not be quoted any more; None when nothing is.

    A sentence of a language model rests on all its quotes together, and goes with the first.
    """
    match outcome:
        case Unanswered():
            return replace(outcome, nearest=tuple(near for near in outcome.nearest if near.passage != passage))
        case Answer():
            sentences = [
                replace(sentence, citations=tuple(c for c in sentence.citations if c.passage != passage))
                for sentence in outcome.sentences
                if outcome.mode == "reading" or all(c.passage != passage for c in sentence.citations)
            ]
            kept = tuple(sentence for sentence in sentences if sentence.citations)
            return replace(outcome, sentences=kept, sources=_blanked(outcome.sources, kept)) if kept else None


def under(outcome: Outcome, passage: str, new: Passage) -> Outcome:
    """An outcome that cites a passage by its new name."""
    match outcome:
        case Unanswered():
            nearest = [
                replace(near, passage=new.id, source=new.source) if near.passage == passage else near
                for near in outcome.nearest
            ]
            return replace(outcome, nearest=tuple(nearest))
        case Answer():
            sentences = [
                replace(sentence, citations=tuple(_cited(citation, passage, new) for citation in sentence.citations))
                for sentence in outcome.sentences
            ]
            document = document_of(passage)
            sources = [new.source if source.document == document else source for source in outcome.sources]
            return replace(outcome, sentences=tuple(sentences), sources=tuple(sources))


def quotes(outcome: Outcome | None, passage: str) -> list[str]:
    """What an outcome quotes of a passage."""
    match outcome:
        case Answer():
            return [c.quote for sentence in outcome.sentences for c in sentence.citations if c.passage == passage]
        case Unanswered():
            return [near.text for near in outcome.nearest if near.passage == passage]
        case None:
            return []


def document_of(passage: str) -> str:
    """`library/path` of `library/path/content/ordinal`."""
    return passage.rsplit("/", 2)[0]


def _cited(citation: Citation, passage: str, new: Passage) -> Citation:
    return replace(citation, passage=new.id, source=new.source) if citation.passage == passage else citation


def _blanked(sources: Sequence[Source], kept: Iterable[Sentence]) -> tuple[Source, ...]:
    """The sources under their numbers; one that is not cited any more leaves nothing but its place."""
    cited = {citation.number for sentence in kept for citation in sentence.citations}
    gone = Source("", "", None, None, None)
    return tuple(source if number in cited else gone for number, source in enumerate(sources, start=1))
