"""`Changes`: what a folder of documents became in the catalogue."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not read, and why, in one sentence."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a reindex did. Paths are relative to the folder; `embedded` counts the passages that needed the model."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: tuple[Refusal, ...]
    documents: int
    passages: int
    embedded: int
    elapsed_ms: float


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reindex is: files read of all files, and passages embedded so far."""

    files: int
    of_files: int
    passages: int
