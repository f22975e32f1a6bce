"""Words of a question read as the documents spell them: misspelt ones, short ones, and those with a hyphen there."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from rapidfuzz.distance import OSA

from index.audience import Audience
from index.snapshot import Snapshot
from index.words import Word, term, words

SHORTEST = 5
"""Letters; shorter words have too many neighbours."""

SHORTEST_COMPOUND = 4
"""Letters: "x-ray" without its hyphen."""

_LONG_FORMS = {
    "mod": "moderator",
    "mods": "moderators",
    "admin": "administrator",
    "admins": "administrators",
    "dev": "developer",
    "devs": "developers",
    "alt": "alternate",
    "alts": "alternate",
    "dm": "message",
    "dms": "messages",
    "vc": "voice",
    "xp": "experience",
    "pic": "picture",
    "pics": "pictures",
    "vid": "video",
    "vids": "videos",
    "info": "information",
    "bday": "birthday",
    "uni": "university",
    "prof": "professor",
    "pw": "password",
    "ppl": "people",
    "xmas": "christmas",
    "acc": "account",
    "msg": "message",
    "msgs": "messages",
    "govt": "government",
}
"""What people shorten when they chat, and how documents write it."""

LONG = 7
"""Letters of a term from which two slips are allowed instead of one."""


def corrected(question: str, snapshot: Snapshot, audience: Audience, is_word: Callable[[str], bool]) -> str:
    """The question with each misspelt word replaced; unchanged where there is nothing, or nothing sure, to correct.

    A word is misspelt if no document says it, `is_word` does not know it, and just one word that this audience may read
    begins with the same letter and is one slip away: a letter too much, missing, wrong, or exchanged with the next.
    Of what no document says, a short word is read as what it is short for ("mods", "moderators"), and any as the two
    with a hyphen between them ("minimap", "mini-map"), where some document says just that.
    """
    libraries = list(snapshot.libraries(audience).values())
    for word in reversed(list(words(question))):
        found = _long_form(word, snapshot, audience) or _hyphenated(word, snapshot, libraries, audience)
        if not found and _may_be_misspelt(word) and not is_word(word.text):
            found = _nearest(word, snapshot, libraries, audience)
        if found:
            question = question[: word.span.start] + found + question[word.span.end :]
    return question


def _long_form(word: Word, snapshot: Snapshot, audience: Audience) -> str | None:
    """What a word is short for, if this audience may read that, and the short word nowhere."""
    long = _LONG_FORMS.get(word.text.lower())
    return long if long and snapshot.heard([word.term, term(long)], audience) == {term(long)} else None


def _hyphenated(word: Word, snapshot: Snapshot, libraries: Iterable[int], audience: Audience) -> str | None:
    """The word with a hyphen, if that is how this audience may read it, and nowhere without."""
    text = word.text
    if len(text) < SHORTEST_COMPOUND or not text.isalpha() or word.is_function_word:
        return None
    if snapshot.heard([word.term], audience):
        return None
    parts = [(text[:at], text[at:]) for at in range(1, len(text))]
    for library in libraries:
        for one, other in parts:
            rows = snapshot.by_words(library, f'"{term(one)} {term(other)}"', 1, audience)
            if any(_has_hyphen(passage.text, one, other) for passage in snapshot.passages(rows, audience).values()):
                return f"{one}-{other}"
    return None


def _has_hyphen(text: str, one: str, other: str) -> bool:
    wanted = (term(one), term(other))
    return any(
        (first.term, second.term) == wanted and text[first.span.end : second.span.start] == "-"
        for first, second in pairwise(words(text))
    )


def _may_be_misspelt(word: Word) -> bool:
    return len(word.text) >= SHORTEST and word.text.isalpha() and not word.is_function_word and word.term.isascii()


def _nearest(word: Word, snapshot: Snapshot, libraries: Iterable[int], audience: Audience) -> str | None:
    """The word to read instead; None if the word itself is said, or if there is none or more than one."""
    near: dict[str, int] = {}
    for library in libraries:
        terms = snapshot.vocabulary(library, word.term[0])
        if word.term in terms and snapshot.heard([word.term], audience):
            return None
        near |= {
            other: library
            for other in terms
            if other.isalpha() and len(other) >= SHORTEST - 1 and _slips(word.term, other) <= _allowed(word)
        }
    said: dict[str, str] = {}
    for other in sorted(near, key=lambda other: _slips(word.term, other)):
        if said and _slips(word.term, other) > _slips(word.term, next(iter(said))):
            break
        if form := _form(other, near[other], snapshot, audience):
            said[other] = form
    return next(iter(said.values())) if len(said) == 1 else None


def _form(stem: str, library: int, snapshot: Snapshot, audience: Audience) -> str | None:
    """The term as the best passage that this audience may read spells it."""
    rows = snapshot.by_words(library, f'"{stem}"', 1, audience)
    passages = snapshot.passages(rows, audience).values()
    texts = (f"{passage.text}\n{passage.header}" for passage in passages)
    return next((word.text for text in texts for word in words(text) if term(word.text) == stem), None)


def _slips(one: str, other: str) -> int:
    return OSA.distance(one, other, score_cutoff=2)


def _allowed(word: Word) -> int:
    return 2 if len(word.term) >= LONG else 1
