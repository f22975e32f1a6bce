"""How well a quote supports a sentence, as a probability: words in common, their order, and the reranker's opinion."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from itertools import pairwise

from index.verifying.clauses import Text, is_form
from index.verifying.facts import Facts
from index.verifying.numbers import is_measure

Rate = Callable[[str, Sequence[str]], list[float]]
"""`Reranker.scores`: how well each text answers to a sentence, as logits."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What is looked at: shares from 0 to 1, and the reranker's logit divided by 10."""

    words: float
    pairs: float
    facts: float
    gap: float
    opinion: float


def signs(sentence: str, quote: str, opinion: float) -> Signs:
    """Shares of the sentence's words, neighbouring words and names and numbers that the quote has; the longest gap."""
    said, there = Text(sentence), Text(quote)
    content = said.content
    held = [is_measure(token) or there.holds(token.lemma) for token in content]
    lemmas = [token.lemma for token in there.content]
    near = {(one, other) for at, one in enumerate(lemmas) for other in lemmas[at + 1 : at + 4]}
    pairs = [
        any(is_form(a.lemma, one) and is_form(b.lemma, other) for one, other in near) for a, b in pairwise(content)
    ]
    names = [token for name in Facts(said).names for token in name]
    values = {number.value for number in Facts(there).numbers}
    facts = [there.holds(token.lemma) for token in names] + [n.value in values for n in Facts(said).numbers]
    return Signs(_share(held), _share(pairs), _share(facts), _gap(held) / max(1, len(held)), opinion / 10)


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 1.0


def _gap(held: Iterable[bool]) -> int:
    longest = run = 0
    for one in held:
        run = 0 if one else run + 1
        longest = max(longest, run)
    return longest


WEIGHTS = (-3.52, 2.66, 1.51, 0.23, -1.01, 0.82)
"""Logistic regression: the constant, then `Signs` in order. Fitted (L2 1.0) to 689 rows of BEGIN and, each counted
three times, 181 of WiCE's development claims (those whose titles, or texts, hash to an odd SHA-256), each claim against
the three sentences of its evidence that share most words with it. AUROC on the rest: BEGIN .924 (words, names and
numbers added up: .898); WiCE .733 supported against the rest, .821 any support against none (added up: .761 and .811).
Fitted to WiCE alone it has .768 and .847 there, but believes twice as many of FEVER Symmetric's refuted claims."""

ENOUGH = 0.4
"""What a sentence needs: as much as leaves our own true sentences alone (`docs/proof.md`)."""

UNSAID = 2
"""Words in a row."""


def support(sentence: str, quote: str, rate: Rate | None) -> float:
    """The probability that a quote supports a sentence; without a reranker, by the words alone.

    0 where `UNSAID` words in a row, or more, are not in the quote: they are a statement of their own.
    """
    if _gap([is_measure(token) or Text(quote).holds(token.lemma) for token in Text(sentence).content]) >= UNSAID:
        return 0.0
    opinion = rate(sentence, [quote])[0] if rate else 0.0
    seen = astuple(signs(sentence, quote, opinion))
    return 1 / (1 + math.exp(-(WEIGHTS[0] + sum(w * s for w, s in zip(WEIGHTS[1:], seen, strict=True)))))
