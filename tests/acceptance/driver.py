"""The process that is killed: `python -m tests.acceptance.driver DATA SEEDS DEEDS LOG MODEL BEHIND`.

DEEDS is a JSON list; after each deed that is acknowledged a byte is added to LOG. A generation that is BEHIND by more
rows is built anew.
"""

import asyncio
import json
import os
import sys
from pathlib import Path

from index import vectors
from index.knowledge_base import KnowledgeBase
from index.loading import Models
from index.settings import Settings
from tests.index.life import MODELS, Deed, perform


def main(data: str, seeds: str, deeds: str, log: str, model: str, behind: str) -> None:
    """Do all of them, if nothing comes between."""
    vectors.MAX_BEHIND = int(behind)
    base = KnowledgeBase(Settings(Path(data), Path(seeds)), Models(MODELS.get(model), None))
    planned = [Deed(**deed) for deed in json.loads(Path(deeds).read_text(encoding="utf-8"))]
    asyncio.run(follow(base, Path(seeds), planned, os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)))


async def follow(base: KnowledgeBase, seeds: Path, planned: list[Deed], log: int) -> None:
    """One after the other."""
    for deed in planned:
        await perform(base, seeds, deed)
        os.write(log, b".")
    await base.settle()
    await base.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
