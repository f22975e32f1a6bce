"""Nearest neighbours by meaning: a Chroma generation for each library, and an exact search of what came since."""

import logging
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index import children
from index.embedding import Vector
from index.generation import FILES_TO_OPEN, Crowded, Generation, Manifest, Spoilt, look_for_room
from index.shelves import Matrix, Shelf
from index.snapshot import Snapshot

log = logging.getLogger(__name__)

POINTER = "current"
MAX_BEHIND = 256
"""Rows that a generation may be behind the catalogue, or a tenth of its own if that is more: the exact search of what
came since takes 0.1 ms at 6,000 rows."""

FEWEST = 3
"""Rows of a generation: of fewer Chroma keeps no index on disk, and writes one anew at every opening, in this process,
with whatever stood in its memory. The exact search is as fast there."""

EXACT_AT_FIRST = 8_000
"""Rows of a library whose first question since the start does not wait for its generation: opening one takes 76 ms at
4,009 rows, the exact search 17. Who asks one question from the command line never opens it."""

SAMPLE = 8
"""Rows whose vectors must find themselves when a generation is opened."""

SPARE = 64
"""So many more are asked for than are wanted, and twice as many: some may be gone, or hidden from who asks."""

BUILD_SECONDS = 1800

Moment = Callable[[], AbstractContextManager[Snapshot]]
"""Opens a snapshot of the catalogue as it is now."""

NOBODY = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a generation stands to one version of its library: its rows that are still there, and what came since.

    Without a generation everything came since.
    """

    version: int
    generation: Generation | None
    alive: npt.NDArray[np.int64]
    recent: Matrix


class Vectors:
    """The generations of a data folder. A cache: whatever is wrong with it, the exact search answers."""

    def __init__(self, folder: Path, catalogue: Path) -> None:
        """`folder` is the data folder's `vectors/`; `catalogue` the file that generations are built from."""
        self._folder = folder
        self._catalogue = catalogue
        self._open: dict[Shelf, Generation] = {}
        self._standings: dict[Shelf, _Standing] = {}
        self._asked: set[Shelf] = set()
        self._opening = threading.RLock()
        self._child: subprocess.Popen[bytes] | None = None
        self._is_closed = False
        self._is_crowded = False

    def nearest(
        self, snapshot: Snapshot, shelf: Shelf, vector: Vector, top: int, hidden: npt.NDArray[np.int64] = NOBODY
    ) -> dict[int, float]:
        """The shelf's rows nearest to a vector, with their cosine similarity, best first; never a `hidden` one."""
        if self._is_first(snapshot, shelf):
            return _exact(snapshot.shelves.vectors(shelf), vector, top, hidden)
        standing = self._standing(snapshot, shelf)
        found = _exact(standing.recent, vector, top, hidden)
        if standing.generation:
            try:
                wanted = np.setdiff1d(standing.alive, hidden, assume_unique=True)
                held = _held(standing.generation, wanted, vector, top)
            except Crowded as crowded:
                self._say(crowded)
                held = None
            except Spoilt as spoilt:
                self._drop(shelf, standing.generation, spoilt)
                held = None
            # Too many of the nearest are gone, or hidden, or the generation is no good: only the exact search is sure.
            found = _exact(snapshot.shelves.vectors(shelf), vector, top, hidden) if held is None else found | held
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0]))[:top])

    def refresh(self, moment: Moment, shelf: Shelf) -> None:
        """Build the next generation if there is none, or if it has fallen behind. Not by two threads at once.

        No snapshot is held while a child builds: it would keep the catalogue's log from being overwritten.
        """
        with moment() as snapshot:
            rows = snapshot.shelves.rows(shelf)
        try:
            manifest = self._manifest(shelf)
        except Crowded as crowded:
            self._say(crowded)
            return
        if manifest:
            alive = int(np.searchsorted(rows, manifest.last_row, "right"))
            behind = len(rows) - alive + manifest.count - alive
            if behind <= max(MAX_BEHIND, manifest.count // 10):
                return
        if len(rows) >= FEWEST:
            self._build(moment, shelf)

    def erase(self, library: int) -> None:
        """Remove every generation of a library: what was erased is still in them. Answers go on without."""
        with self._opening:
            if self._child:
                self._child.kill()
                self._child.wait()
            for shelf in [shelf for shelf in self._open if shelf.library == library]:
                del self._open[shelf]
            self._standings = {shelf: kept for shelf, kept in self._standings.items() if shelf.library != library}
            shutil.rmtree(self._folder / str(library), ignore_errors=True)

    def tidy(self, shelves: Collection[Shelf]) -> None:
        """Remove what is of none of these shelves, and what was left unfinished by a crash."""
        homes = {self._home(shelf) for shelf in shelves}
        for home in self._folder.glob("*/*"):
            if home not in homes:
                shutil.rmtree(home, ignore_errors=True)
        for shelf in shelves:
            self._keep_only(shelf)

    def close(self) -> None:
        """Let every folder go, and end a build that is under way."""
        with self._opening:
            self._is_closed = True
            if self._child:
                self._child.kill()
        for generation in self._open.values():
            generation.close()
        self._open.clear()
        self._standings.clear()

    def _is_first(self, snapshot: Snapshot, shelf: Shelf) -> bool:
        """Whether nobody has asked yet, and the exact search is sooner done than a generation is opened."""
        with self._opening:
            was_asked = shelf in self._asked or shelf in self._open
            self._asked.add(shelf)
        return not was_asked and len(snapshot.shelves.rows(shelf)) <= EXACT_AT_FIRST

    def _standing(self, snapshot: Snapshot, shelf: Shelf) -> _Standing:
        """Computed once for each version of the library."""
        generation, version = self._generation(snapshot, shelf), snapshot.version(shelf.library)
        kept = self._standings.get(shelf)
        if kept is None or kept.version != version or kept.generation is not generation:
            last = generation.manifest.last_row if generation else 0
            alive = snapshot.shelves.rows(shelf, up_to=last) if generation else NOBODY
            kept = _Standing(version, generation, alive, snapshot.shelves.vectors(shelf, after=last))
            self._standings[shelf] = kept
        return kept

    def _generation(self, snapshot: Snapshot, shelf: Shelf) -> Generation | None:
        """The current generation, opened and checked at its first use."""
        with self._opening:
            if shelf not in self._open:
                try:
                    look_for_room(FILES_TO_OPEN)
                    if folder := self._current(shelf):
                        self._open[shelf] = _checked(snapshot, shelf, folder)
                        self._is_crowded = False
                except Crowded as crowded:
                    self._say(crowded)
                except (Spoilt, OSError, ValueError) as spoilt:
                    self._drop(shelf, None, spoilt)
            return self._open.get(shelf)

    def _manifest(self, shelf: Shelf) -> Manifest | None:
        """What the current generation holds, if it is as it was sealed; it is not opened for that. Raises Crowded."""
        with self._opening:
            if shelf in self._open:
                return self._open[shelf].manifest
            look_for_room(FILES_TO_OPEN)
            try:
                folder = self._current(shelf)
                return Manifest.of(folder) if folder else None
            except (Spoilt, OSError, ValueError) as spoilt:
                self._drop(shelf, None, spoilt)
                return None

    def _current(self, shelf: Shelf) -> Path | None:
        """The folder of the current generation. Raises OSError, ValueError for a damaged pointer."""
        pointer = self._home(shelf) / POINTER
        return pointer.parent / pointer.read_text(encoding="utf-8") if pointer.is_file() else None

    def _drop(self, shelf: Shelf, generation: Generation | None, why: Exception) -> None:
        """Forget a generation that cannot be trusted, unless the next one has come; the next refresh builds another."""
        with self._opening:
            if self._open.get(shelf) is generation:
                log.warning("vectors of library %d dropped: %s", shelf.library, why)
                (self._home(shelf) / POINTER).unlink(missing_ok=True)
                self._open.pop(shelf, None)

    def _say(self, crowded: Crowded) -> None:
        """Once, until a generation could be opened again."""
        if not self._is_crowded:
            log.warning("the index of vectors is not used now, the exact search answers: %s", crowded)
        self._is_crowded = True

    def _home(self, shelf: Shelf) -> Path:
        return self._folder / str(shelf.library) / shelf.model

    def _build(self, moment: Moment, shelf: Shelf) -> None:
        """Build beside, check, then point to it; what is current goes on answering until then, and if this fails."""
        home = self._home(shelf)
        try:
            home.mkdir(parents=True, exist_ok=True)
            folder = home / f"{max((int(old.name) for old in home.iterdir() if old.name.isdigit()), default=0) + 1:06d}"
            self._run(shelf, folder)
            with self._opening, moment() as snapshot:
                generation = _checked(snapshot, shelf, folder)
                _point(home / POINTER, folder.name)
                self._open[shelf] = generation
        except (subprocess.SubprocessError, OSError, Spoilt, Crowded) as error:
            if self._is_closed:
                return  # the next start builds it
            detail = getattr(error, "stderr", None) or b""
            log.warning(
                "vectors of library %d not built: %s %s", shelf.library, error, detail.decode(errors="replace")[-500:]
            )
        self._keep_only(shelf)

    def _run(self, shelf: Shelf, folder: Path) -> None:
        """The child ends with its standard input: it must not outlive this process, however this one ends."""
        command = children.command("index.building", str(self._catalogue), str(shelf.library), shelf.model, str(folder))
        with self._opening:
            if self._is_closed:
                raise Spoilt("closing")
            self._child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=children.environment(),
                process_group=0,  # Ctrl-C is for this process, which ends the child when it is time
            )
        with self._child as child:
            try:
                if child.wait(BUILD_SECONDS):
                    errors = child.stderr.read() if child.stderr else b""
                    raise subprocess.CalledProcessError(child.returncode, "index.building", stderr=errors)
            finally:
                child.kill()

    def _keep_only(self, shelf: Shelf) -> None:
        """Remove every generation of a shelf but the current one."""
        home = self._home(shelf)
        pointer = home / POINTER
        current = pointer.read_text(encoding="utf-8", errors="replace") if pointer.is_file() else None
        for other in home.glob("*"):
            if other.is_dir() and other.name != current:
                shutil.rmtree(other, ignore_errors=True)


def _held(generation: Generation, wanted: npt.NDArray[np.int64], vector: Vector, top: int) -> dict[int, float] | None:
    """The nearest of the `wanted` rows that a generation finds; None if it did not look far enough. Raises Spoilt."""
    asked = min(2 * top + SPARE, generation.manifest.count)
    nearest = generation.nearest(vector, asked)
    if len(wanted) == generation.manifest.count:
        return nearest
    rows = np.fromiter(nearest, np.int64, len(nearest))
    held = {int(row): nearest[int(row)] for row in rows[np.isin(rows, wanted)]}
    return held if len(held) >= min(top, len(wanted)) or asked == generation.manifest.count else None


def _exact(matrix: Matrix, vector: Vector, top: int, hidden: npt.NDArray[np.int64]) -> dict[int, float]:
    """The nearest rows by plain arithmetic."""
    if not len(matrix.rows):
        return {}
    scores = matrix.vectors @ vector
    scores[np.isin(matrix.rows, hidden)] = -np.inf
    best = np.argsort(-scores, kind="stable")[:top]
    return {int(matrix.rows[at]): float(scores[at]) for at in best if np.isfinite(scores[at])}


def _checked(snapshot: Snapshot, shelf: Shelf, folder: Path) -> Generation:
    """Open a generation and hold it against the catalogue, whose rows may since have gone. Raises Spoilt."""
    generation = Generation(folder)
    count, last_row = generation.manifest.count, generation.manifest.last_row
    kept = len(snapshot.shelves.rows(shelf, up_to=last_row))
    if kept > count:
        raise Spoilt(f"it holds {count} vectors for {kept} rows")
    generation.check(snapshot.shelves.vectors(shelf, up_to=last_row, sample=SAMPLE))
    return generation


def _point(pointer: Path, name: str) -> None:
    """Write a file so that any crash leaves the old content or the new."""
    aside = pointer.with_suffix(".new")
    with aside.open("w", encoding="utf-8") as file:
        file.write(name)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(pointer)
