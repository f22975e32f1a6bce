"""Whether a sentence is the rule that a question asks for: "can I bring my dog?", "dogs are not allowed"."""

import re
from collections.abc import Iterable, Sequence

from index.names import same_stem
from index.patterns import late
from index.questions import Asked, Kind
from index.words import Word, terms

_ALLOWED = r"allowed|permitted|accepted|acceptable|forbidden|prohibited|banned|illegal|welcome|okay|ok|fine"
_ASKS = late(
    rf"(?:can|could|may|must|should|shall)\b|(?:am|are|is|was|were)\b.*\b(?:{_ALLOWED})\b"
    r"|(?:do|does|will|would)\b.*\b(?:have|need|get|allowed) to\b",
    re.IGNORECASE,
)
_RULES = late(
    rf"\b(?:{_ALLOWED}|admitted|possible|refused|required|compulsory|mandatory|obligatory|must|may(?!\s+\d)|can|cannot"
    r"|can['’]t|(?:have|has|need|needs) to|(?:need|needs) (?:no|a|the)|never|do not|don['’]t)\b",
    re.IGNORECASE,
)
_SUBJECTS = frozenset("i we you one they he she it anyone anybody everyone everybody people somebody someone".split())
_OF_RULES = frozenset(
    "may must can allow permit accept forbidden prohibit ban illeg welcom okay ok fine have need get".split()
)
_DOING = frozenset("bring take keep put give use wear carry come go enter leave own do make hold".split())
_WHEREVER = frozenset("inside outside indoors outdoors here there home along too also still please".split())
"""What a question adds that no rule need say."""


def ruled(asked: Asked, sentence: str, near: str) -> bool:
    """Whether a question asks what is allowed, and a sentence says that of all that the question is about.

    Something of it must stand in the sentence, the rest may stand in `near`. What is to be done with it counts only
    where nothing else is named: "bring" and "take" are all the same to the rule about dogs.
    """
    if asked.kind is not Kind.YES_NO or not _ASKS.match(asked.text) or not _RULES.search(sentence):
        return False
    things = _things(asked)
    around = terms(f"{near}\n{sentence}")
    return any(_is_in(thing, terms(sentence)) for thing in things) and all(_is_in(thing, around) for thing in things)


def _things(asked: Asked) -> list[str]:
    """The terms of what is to be allowed: all that tells, less the verb behind "can I" and those like "bring"."""
    telling = [word for word in asked.telling if word.term not in _OF_RULES and word.text.lower() not in _WHEREVER]
    verb = _verb(asked.words, telling)
    things = [word.term for word in telling if word is not verb and word.text.lower() not in _DOING]
    return things or [word.term for word in telling]


def _verb(said: Sequence[Word], telling: Sequence[Word]) -> Word | None:
    """The first telling word, if a person who may be anybody stands before it."""
    first = next(iter(telling), None)
    return first if first and any(word.text.lower() in _SUBJECTS for word in said[: said.index(first)]) else None


def _is_in(term: str, said: Iterable[str]) -> bool:
    return any(same_stem(term, other) for other in said)
