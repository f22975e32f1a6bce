"""`Checker`: a message's claims, each looked up among what an audience may see, and judged by what is found."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from index.audience import Audience
from index.checking.claims import Statement, statements
from index.checking.judging import Finding, contradictions, distinct, proofs
from index.documents import Source, Span
from index.effort import Load
from index.errors import InvalidQuestion
from index.passages import Passage
from index.reranking import Reranker
from index.searching import Searcher
from index.snapshot import Snapshot
from index.verifying import Citation, Rate, Sentence

LONGEST = 8000
"""Characters of a message; Discord's are of 4,000 at most."""

MOST_CLAIMS = 6
"""Claims that are checked; the rest is counted."""

TOP = 8
"""Passages that are looked through for a claim."""

MOST_QUOTES = 2
"""Quotes for a claim, and as many against it."""


class Verdict(Enum):
    """What the sources say of a claim. DISPUTED: one source proves it, another one contradicts it."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    DISPUTED = "disputed"
    NOT_IN_SOURCES = "not in the sources"


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """One claim: `text` as the message has it, `meant` as it was read where a pronoun was made plain.

    `support` and `against` are quotes, whole sentences of the sources; the highlights of the latter are what differs.
    """

    text: str
    meant: str | None
    verdict: Verdict
    support: tuple[Sentence, ...] = ()
    against: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A message against the sources: its claims in order, and how many more were left out.

    `sources[n - 1]` is the source of every citation whose `number` is n. `indexed_at` is the ISO 8601 UTC time at which
    the newest of them was indexed, "" where there is none. `notes` are remarks for people.
    """

    claims: tuple[CheckedClaim, ...]
    left_out: int
    sources: tuple[Source, ...]
    indexed_at: str
    elapsed_ms: float
    notes: tuple[str, ...] = ()

    @property
    def citations(self) -> Iterator[Citation]:
        """Every quote, in the order of reading."""
        for claim in self.claims:
            for sentence in (*claim.support, *claim.against):
                yield from sentence.citations


class Checker:
    """Checks from one snapshot: all quotes are of the same moment."""

    def __init__(self, searcher: Searcher, load: Load, reranker: Reranker | None = None) -> None:
        self._searcher = searcher
        self._load = load
        self._reranker = reranker
        self._rate: Rate | None = reranker.scores if reranker else None

    def check(self, snapshot: Snapshot, text: str, audience: Audience) -> Checked:
        """Judge every claim of a text, `MOST_CLAIMS` at most. Raises InvalidQuestion where it is too long."""
        started = time.perf_counter()
        if len(text) > LONGEST:
            raise InvalidQuestion(f"The text has {len(text):,} characters; at most {LONGEST:,} are checked.")
        stated = list(statements(text))
        sources: list[Source] = []
        claims = tuple(self._checked(snapshot, one, audience, sources) for one in stated[:MOST_CLAIMS])
        indexed_at = max((snapshot.indexed_at([source.document]) for source in sources), default="")
        left_out = max(0, len(stated) - MOST_CLAIMS)
        return Checked(claims, left_out, tuple(sources), indexed_at, (time.perf_counter() - started) * 1000)

    def _checked(
        self, snapshot: Snapshot, statement: Statement, audience: Audience, sources: list[Source]
    ) -> CheckedClaim:
        meant = statement.meant
        if meant is None:
            return CheckedClaim(statement.text, None, Verdict.NOT_IN_SOURCES)
        hits = self._searcher.search(snapshot, meant, audience, TOP, self._load.reread, judge=self._reranker)
        support, against = self._judged(meant, [hit.passage for hit in hits])
        verdict = _VERDICTS[bool(support), bool(against)]
        return CheckedClaim(
            statement.text,
            meant if meant != statement.text else None,
            verdict,
            tuple(_quoted(finding, sources) for finding in support),
            tuple(_quoted(finding, sources) for finding in against),
        )

    def _judged(self, claim: str, passages: Sequence[Passage]) -> tuple[list[Finding], list[Finding]]:
        """What proves a claim, and what contradicts it: of a document that proves it, nothing else contradicts it."""
        found = [finding for passage in passages for finding in proofs(claim, passage, self._rate)]
        proving = {finding.passage.source.document for finding in found}
        others = [passage for passage in passages if passage.source.document not in proving]
        against = [finding for passage in others for finding in contradictions(claim, passage, self._rate)]
        return distinct(found, MOST_QUOTES), distinct(against, MOST_QUOTES)


_VERDICTS = {
    (True, False): Verdict.SUPPORTED,
    (False, True): Verdict.CONTRADICTED,
    (True, True): Verdict.DISPUTED,
    (False, False): Verdict.NOT_IN_SOURCES,
}


def _quoted(finding: Finding, sources: list[Source]) -> Sentence:
    passage = finding.passage
    if passage.source not in sources:
        sources.append(passage.source)
    number = sources.index(passage.source) + 1
    spans = [finding.span, *([finding.besides] if finding.besides else [])]
    citations = tuple(_citation(number, passage, span) for span in spans)
    text = " ".join(passage.quote(finding.span).split())
    differing = " ".join(finding.differing.split())
    return Sentence(text, (differing,) if differing and differing in text else (), citations)


def _citation(number: int, passage: Passage, span: Span) -> Citation:
    return Citation(number, passage.source, passage.id, passage.quote(span), span.start, span.end)
