"""Whether the sentences of its quotes prove a sentence: facts, shades and roles as they are, and enough support."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from index.documents import Span
from index.passages import Passage
from index.patterns import late
from index.roles import are_told_reversed
from index.verifying import bindings, edits, roles
from index.verifying.clauses import Text
from index.verifying.facts import (
    NOWHERE,
    PRONOUNS,
    SUBJECT_PRONOUNS,
    Facts,
    Surroundings,
    other_number,
    other_time,
    unnamed,
)
from index.verifying.locating import Quote
from index.verifying.narrowing import leaves_out
from index.verifying.numbers import is_measure
from index.verifying.shades import is_shaded_otherwise, is_turned_round, links_cause
from index.verifying.support import ENOUGH, Rate, support
from index.verifying.unrealized import states_as_done
from index.words import words

_JOINT = late(r"(?:[;,]\s+(?:and|but|while|whereas)|\s+and|\s+but|;)\s+")
_SPOKEN_OF = late(r"According to ([^,]{2,80}), (.+)", re.DOTALL)
_SPOKEN_AFTER = late(r"([^,]+), (?:according to|said) ([^,]{2,80}?)\.?")
_MARKS = frozenset("<>[]{}|`@#*_~^\\/")
"""Signs that build links, mentions and markup: no sentence needs one that its quote does not have."""

_BEGINNINGS = frozenset("the a an this these all no nobody".split())
"""A part that begins with one of these has a subject of its own."""

SHORTEST_PART = 2
"""Words that say something; less is no statement of its own."""


class Doubt(Enum):
    """Why a sentence is not proven, the first of these that holds."""

    MARK = "mark"
    NUMBER = "number"
    TIME = "time"
    NAME = "name"
    TURNED = "turned round"
    SHADED = "shaded otherwise"
    ROLES = "roles"
    BINDINGS = "bindings"
    EXCHANGED = "words exchanged"
    SUPPORT = "support"


@dataclass(frozen=True)
class Evidence:
    """What a quote has of one sentence: `span` of the quote, inside `sentence`."""

    passage: Passage
    span: Span
    sentence: Span

    @cached_property
    def text(self) -> str:
        """Verbatim."""
        return self.passage.quote(self.span)

    @cached_property
    def whole(self) -> Facts:
        """What the whole sentence says: what a quote leaves out may turn round what it keeps."""
        return Facts(Text(self.passage.quote(self.sentence))) if self.sentence != self.span else self.facts

    @cached_property
    def facts(self) -> Facts:
        """What it says."""
        return Facts(Text(self.text))

    @property
    def around(self) -> Surroundings:
        """What it takes for granted."""
        source = self.passage.source
        return Surroundings(self.passage.text, source.title, source.publisher)

    @property
    def document(self) -> str:
        """Where it is from."""
        return self.passage.source.document


def doubt(sentence: str, quotes: Sequence[Quote], rate: Rate | None) -> Doubt | None:
    """Why the quotes do not prove a sentence; None if one sentence of theirs proves it, or one each of its parts."""
    if any(_is_whole(quote) and _is_same(sentence, quote.passage.quote(quote.span)) for quote in quotes):
        return None
    evidence = list(dict.fromkeys(_evidence(quotes)))
    found = _in_parts(sentence, evidence, rate)
    retold = _with_speaker_first(sentence)
    return found if found is None or retold is None else _in_parts(retold, evidence, rate) and found


def _in_parts(sentence: str, evidence: Sequence[Evidence], rate: Rate | None) -> Doubt | None:
    found = _whole(sentence, evidence, rate)
    parts = _parts(sentence) if found else []
    return None if len(parts) > 1 and all(_whole(part, evidence, rate) is None for part in parts) else found


def _with_speaker_first(sentence: str) -> str | None:
    """According to critics, it is loud; it is loud, said critics: as "critics said it is loud"."""
    if match := _SPOKEN_OF.fullmatch(sentence):
        return f"{match[1]} said {match[2]}"
    match = _SPOKEN_AFTER.fullmatch(sentence)
    return f"{match[2]} said {match[1][:1].lower()}{match[1][1:]}." if match else None


def _is_whole(quote: Quote) -> bool:
    """Whether a quote is of whole sentences: then nothing that was cut off can change what it says."""
    spans = quote.passage.sentences
    return quote.span.start in {span.start for span in spans} and quote.span.end in {span.end for span in spans}


def _is_same(sentence: str, quote: str) -> bool:
    said, there = ([word.text for word in words(text)] for text in (sentence, quote))
    return said == there


def _evidence(quotes: Sequence[Quote]) -> Iterator[Evidence]:
    for quote in quotes:
        for sentence in quote.passage.sentences:
            span = Span(max(sentence.start, quote.span.start), min(sentence.end, quote.span.end))
            if span.start < span.end:
                yield Evidence(quote.passage, span, sentence)


def _whole(sentence: str, evidence: Sequence[Evidence], rate: Rate | None) -> Doubt | None:
    """The doubt about a sentence that the best single piece of evidence leaves."""
    said = Facts(Text(sentence))
    if not said.text.content:
        return Doubt.SUPPORT
    doubts = []
    for each in evidence:
        found = _plain_doubt(said, each, evidence)
        if found is None and all(_is_enough(Facts(Text(part)), each, rate) for part in {sentence, *_parts(sentence)}):
            return None
        doubts.append(found or Doubt.SUPPORT)
    return max(doubts, key=list(Doubt).index, default=Doubt.SUPPORT)


def _plain_doubt(said: Facts, each: Evidence, evidence: Sequence[Evidence]) -> Doubt | None:
    checks: tuple[tuple[Doubt, Callable[[], bool]], ...] = (
        (Doubt.MARK, lambda: bool(set(said.text.text) & _MARKS - set(each.text))),
        (Doubt.NUMBER, lambda: other_number(said, each.facts)),
        (Doubt.TIME, lambda: other_time(said, each.facts)),
        (Doubt.NAME, lambda: not set(unnamed(said, each.facts, each.around)) <= _meant(said, each, evidence)),
        (Doubt.TURNED, lambda: is_turned_round(said.text, each.whole.text)),
        (Doubt.SHADED, lambda: is_shaded_otherwise(said.text, each.whole.text)),
        (Doubt.SHADED, lambda: states_as_done(said.text, each.whole.text)),
        (Doubt.SHADED, lambda: leaves_out(said.text, each.whole.text)),
        (Doubt.ROLES, lambda: roles.are_changed(said, each.whole)),
        (Doubt.ROLES, lambda: are_told_reversed(said.text.text, each.whole.text.text)),
        (Doubt.BINDINGS, lambda: bindings.are_changed(said, each.whole)),
        (Doubt.EXCHANGED, lambda: edits.are_telling(said.text, each.whole.text)),
    )
    return next((name for name, is_so in checks if is_so()), None)


def _meant(said: Facts, each: Evidence, evidence: Sequence[Evidence]) -> set[str]:
    """The names that a pronoun in a quote may stand for: the first of another quote, earlier in the document."""
    if not PRONOUNS & each.facts.text.lows or SUBJECT_PRONOUNS & said.text.lows:
        return set()
    earlier = [other for other in evidence if other.document == each.document and other.span.end <= each.span.start]
    firsts = [first for other in earlier if (first := other.facts.foremost)]
    unknown = unnamed(said, each.facts, NOWHERE)[:1]
    return {name for first in firsts for name in unknown if name not in unnamed(said, Facts(Text(first)), NOWHERE)}


def _is_enough(said: Facts, each: Evidence, rate: Rate | None) -> bool:
    lows, held = ([token.low for token in text.tokens] for text in (said.text, each.facts.text))
    if any(held[at : at + len(lows)] == lows for at in range(len(held) - len(lows) + 1)):
        return True
    if not said.text.is_english:
        return all(each.facts.text.holds(token.lemma) for token in said.text.tokens)
    text = said.text.text
    for name in unnamed(said, each.facts, NOWHERE):  # whom a pronoun stands for; that has been looked at
        text = text.replace(name, "")
    assumed = each.around.title if PRONOUNS & each.facts.text.lows else ""
    proof = f"{each.text} {assumed}".strip()
    return not _is_of_something_else(said.text, Text(proof)) and support(text, proof, rate) >= ENOUGH


def _is_of_something_else(said: Text, proof: Text) -> bool:
    """Whether the thing that a sentence begins with, "the motor", is nothing that its proof speaks of."""
    begins = said.tokens[0].low in {"the", "a", "an", "its", "his", "her", "their"}
    return begins and bool(said.content) and not is_measure(said.content[0]) and not proof.holds(said.content[0].lemma)


def _parts(sentence: str) -> list[str]:
    """What a sentence joins, each with the subject of the first; nothing is parted where one is the other's cause."""
    pieces = [piece.strip() for piece in _JOINT.split(sentence)]
    texts = [Text(piece) for piece in pieces]
    if links_cause(Text(sentence)) or any(len(text.content) < SHORTEST_PART for text in texts):
        return [sentence]
    subject = _subject(texts[0])
    return [
        pieces[0],
        *(
            f"{subject} {piece}" if _lacks_subject(text) else piece
            for piece, text in zip(pieces[1:], texts[1:], strict=True)
        ),
    ]


def _subject(text: Text) -> str:
    names = Facts(text).names
    return " ".join(token.text for token in names[0]) if names else text.content[0].text


def _lacks_subject(text: Text) -> bool:
    first = text.tokens[0]
    return first.text[0].islower() and first.low not in _BEGINNINGS | PRONOUNS
