"""Names that a question has in lower case, with the capitals that the passages found give them."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from index.names import TITLES
from index.passages import Passage
from index.words import Word, folded, words

SHORTEST = 3
"""Letters."""

_COUNTABLE = re.compile(
    r"(?:\d|year-|\b(?:how(?: much)?|this|that|these|those|an?|each|every|any|per|my|your|our|many|last|next))\s*$",
    re.IGNORECASE,
)
"""What stands before things, and not before names."""

_CELL_START = re.compile(r"(?:^|\n|; )[^:;\n]{1,60}$")
_COLUMN = re.compile(r"[^:;\n]{0,60}: ")
"""The name of a column in a row of a table, which may have been put together from several: Full season Joining fee."""


def capitalised(question: str, passages: Iterable[Passage]) -> str:
    """The question with a capital for each word that the passages write with one wherever they need not.

    A word that they only write so within longer names needs to be one of their ends, and no other word of them may
    stand there without: Siv is somebody if Siv Myhre is, but no year is a name because New Year's Eve is one. Words
    that follow each other in the question as in a name are one, too: hallam mill. A question with a capital of its own,
    its first letter and "I" apart, is left as it is: who typed it knew which words are names.
    """
    if any(word.text[0].isupper() and word.text != "I" for word in list(words(question))[1:]):
        return question
    lower: set[str] = set()
    runs: set[tuple[str, ...]] = set()
    upper: set[str] = set()
    for text in (passage.text for passage in passages):
        for run in _runs(text):
            inside = {_form(word) for word in run if _is_inside(text, word)}
            if run[0].text[0].isupper():
                upper |= inside
                runs.add(tuple(map(_form, run)))
            else:
                lower |= inside
    found = [word for word in words(question) if len(word.text) >= SHORTEST and not word.is_function_word]
    never_lower = upper - lower
    alone = {_form(word) for word in found if not _COUNTABLE.search(question[: word.span.start])} & never_lower
    named = {term for term in alone if any(_tells(run, term, lower) for run in runs)}
    pairs = {pair for run in runs for pair in pairwise(run)}
    named |= {
        term for pair in pairs if never_lower.intersection(pair) and _stand_together(found, pair) for term in pair
    }
    for word in found:
        if _form(word) in named:
            question = question[: word.span.start] + word.text[0].upper() + question[word.span.start + 1 :]
    return question


def _tells(run: tuple[str, ...], term: str, lower: set[str]) -> bool:
    """Whether a run of capitalised words shows that one of them is a name by itself."""
    bare = tuple(word for word in run if word not in TITLES) or run
    return term in {bare[0], bare[-1]} and lower.isdisjoint(bare)


def _form(word: Word) -> str:
    """A word as it is spelt, but for capitals and accents: to borrow is not Borrowed Umbrella."""
    return folded(word.text).removesuffix("'s")


def _runs(text: str) -> Iterator[tuple[Word, ...]]:
    """The words with capitals that nothing but a space parts, together; and each other word by itself."""
    run: tuple[Word, ...] = ()
    for word in words(text):
        if run and not (_may_join(run[-1]) and _may_join(word) and word.span.start - run[-1].span.end == 1):
            yield run
            run = ()
        run = (*run, word)
    if run:
        yield run


def _may_join(word: Word) -> bool:
    return word.text[0].isupper() and not word.is_function_word


def _is_inside(text: str, word: Word) -> bool:
    """Whether what stands before a word begins no sentence, no cell and no item, so that a capital means something."""
    before = text[: word.span.start].rstrip(" ")
    if _COLUMN.match(text, word.span.end) and _CELL_START.search(before):
        return False
    return bool(before) and (before[-1].isalnum() or before[-1] in ",'’")


def _stand_together(found: list[Word], pair: tuple[str, str]) -> bool:
    return any((_form(one), _form(other)) == pair for one, other in pairwise(found))
