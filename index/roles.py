"""Who did it to whom: whether a sentence tells an asked deed the other way round."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from index.dates import MONTHS
from index.names import TITLES, names, same_name
from index.verbs import deed, is_participle
from index.words import PREPOSITIONS, Word, words

NEAR = 4
"""Words between a verb and who belongs to it; further away stands another verb's."""

BEHIND = 2
"""Of those who stand behind a verb, how many belong to it also without "to" or "by"."""

_HELPERS = frozenset("did does do will would can could should shall may might must has have had".split())
_BEING = frozenset("was were is are be been being gets got".split())
_ASKING = frozenset("who whom whose which what when where why how".split())
_BEFORE_NOUNS = frozenset("the a an his her its their 's another any".split())
_MONTH_NAMES = frozenset("january february march april june july august september october november december".split())
_OWNING = ("'s", "’s")
_PASSED_OVER = frozenset("also first last once ever never then later soon not finally officially formally".split())


class Role(Enum):
    """What somebody has to do with a deed."""

    DOER = "doer"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Part:
    """Somebody or something named, from word `start` to word `end` (exclusive)."""

    words: tuple[Word, ...]
    start: int
    end: int


def are_reversed(question: str, sentence: str) -> bool:
    """Whether a sentence tells the question's deed, with a part of it in the opposite role: as doer instead of done to.

    False wherever that is not plain: another verb, a deed that both do, a name that stands in both roles.
    """
    asked = list(words(question))
    said = list(words(sentence))
    there, here = _parts(question, asked), _parts(sentence, said)
    return _is_opposite_way(asked, there, said, here) or any(
        _conflict(role, part, list(_told(said, here, verb)))
        for verb, roles in _asked(asked, there)
        for role, part in roles
    )


def are_told_reversed(sentence: str, other: str) -> bool:
    """Whether two sentences tell the same deed, and who does it in one of them has it done to them in the other.

    False wherever that is not plain, as in `are_reversed`.
    """
    ours, theirs = list(words(sentence)), list(words(other))
    here, there = _parts(sentence, ours), _parts(other, theirs)
    low = [word.text.lower() for word in ours]
    verbs = {deed(word) for at, word in enumerate(ours) if not (word.is_function_word or _is_noun(low, at))} - {
        "",
        "go",
    }
    return any(
        _conflict(role, part, list(_told(theirs, there, verb)))
        for verb in verbs
        for role, part in _told(ours, here, verb)
    )


def is_of_another(question: str, sentence: str) -> bool:
    """Whether a sentence tells the question's deed of another doer, or as a way to another place, than the question.

    False wherever that is not plain: another verb, nobody named there, the asked doer in the sentence as well.
    """
    asked, said = list(words(question)), list(words(sentence))
    there, here = _parts(question, asked), _parts(sentence, said)
    return any(
        _is_taken(part, [other for told_role, other in _told(said, here, verb) if told_role is role])
        for verb, roles in _asked(asked, there)
        for role, part in roles
        if (verb == "go" or role is Role.DOER) and not _is_there(part, here)
    )


def _is_there(part: _Part, parts: Sequence[_Part]) -> bool:
    """Whether a part is among others, and not only as the owner of something: China's National People's Congress."""
    same = (other for other in parts if same_name(part.words, other.words))
    return any(not other.words[0].text.endswith(_OWNING) for other in same)


def _is_taken(part: _Part, told: Sequence[_Part]) -> bool:
    """Whether all who stand in a place are named, and are none of the asked one."""
    named = [other for other in (part, *told) if other.words[0].text[0].isupper()]
    return 1 < len(named) == len(told) + 1 and not any(same_name(part.words, other.words) for other in told)


def _conflict(role: Role, part: _Part, told: Sequence[tuple[Role, _Part]]) -> bool:
    found = {told_role for told_role, other in told if same_name(part.words, other.words)}
    return bool(found) and role not in found


def _parts(text: str, found: Sequence[Word]) -> list[_Part]:
    """The names of a text, and what stands after an article or possessive."""
    at = {word.span.start: number for number, word in enumerate(found)}
    someone = ([word for word in name if not _is_time(word)] for name in names(text, found))
    named = [_Part(tuple(name), at[name[0].span.start], at[name[-1].span.start] + 1) for name in someone if name]
    taken = {number for part in named for number in range(part.start, part.end)}
    nouns = [
        _Part((word,), number, number + 1)
        for number, word in enumerate(found)
        if number and found[number - 1].text.lower() in _BEFORE_NOUNS and number not in taken
        if not word.is_function_word
    ]
    return sorted((*named, *nouns), key=lambda part: part.start)


def _is_time(word: Word) -> bool:
    """Whether a word of a name is a number, a month or a weekday: nobody who could do anything."""
    low = word.text.lower()
    return low[0].isdigit() or low.endswith("day") or (low[:3] in MONTHS and low in {low[:3], *_MONTH_NAMES})


def _asked(found: Sequence[Word], parts: Sequence[_Part]) -> Iterator[tuple[str, list[tuple[Role, _Part]]]]:
    """The question's verb, as a key, with the roles of those whom the question names."""
    low = [word.text.lower() for word in found]
    for number, word in enumerate(low):
        following = {*low[number + 1 : number + 3]}
        if word in {"who", "whom", "which", "what"} and not following & (_HELPERS | _BEING):
            if (verb := _verb_of_asked(found, parts, number)) is not None:
                yield from _roles(found, parts, verb, [], passive=False)
            return
        if word in _HELPERS | _BEING:
            subjects = _joined(low, parts, number + 1)
            end = subjects[-1].end if subjects else number + 1
            verb = _verb(found, parts, end)
            passive = word in _BEING or bool(_BEING.intersection(low[end:verb]))
            plain = bool(subjects) and not low[subjects[-1].end - 1].endswith(_OWNING)
            is_asked = not subjects and low[number - 1 : number] == ["who"]
            if verb is not None and (plain or is_asked) and (not passive or is_participle(low[verb])):
                yield from _roles(found, parts, verb, subjects, passive=passive)
            return


def _verb_of_asked(found: Sequence[Word], parts: Sequence[_Part], asking: int) -> int | None:
    """The verb of "who did it", "which company did it": it stands right after who is asked for."""
    if found[asking].text.lower() in {"who", "whom"}:
        return _verb(found, parts, asking + 1)
    verb = asking + 2
    low = [word.text.lower() for word in found]
    is_verb = verb < len(found) and not found[verb].is_function_word
    return verb if is_verb and any(_is_direct(low, verb, part) for part in parts if part.start > verb) else None


def _roles(
    found: Sequence[Word], parts: Sequence[_Part], verb: int, subjects: Sequence[_Part], *, passive: bool
) -> Iterator[tuple[str, list[tuple[Role, _Part]]]]:
    low = [word.text.lower() for word in found]
    roles = [(Role.OTHER if passive else Role.DOER, part) for part in subjects]
    roles += _after(low, parts, verb)
    if told := deed(found[verb]):
        yield told, roles


def _told(found: Sequence[Word], parts: Sequence[_Part], verb: str) -> Iterator[tuple[Role, _Part]]:
    """Every role that a sentence gives to somebody in the deed of this verb."""
    low = [word.text.lower() for word in found]
    for number, word in enumerate(found):
        if deed(word) != verb or any(part.start <= number < part.end for part in parts if len(part.words) > 1):
            continue
        near = [part for part in parts if number - NEAR <= part.end <= number]
        before = [part for part in near if not _is_of_place(low, part)][-1:]
        after = _after(low, parts, number)
        passive = _is_passive(low, number)
        if _is_noun(low, number):
            yield from ((Role.DOER, part) for part in before if low[part.end - 1].endswith(_OWNING))
        elif passive or verb == "go" or _does(before, [part for _, part in after], low, number):
            yield from ((Role.OTHER if passive else Role.DOER, part) for part in before)
        yield from after


def _after(low: Sequence[str], parts: Sequence[_Part], verb: int) -> list[tuple[Role, _Part]]:
    """Who stands behind a verb near it, and to whom, or by whom, near the last of those."""
    found: list[tuple[Role, _Part]] = []
    end = verb + 1
    for part in parts:
        ways = [word for word in low[end : part.start] if word in PREPOSITIONS]
        is_near = verb < part.start <= verb + NEAR and len(found) < BEHIND
        if is_near or (found and end <= part.start < end + NEAR and ways[-1:] in (["to"], ["by"])):
            found.append((Role.DOER if ways[-1:] == ["by"] else Role.OTHER, part))
            end = part.end
    return found


def _is_noun(low: Sequence[str], at: int) -> bool:
    """Whether a word stands after an article or an owner: a visit, Kim's visit."""
    return at > 0 and (low[at - 1] in _BEFORE_NOUNS or low[at - 1].endswith(_OWNING))


def _is_of_place(low: Sequence[str], part: _Part) -> bool:
    """Whether a part stands after a preposition: in Linton nobody does anything, somebody of Linton may."""
    before = [word for word in low[max(0, part.start - 2) : part.start] if word not in _BEFORE_NOUNS | TITLES]
    return bool(before) and before[-1] in PREPOSITIONS and before[-1] != "by"


def _is_direct(low: Sequence[str], verb: int, part: _Part) -> bool:
    """Whether nothing but an article or a title stands between a verb and what it acts on."""
    return not {*low[verb + 1 : part.start]} - _BEFORE_NOUNS - TITLES


def _does(before: Sequence[_Part], after: Sequence[_Part], low: Sequence[str], verb: int) -> bool:
    """Whether those before a verb do it: a name right before it (Bakken voted against it), or what it acts on after."""
    is_next = any(part.end == verb and part.words[0].text[0].isupper() for part in before)
    return is_next or any(_is_direct(low, verb, part) for part in after)


def _is_passive(low: Sequence[str], verb: int) -> bool:
    """Whether a form of "be" stands right before a verb, or "by" right after it."""
    before = [word for word in low[max(0, verb - 3) : verb] if word not in _PASSED_OVER]
    return is_participle(low[verb]) and (bool(before and before[-1] in _BEING) or low[verb + 1 : verb + 2] == ["by"])


def _joined(low: Sequence[str], parts: Sequence[_Part], start: int) -> list[_Part]:
    """The parts that begin at a word, with all that "and" joins to them."""
    found: list[_Part] = []
    for part in parts:
        gap = low[(found[-1].end if found else start) : part.start]
        fits = set(gap) <= ({"and"} | _BEFORE_NOUNS if found else _BEFORE_NOUNS | TITLES)
        if part.start >= start and fits and (not found or "and" in gap):
            found.append(part)
    return found


def _verb(found: Sequence[Word], parts: Sequence[_Part], start: int) -> int | None:
    """The first word from `start` on that can be a verb."""
    taken = {number for part in parts for number in range(part.start, part.end)}
    for number in range(start, min(start + NEAR, len(found))):
        word = found[number]
        if number not in taken and not word.is_function_word and word.text.lower() not in _PASSED_OVER:
            return number
    return None


def _is_opposite_way(
    asked: Sequence[Word], there: Sequence[_Part], said: Sequence[Word], here: Sequence[_Part]
) -> bool:
    """Whether a sentence says "from" of what the question says "to" of, and nothing else of it."""
    for part in there:
        way = _way(asked, part)
        ways = {_way(said, other) for other in here if same_name(part.words, other.words)}
        if way and ways and ways <= {"from" if way == "to" else "to"}:
            return True
    return False


def _way(found: Sequence[Word], part: _Part) -> str:
    before = [word.text.lower() for word in found[max(0, part.start - 2) : part.start]]
    before = [word for word in before if word not in _BEFORE_NOUNS]
    return before[-1] if before and before[-1] in {"to", "from"} else ""
