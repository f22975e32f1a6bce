"""One claim against one passage: the sentences that prove it, and those that say the same otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.checking.repairing import repairs
from index.checking.saying import is_said
from index.checking.subjects import Subject, made_plain, subject_of
from index.documents import Span
from index.names import names
from index.passages import Passage
from index.verifying import Doubt, Quote, Rate, doubt
from index.verifying.clauses import Text, Token
from index.verifying.facts import Facts
from index.verifying.numbers import is_measure
from index.words import words

SHARED = 0.5
"""Of a claim's words, so many must stand in a sentence, or in what it takes for granted, for it to be looked at."""

_ARTICLES = frozenset({"the", "a", "an"})
_WHICH = frozenset({"on", "in", "of", "at", "from"})
_NAME_WORDS = range(1, 5)


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
    """A sentence of a passage as it is meant: `quotes` to verify by, `text` with its pronoun made plain.

    `context` is what it stands under.
    """

    span: Span
    text: str
    quotes: tuple[Quote, ...]
    context: str
    besides: Span | None = None


def proofs(claim: str, passage: Passage, rate: Rate | None) -> Iterator[Finding]:
    """The sentences that prove a claim."""
    for read in _readings(claim, passage):
        if any(_proves(each, read, rate) for each in at_home(claim, passage)):
            yield Finding(passage, read.span, "", read.besides)


def contradictions(claim: str, passage: Passage, rate: Rate | None) -> Iterator[Finding]:
    """The sentences that prove the claim with one part put right, which excludes it as it stands."""
    for read in _readings(claim, passage):
        for repair in (repair for each in at_home(claim, passage) for repair in repairs(each, read.text)):
            if repair.of_roles and doubt(claim, read.quotes, rate) is not Doubt.ROLES:
                continue
            if _proves(repair.text, read, rate):
                yield Finding(passage, read.span, repair.of_quote, read.besides)
                break


def at_home(claim: str, passage: Passage) -> list[str]:
    """A claim, and the claim without the name that tells which thing it means, where that is what a document is about.

    In an article whose title names Gannet Rock, "the tower on Gannet Rock" is the tower, and "the Ostholm bridge" is
    the bridge of one that is titled so.
    """
    said = Facts(Text(claim))
    for name in said.names:
        at, last = said.text.places[name[0].word.span.start], said.text.places[name[-1].word.span.start]
        title = Text(passage.source.title)
        if not all(title.holds(token.lemma) for token in name) or said.text.tokens[0].low not in _ARTICLES:
            continue
        before = said.text.tokens[1:at]
        if before and before[-1].low in _WHICH and all(token.is_content for token in before[:-1]):
            return [claim, _cut(claim, before[-1], name[-1])]
        following = said.text.tokens[last + 1 : last + 2]
        if at == 1 and following and following[0].is_content and following[0].text[0].islower():
            return [claim, _cut(claim, name[0], name[-1])]
    return [claim]


def _cut(claim: str, first: Token, last: Token) -> str:
    return " ".join((claim[: first.word.span.start] + claim[last.word.span.end :]).split())


def _proves(claim: str, read: _Read, rate: Rate | None) -> bool:
    return is_said(claim, read.text, read.context) and doubt(claim, read.quotes, rate) is None


def _readings(claim: str, passage: Passage) -> Iterator[_Read]:
    """Each sentence that shares enough with a claim: as it stands, and with its pronoun made plain."""
    said = Text(claim)
    subject = _titled(passage.source.title)
    home: Span | None = None
    context = f"{passage.source.title} {passage.heading}"
    for span in passage.sentences:
        text = " ".join(passage.quote(span).split())
        plain = made_plain(text, subject)
        if _shares(said, f"{text} {context}"):
            yield _Read(span, text, (Quote(passage, span),), context)
        if plain and plain != text and _shares(said, plain):
            yield _Read(span, plain, (_as_meant(passage, plain),), context, home)
        found = subject_of(plain) if plain else None
        if found and (subject is None or found.text != subject.text):
            subject, home = found, span


def _titled(title: str) -> Subject | None:
    """Whom a page is about that has nothing but a name for its title."""
    named = list(names(title, list(words(title))))
    is_name = len(named) == 1 and len(named[0]) == len(title.split()) in _NAME_WORDS
    return Subject(title, is_name=True) if is_name else None


def _shares(said: Text, text: str) -> bool:
    there = Text(text)
    telling = [token for token in said.content if not is_measure(token)]
    held = sum(there.holds(token.lemma) for token in telling)
    return bool(telling) and held >= SHARED * len(telling)


def _as_meant(passage: Passage, text: str) -> Quote:
    """A quote of one sentence as it is meant; only to verify by, never to show."""
    span = Span(0, len(text))
    return Quote(replace(passage, span=span, text=text, sentences=(span,)), span)


def distinct(findings: Sequence[Finding], most: int) -> list[Finding]:
    """The first findings, of copies one."""
    kept: dict[str, Finding] = {}
    for finding in findings:
        kept.setdefault(" ".join(finding.passage.quote(finding.span).casefold().split()), finding)
    return list(kept.values())[:most]
