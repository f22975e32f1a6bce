"""`Changes`: what became of the documents of a library; `Progress`: how far this has come."""

import time
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field

from index.folder import Refusal


@dataclass(frozen=True, slots=True)
class Changes:
    """What a change of a library did, or would do. Paths are relative to the folder of documents.

    `renamed` pairs old paths with new ones; they are also among `removed` and `added`. `embedded` counts the passages
    that needed the model. `documents` and `passages` are the library's size afterwards, and `version` its number.
    Of a preview nothing was done, and the library is what it was. `notes` are remarks for the curator.
    """

    added: tuple[str, ...]
    updated: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: tuple[Refusal, ...]
    documents: int
    passages: int
    embedded: int
    elapsed_ms: float
    renamed: tuple[tuple[str, str], ...] = ()
    version: int = 0
    is_preview: bool = False
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether every document is what it was."""
        return not (self.added or self.updated or self.removed)

    @property
    def summary(self) -> str:
        """One line for a log."""
        return (
            f"{len(self.added)} added, {len(self.updated)} updated, {len(self.removed)} removed, "
            f"{len(self.unchanged)} unchanged, {len(self.refused)} refused; "
            f"{self.embedded} passages embedded in {self.elapsed_ms:.0f} ms"
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a change is: files looked at, of all files; passages embedded, of all that were found to need it so far.

    `elapsed` is in seconds, since the run began.
    """

    files: int
    of_files: int
    embedded: int
    of_passages: int = 0
    elapsed: float = 0.0

    @property
    def rate(self) -> float:
        """Passages a second."""
        return self.embedded / self.elapsed if self.elapsed else 0.0

    @property
    def seconds_left(self) -> float | None:
        """A guess, at this rate; None before there is one. Files not looked at yet count like those that were."""
        if not self.rate or not self.files:
            return None
        of_passages = self.of_passages * self.of_files / self.files
        return (of_passages - self.embedded) / self.rate


@dataclass(slots=True)
class Tally:
    """What a run has seen so far; `before` are the library's fingerprints at its start."""

    before: dict[str, str]
    of_files: int
    progress: Callable[[Progress], None]
    files: int = 0
    embedded: int = 0
    of_passages: int = 0
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    sorted: list[str] = field(init=False)
    started: float = field(init=False)

    def __post_init__(self) -> None:
        self.sorted = sorted(self.before)
        self.started = time.perf_counter()

    @property
    def elapsed(self) -> float:
        """Seconds since the run began."""
        return time.perf_counter() - self.started

    def tell(self) -> None:
        """Report how far the run is."""
        self.progress(Progress(self.files, self.of_files, self.embedded, self.of_passages, self.elapsed))

    def keep(self, path: str) -> None:
        """Note a document that is put into the library."""
        (self.updated if path in self.before else self.added).append(path)

    def gone(self) -> list[str]:
        """Documents whose files are no longer there; not those that merely could not be read."""
        seen = {*self.added, *self.updated, *self.unchanged}
        unread = tuple(refusal.path for refusal in self.refused)
        below = tuple(path if path.endswith("/") else f"{path}/" for path in unread)
        return [path for path in self.before if path not in seen | {*unread} and not path.startswith(below)]

    def of_file(self, path: str) -> list[str]:
        """The documents that this file held before: itself, or its members."""
        first, last = bisect_left(self.sorted, f"{path}/"), bisect_left(self.sorted, f"{path}0")  # "0" follows "/"
        return [path] * (path in self.before) + self.sorted[first:last]
