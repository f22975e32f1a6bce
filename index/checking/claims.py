"""The claims of a message: what it states, sentence by sentence, without what states nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.characters import visible
from index.checking.subjects import Subject, made_plain, subject_of
from index.documents import Span
from index.patterns import late
from index.sentences import sentences, width_of
from index.verifying.facts import SUBJECT_PRONOUNS
from index.words import Word, words

FEWEST_WORDS = 2
"""Words that say something, or stand for it; less states nothing that could be looked up."""

_NO_PROSE = late(
    r"```.*?(?:```|\Z)|``.+?``|`[^`\n]*`|<[^<>\n]{1,200}>|\b(?:https?://|www\.)\S+|(?<!\w)@[\w.]+"
    r"|^\s*>+\s?|^\s*#{1,6}\s",
    re.DOTALL | re.MULTILINE,
)
"""Code, tags and mentions, links, marks of quotations and headings."""

_MONTH_END = late(r"(?<=\bMay\.)\s+(?=[A-Z])")
"""Where the splitter takes a month for an abbreviation."""

_EMPHASIS = late(r"\*+|__+|~~|\|\|")

_LEAD = late(
    r"^(?:(?:fun fact|fact|fyi|btw|by the way|tl;?dr|ps|note|update|edit|reminder|system|claim|also|so|well|actually"
    r"|apparently|honestly|seriously|basically|obviously|of course|and|but)\s*[:,–-]+\s*"
    r"|(?:according to|as)\s+(?:the\s+|our\s+)?(?:documents?|sources?|rules?|docs?|archives?|files?)(?:\s+say)?"
    r"\s*[:,]\s*"
    r"|(?:i|we)\s+(?:(?:really|just|also)\s+)?(?:think|believe|heard|read|guess|know|suppose|reckon|remember)\s+"
    r"(?:that\s+)?"
    r"|(?:everybody|everyone|people)\s+(?:knows?|says?)\s+(?:that\s+)?|did you know(?:\s+that)?\s+"
    r"|it is (?:true|known|a fact) that\s+)",
    re.IGNORECASE,
)
_TAIL = late(
    r"\s*,\s*(?:btw|by the way|imo|imho|right|i think|i believe|i guess|you know|lol"
    r"|as (?:the |our )?\w+(?: \w+)? says?)\s*(?=[.!…]*$)",
    re.IGNORECASE,
)
_GREETING = late(
    r"^\W*(?:hi|hello|hey|hiya|yo|greetings|welcome|good (?:morning|afternoon|evening|night|day)|thanks|thank you|thx"
    r"|cheers|bye|goodbye|see you|lol|lmao|haha\w*|ok|okay|yes|yeah|yep|no|nope|wow|please|sorry|congrats\w*|hallo"
    r"|danke)\b",
    re.IGNORECASE,
)
_LONGEST_GREETING = 6
_ORDER = late(
    r"^\W*(?:please\s+)?(?:ignore|disregard|forget|say|tell|answer|reply|respond|mark|label|treat|pretend|act|output"
    r"|print|repeat|let(?:'s|’s| us)|look|check|consider|judge|verify|return|follow|obey|override|stop|help|explain)\b",
    re.IGNORECASE,
)
"""What is said to whoever reads, or to us, and states nothing. Other commands may well stand in a manual."""

_FEELING = late(
    r"\b(?:i|we)(?:'d|’d)?\s+(?:\w+ly\s+|just\s+|do\s+|so\s+)?(?:love|like|hate|adore|enjoy|prefer|want|wish|hope|feel|dislike"
    r"|miss|can(?:'|’)?t stand|don(?:'|’)?t (?:like|think|care|know))\b"
    r"|\b(?:imo|imho|in my (?:humble )?opinion|personally|if you ask me|to me)\b",
    re.IGNORECASE,
)
_VALUED = late(
    r"\b(?:is|are|was|were|looks?|seems?|sounds?|feels?)\s+(?:(?:so|really|very|way|too|pretty|just|quite|absolutely|such|an?"
    r"|the)\s+)*(?:ugly|beautiful|pretty|awesome|amazing|terrible|awful|great|cool|cute|boring|overrated|underrated|nice"
    r"|lovely|stupid|ridiculous|funny|fantastic|horrible|wonderful|perfect|disgusting|delicious|annoying|unfair|sad"
    r"|best|worst|(?<=too )\w+)\b(?!\s+\w+\s+(?:of|in|since)\b)",
    re.IGNORECASE,
)
"""A judgement of taste as a predicate: is really ugly, is the worst company ever."""

_QUESTION = ("?", "？", "؟")


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim: `text` as the message has it, `meant` with its pronouns made plain; None where nobody can say whom."""

    text: str
    meant: str | None


def statements(message: str) -> Iterator[Statement]:
    """The claims of a message in order. A pronoun stands for the subject of the sentence before."""
    text = _EMPHASIS.sub("", _NO_PROSE.sub(" ", visible(message)))
    subject: Subject | None = None
    if not text.strip():
        return
    for sentence in _sentences(text):
        said = _stated(sentence)
        if said is None:
            continue
        meant = made_plain(said, subject)
        yield Statement(said, meant)
        subject = subject_of(meant) if meant else None


def _sentences(text: str) -> Iterator[str]:
    for span in sentences(text, Span(0, len(text)), width_of(text)):
        yield from _MONTH_END.split(" ".join(span.of(text).split()))


def _stated(sentence: str) -> str | None:
    """What a sentence states, without what only leads to it; None if it states nothing."""
    if sentence.endswith(_QUESTION) or _FEELING.search(sentence):
        return None
    bare = sentence
    while (shorter := _TAIL.sub("", _LEAD.sub("", bare, count=1))) != bare:
        bare = shorter
    found = list(words(bare))
    if sum(_says_something(word) for word in found) < FEWEST_WORDS or _ORDER.match(bare):
        return None
    if (_GREETING.match(bare) and len(found) <= _LONGEST_GREETING) or _VALUED.search(bare):
        return None
    return bare


def _says_something(word: Word) -> bool:
    return not word.is_function_word or word.text.lower() in SUBJECT_PRONOUNS
