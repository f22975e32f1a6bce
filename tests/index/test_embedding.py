from dataclasses import replace

import numpy as np
import pytest

from index.embedding import Embedder
from index.loading import Models
from index.weights import BGE_SMALL_EN
from tests.index.samples import FAIR, MILL

TEXTS = [MILL, FAIR, "भारत में हिन्दी", "x", "The mill closed. " * 400, "😀 <b>&amp;</b> [CLS] [SEP] ' OR 1=1 --"]


@pytest.fixture(scope="module")
def bundled(models: Models) -> Embedder:
    assert models.embedder
    return models.embedder


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_every_text_becomes_a_finite_unit_vector(bundled: Embedder, text: str) -> None:
    vector = bundled.question(text)
    assert vector.shape == (384,)
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_a_vector_does_not_depend_on_its_company(bundled: Embedder) -> None:
    alone = [bundled.question(text) for text in TEXTS]
    together = list(bundled.passages(TEXTS))
    assert all(np.array_equal(one, other) for one, other in zip(alone, together, strict=True))


def test_vectors_come_in_the_order_of_their_texts(bundled: Embedder) -> None:
    forwards, backwards = list(bundled.passages(TEXTS)), list(bundled.passages(TEXTS[::-1]))
    assert all(np.array_equal(one, other) for one, other in zip(forwards, backwards[::-1], strict=True))


def test_nothing_to_embed_is_no_vectors(bundled: Embedder) -> None:
    assert list(bundled.passages([])) == []


def test_a_question_is_nearest_the_text_that_means_the_same(bundled: Embedder) -> None:
    asked = bundled.question("When was the factory shut down?")
    similarities = [float(asked @ vector) for vector in bundled.passages([FAIR, MILL])]
    assert similarities[1] > similarities[0]


def test_the_fingerprint_names_the_weights_and_what_is_computed_with_them(bundled: Embedder) -> None:
    assert bundled.fingerprint == BGE_SMALL_EN.fingerprint
    for changed in ("model_sha256", "graph_sha256"):
        assert replace(BGE_SMALL_EN, **{changed: "0" * 64}).fingerprint != bundled.fingerprint
