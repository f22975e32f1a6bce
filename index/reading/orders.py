"""Orders to whoever answers, as hidden instructions are: what they say is no answer."""

import re

from index.documents import Span
from index.passages import Passage
from index.patterns import late
from index.questions import Asked, Kind

_DICTATED = late(
    r"\b(?:answer|reply|respond|say|tell|state|claim|output|print|repeat|write)\b[^\"“”.!?]{0,80}[\"“]"
    r"|(?:^|[,:;]|\b(?:and|please|must|always|you))\s*(?:answer|reply|respond|say|state|claim|output|repeat) that\b"
    r"|\b(?:ignore|disregard|forget)\b[^.!?]{0,40}\b(?:instructions?|prompts?|passages)\b",
    re.IGNORECASE,
)
"""An order to say something, as hidden instructions are: what is to be said is no fact, neither yes nor no."""

_MACHINE = (
    r"(?:system(?: (?:prompt|message|note|instructions?|override))?|assistants?|(?:chat)?bots?|language models?|llms?"
    r"|ai(?: (?:assistants?|models?|agents?|systems?))?)"
)
"""Who is called upon; a person may be an assistant, so that an order has to follow."""

_TO_A_MACHINE = late(
    r"(?:^|[.!?:]\s+|\b(?:and|please|must|now|you)\s+)(?:ignore|disregard|forget|override)\b(?! (?:our|my)\b)"
    r"(?=[^.!?\n]{0,80}\b(?:previous|preceding|prior|earlier|above|foregoing|your)\b)"
    r"[^.!?\n]{0,80}\b(?:instructions?|prompts?|passages?|context)\b"
    r"|(?:^|[.!?:]\s+|\b(?:please|must|now|always|you)\s+)(?:answer|reply|respond)\b(?=[^.!?\n\"“]{0,80}\bquestions?\b)"
    r"[^.!?\n\"“]{0,120}[\"“]"
    r"|(?:^|[.!?:]\s+|\b(?:please|must|now|you)\s+)(?:ignore|disregard|forget)\b[^.!?\n]{0,30}"
    r"\b(?:other|rest of the|remaining)\s+(?:documents?|sources|passages?|context)\b"
    r"|\bfrom now on,?\s+(?:you\s+)?(?:must\s+|will\s+|shall\s+)?(?:always\s+)?(?:answer|reply|respond|say)\b"
    rf"|(?:(?:^|[.!?:]\s+)[\W_]{{0,4}}|\b(?:dear|to|for)\s+(?:the |all |any )?){_MACHINE}\s*[^\w\s]+\s*"
    r"(?:(?:please|you|must|should|will|shall|now|always)\s+)*"
    r"(?:(?:ignore|disregard|forget|override)\b"
    r"|(?:answer|reply|respond|say|state|claim|output|print|repeat|tell)\b[^.!?\n]{0,40}(?:\b(?:only|with|that)\b|[\"“:]))",
    re.IGNORECASE | re.MULTILINE,
)
"""An order to forget what was read or ordered before, how to answer from now on, or what a program is to say.

What its paragraph says from there on is addressed to whoever answers, not to people, and answers nothing.
"""

_REHEARSED = late(
    r"\b(?:if|when(?:ever)?)\b[^.!?\n\"“]{0,60}\b(?:asks?|asked|asking)\b[^.!?\n\"“]{0,80}"
    r"\b(?:answer|reply|respond|say)\b[^.!?\n\"“]{0,40}[\"“]"
    r"|\bask(?:s|ed|ing)?\b[^.!?\n]{0,80}\b(?:must|should|shall|(?:is|are|has|have) to) be (?:told|informed|answered)\b"
    r"|\b(?:tell|inform|answer) (?:whoever|any(?:one|body)|every(?:one|body)|(?:those|people|users|members) who)\b"
    r"[^.!?\n]{0,40}\bask(?:s|ed)?\b[^.!?\n]{0,80}\bthat\b",
    re.IGNORECASE,
)
"""What is to be said to whoever asks: words that are given, or what "must be told"."""

_ABOUT_SAYING = late(r"\b(?:answer|reply|respond|say|said|tell|told)\b", re.IGNORECASE)


def is_dictated(passage: Passage, sentence: Span) -> bool:
    """Whether a paragraph has ordered its reader to forget everything else before a sentence ends."""
    until = passage.text[: sentence.end - passage.span.start]
    return bool(_TO_A_MACHINE.search(until.rsplit("\n\n", 1)[-1]))


def is_rehearsed(asked: Asked, text: str) -> bool:
    """Whether a sentence only orders what is to be said, and that is not what is asked."""
    is_ordered = _REHEARSED.search(text) or (asked.kind is Kind.YES_NO and _DICTATED.search(text))
    return bool(is_ordered) and not _ABOUT_SAYING.search(asked.text)
