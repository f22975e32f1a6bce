"""Names in text: runs of capitalised words and numbers, and whether two of them may be of the same thing."""

from collections.abc import Iterator, Sequence

from index.lemmas import of_country
from index.words import Word, words

Name = tuple[Word, ...]
"""The words of one name, in order: Kim, Jong, Un."""

TITLES = frozenset(
    """
    mr mrs ms miss dr prof professor sir lady lord dame president chancellor minister prime king queen prince princess
    pope saint st captain general colonel judge senator governor mayor chairman chairwoman chief leader uncle aunt
    """.split()
)
"""Words that stand before a name and are no part of it."""

SHORTEST_STEM = 4
"""Letters that two forms of a name must share, and more than they may differ by."""


def names(text: str, found: Sequence[Word]) -> Iterator[Name]:
    """The names among the words of a text. White space, hyphens and dots join words; other marks part them."""
    run: list[Word] = []
    for word in found:
        is_part = _is_part(word)
        if run and (not is_part or text[run[-1].span.end : word.span.start].strip("' ’.&-\n")):
            yield tuple(run)
            run = []
        if is_part:
            run.append(word)
    if run:
        yield tuple(run)


def mentions(text: str, name: Name) -> bool:
    """Whether a text may speak of a name: in full, in part without contradiction, in another form, or by initials.

    "Mr Kim" may be Kim Jong Un, "Russian" may be Russia, "EU" is the European Union; but "Ingrid Solberg" is not Ingrid
    Holm, and "North Korea" is not South Korea.
    """
    found = list(words(text))
    wanted = _terms(name)
    if any(_may_be(wanted, _terms(part)) for run in names(text, found) for part in _readings(text, run)):
        return True
    if _stands_in([word.term for word in name], [word.term for word in found]):
        return True
    spelt_out = "".join(word.text[0].lower() if word.text[0].isupper() else " " for word in found)
    initials = "".join(word.text[0] for word in name).lower()
    return (len(initials) > 1 and initials in {word.term for word in found if word.text.isupper()}) or any(
        word.text.isupper() and len(word.text) > 1 and word.term in spelt_out for word in name
    )


def _stands_in(name: list[str], text: list[str]) -> bool:
    """Whether a text has the same words together, capital or not."""
    return any(text[at : at + len(name)] == name for at in range(len(text) - len(name) + 1))


def _readings(text: str, run: Name) -> Iterator[Name]:
    """The run itself, and without a first word that may be capitalised only because a sentence begins there."""
    yield run
    before = text[: run[0].span.start].rstrip(" \"'“‘(")
    if not before or before[-1] in ".!?:\n":
        yield run[1:]


def _may_be(wanted: set[str], said: set[str]) -> bool:
    """Whether one name holds all of the other."""
    fewer, more = sorted((wanted, said), key=len)
    return bool(fewer) and all(any(same_stem(one, other) for other in more) for one in fewer)


def same_name(one: Name, other: Name) -> bool:
    """Whether two names may be of the same: one holds all of the other, titles apart."""
    return _may_be(_terms(one), _terms(other))


def rival(text: str, name: Name) -> str | None:
    """A name in a text that is another one of the same kind: Adler Hut for Stone Man Hut, K300 for K500; else None.

    It ends with the same word and has others before it, or begins with the same and ends with another number.
    """
    for run in names(text, list(words(text))):
        if len(run) > 1 and len(name) > 1 and not same_name(run, name) and (_same_kind(run, name)):
            return text[run[0].span.start : run[-1].span.end]
    return None


def _same_kind(one: Name, other: Name) -> bool:
    has_number = all(any(letter.isdigit() for letter in name[-1].text) for name in (one, other))
    return one[-1].term == other[-1].term or (one[0].term == other[0].term and has_number)


def same_stem(one: str, other: str) -> bool:
    """Equal terms, or one the beginning of the other: Russia and Russian, Korea and Korean."""
    shorter, longer = sorted((one, other), key=len)
    differ = len(longer) - len(shorter)
    return one == other or (len(shorter) >= SHORTEST_STEM > differ and longer.startswith(shorter))


def _terms(name: Name) -> set[str]:
    return {of_country(word.term) for word in name if word.text.lower() not in TITLES} or {word.term for word in name}


def _is_part(word: Word) -> bool:
    if word.text[0].isdigit():
        return len(word.text) > 1
    return word.text[0].isupper() and not word.is_function_word
