"""Answers, hits, changes and sources as JSON objects; their schema is a promise, kept in `docs/json.md`."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from index import (
    Answer,
    Changes,
    Checked,
    CheckedClaim,
    Citation,
    Hit,
    Listing,
    Nearest,
    Note,
    Sentence,
    Source,
    Unanswered,
    Version,
)

Json = dict[str, Any]


def outcome(result: Answer | Unanswered) -> Json:
    """What `ask --json` prints."""
    proven = result if isinstance(result, Answer) else None
    refused = result if isinstance(result, Unanswered) else None
    return {
        "question": result.question,
        "status": "answered" if proven else "unanswered",
        "mode": result.mode,
        "sentences": [_sentence(sentence) for sentence in proven.sentences] if proven else [],
        "sources": [{"number": n, **_source(source)} for n, source in enumerate(proven.sources, 1)] if proven else [],
        "notes": list(result.notes),
        "reason": refused.reason if refused else None,
        "nearest": [_nearest(near) for near in refused.nearest] if refused else [],
        "elapsed_ms": round(result.elapsed_ms, 1),
        "understood": result.understood,
        "note_codes": [_code(text) for text in result.notes],
        "reason_code": _code(refused.reason) if refused else None,
    }


def failed_outcome(question: str, why: str) -> Json:
    """A line of a batch that could not be asked: unanswered, for this reason."""
    return outcome(Unanswered(question, "reading", why, (), (), 0.0))


def checked(result: Checked) -> Json:
    """What `check --json` prints."""
    return {
        "claims": [_claim(claim) for claim in result.claims],
        "left_out": result.left_out,
        "sources": [{"number": n, **_source(source)} for n, source in enumerate(result.sources, 1)],
        "notes": list(result.notes),
        "elapsed_ms": round(result.elapsed_ms, 1),
    }


def hits(question: str, found: Iterable[Hit], elapsed_ms: float) -> Json:
    """What `search --json` prints."""
    return {
        "question": question,
        "hits": [
            {
                "rank": rank,
                "document": hit.passage.source.document,
                "title": hit.passage.source.title,
                "passage": hit.passage.id,
                "text": hit.passage.text,
                "start": hit.passage.span.start,
                "end": hit.passage.span.end,
                "score": round(hit.score, 6),
            }
            for rank, hit in enumerate(found, 1)
        ],
        "elapsed_ms": round(elapsed_ms, 1),
    }


def changes(done: Changes) -> Json:
    """What `reindex --json` prints."""
    return {
        "added": list(done.added),
        "updated": list(done.updated),
        "removed": list(done.removed),
        "unchanged": list(done.unchanged),
        "refused": [{"path": refusal.path, "reason": refusal.reason} for refusal in done.refused],
        "documents": done.documents,
        "passages": done.passages,
        "embedded": done.embedded,
        "elapsed_ms": round(done.elapsed_ms, 1),
        "renamed": [{"from": old, "to": new} for old, new in done.renamed],
        "version": done.version,
        "preview": done.is_preview,
        "notes": list(done.notes),
    }


def versions(found: Iterable[Version]) -> list[Json]:
    """What `library history --json` prints."""
    return [asdict(version) for version in found]


def listings(found: Iterable[Listing]) -> list[Json]:
    """What `sources --json` prints."""
    return [
        {
            **_source(listing.source),
            "path": listing.path,
            "passages": listing.passages,
            "characters": listing.characters,
        }
        for listing in found
    ]


def _code(text: str) -> Json | None:
    """Which note a text is, with its values; None for one that is none."""
    return {"code": text.code, "values": text.values} if isinstance(text, Note) else None


def _claim(claim: CheckedClaim) -> Json:
    return {
        "text": claim.text,
        "meant": claim.meant,
        "verdict": claim.verdict.value,
        "support": [_sentence(sentence) for sentence in claim.support],
        "against": [_sentence(sentence) for sentence in claim.against],
    }


def _sentence(sentence: Sentence) -> Json:
    return {
        "text": sentence.text,
        "highlights": list(sentence.highlights),
        "citations": [_citation(citation) for citation in sentence.citations],
    }


def _nearest(near: Nearest) -> Json:
    return {
        "document": near.source.document,
        "title": near.source.title,
        "passage": near.passage,
        "text": near.text,
        "start": near.span.start,
        "end": near.span.end,
    }


def _citation(citation: Citation) -> Json:
    return {
        "number": citation.number,
        **_source(citation.source),
        "passage": citation.passage,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
    }


def _source(source: Source) -> Json:
    return {
        "document": source.document,
        "title": source.title,
        "publisher": source.publisher,
        "date": source.date,
        "url": source.url,
    }
