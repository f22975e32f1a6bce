"""Whether a sentence is of another office or rank than the asked one: the treasurer is no secretary, nor the deputy."""

import re
from collections.abc import Iterator

from index.names import same_stem
from index.patterns import late
from index.questions import Asked
from index.words import term

ROLE = (
    r"\w*(?:[^aeiou\W]er|or|ist|ian|eer|man|woman|men|women|person|people|head|chief|counterpart|captain|coach|boss|host|"
    r"wife|husband|son|daughter|brother|sister|mother|father|friend|colleague|assistant|student|rival|heir|cook|champion|"
    r"agent|client|chair|guard|guide|judge|clerk|king|queen|prince|priest|pope|poet|president|secretary|treasurer|deputy|"
    r"admin|mod|nurse|vet|chef|ambassador|representative)s?"
)
"""A noun for what somebody is, as part of a regular expression; hardly a verb that stands before a name ends so."""

_HEADS = frozenset(map(term, "chair chairman chairwoman chairperson president head leader director chief boss".split()))
"""Those who are first go by many names."""

_WORD = r"(?!(?:of|and|or|who|in|at|for|on|to)\b)[\w’'-]+"
_OF = r"(?:\s+(?:of|for|at|in)\s+(?:[\w’'-]+\s+){0,5}?[\w’'-]+)?"
_ASKS = late(
    r"who(?:['’]?s| is| are| was| were| became| will be) (?:the |our |your |their |its |an? )?"
    rf"(?:{_WORD} ){{0,3}}(?P<office>{ROLE})(?= (?:of|for|at|in|on|now|today|currently|here)\b|\W*$)",
    re.IGNORECASE,
)
_NOUN = rf"(?:[Tt]he|[Oo]ur|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Aa]n?)\s+(?:{_WORD}\s+){{0,3}}(?:{ROLE})\b"
_TOLD = late(
    rf"\b{_NOUN}{_OF}\s+(?:is|are|was|were|has been|will be)\s+[A-Z]"
    r"|\b[A-Z][\w’'-]*\s+(?:is|was|has been|became|remains|acts as|serves as|works as)\s+(?:now\s+)?"
    rf"{_NOUN}"
    rf"|\b[A-Z][\w’'-]*,\s+{_NOUN}"
)
"""The treasurer of the club is Ann; Ann is the treasurer; Ann, the treasurer."""

_LOWER = "deputy|vice|assistant|associate|former|ex|honorary|under|trainee|apprentice"
"""Before an office they make another one of it."""

_RANKED = late(
    rf"\b(?:(?P<rank>{_LOWER}|acting|interim|junior|senior)[\s-]+(?:\w+\s+)?)?(?P<office>{ROLE})\b", re.IGNORECASE
)
_EXCLUDING = frozenset(_LOWER.split("|"))

_SUPERLATIVE = r"(?:\w+est|best|most|worst|leading|top)"
_FIRST = late(rf"\b{_SUPERLATIVE}\b", re.IGNORECASE)
_NEXT = late(rf"\b(?:second|third|fourth|fifth|next|2nd|3rd|[45]th)[\s-]{_SUPERLATIVE}\b", re.IGNORECASE)


def is_of_other_rank(question: str, sentence: str, near: str) -> bool:
    """Whether a sentence is of the deputy of whom is asked for, or of whom the asked one is deputy; or of the second
    best, where the best is asked for. `near` has the sentence with what it takes for granted.
    """
    if _FIRST.search(question) and _NEXT.search(sentence) and not _NEXT.search(question):
        return True
    told = list(_ranked(near))
    return any(
        [other for office, other in told if office == wanted]
        and all(_excludes(rank, other) for office, other in told if office == wanted)
        for wanted, rank in _ranked(question)
    )


def _ranked(text: str) -> Iterator[tuple[str, str]]:
    """The offices that a text names, as terms, each with the rank before it."""
    for found in _RANKED.finditer(text):
        yield term(found["office"]), (found["rank"] or "").lower()


def _excludes(asked: str, told: str) -> bool:
    return asked != told and (bool(asked) or told in _EXCLUDING)


def is_other_office(asked: Asked, sentence: str, near: str) -> bool:
    """Whether "who is the secretary?" meets a sentence that only says who is treasurer, and `near` has no secretary."""
    asks = _ASKS.match(asked.text)
    if asks is None:
        return False
    wanted = term(asks["office"])
    seen = {term(word) for word in re.findall(r"\w+", near)}
    is_named = any(same_stem(wanted, word) for word in seen) or (wanted in _HEADS and bool(seen & _HEADS))
    return not is_named and _TOLD.search(sentence) is not None
