"""The starter's embedder is the bundled one, run another way."""

import numpy as np

from index.embedding import BundledEmbedder
from tests.bench.plain import Plain

TEXTS = ["The mill was sold in 1920.", "The harbour of Wick froze, and no ferry came for nine days.", "Nobody knew."]


def test_its_vectors_are_those_of_the_bundled_embedder_but_for_what_a_batch_changes() -> None:
    ours, theirs = (np.stack(list(embedder.passages(TEXTS))) for embedder in (BundledEmbedder(), Plain()))
    assert np.allclose(np.linalg.norm(theirs, axis=1), 1, atol=1e-5)
    assert (ours * theirs).sum(axis=1).min() > 0.99
    assert (ours[0] * theirs[1]).sum() < 0.9
