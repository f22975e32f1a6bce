"""Who did it to whom: whether a sentence tells an asked deed the other way round."""

from collections.abc import Sequence

from index.deeds import (
    BEFORE_NOUNS,
    BEING,
    HELPERS,
    OWNING,
    Part,
    Role,
    asked_deeds,
    charged,
    is_noun,
    parts_of,
    told_roles,
    verb_from,
)
from index.documents import Span
from index.lemmas import ALTERNATING, CONVERSE, deed
from index.names import same_name
from index.words import Word, words

_NOBODY = frozenset("Nobody Somebody Someone Everybody Everyone Anyone Anybody None Others".split())


def are_reversed(question: str, sentence: str) -> bool:
    """Whether a sentence tells the question's deed, with a part of it in the opposite role: as doer instead of done to.

    False wherever that is not plain: another verb, a deed that both do, a name that stands in both roles.
    """
    asked = list(words(question))
    said = list(words(sentence))
    there, here = parts_of(question, asked), parts_of(sentence, said)
    return _is_opposite_way(asked, there, said, here) or any(
        _conflict(role, part, list(told_roles(said, here, verb))) or _is_other_side(role, part, verb, said, here)
        for verb, roles in asked_deeds(asked, there)
        if not (verb in ALTERNATING and len(roles) == 1)
        for role, part in roles
    )


def are_told_reversed(sentence: str, other: str) -> bool:
    """Whether two sentences tell the same deed, and who does it in one of them has it done to them in the other.

    False wherever that is not plain, as in `are_reversed`.
    """
    ours, theirs = list(words(sentence)), list(words(other))
    here, there = parts_of(sentence, ours), parts_of(other, theirs)
    low = [word.text.lower() for word in ours]
    verbs = {deed(word) for at, word in enumerate(ours) if not (word.is_function_word or is_noun(low, at))} - {
        "",
        "go",
    }
    return any(
        _conflict(role, part, list(told_roles(theirs, there, verb)))
        for verb in verbs
        for role, part in told_roles(ours, here, verb)
    )


def is_of_another(question: str, sentence: str) -> bool:
    """Whether a sentence tells the question's deed of another doer, or as a way to another place, than the question.

    False wherever that is not plain: another verb, nobody named there, the asked doer in the sentence as well.
    """
    asked, said = list(words(question)), list(words(sentence))
    there, here = parts_of(question, asked), parts_of(sentence, said)
    return any(
        _is_taken(part, [other for told_role, other in told_roles(said, here, verb) if told_role is role])
        for verb, roles in asked_deeds(asked, there)
        for role, part in roles
        if (verb == "go" or role is Role.DOER) and (not _is_there(part, here) or charged(said, here, verb))
    )


def doer(question: str, sentence: str) -> Span | None:
    """Where a sentence names who did what the question "who did it?" asks; None where that is not plain."""
    asked, said = list(words(question)), list(words(sentence))
    there, here = parts_of(question, asked), parts_of(sentence, said)
    low = [word.text.lower() for word in asked]
    is_open = low[:1] == ["who"] and not {*low[1:3]} & (HELPERS | BEING)
    verb = verb_from(asked, there, 1) if is_open else None
    found = {
        (part.start, part.end)
        for role, part in (told_roles(said, here, deed(asked[verb])) if verb is not None and deed(asked[verb]) else ())
        if role is Role.DOER and part.words[0].text[0].isupper() and part.words[0].text not in _NOBODY
        if not any(same_name(part.words, other.words) for other in there)
    }
    if len(found) != 1:
        return None
    ((start, end),) = found
    return Span(said[start].span.start, said[end - 1].span.end)


def _is_there(part: Part, parts: Sequence[Part]) -> bool:
    """Whether a part is among others, and not only as the owner of something: China's National People's Congress."""
    same = (other for other in parts if same_name(part.words, other.words))
    return any(not any(word.text.endswith(OWNING) for word in other.words) for other in same)


def _is_taken(part: Part, told: Sequence[Part]) -> bool:
    """Whether all who stand in a place are named, and are none of the asked one."""
    named = [other for other in (part, *told) if other.words[0].text[0].isupper()]
    return 1 < len(named) == len(told) + 1 and not any(same_name(part.words, other.words) for other in told)


def _conflict(role: Role, part: Part, told: Sequence[tuple[Role, Part]]) -> bool:
    found = {told_role for told_role, other in told if same_name(part.words, other.words)}
    return bool(found) and role not in found


def _is_opposite_way(asked: Sequence[Word], there: Sequence[Part], said: Sequence[Word], here: Sequence[Part]) -> bool:
    """Whether a sentence says "from" of what the question says "to" of, and nothing else of it."""
    for part in there:
        way = _way(asked, part)
        ways = {_way(said, other) for other in here if same_name(part.words, other.words)}
        if way and ways and ways <= {"from" if way == "to" else "to"}:
            return True
    return False


def _is_other_side(role: Role, part: Part, verb: str, said: Sequence[Word], here: Sequence[Part]) -> bool:
    """Whether whoever is asked to have bought something has sold it: each deed has another doer."""
    if role is not Role.DOER or verb not in CONVERSE:
        return False
    converse, _ = CONVERSE[verb]
    there = {told for told, other in told_roles(said, here, converse) if same_name(part.words, other.words)}
    return there == {Role.DOER}


def _way(found: Sequence[Word], part: Part) -> str:
    before = [word.text.lower() for word in found[max(0, part.start - 2) : part.start]]
    before = [word for word in before if word not in BEFORE_NOUNS]
    return before[-1] if before and before[-1] in {"to", "from"} else ""
