"""`Changes`: what became of the documents of a library; `Progress`: how far this has come."""

import time
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from index.folder import Refusal
from index.members import given_files
from index.records import Origin

MOST_NAMED = 5
"""Files that are named one by one where nobody has asked for them."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a change of a library did, or would do. Paths are relative to the folder of documents.

    `renamed` pairs old paths with new ones; they are also among `removed` and `added`. `embedded` counts the passages
    that needed the model. `documents` and `passages` are the library's size afterwards, and `version` its number.
    Of a preview nothing was done, and the library is what it was. `notes` are remarks for the curator.
    `lacks_vectors` is whether the embedding model failed, so that something waits for its vectors.
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
    lacks_vectors: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether every document is what it was."""
        return not (self.added or self.updated or self.removed)

    @property
    def remarks(self) -> tuple[str, ...]:
        """The notes, and which files an earlier version answers for, as they cannot be read now."""
        stale = [f"“{refusal.path}”: {refusal.reason}" for refusal in self.refused if refusal.was_read]
        more = len(stale) - MOST_NAMED
        rest = [f"{more} more are answered from what could be read of them before."] if more > 0 else []
        return (*self.notes, *stale[:MOST_NAMED], *rest)

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
    """What a run has seen so far; `before` are the library's fingerprints at its start, `origins` what was given."""

    before: dict[str, str]
    of_files: int
    progress: Callable[[Progress], None]
    origins: Mapping[str, Origin] = field(default_factory=dict)
    files: int = 0
    embedded: int = 0
    of_passages: int = 0
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    started: float = field(init=False)
    _of_folder: list[str] = field(init=False)
    _given: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self._of_folder = sorted(path for path in self.before if path not in self.origins)
        self._given = given_files(self.origins)
        self.started = time.perf_counter()

    @property
    def elapsed(self) -> float:
        """Seconds since the run began."""
        return time.perf_counter() - self.started

    @property
    def so_far(self) -> str:
        """How far a run came that was ended, and what is kept of it."""
        files = f"Stopped with {self.files:,} of {self.of_files:,} files read"
        if not self.embedded:
            return f"{files}; nothing was changed."
        return (
            f"{files} and {self.embedded:,} of {self.of_passages:,} passages embedded. "
            "These vectors are kept, and the next run goes on from there; nothing else was changed."
        )

    def tell(self) -> None:
        """Report how far the run is."""
        self.progress(Progress(self.files, self.of_files, self.embedded, self.of_passages, self.elapsed))

    def keep(self, path: str) -> None:
        """Note a document that is put into the library."""
        (self.updated if path in self.before else self.added).append(path)
        self.seen.add(path)

    def same(self, paths: Sequence[str]) -> None:
        """Note documents that are what they were."""
        self.unchanged.extend(paths)
        self.seen.update(paths)

    def still(self, paths: Collection[str]) -> None:
        """Note documents that were read again for nothing: they are kept as they were."""
        kept = {*paths}
        self.updated = [path for path in self.updated if path not in kept]
        self.unchanged.extend(paths)

    def gone(self) -> list[str]:
        """Documents whose files are no longer there; not those that merely could not be read."""
        unread = tuple(refusal.path for refusal in self.refused)
        below = tuple(path if path.endswith("/") else f"{path}/" for path in unread)
        seen = self.seen | {*unread}
        return [path for path in self.before if path not in seen and not path.startswith(below)]

    def gone_of_given(self) -> list[str]:
        """The same, but only of what was given, not of the folder."""
        return [path for path in self.gone() if path in self.origins]

    def of_file(self, name: str, *, is_given: bool) -> list[str]:
        """The documents that this file held before: one that was given has its own, one of the folder what is in it."""
        if is_given:
            return self._given.get(name, [])
        paths = self._of_folder
        first, last = bisect_left(paths, f"{name}/"), bisect_left(paths, f"{name}0")  # "0" follows "/"
        return [name] * (name in self.before and name not in self.origins) + paths[first:last]

    def is_taken(self, path: str, file: str) -> bool:
        """Whether a document of another file has this path."""
        return path in self.seen or (path in self.origins and self.origins[path].file != file)
