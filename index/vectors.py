"""Nearest neighbours by meaning: a Chroma generation for each library, and an exact search of what came since."""

import logging
import os
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.embedding import Vector
from index.generation import Generation, Spoilt
from index.snapshot import Matrix, Shelf, Snapshot

log = logging.getLogger(__name__)

POINTER = "current"
MAX_BEHIND = 256
"""Rows that a generation may be behind the catalogue, or a tenth of its own if that is more: the exact search of what
came since takes 0.1 ms at 6,000 rows, and vectors that are gone cost a little of every search."""

SAMPLE = 8
"""Rows whose vectors must find themselves when a generation is opened."""

BUILD_SECONDS = 1800


@dataclass(frozen=True, slots=True)
class _Recent:
    """The vectors that a generation does not hold yet, as decoded for one state of the catalogue."""

    state: tuple[int, int, int]
    matrix: Matrix


class Vectors:
    """The generations of a data folder. A cache: whatever is wrong with it, the exact search answers."""

    def __init__(self, folder: Path, catalogue: Path) -> None:
        """`folder` is the data folder's `vectors/`; `catalogue` the file that generations are built from."""
        self._folder = folder
        self._catalogue = catalogue
        self._open: dict[Shelf, Generation] = {}
        self._recent: dict[Shelf, _Recent] = {}
        self._opening = threading.RLock()

    def nearest(self, snapshot: Snapshot, shelf: Shelf, vector: Vector, top: int) -> dict[int, float]:
        """The shelf's rows nearest to a vector, with their cosine similarity, best first; a few may be gone."""
        generation = self._generation(snapshot, shelf)
        found: dict[int, float] = {}
        if generation:
            gone = generation.manifest.count - snapshot.count(shelf, up_to=generation.manifest.last_row)
            try:
                found = generation.nearest(vector, top + gone)
            except Spoilt as spoilt:
                self._drop(shelf, generation, spoilt)
                generation = None
        recent = self._since(snapshot, shelf, generation.manifest.last_row if generation else 0)
        if len(recent.rows):
            scores = recent.vectors @ vector
            best = np.argsort(-scores, kind="stable")[:top]
            found |= {int(recent.rows[at]): float(scores[at]) for at in best}
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    def refresh(self, snapshot: Snapshot, shelf: Shelf) -> None:
        """Build the next generation if there is none, or if it has fallen behind. Called by the one writer."""
        generation = self._generation(snapshot, shelf)
        total = snapshot.count(shelf)
        if generation:
            kept = snapshot.count(shelf, up_to=generation.manifest.last_row)
            behind = (total - kept) + (generation.manifest.count - kept)
            if behind <= max(MAX_BEHIND, generation.manifest.count // 10):
                return
        if total:
            self._build(snapshot, shelf)

    def close(self) -> None:
        """Let every folder go."""
        for generation in self._open.values():
            generation.close()
        self._open.clear()

    def _generation(self, snapshot: Snapshot, shelf: Shelf) -> Generation | None:
        """The current generation, opened and checked at its first use."""
        with self._opening:
            if shelf not in self._open:
                pointer = self._home(shelf) / POINTER
                if not pointer.is_file():
                    return None
                try:
                    folder = pointer.parent / pointer.read_text(encoding="utf-8")
                    self._open[shelf] = _checked(snapshot, shelf, folder)
                except (Spoilt, OSError, ValueError) as spoilt:
                    self._drop(shelf, None, spoilt)
                    return None
            return self._open[shelf]

    def _drop(self, shelf: Shelf, generation: Generation | None, why: Exception) -> None:
        """Forget a generation that cannot be trusted, unless the next one has come; the next refresh builds another."""
        with self._opening:
            if self._open.get(shelf) is generation:
                log.warning("vectors of library %d dropped: %s", shelf.library, why)
                (self._home(shelf) / POINTER).unlink(missing_ok=True)
                self._open.pop(shelf, None)

    def _home(self, shelf: Shelf) -> Path:
        return self._folder / str(shelf.library) / shelf.model

    def _since(self, snapshot: Snapshot, shelf: Shelf, row: int) -> Matrix:
        """What a generation does not hold yet, decoded once for each state of the catalogue."""
        state = (row, snapshot.last_row(shelf), snapshot.count(shelf))
        kept = self._recent.get(shelf)
        if kept is None or kept.state != state:
            kept = self._recent[shelf] = _Recent(state, snapshot.vectors(shelf, after=row))
        return kept.matrix

    def _build(self, snapshot: Snapshot, shelf: Shelf) -> None:
        """Build beside, check, then point to it; what is current goes on answering until then, and if this fails."""
        home = self._home(shelf)
        home.mkdir(parents=True, exist_ok=True)
        folder = home / f"{max((int(old.name) for old in home.iterdir() if old.name.isdigit()), default=0) + 1:06d}"
        command = [
            sys.executable,
            "-m",
            "index.building",
            str(self._catalogue),
            str(shelf.library),
            shelf.model,
            str(folder),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=BUILD_SECONDS, env=_environment())
            generation = _checked(snapshot, shelf, folder)
        except (subprocess.SubprocessError, OSError, Spoilt) as error:
            detail = getattr(error, "stderr", None) or b""
            log.warning(
                "vectors of library %d not built: %s %s", shelf.library, error, detail.decode(errors="replace")[-500:]
            )
            shutil.rmtree(folder, ignore_errors=True)
            return
        with self._opening:
            _point(home / POINTER, folder.name)
            self._open[shelf] = generation
        for other in home.iterdir():
            if other.is_dir() and other != folder:
                shutil.rmtree(other, ignore_errors=True)


def warm_up() -> None:
    """Import Chroma ahead of its first use."""
    import chromadb  # noqa: F401, PLC0415


def _checked(snapshot: Snapshot, shelf: Shelf, folder: Path) -> Generation:
    """Open a generation and hold it against the catalogue, whose rows may since have gone. Raises Spoilt."""
    generation = Generation(folder)
    count, last_row = generation.manifest.count, generation.manifest.last_row
    kept = snapshot.count(shelf, up_to=last_row)
    if kept > count:
        raise Spoilt(f"it holds {count} vectors for {kept} rows")
    generation.check(snapshot.vectors(shelf, up_to=last_row, sample=SAMPLE))
    return generation


def _point(pointer: Path, name: str) -> None:
    """Write a file so that any crash leaves the old content or the new."""
    aside = pointer.with_suffix(".new")
    with aside.open("w", encoding="utf-8") as file:
        file.write(name)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(pointer)


def _environment() -> dict[str, str]:
    """The child finds this very package, wherever the program was started."""
    home = str(Path(__file__).resolve().parent.parent)
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))}
