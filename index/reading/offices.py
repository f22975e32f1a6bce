"""Whether a sentence says who holds another office than the asked one: the treasurer is not the secretary."""

import re

from index.names import same_stem
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
_ASKS = re.compile(
    r"who(?:['’]?s| is| are| was| were| became| will be) (?:the |our |your |their |its |an? )?"
    rf"(?:{_WORD} ){{0,3}}(?P<office>{ROLE})(?= (?:of|for|at|in|on|now|today|currently|here)\b|\W*$)",
    re.IGNORECASE,
)
_NOUN = rf"(?:[Tt]he|[Oo]ur|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Aa]n?)\s+(?:{_WORD}\s+){{0,3}}(?:{ROLE})\b"
_TOLD = re.compile(
    rf"\b{_NOUN}{_OF}\s+(?:is|are|was|were|has been|will be)\s+[A-Z]"
    r"|\b[A-Z][\w’'-]*\s+(?:is|was|has been|became|remains|acts as|serves as|works as)\s+(?:now\s+)?"
    rf"{_NOUN}"
    rf"|\b[A-Z][\w’'-]*,\s+{_NOUN}"
)
"""The treasurer of the club is Ann; Ann is the treasurer; Ann, the treasurer."""


def is_other_office(asked: Asked, sentence: str, near: str) -> bool:
    """Whether "who is the secretary?" meets a sentence that only says who is treasurer, and `near` has no secretary."""
    asks = _ASKS.match(asked.text)
    if asks is None:
        return False
    wanted = term(asks["office"])
    seen = {term(word) for word in re.findall(r"\w+", near)}
    is_named = any(same_stem(wanted, word) for word in seen) or (wanted in _HEADS and bool(seen & _HEADS))
    return not is_named and _TOLD.search(sentence) is not None
