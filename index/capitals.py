"""Names that a question has in lower case, with the capitals that the passages found give them."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from index.passages import Passage
from index.words import Word, folded, words

SHORTEST = 3
"""Letters."""


def capitalised(question: str, passages: Iterable[Passage]) -> str:
    """The question with a capital for each word that the passages write with one wherever they need not.

    And for a word beside it that stands there in the same name: hallam mill. A question with a capital of its own,
    its first letter and "I" apart, is left as it is: who typed it knew which words are names.
    """
    if any(word.text[0].isupper() and word.text != "I" for word in list(words(question))[1:]):
        return question
    lower: set[str] = set()
    upper: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for passage in passages:
        for before, word in _neighbours(passage.text):
            if _is_inside(passage.text, word):
                (upper if word.text[0].isupper() else lower).add(_form(word))
            if before and before.text[0].isupper() and word.text[0].isupper():
                pairs.add((_form(before), _form(word)))
    found = [word for word in words(question) if len(word.text) >= SHORTEST and not word.is_function_word]
    named = {_form(word) for word in found} & (upper - lower)
    named |= {term for pair in pairs if named.intersection(pair) and _stand_together(found, pair) for term in pair}
    for word in found:
        if _form(word) in named:
            question = question[: word.span.start] + word.text[0].upper() + question[word.span.start + 1 :]
    return question


def _form(word: Word) -> str:
    """A word as it is spelt, but for capitals and accents: to borrow is not Borrowed Umbrella."""
    return folded(word.text).removesuffix("'s")


def _neighbours(text: str) -> Iterator[tuple[Word | None, Word]]:
    """Each word with the one before it, where nothing but a space stands between them."""
    before: Word | None = None
    for word in words(text):
        yield (before if before and word.span.start - before.span.end == 1 else None), word
        before = word


def _is_inside(text: str, word: Word) -> bool:
    """Whether what stands before a word begins no sentence, no cell and no item, so that a capital means something."""
    before = text[: word.span.start].rstrip(" ")
    return bool(before) and (before[-1].isalnum() or before[-1] in ",'’")


def _stand_together(found: list[Word], pair: tuple[str, str]) -> bool:
    return any((_form(one), _form(other)) == pair for one, other in pairwise(found))
