"""A follow-up as a language model made it whole, if it is still the same question in the conversation's own words."""

import re
from collections.abc import Iterator, Sequence

from index.characters import visible
from index.conversation import REMEMBERED, Turn
from index.questions import LONGEST, QUESTION_WORD, Asked, Kind, understand
from index.writing.replies import structured

_ABOUT = re.compile(r"\b(?:what|how) (?:about|of)\b", re.IGNORECASE)
_ASKING = re.compile(rf"\b(?:{QUESTION_WORD})\b", re.IGNORECASE)
_TURNING = frozenset("no not nor only before after until off under over same other again".split())
"""Function words that turn the meaning of a question around, and so say something."""


def rewritten(reply: str, question: str, earlier: Sequence[Turn]) -> str | None:
    """The question in a model's reply; None unless it can be trusted to be the one that was asked.

    It has all words of the question that say something, none that nobody said in the last turns, and it asks for the
    same kind of answer. So a model that was misled, or lies, puts no words into anybody's mouth; and what was
    understood is shown beside the answer. Where nothing but capitals and marks differ, it is the question as asked.
    """
    whole = _question(structured(reply))
    if not whole:
        return None
    asked, understood = understand(question), understand(whole)
    said = [asked, *(part for turn in earlier[-REMEMBERED:] for part in _parts(turn))]
    known = set[str]().union(*map(_telling, said))
    if [word.term for word in asked.words] == [word.term for word in understood.words]:
        return question
    is_same = _telling(asked) <= _telling(understood) <= known and _asks_the_same(asked, understood)
    return whole if is_same else None


def _question(value: object) -> str:
    """What the object says on one line; nothing where that is no question."""
    found = value.get("question") if isinstance(value, dict) else None
    flat = " ".join(visible(found[: LONGEST + 1]).split()) if isinstance(found, str) else ""
    return flat if len(flat) <= LONGEST and any(character.isalnum() for character in flat) else ""


def _parts(turn: Turn) -> Iterator[Asked]:
    for text in (turn.question, turn.answer):
        if any(character.isalnum() for character in text):
            yield understand(text[:LONGEST])


def _telling(asked: Asked) -> set[str]:
    return {word.term for word in asked.words if not word.is_function_word or word.text.lower() in _TURNING}


def _asks_the_same(asked: Asked, understood: Asked) -> bool:
    """Whether a question word stays what it is; "and Trump?" and "what about 2019?" leave open what they ask for."""
    own = _ABOUT.sub("", asked.text)
    words_ = {match[0].lower() for match in _ASKING.finditer(own)}
    if not words_ and asked.kind is not Kind.YES_NO:
        return True
    return asked.kind is understood.kind and words_ <= {match[0].lower() for match in _ASKING.finditer(understood.text)}
