"""Who held something before or after somebody: "who was chair before Ada?", "Ada, who took over from Bo"."""

import re
from collections.abc import Iterator
from itertools import takewhile

from index.deeds import is_time
from index.documents import Span
from index.names import Name, names, same_name
from index.patterns import late
from index.questions import Asked
from index.words import words

_HOLDS = (
    "was|were|is|are|had|has|held|holds|led|leads|ran|runs|headed|chaired|served|kept|owned|coached|managed|ruled|came"
)
_ASKS = late(
    rf"\bwho(?:['’]s)?\b(?:(?P<holds> (?:{_HOLDS})\b)?.* (?P<order>before|after)"
    r"| (?P<deed>preceded|succeeded|replaced|followed)) (?P<name>[^?!.,;]+)",
    re.IGNORECASE,
)
_CHANGE = late(
    r"\b(?:(?P<handing>(?:hand|pass)(?:s|es|ed|ing)? (?:[\w -]+? )?(?:over |on )?to|(?:gave|gives?|given) way to"
    r"|(?:made|makes?) way for)"
    r"|(?P<taking>(?:took|takes?|taken|taking) over(?: as [\w -]+?| the [\w -]+?)? from|inherited [\w -]+? from)"
    r"|(?P<being>(?:was|were|is|are|be|been|being)\s+(?:\w+ly\s+|later\s+|soon\s+|then\s+)?)?"
    r"(?P<following>succeed(?:s|ed|ing)?|replac(?:es?|ed|ing)|followed)(?P<by>(?: (?:in|on|as) [^.;,]{1,20})? by)?)\b",
    re.IGNORECASE,
)
"""Words between who was before and who comes after, or the other way round: "took over from", "made way for"."""

_PRONOUN = late(r"(?:she|he|they|it)\b", re.IGNORECASE)


def neighbour(asked: Asked, sentence: str, before: str = "") -> Span | None:
    """Where a sentence names who held something just before, or just after, the one whom the question names.

    A pronoun that it begins with is the one whom the sentence `before` names, and nobody else.
    """
    match, of = _asked(asked)
    if match is None or of is None or not (match["holds"] or match["deed"]):
        return None
    is_earlier = (match["order"] or match["deed"]).lower() in {"before", "preceded"}
    meant = _meant(sentence, before)
    for earlier, later in _changes(sentence, meant):
        known, other = (later, earlier) if is_earlier else (earlier, later)
        if same_name(known, of) and not same_name(other, of) and other is not meant:
            return Span(other[0].span.start, other[-1].span.end)
    return None


def names_only_the_known(asked: Asked, text: str) -> bool:
    """Whether a text names the one before or after whom somebody is looked for, and nobody else."""
    _, of = _asked(asked)
    if of is None:
        return False
    found = [name for name in names(text, list(words(text))) if not all(map(is_time, name))]
    return bool(found) and all(same_name(name, of) for name in found)


def _asked(asked: Asked) -> tuple[re.Match[str] | None, Name | None]:
    """How somebody before or after is asked for, and before or after whom, in capitals or not."""
    match = _ASKS.search(asked.text)
    if match is None:
        return None, None
    named = next((name for name in asked.names if name[0].span.start >= match.start("name")), None)
    return match, named or name_from(asked, match.start("name")) or None


def name_from(asked: Asked, start: int) -> Name:
    """The name that begins at a place of a question; in small letters all up to the next word that tells nothing."""
    named = next((name for name in asked.names if name[0].span.start == start), None)
    behind = (word for word in asked.words if word.span.start >= start)
    return named or tuple(takewhile(lambda word: not word.is_function_word, behind))


def _meant(sentence: str, before: str) -> Name | None:
    """Whom a pronoun at the beginning of a sentence means, if the one before names but one."""
    people = [name for name in names(before, list(words(before))) if not all(map(is_time, name))]
    return people[0] if len(people) == 1 and _PRONOUN.match(sentence) else None


def _changes(sentence: str, meant: Name | None) -> Iterator[tuple[Name, Name]]:
    """Who was there before, and who came after: the names nearest to the words that part them, or who is `meant`."""
    found = list(names(sentence, list(words(sentence))))
    for change in _CHANGE.finditer(sentence):
        left = [meant] if meant else []
        left += [name for name in found if name[-1].span.end <= change.start()]
        right = [name for name in found if name[0].span.start >= change.end()]
        is_passive = change["being"] and not (change["following"] or "").lower().endswith("ing")
        if left and right and (change["by"] or not is_passive):
            yield (left[-1], right[0]) if change["handing"] or change["by"] else (right[0], left[-1])
