import pytest

from index.checking.judging import at_home, contradictions, distinct, proofs
from index.documents import Source, Span
from index.loading import Models
from index.passages import Passage
from index.sentences import sentences, width_of
from index.verifying import Rate
from tests.index.verifying.documents import TEXTS, passage
from tests.index.verifying.lies import lies, truths

PASSAGES = [passage(title) for title in TEXTS]
TRUE_ELSEWHERE = {"invented quote", "another quote"}
"""Kinds of lies whose sentences are true: only their quotes are not."""


@pytest.fixture(scope="module")
def rate(models: Models) -> Rate:
    assert models.reranker
    return models.reranker.scores


def made(text: str, title: str = "A paper") -> Passage:
    span = Span(0, len(text))
    source = Source("seeds/a.txt", title, None, None, None)
    return Passage("seeds/a.txt/abc/0", source, span, text, tuple(sentences(text, span, width_of(text))))


def test_no_lie_in_a_hundred_is_supported(rate: Rate) -> None:
    told = [lie for lie in lies() if lie.kind not in TRUE_ELSEWHERE and lie.quotes]
    told = [lie for lie in told if lie.quotes[0][0] <= len(PASSAGES)]
    believed = [lie for lie in told if any(proofs(lie.text, PASSAGES[lie.quotes[0][0] - 1], rate))]
    assert len(told) >= 1000
    assert len(believed) <= len(told) // 100, believed


def test_nothing_true_is_contradicted_and_most_of_it_is_supported(rate: Rate) -> None:
    told = [(truth.text, PASSAGES[truth.quotes[0][0] - 1]) for truth in truths()]
    supported = [any(proofs(text, where, rate)) for text, where in told]
    assert sum(supported) >= 0.8 * len(told)
    assert [text for text, where in told if any(contradictions(text, where, rate))] == []


def test_a_sentence_with_a_pronoun_proves_together_with_the_one_that_says_who(rate: Rate) -> None:
    (found,) = proofs("Ada Brook retired in 1950.", made("Ada Brook was an engineer. She retired in 1950."), rate)
    assert found.besides == Span(0, 26)
    assert not any(proofs("Ada Brook retired in 1950.", made("Ada Brook met Orr. She retired in 1950."), rate))


def test_what_contradicts_is_told_by_what_differs(rate: Rate) -> None:
    (found,) = contradictions("The mill closed in 1941.", made("The mill closed in 1931. Nobody left."), rate)
    assert (found.span, found.differing) == (Span(0, 24), "in 1931")


@pytest.mark.parametrize(
    ("claim", "title", "bare"),
    [
        ("The tower on Gannet Rock is high.", "The lighthouse on Gannet Rock", "The tower is high."),
        ("The Ostholm bridge is long.", "Ostholm bridge to open", "The bridge is long."),
        ("The Kvitnes bridge is long.", "Ostholm bridge to open", None),
        ("The ferry goes to Ostholm.", "Ostholm bridge to open", None),
    ],
)
def test_a_name_that_a_title_says_need_not_stand_in_every_sentence(claim: str, title: str, bare: str | None) -> None:
    assert at_home(claim, made("x", title))[1:] == ([bare] if bare else [])


def test_of_copies_one_is_shown(rate: Rate) -> None:
    where = made("The mill closed in 1931. The mill closed in 1931.")
    assert len(distinct(list(proofs("The mill closed in 1931.", where, rate)), 2)) == 1
