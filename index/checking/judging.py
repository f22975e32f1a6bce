"""One claim against one passage: the sentences that prove it, and those that say the same otherwise."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.checking.repairing import repairs
from index.checking.subjects import Subject, made_plain, subject_of
from index.documents import Span
from index.passages import Passage
from index.verifying import Quote, Rate, doubt
from index.verifying.clauses import Text
from index.verifying.numbers import is_measure

SHARED = 0.5
"""Of a claim's words, so many must stand in a sentence, or in what it takes for granted, for it to be looked at."""

_TOLD = re.compile(
    r"\b(?:sa(?:y|ys|id)|tells?|told|according|claim\w*|alleg\w*|den(?:y|ies|ied)|believ\w*|rumou?r\w*|stor(?:y|ies)"
    r"|invention|invented|legend|myth|hoax|suppos\w*|thinks?|thought|argu\w*|insist\w*|suggest\w*|whether|ignore"
    r"|(?:report|wrote|writes)\w* that)\b",
    re.IGNORECASE,
)
"""What a source tells of others, or as untrue, and does not say in its own name."""

_MEANT = re.compile(
    r"\b(?:asks?|asked|expect\w*|plan(?:s|ned)?|propos\w*|promis\w*|wants?|wanted|hop(?:e|es|ed)|decided|offer(?:s|ed)"
    r"|(?:was|were|is|are) to|would)\b",
    re.IGNORECASE,
)
"""What was only meant to be: it comes before what it speaks of."""

_BUT = re.compile(
    r"\b(?:except|unless|without|provided|apart from|besides|(?:under|over|below|above|until)\s+(?:\d|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty)\b))",
    re.IGNORECASE,
)
"""What limits a statement: who leaves it out says more."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence that decides: `differing` is what of it contradicts, "" where it proves or where no part alone does.

    `besides` is the sentence before it that says whom it speaks of.
    """

    passage: Passage
    span: Span
    differing: str = ""
    besides: Span | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence of a passage as it is meant: `quotes` to verify by, `text` with its pronoun made plain."""

    span: Span
    text: str
    quotes: tuple[Quote, ...]
    besides: Span | None = None


def proofs(claim: str, passage: Passage, rate: Rate | None) -> Iterator[Finding]:
    """The sentences that prove a claim."""
    for read in _readings(claim, passage):
        if _proves(claim, read, rate):
            yield Finding(passage, read.span, "", read.besides)


def contradictions(claim: str, passage: Passage, rate: Rate | None) -> Iterator[Finding]:
    """The sentences that prove the claim with one part put right, which excludes it as it stands."""
    for read in _readings(claim, passage):
        for repair in repairs(claim, read.text):
            if _proves(repair.text, read, rate):
                yield Finding(passage, read.span, repair.of_quote, read.besides)
                break


def _proves(claim: str, read: _Read, rate: Rate | None) -> bool:
    return not _is_not_said_so(claim, read.text) and doubt(claim, read.quotes, rate) is None


def _readings(claim: str, passage: Passage) -> Iterator[_Read]:
    """Each sentence that shares enough with a claim: as it stands, and with its pronoun made plain."""
    said = Text(claim)
    subject: Subject | None = None
    home: Span | None = None
    for span in passage.sentences:
        text = " ".join(passage.quote(span).split())
        plain = made_plain(text, subject)
        if _shares(said, f"{text} {passage.source.title} {passage.heading}"):
            yield _Read(span, text, (Quote(passage, span),))
        if plain and plain != text and _shares(said, plain):
            yield _Read(span, plain, (_as_meant(passage, plain),), home)
        found = subject_of(plain) if plain else None
        if found and (plain == text or subject is None):
            home = span
        subject = found or subject


def _shares(said: Text, text: str) -> bool:
    there = Text(text)
    telling = [token for token in said.content if not is_measure(token)]
    held = sum(there.holds(token.lemma) for token in telling)
    return bool(telling) and held >= SHARED * len(telling)


def _as_meant(passage: Passage, text: str) -> Quote:
    """A quote of one sentence as it is meant; only to verify by, never to show."""
    span = Span(0, len(text))
    return Quote(replace(passage, span=span, text=text, sentences=(span,)), span)


def _is_not_said_so(claim: str, sentence: str) -> bool:
    """Whether a sentence only tells, means or limits what a claim states as a fact."""
    if " ".join(claim.lower().split()).rstrip(".!") in sentence.lower() and len(claim) >= len(sentence) - 1:
        return False
    said, there = Text(claim), Text(sentence)
    shared = [token.word.span.start for token in there.content if said.holds(token.lemma)]
    for match in _TOLD.finditer(sentence):
        before = any(start < match.start() for start in shared)
        after = [start for start in shared if start > match.end()]
        is_of_it = bool(after) or (before and not re.match(r"\s+that\b", sentence[match.end() :]))
        if is_of_it and not _holds(said, match[0]):
            return True
    if any(any(s > m.end() for s in shared) and not _holds(said, m[0]) for m in _MEANT.finditer(sentence)):
        return True
    return any(not _holds(said, match[0]) for match in _BUT.finditer(sentence))


def _holds(text: Text, words: str) -> bool:
    wanted = Text(words).tokens
    return all(text.holds(token.lemma) for token in wanted)


def distinct(findings: Sequence[Finding], most: int) -> list[Finding]:
    """The first findings, of copies one."""
    kept: dict[str, Finding] = {}
    for finding in findings:
        kept.setdefault(" ".join(finding.passage.quote(finding.span).casefold().split()), finding)
    return list(kept.values())[:most]
