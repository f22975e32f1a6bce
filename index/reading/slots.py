"""Whether a sentence tells the asked deed of another thing: the beacon was switched off, the mast is asked about."""

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise, product

from index.deeds import BEING, HELPERS, is_noun, is_passive
from index.lemmas import deed, is_participle
from index.words import Word, words

NEAR = 4
"""Words between a deed and what it is told of."""

_WHO = frozenset({"who", "whos", "who's", "who’s", "whom"})
_MAY = frozenset(product(("can", "may", "could", "should", "must", "do", "will"), ("i", "we", "you", "they", "people")))
_PRONOUNS = frozenset("it they he she this that these those one".split())
_ALL = frozenset("all every everything any anything each".split())
"""What is said of all of a kind may hold for what is asked."""


def is_told_of_another(question: str, sentence: str, elsewhere: Container[str]) -> bool:
    """Whether a sentence has the deed of a question, done to something else than what is asked about.

    `elsewhere` are the terms of the question that the passage has, and neither the sentence nor what it takes for
    granted: a thing that no sentence names may go by another name.
    """
    asked, said = list(words(question)), list(words(sentence))
    low = [word.text.lower() for word in said]
    return any(
        all(word.term in elsewhere for word in thing) and _has_object(said, low, at)
        for verb, thing in _done_to(asked)
        for at, word in enumerate(said)
        if at and not (word.is_function_word or is_noun(low, at)) and _is_same(verb, word)
    )


def is_of_another_kind(question: str, sentence: str, passage: str) -> bool:
    """Whether a sentence tells of another kind of what is asked about, and the passage tells of the asked one, too: the
    smoke sauna is asked about, the lake sauna told of. Names are not kinds.
    """
    asked, said, around = (list(words(text)) for text in (question, sentence, passage))
    known, told = {word.term for word in asked}, {word.term for word in said}
    kinds = {(kind.term, thing.term) for kind, thing in _kinds(passage, around)}
    return any(
        kind.term not in told
        and not thing.text[0].isupper()
        and (kind.term, thing.term) in kinds
        and any(other.term not in known for other, same in _kinds(sentence, said) if same.term == thing.term)
        for kind, thing in _kinds(question, asked)
    )


def _kinds(text: str, said: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """Words that tell something, each with the one before it, where nothing but a space parts them."""
    for before, word in pairwise(said):
        is_pair = not (before.is_function_word or word.is_function_word)
        if is_pair and text[before.span.end : word.span.start] == " ":
            yield before, word


def _done_to(asked: Sequence[Word]) -> Iterator[tuple[Word, list[Word]]]:
    """The verb of "who coaches the kids?", "can I return a dress?" or "when was the mast repaired?", with the words for
    what it is done to.
    """
    low = [word.text.lower() for word in asked]
    telling = [at for at, word in enumerate(asked) if not word.is_function_word]
    opening = 2 if tuple(low[:2]) in _MAY else 1 if low[:1] and low[0] in _WHO else 0  # words; "may" may be a month
    telling = [at for at in telling if at >= opening]
    if opening and telling[:1] == [opening] and len(telling) > 1:
        yield asked[telling[0]], _run(asked, telling[1])
        return
    helper = next((at for at, word in enumerate(low) if word in BEING), None)
    first = next((at for at in telling if helper is not None and at > helper), None)
    if first is None:
        return
    thing = _run(asked, first)
    verb = first + len(thing) - 1
    if len(thing) > 1 and is_participle(low[verb]):
        yield asked[verb], thing[:-1]


def _run(asked: Sequence[Word], start: int) -> list[Word]:
    """The words from one on, up to the next that tells nothing."""
    end = next((at for at in range(start, len(asked)) if asked[at].is_function_word), len(asked))
    return list(asked[start:end])


def _is_same(verb: Word, word: Word) -> bool:
    return verb.term == word.term or (bool(deed(verb)) and deed(verb) == deed(word))


def _has_object(said: Sequence[Word], low: Sequence[str], at: int) -> bool:
    """Whether a sentence says what a deed is done to, by a word of its own or by one for something before it; not to
    all of a kind.
    """
    if is_passive(low, at):
        around = range(at - 1, max(at - 1 - NEAR, -1), -1)
    else:
        around = range(at + 1, min(at + 1 + NEAR, len(said)))
    for place in around:
        if low[place] == "by":
            return False
        if low[place] in _PRONOUNS or not (said[place].is_function_word or low[place] in BEING | HELPERS):
            return _ALL.isdisjoint(low[max(place - 2, 0) : place + 1])
    return False
