"""Names in running text and what kind of thing each seems to be, told from the words beside them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

_WORD = r"[A-Z][\w’'&-]*[\w]"
NAME = re.compile(rf"{_WORD}(?: (?:(?:of|the|de|van|von|der|al|bin) ){{0,2}}{_WORD})*")
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|to|into|around|across|outside|capital of|city of|south of|north of) $"
)
_PERSON_BEFORE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sir|President|King|Queen|Prince|Senator|General|Captain|Professor|[Aa]ctor|[Aa]ctress|[Ss]inger|"
    r"[Aa]uthor|[Dd]irector|[Ww]riter|[Dd]irected by|[Pp]layed by|[Ww]ritten by|[Ww]ife|[Hh]usband|[Ss]on|[Dd]aughter|"
    r"[Bb]rother|[Ss]ister|[Cc]oach|[Ff]ounded by|[Cc]omposer|[Pp]ainter),?\.? $"
)
_PERSON_AFTER = re.compile(
    r"^(?: \(born|, born| was born| said| married| wrote| told| died| starred| sang| played| his | her "
    r"| is an? (?:\w+ )?(?:actor|actress|singer|player|politician|writer|director))"
)
_GROUP_WORD = re.compile(
    r"\b(?:University|College|School|Company|Corporation|Inc|Ltd|Party|League|Club|Band|Association|Institute|Army|"
    r"Council|Committee|Bank|Records|Airlines|Group|Union|Court|Church|Society|Ministry|Department|Agency|United)\b"
)
_PLACE_WORD = re.compile(
    r"\b(?:River|Lake|Mount|Island|Islands|City|County|Street|Sea|Ocean|Bay|Park|Bridge|Airport|Station|Castle|Valley|"
    r"Hall|Palace|Province|State|Republic|Kingdom|Beach|Road|North|South|East|West)\b"
)
_DATE_WORD = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Christmas|Easter)\b"
)
_NEVER = frozenset(
    "The A An In On At It He She They We I This That These Those As But And Or If When While After Before Since During "
    "His Her Its Their There Here However Although For From By With To Of Not No Some Many Most All Both One Two Three "
    "What Who Which Where Why How Also Other First Second Later Early Today According Because Despite Each Such".split()
)


class Lexicon:
    """What the training passages tell of names: a kind for each, and the names of each kind."""

    def __init__(self, passages: Iterable[str]) -> None:
        cues: dict[str, Counter[str]] = defaultdict(Counter)
        lower: Counter[str] = Counter()
        for passage in passages:
            lower.update(set(re.findall(r"\b[a-z]+\b", passage)))
            for start, end in _candidates(passage):
                cues[passage[start:end]][_cue(passage, start, end)] += 1
        self._common = {word for word, count in lower.items() if count >= 4}
        self._kinds = {name: _judged(name, counts) for name, counts in cues.items()}
        self.names: dict[str, list[str]] = defaultdict(list)
        for name, kind in sorted(self._kinds.items()):
            if self.is_name(name) and sum(cues[name].values()) >= 2:
                self.names[kind].append(name)

    def is_name(self, phrase: str) -> bool:
        """Whether a capitalised phrase is more than a common word that begins a sentence."""
        return " " in phrase or (len(phrase) > 2 and phrase.lower() not in self._common)

    def kind(self, name: str) -> str:
        """person, place, group or thing."""
        return self._kinds.get(name) or _judged(name, Counter())

    def found(self, text: str) -> list[tuple[int, int]]:
        """The ranges of the names in `text`, dates left out."""
        return [(start, end) for start, end in _candidates(text) if self.is_name(text[start:end])]


def _candidates(text: str) -> Iterable[tuple[int, int]]:
    for match in NAME.finditer(text):
        start, end = match.span()
        words = text[start:end].split(" ")
        while words and words[0] in _NEVER | {"of", "the", "de", "van", "von", "der", "al", "bin"}:
            start += len(words.pop(0)) + 1
        phrase = text[start:end].removesuffix("'s").removesuffix("’s")
        if len(phrase) > 1 and not _DATE_WORD.search(phrase):
            yield start, start + len(phrase)


def _cue(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - 16) : start], text[end : end + 30]
    if _PERSON_BEFORE.search(before) or _PERSON_AFTER.search(after):
        return "person"
    return "place" if _PLACE_BEFORE.search(before) else "thing"


def _judged(name: str, counts: Counter[str]) -> str:
    if _GROUP_WORD.search(name):
        return "group"
    if _PLACE_WORD.search(name) or counts["place"] > max(counts["person"], counts["thing"] / 3):
        return "place"
    return "person" if counts["person"] > counts["thing"] / 5 else "thing"
