"""Follow-ups: which questions are none, and how they are made whole without a model, by carrying names over."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.characters import visible
from index.names import Name, names
from index.patterns import late
from index.questions import QUESTION_WORD
from index.words import Word, words

SHORT = 5
"""Words that may stand alone for a whole question: "and the mayor of Oxmere?"."""

WHOLE = 2
"""Words that say something, at least, in a question that is plainly whole: "who met Kim", not "Kim?"."""

REMEMBERED = 4
"""Turns that a follow-up may still mean; who refers to more than that says so."""

_OPENING = late(r"^(?:and|or|but|so|then|also|ok|okay|well)\b[\s,]*", re.IGNORECASE)
_WHAT_ABOUT = late(
    r"^(?:what|how) about\b\s*|^(?:in|on|at|for|to|from|with|since|until|by)\b(?=.{1,40}$)", re.IGNORECASE
)
_PERSON = frozenset("he she him her his hers himself herself".split())
_PEOPLE = frozenset("they them their theirs themselves both".split())
_THING = frozenset("it its this that these those itself".split())
_PLACE = frozenset(["there"])
_REFERRING = _PERSON | _PEOPLE | _THING | _PLACE | frozenset("then one ones other others else another same".split())
_TWO = late(r"\b(?:the two|the both|both of them|both)\b", re.IGNORECASE)
_EMPTY = late(
    r"\b(?:it (?:rain|snow|take|took|cost|true|possible|mean|seem)|(?:is|was|are|were|does|did|will) there|"
    r"there (?:is|are|was|were|be|been|any)|is it (?:true|possible)|th(?:at|ese|ose|is) \w+(?= \w))",
    re.IGNORECASE,
)
"""Pronouns that stand for nothing said before: "does it rain", "are there"; and "that" before a noun of its own."""

_WHO = late(r"(?:who|whom|which (?:man|woman|person))\b(?! (?:is|was) (?-i:[A-Z]))", re.IGNORECASE)
"""Questions that a person answers; not those for what a person is."""

_THE = late(
    r"(?P<helper>\b(?:did|does|do|was|were|is|are|has|have|had|will|can|could|would) )?\bthe "
    r"(?P<nouns>[a-z]\w*(?: (?!(?:of|in|on|at|to|from|with|by|for|and|or|that|who|after|before)\b)[a-z]\w*){0,4})"
    r"(?P<of> of (?:the )?\w+)?"
)
_OWNING = frozenset(["his", "her", "their", "its"])
_ASKS = late(rf"^(?:{QUESTION_WORD})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was asked before, as it was understood, and what answered it: the marked words; "" if nothing."""

    question: str
    answer: str = ""


def made_whole(question: str, earlier: Sequence[Turn]) -> str:
    """The question as it can be understood alone; unchanged where it says itself what it is about."""
    text = " ".join(visible(question).split())
    if not earlier or not text:
        return question
    last = earlier[-1]
    bare = _OPENING.sub("", text).strip(" ,")
    opened = bare != text
    if whole := _asked_again(bare, last, opened=opened):
        return whole
    replaced = _replaced(bare, list(earlier[-REMEMBERED:]))
    if replaced != bare:
        return _sentence(replaced)
    return question


def stands_alone(question: str) -> bool:
    """Whether a question plainly needs no turn before it: a whole sentence with a name of its own and no pronoun."""
    text = " ".join(visible(question).split())
    if _OPENING.match(text) or _WHAT_ABOUT.match(text):
        return False
    found = list(words(text))
    empty = [match.span() for match in _EMPTY.finditer(text)]
    refers = any(
        word.text.lower() in _REFERRING and not any(start <= word.span.start < end for start, end in empty)
        for word in found
    )
    return not found or (len(_telling(found)) >= WHOLE and bool(_names(text)) and not refers)


def _asked_again(text: str, last: Turn, *, opened: bool) -> str | None:
    """The last question with another question word, name or time: "where?", "and Linton?", "what about 2019?"."""
    core = text.rstrip("?!. ")
    found = list(words(core))
    if not found:
        return None
    if _ASKS.fullmatch(core) or (_ASKS.match(core) and not _telling(found)):
        rest = _ASKS.sub("", last.question, count=1).strip() if _ASKS.match(last.question) else last.question
        return _sentence(f"{core} {rest}")
    about = _WHAT_ABOUT.sub("", core) if core.lower().startswith(("what about", "how about")) else core
    if about == core and not (opened or _WHAT_ABOUT.match(core)):
        return None
    if _ASKS.match(about) or len(list(words(about))) > SHORT:
        return None
    return _with(last.question, about)


def _with(question: str, part: str) -> str | None:
    """A question in which one part takes the place of what is like it."""
    time = re.fullmatch(r"(?:in|on|since|until|by|from)?\s*((?:1\d|20)\d{2})", part, re.IGNORECASE)
    if time:
        if re.search(r"\b(?:1\d|20)\d{2}\b", question):
            return _sentence(re.sub(r"\b(?:1\d|20)\d{2}\b", time[1], question, count=1))
        return _sentence(f"{question.rstrip('?!. ')} {part if ' ' in part else f'in {part}'}")
    there = list(names(question, list(words(question))))
    there = [name for name in there if name[0].span.start > 0 or len(name) > 1]
    named = list(names(f"x {part}", list(words(f"x {part}"))))
    bare = re.sub(r"^(?:in|on|at|for|to|from|with|the|a|an)\s+", "", part, flags=re.IGNORECASE)
    if named and there:
        old = there[-1]
        return _sentence(question[: old[0].span.start] + bare + question[old[-1].span.end :])
    noun = re.search(r"\b(?:the|a|an)\s+(\w+)(?!.*\b(?:the|a|an)\s)", question, re.IGNORECASE)
    if noun and not named:
        return _sentence(question[: noun.start(1)] + bare + question[noun.end(1) :])
    return _sentence(f"{question.rstrip('?!. ')} {part}")


def _replaced(text: str, turns: Sequence[Turn]) -> str:
    """The question with its pronouns replaced by whom or what the turns before were about."""
    found = list(words(text))
    own = [name for name in names(text, found) if name != tuple(found[:1])]
    text = _TWO.sub("they", text) if not own else text
    found = list(words(text))
    empty = [match.span() for match in _EMPTY.finditer(text)]
    for word in reversed(found):
        meant = _meant(word.text.lower(), turns)
        is_own = any(name[0].span.start < word.span.start for name in own)
        if not meant or is_own or any(start <= word.span.start < end for start, end in empty):
            continue
        owning = word.text.lower() in _OWNING and _owns(found, word)
        text = text[: word.span.start] + (_possessive(meant) if owning else meant) + text[word.span.end :]
    return text


def _owns(found: Sequence[Word], word: Word) -> bool:
    """Whether "her" stands before what is hers."""
    after = [other for other in found if other.span.start > word.span.end]
    return word.text.lower() != "her" or (bool(after) and not after[0].is_function_word)


def _meant(pronoun: str, turns: Sequence[Turn]) -> str:
    """Whom a pronoun means: in the last turns first; empty for any other word."""
    for turn in _of_one_subject(turns):
        asked, answered = _names(turn.question), _names(f"x {turn.answer}")
        people = answered if _WHO.match(turn.question) and answered else asked
        found = ""
        if pronoun in _PERSON:
            found = people[0] if people else ""
        elif pronoun in _PEOPLE:
            found = " and ".join((asked or answered)[:2])
        elif pronoun in _PLACE:
            found = _place(turn)
        elif pronoun in _THING:
            found = _thing(turn)
        if found:
            return found
    return ""


def _of_one_subject(turns: Sequence[Turn]) -> Iterator[Turn]:
    """The last turn, and those right before it that share a name with it: before them another subject was talked of."""
    subject = set(_names(turns[-1].question))
    for turn in reversed(turns):
        if turn is not turns[-1] and subject.isdisjoint(_names(turn.question)):
            return
        yield turn


def _place(turn: Turn) -> str:
    if turn.answer and re.match(r"where\b|(?:which|what) (?:country|town|city|place)\b", turn.question, re.IGNORECASE):
        return "in " + re.sub(r"^(?:in|at|to|from)\s+", "", turn.answer)
    match = re.search(r"\b(?:in|at|to|from) (?:the )?([A-Z]\w+(?: [A-Z]\w+)*)", turn.question)
    return f"in {match[1]}" if match else ""


def _thing(turn: Turn) -> str:
    """What the last question was about: the first thing that it names with "the", else its last name."""
    if match := _THE.search(turn.question):
        nouns = match["nouns"].split()
        # After "did the old mill" comes the verb, before any preposition or the end.
        nouns = nouns[:-1] if match["helper"] and not match["of"] and len(nouns) > 1 else nouns
        return f"the {' '.join(nouns)}{match['of'] or ''}"
    found = _names(turn.question)
    return found[-1] if found else ""


def _names(text: str) -> list[str]:
    found = list(words(text))
    return [_text(text, name) for name in names(text, found) if name != tuple(found[:1]) and not _is_number(name)]


def _text(text: str, name: Name) -> str:
    return re.sub(r"['’]s$", "", text[name[0].span.start : name[-1].span.end])


def _is_number(name: Name) -> bool:
    return all(word.text[0].isdigit() for word in name)


def _possessive(name: str) -> str:
    return f"{name}’s"


def _telling(found: Sequence[Word]) -> list[Word]:
    return [word for word in found if not word.is_function_word]


def _sentence(text: str) -> str:
    flat = " ".join(text.split()).strip(" ,")
    return f"{flat.rstrip('?!. ')}?"
