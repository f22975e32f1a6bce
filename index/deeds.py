"""Deeds as a text tells them: the verbs, and who stands in which role to each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from index.dates import MONTHS
from index.lemmas import deed, is_participle
from index.names import TITLES, names
from index.words import PREPOSITIONS, Word

NEAR = 4
"""Words between a verb and who belongs to it; further away stands another verb's."""

BEHIND = 2
"""Of those who stand behind a verb, how many belong to it also without "to" or "by"."""

HELPERS = frozenset("did does do will would can could should shall may might must has have had".split())
"""Verbs that stand before the subject of a question."""

BEING = frozenset("was were is are be been being gets got".split())
"""Forms that make a participle passive."""

BEFORE_NOUNS = frozenset("the a an his her its their 's another any".split())
"""Words after which a noun stands, or what belongs to one."""

_MONTH_NAMES = frozenset("january february march april june july august september october november december".split())
OWNING = ("'s", "’s")
"""Ends of words for owners."""

_ELSEWHERE = frozenset("because due owing thanks despite while when although though after before until unless".split())
"""Words behind which stand a reason, a time or a clause of its own: nobody there belongs to the verb before them."""

_PASSED_OVER = frozenset("also first last once ever never then later soon not finally officially formally".split())


class Role(Enum):
    """What somebody has to do with a deed."""

    DOER = "doer"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody or something named, from word `start` to word `end` (exclusive)."""

    words: tuple[Word, ...]
    start: int
    end: int


def parts_of(text: str, found: Sequence[Word]) -> list[Part]:
    """The names of a text, and what stands after an article or possessive."""
    at = {word.span.start: number for number, word in enumerate(found)}
    someone = ([word for word in name if not is_time(word)] for name in names(text, found) if not _is_deed(name, found))
    named = [Part(tuple(name), at[name[0].span.start], at[name[-1].span.start] + 1) for name in someone if name]
    taken = {number for part in named for number in range(part.start, part.end)}
    nouns = [
        Part((word,), number, number + 1)
        for number, word in enumerate(found)
        if number and found[number - 1].text.lower() in BEFORE_NOUNS and number not in taken
        if not word.is_function_word
    ]
    return sorted((*named, *nouns), key=lambda part: part.start)


def _is_deed(name: Sequence[Word], found: Sequence[Word]) -> bool:
    """Whether a name is only the verb that a text begins with: dropped support."""
    return len(name) == 1 and name[0] is found[0] and is_participle(name[0].text.lower())


def is_time(word: Word) -> bool:
    """Whether a word of a name is a number, a month or a weekday: nobody who could do anything."""
    low = word.text.lower()
    return low[0].isdigit() or low.endswith("day") or (low[:3] in MONTHS and low in {low[:3], *_MONTH_NAMES})


def asked_deeds(found: Sequence[Word], parts: Sequence[Part]) -> Iterator[tuple[str, list[tuple[Role, Part]]]]:
    """The question's verb, as a key, with the roles of those whom the question names."""
    low = [word.text.lower() for word in found]
    for number, word in enumerate(low):
        following = {*low[number + 1 : number + 3]}
        if word in {"who", "whom", "which", "what"} and not following & (HELPERS | BEING):
            if (verb := _verb_of_asked(found, parts, number)) is not None:
                yield from _roles(found, parts, verb, [], passive=False)
            return
        if word in HELPERS | BEING:
            subjects = _joined(low, parts, number + 1)
            end = subjects[-1].end if subjects else number + 1
            verb = verb_from(found, parts, end)
            passive = word in BEING or bool(BEING.intersection(low[end:verb]))
            plain = bool(subjects) and not low[subjects[-1].end - 1].endswith(OWNING)
            is_asked = not subjects and low[number - 1 : number] == ["who"]
            if verb is not None and (plain or is_asked) and (not passive or is_participle(low[verb])):
                yield from _roles(found, parts, verb, subjects, passive=passive)
                for further in _further_verbs(found, parts, verb) if subjects and not passive else ():
                    yield from _roles(found, parts, further, subjects, passive=False)
            return


def _further_verbs(found: Sequence[Word], parts: Sequence[Part], verb: int) -> Iterator[int]:
    """What may be the verb instead of the first word that can be: did the Georgian interior ministry accuse."""
    for number in range(verb + 1, min(verb + NEAR, len(found))):
        if found[number].is_function_word or any(part.start <= number < part.end for part in parts):
            return
        yield number


def _verb_of_asked(found: Sequence[Word], parts: Sequence[Part], asking: int) -> int | None:
    """The verb of "who did it", "which company did it": it stands right after who is asked for."""
    if found[asking].text.lower() in {"who", "whom"}:
        return verb_from(found, parts, asking + 1)
    verb = asking + 2
    low = [word.text.lower() for word in found]
    is_verb = verb < len(found) and not found[verb].is_function_word
    return verb if is_verb and any(_is_direct(low, verb, part) for part in parts if part.start > verb) else None


def _roles(
    found: Sequence[Word], parts: Sequence[Part], verb: int, subjects: Sequence[Part], *, passive: bool
) -> Iterator[tuple[str, list[tuple[Role, Part]]]]:
    low = [word.text.lower() for word in found]
    roles = [(Role.OTHER if passive else Role.DOER, part) for part in subjects]
    roles += _after(low, parts, verb)
    if told := deed(found[verb]):
        yield told, roles


def told_roles(found: Sequence[Word], parts: Sequence[Part], verb: str) -> Iterator[tuple[Role, Part]]:
    """Every role that a sentence gives to somebody in the deed of this verb."""
    low = [word.text.lower() for word in found]
    for number, word in enumerate(found):
        if deed(word) != verb or any(part.start <= number < part.end for part in parts if len(part.words) > 1):
            continue
        before, after = _before(found, low, parts, number), _after(low, parts, number)
        passive = is_passive(low, number)
        if accused := [part for part in charged(found, parts, verb) if part.end == number - 1]:
            yield from ((Role.DOER, part) for part in accused)
        elif is_noun(low, number):
            yield from ((Role.DOER, part) for part in before if low[part.end - 1].endswith(OWNING))
        elif passive or verb == "go" or _is_set_off(found, number) or _does(before, after, low, number):
            yield from ((Role.OTHER if passive else Role.DOER, part) for part in before)
        yield from after


def _before(found: Sequence[Word], low: Sequence[str], parts: Sequence[Part], verb: int) -> list[Part]:
    """Who stands before a verb near it; if a mark parts them, all from the first mark on: Zhao, head of X, came."""
    acting = [part for part in parts if part.end <= verb and not _is_of_place(low, part)]
    if _is_set_off(found, verb):
        first = next((part.end for part in acting if part.end <= verb and _is_set_off(found, part.end)), verb)
        inserted = [part for part in acting if part.end >= first]
        is_description = is_participle(low[verb]) and all(part.end == verb for part in inserted)
        return [] if is_description else inserted  # Ada Brook (born in Linton), Ada Brook, elected in May,
    return [part for part in acting if verb - NEAR <= part.end][-1:]


def _is_set_off(found: Sequence[Word], at: int) -> bool:
    """Whether a mark stands between a word and the one before it."""
    return at > 0 and found[at].span.start - found[at - 1].span.end > 1


def _after(low: Sequence[str], parts: Sequence[Part], verb: int) -> list[tuple[Role, Part]]:
    """Who stands behind a verb near it, and to whom, or by whom, near the last of those."""
    found: list[tuple[Role, Part]] = []
    end, way = verb + 1, ""
    for part in parts:
        if part.start > verb and _ELSEWHERE.intersection(low[verb + 1 : part.start]):
            break
        ways = [word for word in low[end : part.start] if word in PREPOSITIONS]
        is_near = verb < part.start <= verb + NEAR and len(found) < BEHIND
        if is_near or (found and end <= part.start < end + NEAR and ways[-1:] in (["to"], ["by"])):
            way = ways[-1] if ways else way  # by Kim and Putin, by Chinese leader Xi
            found.append((Role.DOER if way == "by" else Role.OTHER, part))
            end = part.end
    return found


def is_noun(low: Sequence[str], at: int) -> bool:
    """Whether a word stands after an article or an owner: a visit, Kim's visit."""
    return at > 0 and (low[at - 1] in BEFORE_NOUNS or low[at - 1].endswith(OWNING))


def _is_of_place(low: Sequence[str], part: Part) -> bool:
    """Whether a part stands after a preposition: in Linton nobody does anything, somebody of Linton may."""
    near = low[max(0, part.start - 3) : part.start]
    before = [word for word in near if word not in BEFORE_NOUNS | TITLES]
    if near[1:2] and near[1] in BEFORE_NOUNS:  # in the ruling party
        before = [near[0]]
    return bool(before) and before[-1] in PREPOSITIONS and before[-1] != "by"


def _is_direct(low: Sequence[str], verb: int, part: Part) -> bool:
    """Whether nothing but an article or a title stands between a verb and what it acts on."""
    return not {*low[verb + 1 : part.start]} - BEFORE_NOUNS - TITLES


def _does(before: Sequence[Part], after: Sequence[tuple[Role, Part]], low: Sequence[str], verb: int) -> bool:
    """Whether those before a verb do it: a name right before it (Bakken voted against it), or what it acts on after."""
    is_next = any(part.end == verb and part.words[0].text[0].isupper() for part in before)
    return is_next or any(_is_direct(low, verb, part) for _, part in after)


def is_passive(low: Sequence[str], verb: int) -> bool:
    """Whether a form of "be" stands right before a verb, or "by" right after it."""
    before = [word for word in low[max(0, verb - 3) : verb] if word not in _PASSED_OVER]
    return is_participle(low[verb]) and (bool(before and before[-1] in BEING) or low[verb + 1 : verb + 2] == ["by"])


def _joined(low: Sequence[str], parts: Sequence[Part], start: int) -> list[Part]:
    """The parts that begin at a word, with all that "and" joins to them."""
    found: list[Part] = []
    for part in parts:
        gap = low[(found[-1].end if found else start) : part.start]
        fits = set(gap) <= ({"and"} | BEFORE_NOUNS if found else BEFORE_NOUNS | TITLES)
        if part.start >= start and fits and (not found or "and" in gap):
            found.append(part)
    return found


def verb_from(found: Sequence[Word], parts: Sequence[Part], start: int) -> int | None:
    """The first word from `start` on that can be a verb."""
    taken = {number for part in parts for number in range(part.start, part.end)}
    for number in range(start, min(start + NEAR, len(found))):
        word = found[number]
        if number not in taken and not word.is_function_word and word.text.lower() not in _PASSED_OVER:
            return number
    return None


def charged(found: Sequence[Word], parts: Sequence[Part], verb: str) -> list[Part]:
    """Whoever is accused of a deed, thanked for it, or kept from it: it is theirs, whoever accuses."""
    return [
        part
        for part in parts
        for word in found[part.end + 1 : part.end + 2]
        if deed(word) == verb and word.text.endswith("ing") and found[part.end].text.lower() in {"of", "for", "from"}
    ]
