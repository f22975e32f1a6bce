"""Whether a sentence states what a question takes for granted, or only names it: nearly sank, was acquitted of."""

import re

from index.lemmas import lemma_of
from index.patterns import late
from index.questions import Asked, Kind
from index.reading.listing import is_row
from index.reading.times import is_no_longer_so
from index.verifying.clauses import Text
from index.verifying.facts import Facts
from index.verifying.narrowing import has_exception, is_of_less, leaves_out
from index.verifying.roles import is_replaced
from index.verifying.unrealized import left_open, states_as_done, was_given_up
from index.words import words

_OF_SOME = late(
    r"\b(?:open|closed|shut|free|available|allowed|permitted|banned|forbidden|required|compulsory|mandatory|needed|limited"
    r"|reserved) (?:only )?(?:to|for) (?:the |all |any |a )?(\w+)",
    re.IGNORECASE,
)
_DID = late(r"\b(?:did|was|were|had)\b", re.IGNORECASE)
_WHO_DID = late(r"(?:who|what|which \w+)\s+(\w+)", re.IGNORECASE)
_STILL = late(r"\b(?:still|any ?more|any longer)\b", re.IGNORECASE)


def only_names(asked: Asked, text: str) -> bool:
    """Whether a sentence only names what a question, not for yes or no, takes for granted: "when did it sink?", "it
    nearly sank in 1953".

    What was sought counts only where a question asks for a fact: "if you want to join, write to Ann" says how to join.
    """
    if asked.kind is Kind.YES_NO or is_row(text):
        return False
    said, there = Text(asked.text), Text(text)
    return is_of_less(said, there) or (_is_of_fact(asked.text) and states_as_done(said, there))


def says_neither(asked: Asked, text: str) -> bool:
    """Whether a sentence says neither yes nor no of what it names: that somebody tried to, or that it is so of some."""
    said, there = Text(asked.text), Text(text)
    is_of_others = any(not said.holds(word.term) for match in _OF_SOME.finditer(text) for word in words(match[1]))
    return (
        is_of_others
        or is_no_longer_so(asked.text, text)
        or (" than " in text and " than " not in asked.text)
        or (has_exception(there) and not has_exception(said))
        or left_open(there, said)
        or leaves_out(said, there)
        or is_replaced(Facts(said), Facts(there))
    )


def has_ended(asked: Asked, text: str) -> bool:
    """Whether a sentence says that what is asked about "still" has ended."""
    return bool(_STILL.search(asked.text)) and was_given_up(Text(text), Text(asked.text))


def _is_of_fact(question: str) -> bool:
    """Whether a question asks what did happen, or who does something: by its auxiliary, or its verb: "who sold it?"."""
    if _DID.search(question):
        return True
    verb = next(words(match[1]), None) if (match := _WHO_DID.match(question)) else None
    return verb is not None and (verb.text.lower().endswith(("ed", "s")) or lemma_of(verb) != verb.term)
