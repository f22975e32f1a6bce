"""Whether one text holds another, and how much of it, counted in words of any script."""

from collections import Counter
from collections.abc import Iterable

from index.words import words

ARTICLES = frozenset({"a", "an", "the"})


def tokens(text: str) -> list[str]:
    """The words in lower case, without articles: what SQuAD's measures compare (Rajpurkar et al. 2016)."""
    found = (word.text.casefold().replace("’", "'") for word in words(text))
    return [token for token in found if token not in ARTICLES]


def holds(text: str, part: str) -> bool:
    """Whether the words of `part` stand together in `text`. A part without any word stands nowhere."""
    whole, wanted = tokens(text), tokens(part)
    return bool(wanted) and any(whole[at : at + len(wanted)] == wanted for at in range(len(whole) - len(wanted) + 1))


def is_same(one: str, other: str) -> bool:
    """SQuAD's exact match."""
    return bool(one) and tokens(one) == tokens(other)


def token_f1(said: str, gold: str) -> float:
    """SQuAD's F1 of two short texts: the harmonic mean of how much is right and how much of what is right is said."""
    ours, theirs = Counter(tokens(said)), Counter(tokens(gold))
    common = (ours & theirs).total()
    return 2 * common / (ours.total() + theirs.total()) if common else 0.0


def precision(said: str, knowledge: Iterable[str]) -> float | None:
    """The share of a text's telling words that stand in what it rests on; None if it has none.

    K-Precision (Adlakha et al., "Evaluating Correctness and Faithfulness of Instruction-Following Models for Question
    Answering", TACL 2024), over stems of content words, so that neither grammar nor "the" counts as proof.
    """
    telling = [word.term for word in words(said) if not word.is_function_word]
    known = {word.term for text in knowledge for word in words(text)}
    return sum(term in known for term in telling) / len(telling) if telling else None
