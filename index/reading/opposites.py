"""Words that exclude each other: what a sentence says of the last is no answer about the first."""

import re
from collections.abc import Iterable
from functools import cache

from index.deeds import is_passive
from index.documents import Span
from index.lemmas import CONVERSE, deed, lemma_of
from index.names import mentions, names
from index.patterns import late
from index.words import Word, terms, words

_SETS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth last",
    "monday tuesday wednesday thursday friday saturday sunday",
    "january february march april may june july august september october november december",
    "spring summer autumn winter",
    "red blue green yellow black white brown purple orange grey",
    "north south east west",
    "northern southern eastern western",
    "gold silver bronze",
)
_PAIRS = (
    "largest smallest, biggest smallest, highest lowest, oldest youngest, oldest newest, longest shortest, "
    "tallest shortest, heaviest lightest, hottest coldest, fastest slowest, richest poorest, best worst, most "
    "least, more fewer, maximum minimum, upper lower, inner outer, before after, won lost, win lose, winner "
    "loser, male female, mother father, brother sister, husband wife, son daughter, king queen, men women, boys "
    "girls, start end, started ended, begin end, began ended, beginning ending, open close, opened closed, "
    "opening closing, reopen close, reopened closed, born buried, born died, birth death, founded dissolved, "
    "bought sold, buy sell, buyer seller, arrive leave, arrived left, arrival departure, join leave, joined left, "
    "rise fall, rose fell, increase decrease, increased decreased, accept reject, accepted rejected, import "
    "export, imports exports, imported exported, built destroyed, built demolished, created destroyed, married "
    "divorced, hired fired, appointed dismissed, teacher student, enter leave, entered left, launched cancelled, "
    "allowed forbidden, legal illegal, common rare, ancient modern, domestic foreign, public private, attack "
    "defend, attacked defended, advantages disadvantages, strengths weaknesses, income expenses, profit loss, "
    "lend borrow, lent borrowed, true false, guilty innocent, convicted acquitted, supported opposed, support "
    "oppose, supports opposes, predecessor successor, summer winter, day night, minimum maximum, hot cold, "
    "victory defeat, victim attacker, landed launched, weekday weekend, weekday saturday, weekday sunday, weekend "
    "monday, weekend tuesday, weekend wednesday, weekend thursday, weekend friday, raise lower, raise reduce, "
    "increase lower, increase reduce, grow shrink, approve reject, approve refuse, accept refuse, strengthen "
    "weaken"
)

_DECISIONS = tuple(
    frozenset(group.split())
    for group in ("approved adopted granted", "refused rejected", "deferred postponed adjourned", "withdrawn")
)
"""What was decided of something; what has one of these done to it has none of the others. In these forms alone: who can
withdraw money is told nothing of the kind."""

_VOTES = late(r"\bvot(?:es?|ed|ing|ers?)\b|\bhow many\b", re.IGNORECASE)
_SIDES = tuple(
    late(rf"\b(?:{side})\b", re.IGNORECASE)
    for side in (
        r"in favou?r|vot(?:es?|ed|ing) (?:for|yes)|support(?:s|ed|ing|ers?)?|ayes",
        r"against|oppos(?:es?|ed|ing|ition)|vot(?:es?|ed|ing) no|noes|nays",
        r"abstain(?:s|ed|ing)?|abstentions?",
    )
)
_SMALL = "no|nobody|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_RESULT = late(rf"\b(?:\d+|{_SMALL})(?: votes)?(?: to |[-–:])(?:\d+|{_SMALL})\b|\bunanim", re.IGNORECASE)
"""How a whole vote is told: five votes to one, 5-1, unanimously."""

_DENIED = {
    "open": "closed shut",
    "closed": "open",
    "allowed": "forbidden prohibited banned",
    "permitted": "forbidden prohibited banned",
    "forbidden": "allowed permitted",
    "prohibited": "allowed permitted",
    "banned": "allowed permitted",
    "legal": "illegal",
    "illegal": "legal",
    "free": "paid",
    "public": "private",
    "private": "public",
    "optional": "compulsory mandatory",
    "compulsory": "optional voluntary",
    "mandatory": "optional voluntary",
    "alive": "dead",
    "dead": "alive",
    "possible": "impossible",
    "impossible": "possible",
}
"""What something is, and what it then is not: "closed on Mondays" says no to "is it open on Mondays?"."""

STATES = frozenset(term for word, others in _DENIED.items() for term in terms(f"{word} {others}"))
"""The terms of all these."""

_IS_IT = late(r"(?:is|are|was|were|am)\b", re.IGNORECASE)
_ASKED_STATE = late(
    r"\b(?P<state>on|off|up|down)(?=\s*(?:[?,]|$)|\s+(?:in|at|on|during|from|before|after|until|between|now|today|"
    r"tonight|tomorrow|all|every|this|right|when|while|if|by|yet|again|already)\b)",
    re.IGNORECASE,
)
_SAID_STATE = late(
    r"\b(?:is|are|was|were|be|been|being|go(?:es|ne)?|went|stay(?:s|ed)?|keeps?|kept|com(?:es?|ing)|came|brought|taken|"
    r"turn(?:s|ed)?|switch(?:es|ed)?|shut|power(?:s|ed)?|back)\s+(?:(?:always|only|still|now|back)\s+)?"
    r"(?P<state>on|off|up|down)\b",
    re.IGNORECASE,
)
_STATES = {"on": "off", "off": "on", "up": "down", "down": "up"}


@cache
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in (*_SETS, *_PAIRS.split(", ")):
        lemmas = {lemma_of(word) for word in words(group)}
        for lemma in lemmas:
            found.setdefault(lemma, set()).update(lemmas)
    return {lemma: frozenset(others - {lemma}) for lemma, others in found.items()}


def opposed(asked: Iterable[Word], said: Iterable[Word]) -> str | None:
    """The asked word that a sentence replaces by one that excludes it; None if it replaces none.

    A sentence that also says the asked word, in any form, replaces nothing; nor does one that says a deed from its
    other side, of nobody: what is sold can be bought.
    """
    wanted = {lemma_of(word): word.text for word in asked}
    told = list(said)
    low = [word.text.lower() for word in told]
    there = {lemma_of(word) for at, word in enumerate(told) if not (lemma_of(word) in CONVERSE and is_passive(low, at))}
    for lemma, text in wanted.items():
        others = _table().get(lemma, frozenset()) - wanted.keys()
        if lemma not in there and others & there:
            return text
    return _decided_otherwise(wanted.values(), low)


def _decided_otherwise(asked: Iterable[str], said: Iterable[str]) -> str | None:
    """The asked decision in the place of which a sentence tells another one, and not that, too."""
    told = [group for group in _DECISIONS if not group.isdisjoint(said)]
    meant = {text: group for text in asked for group in _DECISIONS if text.lower() in group}
    is_other = bool(told) and not any(group in told for group in meant.values())
    return next(iter(meant), None) if is_other else None


_WHO_DID = late(r"(?:who|which \w+)(?: has| had)? (?P<verb>\w+)\b", re.IGNORECASE)


def other_side(question: str, sentence: str) -> Span | None:
    """Where a sentence tells who did what the question asks from the side of the one it was done with; None elsewhere.

    Of "who bought it?" that is what follows "sold … to".
    """
    asks = _WHO_DID.match(question)
    converse = CONVERSE.get(deed(next(words(asks["verb"])))) if asks else None
    if asks is None or converse is None:
        return None
    verb, joint = converse
    said = list(words(sentence))
    told = next((at for at, word in enumerate(said) if lemma_of(word) == verb), len(said))
    behind = next((at for at in range(told, len(said)) if said[at].text.lower() == joint), None)
    with_whom = names(question, [word for word in words(question) if word.span.start > asks.end()])
    if behind is None or any(mentions(sentence[said[told].span.start :], name) for name in with_whom):
        return None
    return Span(said[behind].span.end, len(sentence))


def votes_otherwise(question: str, sentence: str) -> bool:
    """Whether a sentence counts those on another side of a vote than the asked one: for, against or neither.

    Not where it gives the whole result.
    """
    asked = [bool(side.search(question)) for side in _SIDES] if _VOTES.search(question) else []
    said = [bool(side.search(sentence)) for side in _SIDES]
    is_met = any(one and other for one, other in zip(asked, said, strict=False))
    return any(asked) and any(said) and not is_met and not _RESULT.search(sentence)


def denied(question: str, said: str) -> str | None:
    """The word of a question "is it open?" to which a sentence says no with its opposite; None if it does not."""
    if not _IS_IT.match(question):
        return None
    there = {word.text.lower() for word in words(said)}
    asked = [word.text.lower() for word in words(question)]
    if found := next((word for word in asked if word not in there and there & {*_DENIED.get(word, "").split()}), None):
        return found
    state, states = asked_state(question), said_states(said)
    return state if state and state not in states and _STATES[state] in states else None


def asked_state(question: str) -> str | None:
    """Of "is the tap on in May?" that it may be on; None for a question about no such state."""
    found = list(_ASKED_STATE.finditer(question)) if _IS_IT.match(question) else []
    return found[0]["state"].lower() if found else None


def said_states(sentence: str) -> set[str]:
    """Whether a sentence says of anything that it is on, off, up or down, or is made so."""
    return {found["state"].lower() for found in _SAID_STATE.finditer(sentence)}
