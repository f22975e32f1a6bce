"""The process that may die of a damaged generation: `python -m tests.acceptance.asking DATA SEEDS`.

Writes in JSON: whether a generation answered at first, how often what it found was not what an exact search finds, and
both again after the next build.
"""

import asyncio
import json
import sys
from pathlib import Path

import numpy as np

from index.knowledge_base import KnowledgeBase
from index.loading import Models
from index.settings import Settings
from index.shelves import Shelf
from tests.index.life import MODELS

TOP = 10


def missed(base: KnowledgeBase, shelf: Shelf) -> int:
    """Of all passages, each asked for itself and its neighbours, those whose answer is short or not the nearest."""
    with base._catalogue.snapshot() as snapshot:
        matrix, wrong = snapshot.shelves.vectors(shelf), 0
        for vector in matrix.vectors:
            found = base._vectors.nearest(snapshot, shelf, vector, TOP)
            best = -np.sort(-(matrix.vectors @ vector))[:TOP]
            wrong += not np.allclose(list(found.values()), best, atol=5e-3) if len(found) == len(best) else 1
    return wrong


async def main(data: str, seeds: str) -> None:
    """Ask, build, ask again."""
    base = KnowledgeBase(Settings(Path(data), Path(seeds)), Models(MODELS["toy"], None))
    shelf = Shelf(1, "toy")
    told = []
    for _ in range(2):
        wrong = missed(base, shelf)
        told.append([shelf in base._vectors._open, wrong])
        base._keeper.build()
        await base.settle()
    await base.close()
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
