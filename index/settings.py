"""What an operator may choose about documents and answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

DATA_DIR = "data"
SEEDS_DIR = "seeds"
EMBEDDING = "bundled"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the documents are (`seeds`), where everything made from them is kept (`data`), and what embeds them.

    `embedding` is `bundled`, or `provider:model` as `index/providers.py` knows them.
    """

    data: Path = Path(DATA_DIR)
    seeds: Path = Path(SEEDS_DIR)
    embedding: str = EMBEDDING

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read the settings from environment variables; a blank one is the same as an absent one."""
        return cls(
            data=Path(env.get("DATA_DIR", "").strip() or DATA_DIR),
            seeds=Path(env.get("SEEDS_DIR", "").strip() or SEEDS_DIR),
            embedding=env.get("EMBEDDING", "").strip() or EMBEDDING,
        )
