"""Whom a pronoun stands for: the subject of the sentence before, where there can be only one."""

import re
from dataclasses import dataclass

from index.patterns import late
from index.verifying.clauses import Text, Token
from index.verifying.facts import Facts

_PERSON = frozenset({"he", "she"})
_OWNERS = frozenset({"his", "her", "its", "their"})
_PRONOUNS = _PERSON | _OWNERS | frozenset({"it", "they", "him", "them"})
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those"})
_DETERMINERS = frozenset("the a an our your".split())
_PLACES = frozenset("in at on from of near to by since".split())
_NO_NOUN = late(r"\w+(?:ed|ly)$|\d.*")
_LONGEST = 4
"""Words of a thing: the present granite tower."""
_EMPTY = late(
    r"\bit(?:['’]s)?(?: is| was| has been)? (?:rain|snow|take|took|seem|cost|true|possible|clear|likely|known|not )",
    re.IGNORECASE,
)
"""An "it" that stands for nothing: it takes three hours."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sentence is about; `is_name` where that has a name, `is_alone` unless somebody else is named there."""

    text: str
    is_name: bool
    is_alone: bool = True


def subject_of(sentence: str) -> Subject | None:
    """The name that a sentence begins with, or the thing; None if that cannot be told."""
    text = Text(sentence)
    if not text.tokens:
        return None
    if text.tokens[0].low in _DETERMINERS:
        return _thing(text)
    named = Facts(text).names
    if not named or text.places[named[0][0].word.span.start] > 1:
        return None
    name = sentence[named[0][0].word.span.start : named[0][-1].word.span.end]
    is_alone = all(_before(text, other[0]) in _PLACES for other in named[1:])
    return Subject(re.sub(r"['’]s$", "", name), True, is_alone)


def made_plain(sentence: str, before: Subject | None) -> str | None:
    """A sentence with the subject before it in place of its pronoun; None if it has one and that cannot be told."""
    text = Text(sentence)
    lows = [token.low for token in text.tokens]
    if lows and lows[0] in _DEMONSTRATIVES and _stands_alone(text):
        return None
    at = next((n for n, low in enumerate(lows) if low in _PRONOUNS), None)
    if at is None or _EMPTY.search(sentence) or _has_own(text, at):
        return sentence
    if before is None or (lows[at] in _PERSON and not (before.is_name and before.is_alone)):
        return None
    owns = lows[at] in _OWNERS and at + 1 < len(lows) and text.tokens[at + 1].is_content
    name = before.text if at == 0 or before.is_name else before.text[0].lower() + before.text[1:]
    span = text.tokens[at].word.span
    return sentence[: span.start] + name + ("’s" if owns else "") + sentence[span.end :]


def _has_own(text: Text, at: int) -> bool:
    """Whether a sentence says, before a pronoun, whom or what it may stand for. A name alone is hardly an "it"."""
    before = text.tokens[:at]
    if any(token.low in _DETERMINERS for token in before):
        return True
    named = any(text.places[name[0].word.span.start] < at for name in Facts(text).names)
    return named and text.tokens[at].low not in {"it", "its", "them"}


def _stands_alone(text: Text) -> bool:
    """This is, that was: a demonstrative without a noun of its own."""
    return len(text.tokens) > 1 and not text.tokens[1].is_content


def _before(text: Text, token: Token) -> str:
    at = text.places[token.word.span.start]
    return text.tokens[at - 1].low if at else ""


def _thing(text: Text) -> Subject | None:
    """The words from a determiner to what is said of it."""
    taken = text.tokens[:1]
    for token in text.tokens[1 : _LONGEST + 1]:
        if token.clause != taken[0].clause or not token.is_content or _NO_NOUN.match(token.low):
            break
        taken = [*taken, token]
    span = taken[0].word.span.start, taken[-1].word.span.end
    return Subject(text.text[slice(*span)], is_name=False) if len(taken) > 1 else None
