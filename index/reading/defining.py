"""What a sentence says beside a name about who or what that is: "Chinese leader Xi", "Xi, the leader", "Xi is …"."""

import re
from collections.abc import Iterator, Sequence

from index.documents import Span
from index.lemmas import VERBS
from index.names import TITLES
from index.patterns import late
from index.questions import Asked
from index.reading.offices import ROLE
from index.words import Word, words

LONGEST_NAME = 6
"""Words of what a question may want to have explained."""

LONGEST_BEFORE = 7
"""Words that may stand before a name and say who it is: "his former North Korean counterpart"."""

LONGEST_AFTER = 25
"""Words of what follows it up to the next comma or stop."""

_ASKS = late(
    r"(?:who|what)(?:['’]?s| is| are| was| were) (?:the |an? )?(?P<name>[^?!.,;:]+?)\W*|"
    r"what (?:does|do) (?P<short>\S+) (?:mean|stand for)\W*",
    re.IGNORECASE,
)
_IS_ROLE = late(ROLE, re.IGNORECASE)
_HONORIFICS = frozenset("mr mrs ms miss dr prof sir lady lord madam".split())
_DETERMINERS = frozenset("the a an his her its their our one".split())
_VERBS = frozenset(form for forms in VERBS for form in forms) | frozenset(
    "is was are were has have had will would can could may might must should said says did does do".split()
)
_JOINED = late(r"[ \n]*")
_CLOSED = late(r"\s*(?:[,;.:!)\]–—]|$|\s-\s)")
_LONG_FORM = late(r"\s\(\W*")
_IS = frozenset("is was are were means".split())


def defined(asked: Asked, sentence: str) -> Span | None:
    """Where a sentence says who or what that is whose name the question wants explained; None if it does not.

    That is a description before the name ("Russian President Vladimir Putin"), one after it, set off by commas or by a
    form of "to be", or the long form before an abbreviation in brackets ("Korean Central News Agency (KCNA)").
    """
    name = asked_name(asked)
    found = list(words(sentence)) if name else []
    for start in range(len(found) - len(name) + 1 if name else 0):
        end = start + len(name)
        if tuple(word.term for word in found[start:end]) == name:
            told = _long_form(sentence, found, start, end) or _after(sentence, found, end)
            if told := told or _before(sentence, found, start) or _set_off_before(sentence, found, start, end):
                return told
    return None


def asked_name(asked: Asked) -> tuple[str, ...]:
    """The terms of what a question wants to have explained ("who is …", "what is …"); empty for other questions."""
    match = _ASKS.fullmatch(asked.text)
    found = list(words(match["name"] or match["short"])) if match else []
    is_name = len(found) <= LONGEST_NAME and not any(word.is_function_word for word in found)
    return tuple(word.term for word in found) if is_name else ()


def _long_form(sentence: str, found: Sequence[Word], start: int, end: int) -> Span | None:
    """What an abbreviation in brackets stands for: the words before it that begin with its letters."""
    short = found[start]
    if end != start + 1 or not short.text.isupper() or start == 0:
        return None
    if not _LONG_FORM.fullmatch(sentence[found[start - 1].span.end : short.span.start]):
        return None
    letters, at = [letter for letter in short.text.lower() if letter.isalpha()], start
    while letters and at:
        at -= 1
        if found[at].text[0].lower() == letters[-1]:
            letters.pop()
        elif not found[at].is_function_word:
            return None
    return None if letters else Span(found[at].span.start, found[start - 1].span.end)


def _after(sentence: str, found: Sequence[Word], end: int) -> Span | None:
    """A noun phrase after the name, between commas or after a form of "to be"."""
    between = sentence[found[end - 1].span.end : found[end].span.start].strip() if end < len(found) else ""
    is_set_off = between in {",", "–", "—", "-"}
    if not between and end + 1 < len(found) and found[end].text.lower() in _IS:
        end += 1
    elif not is_set_off:
        return None
    first = found[end].text.lower()
    if first not in _DETERMINERS and not (
        is_set_off and (_is_role(found[end]) or first in {"former", "formerly", "part"})
    ):
        return None
    told = list(_up_to_a_mark(sentence, found, end))
    if len(told) > LONGEST_AFTER or (is_set_off and _has_verb(told)):
        return None
    return Span(told[0].span.start, told[-1].span.end)


def _up_to_a_mark(sentence: str, found: Sequence[Word], start: int) -> Iterator[Word]:
    for word in found[start:]:
        yield word
        if _CLOSED.match(sentence, word.span.end):
            return


def _has_verb(told: Sequence[Word]) -> bool:
    """Whether it is a clause of its own ("…, the president said"), and no description; its relative clauses may be."""
    until = next(
        (at for at, word in enumerate(told) if word.text.lower() in {"who", "which", "that", "whose"}), len(told)
    )
    own = [word.text.lower() for word in told[:until]]
    return not _VERBS.isdisjoint(own) or own[-1].endswith("ed")


def _before(sentence: str, found: Sequence[Word], start: int) -> Span | None:
    """A role with what belongs to it, right before the name."""
    at = start
    while (
        at
        and start - at < LONGEST_BEFORE
        and _JOINED.fullmatch(sentence[found[at - 1].span.end : found[at].span.start])
    ):
        word = found[at - 1]
        is_first = at == start
        if is_first and (not _is_role(word) or word.text.lower() in _HONORIFICS):
            return None
        if not is_first and not _describes(word):
            break
        at -= 1
        if word.text.lower() in _DETERMINERS:
            break
    return Span(found[at].span.start, found[start - 1].span.end) if at < start else None


def _set_off_before(sentence: str, found: Sequence[Word], start: int, end: int) -> Span | None:
    """A noun phrase with its article that begins a sentence or clause, with the name set off behind it by commas."""
    if start == 0 or sentence[found[start - 1].span.end : found[start].span.start].strip() != ",":
        return None
    if not _CLOSED.match(sentence, found[end - 1].span.end):
        return None
    at = start - 1
    while at and _JOINED.fullmatch(sentence[found[at - 1].span.end : found[at].span.start]):
        at -= 1
    told = found[at:start]
    has_role = any(_is_role(word) for word in told[1:LONGEST_BEFORE])
    if told[0].text.lower() not in _DETERMINERS or not has_role or _has_verb(told):
        return None
    return Span(told[0].span.start, told[-1].span.end)


def _describes(word: Word) -> bool:
    """Whether a word may stand in a description: a name, an adjective, a determiner; not a verb before it."""
    low = word.text.lower()
    if low in _DETERMINERS or word.text[0].isupper():
        return True
    return not (word.is_function_word or low in _VERBS or low.endswith(("ed", "ing", "s")))


def _is_role(word: Word) -> bool:
    low = word.text.lower()
    return bool(_IS_ROLE.fullmatch(low)) or low in TITLES - _HONORIFICS
