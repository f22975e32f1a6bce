"""The figures of the comparison, each a pure function of what was found or answered and what is right."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.answering import Answer, Unanswered
from index.evaluating.matching import holds
from index.verifying import Sentence
from tests.bench.columns import Found, text_of
from tests.bench.sets import Case


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a question that was to be answered, or refused."""

    is_answered: bool
    is_right: bool
    is_marked: bool


def rank(case: Case, found: Sequence[Found]) -> int:
    """The rank of the first gold text among the texts found; a text's best passage counts. 0 if there is none."""
    texts = list(dict.fromkeys(one.id for one in found))
    return next((n for n, name in enumerate(texts, 1) if name in case.gold), 0)


def has_all(case: Case, found: Sequence[Found], titles: Mapping[str, str]) -> bool:
    """Whether every article of the gold has a fact among those found."""
    return case.gold <= {titles[one.id] for one in found}


def recall(case: Case, found: Sequence[Found], corpora: Mapping[str, str]) -> float:
    """The share of the gold's characters that stand in the passages found, white space left out.

    As in Chroma's chunking evaluation (Smith and Troynikov 2024). A passage is looked for in its corpus by its
    characters, since no two splitters keep the same white space.
    """
    (corpus,) = case.gold
    gold = {at for start, end in case.spans for at in _places(corpora[corpus], start, end)}
    covered: set[int] = set()
    whole = squeezed(corpora[corpus])
    for passage in (squeezed(one.text) for one in found if one.id == corpus):
        at = whole.index(passage)
        covered.update(range(at, at + len(passage)))
    return len(gold & covered) / len(gold)


def read(case: Case, result: Answer | Unanswered) -> Read:
    """Right: a quote from a gold text holds an answer. Marked: a highlight of such a sentence holds it, too."""
    sentences = result.sentences if isinstance(result, Answer) else ()
    right = [sentence for sentence in sentences if _proves(case, sentence)]
    marked = any(holds(part, answer) for one in right for part in one.highlights for answer in case.answers)
    return Read(bool(sentences), bool(right), marked)


def share(flags: Sequence[float]) -> float | None:
    """The mean; None of nothing."""
    return sum(flags) / len(flags) if flags else None


def squeezed(text: str) -> str:
    """A text without white space, in NFC."""
    return "".join(unicodedata.normalize("NFC", text).split())


def _places(text: str, start: int, end: int) -> range:
    first = len(squeezed(text[:start]))
    return range(first, first + len(squeezed(text[start:end])))


def _proves(case: Case, sentence: Sentence) -> bool:
    return any(
        text_of(citation.source.document) in case.gold and any(holds(citation.quote, answer) for answer in case.answers)
        for citation in sentence.citations
    )
