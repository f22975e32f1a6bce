import math

import pytest

from index.loading import Models
from index.reranking import Reranker
from tests.index.samples import FAIR, MILL

QUESTION = "When did the mill close?"
ODD = [
    "",
    "?",
    "'; DROP TABLE passages; --",
    "[SEP] [CLS]",
    "मिल कब बन्द हुई?",
    "😀" * 50,
    "why " * 2000,
    "山" * 1000,
    "a\x00b",
]


@pytest.fixture(scope="module")
def reranker(models: Models) -> Reranker:
    assert models.reranker
    return models.reranker


def test_the_text_that_answers_scores_far_above_the_others(reranker: Reranker) -> None:
    answers, other = reranker.scores(QUESTION, [MILL, FAIR])
    assert answers > 3
    assert other < -3


def test_the_models_card_is_reproduced(reranker: Reranker) -> None:
    question = "How many people live in Berlin?"
    texts = [
        "Berlin had a population of 3,520,031 registered inhabitants in an area of 891.82 square kilometers.",
        "Berlin is well known for its museums.",
    ]
    assert reranker.scores(question, texts) == pytest.approx([9.21, -4.43], abs=0.5)


def test_its_sums_do_not_overflow_on_any_processor(reranker: Reranker) -> None:
    (score,) = reranker.scores(
        "How many people live in Berlin?",
        ["Berlin had a population of 3,520,031 registered inhabitants in an area of 891.82 square kilometers."],
    )
    assert score == pytest.approx(9.2, abs=0.1), "8.88 where a processor without VNNI cuts products off"


def test_a_score_does_not_depend_on_its_company(reranker: Reranker) -> None:
    texts = [MILL, FAIR, "", "x " * 3000]
    assert reranker.scores(QUESTION, texts) == [reranker.scores(QUESTION, [text])[0] for text in texts]


@pytest.mark.parametrize("question", ODD, ids=range(len(ODD)))
def test_any_question_gets_a_finite_score(reranker: Reranker, question: str) -> None:
    assert all(map(math.isfinite, reranker.scores(question, [MILL, ""])))


def test_nothing_to_read_is_no_scores(reranker: Reranker) -> None:
    assert reranker.scores(QUESTION, []) == []
