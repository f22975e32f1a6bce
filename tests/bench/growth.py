"""`python -m tests.bench growth`: 1,000, 10,000 and 100,000 passages: time, memory, and recall of every build.

The vectors are made up, since embedding 100,000 passages would take an hour: points of a 24-dimensional cloud turned
into 384 dimensions with a little noise, about as many directions as text embeddings really use. They come in through an
embedder of their own, and so through the whole of `KnowledgeBase`. A search is timed as it is, with the bundled span
reader, and without: rereading costs the same at any size. Each size is opened in a process of its own, so that its
memory can be told.
"""

import asyncio
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt
from rich.console import Console
from rich.table import Table

from index import Audience, KnowledgeBase, Models, Question, Settings
from index.embedding import Vector
from index.settings import EMBEDDING
from index.shelves import Shelf
from index.span_reader import SpanReader
from tests.bench import resources
from tests.bench.columns import indexed

SIZES = (1_000, 10_000, 100_000)
BUILDS = 3
QUESTIONS = 100
TOP = 10
FILE = 1000
"""Passages of a file."""

INTRINSIC, DIMENSIONS, NOISE = 24, 384, 0.05
VOCABULARY = 30_000
LENGTH = 14
"""Words of a passage, as often as in any language: the n-th word with a frequency near 1/n (Zipf)."""

SYLLABLES = "bra lin ox skel mar tarn gar nav hol quil ven dro pel tor ash fen wick mer sol dan ki ru zo ep".split()


class Cloud:
    """An embedder of made-up vectors: the same text, the same vector."""

    fingerprint = "cloud"
    reads_latin_only = False

    @cached_property
    def _turn(self) -> npt.NDArray[np.float32]:
        return np.random.default_rng(1).normal(size=(INTRINSIC, DIMENSIONS)).astype(np.float32)

    def question(self, text: str) -> Vector:
        """A point of the cloud."""
        chance = np.random.default_rng(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]))
        point = chance.normal(size=INTRINSIC).astype(np.float32) @ self._turn
        point += NOISE * np.float32(np.linalg.norm(point)) * chance.normal(size=DIMENSIONS).astype(np.float32)
        return point / np.float32(np.linalg.norm(point))

    def passages(self, texts: Iterable[str]) -> Generator[Vector]:
        """Points of the cloud."""
        yield from map(self.question, texts)


def main(sizes: Sequence[int], console: Console) -> None:
    """Measure each size; print what grows."""
    found = []
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            console.print(f"{size:,} passages", style="dim")
            folder = Path(name) / str(size)
            _write(folder / "seeds", size)
            built = _process("build", folder)
            recalls = [_process("recall", folder)["recall"]]
            for _ in range(BUILDS - 1):
                shutil.rmtree(folder / "data" / "vectors")
                _process("build", folder)
                recalls.append(_process("recall", folder)["recall"])
            found.append({"size": size, "recalls": recalls, "seconds": built["seconds"], **_process("ask", folder)})
            shutil.rmtree(folder)
    console.print(_table(found))


def build(folder: Path) -> dict[str, float]:
    """Index, or, where only the vectors are missing, build those."""
    base = _opened(folder)
    started = time.perf_counter()
    changes = asyncio.run(indexed(base))
    seconds = time.perf_counter() - started
    base.shut()
    return {"seconds": seconds, "passages": changes.passages}


def ask(folder: Path) -> dict[str, float]:
    """Times of searches, and the memory that the process holds after those without the span reader."""
    base = _opened(folder)
    found = asyncio.run(_searched(base))
    memory = resources.resident()
    base.shut()
    base = _opened(folder, Models.load(EMBEDDING).span_reader)
    whole = asyncio.run(_searched(base))
    base.shut()
    times = {"found_ms": 1000 * median(found), "ms": 1000 * median(whole), "worst_ms": 1000 * max(whole)}
    return times | {"memory": memory}


def recall(folder: Path) -> dict[str, float]:
    """The share of the true nearest vectors that are found: the exact search goes through all of them."""
    base = _opened(folder)
    asked = [Cloud().question(f"question {number}") for number in range(QUESTIONS)]
    with base._catalogue.snapshot() as snapshot:
        shelf = Shelf(next(iter(snapshot.libraries(Audience.everyone()).values())), Cloud.fingerprint)
        whole = snapshot.shelves.vectors(shelf)
        shares = []
        for vector in asked:
            exact = {int(whole.rows[at]) for at in np.argsort(-(whole.vectors @ vector), kind="stable")[:TOP]}
            near = list(base._vectors.nearest(snapshot, shelf, vector, TOP))[:TOP]
            shares.append(len(exact & set(near)) / TOP)
        assert base._vectors._open, "no generation answered: this would be the exact search against itself"
    base.shut()
    return {"recall": float(np.mean(shares))}


def _opened(folder: Path, span_reader: SpanReader | None = None) -> KnowledgeBase:
    return KnowledgeBase(Settings(folder / "data", folder / "seeds"), Models(Cloud(), span_reader))


async def _searched(base: KnowledgeBase) -> list[float]:
    times = []
    for passage in _passages(QUESTIONS + 5, seed=9):
        question = Question(" ".join(passage.split()[:4]), Audience.everyone())
        started = time.perf_counter()
        await base.search(question, TOP)
        times.append(time.perf_counter() - started)
    return times[5:]


def _write(seeds: Path, size: int) -> None:
    """Files of a thousand sections; each is a short passage."""
    seeds.mkdir(parents=True)
    passages = _passages(size, seed=size)
    for start in range(0, size, FILE):
        lines = [f"## {at}\n\n{passage}.\n" for at, passage in zip(range(start, start + FILE), passages, strict=False)]
        (seeds / f"{start}.md").write_text("# Words\n\n" + "\n".join(lines), encoding="utf-8")


def _passages(count: int, seed: int) -> Iterator[str]:
    """Made-up words in no order."""
    chance = Random(5)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(VOCABULARY)]
    frequency = 1 / np.arange(10, VOCABULARY + 10)
    drawn = np.random.default_rng(seed).choice(VOCABULARY, size=(count, LENGTH), p=frequency / frequency.sum())
    return (" ".join(words[at] for at in row).capitalize() for row in drawn)


def _process(step: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.growth", step, str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _table(found: Sequence[dict[str, Any]]) -> Table:
    table = Table(
        "passages",
        "indexed in",
        "search, median",
        "worst",
        "times",
        "without rereading",
        "times",
        "memory",
        "KB a passage",
        "recall@10",
        box=None,
    )
    first = found[0]
    for one in found:
        more = one["size"] - first["size"]
        each = f"{(one['memory'] - first['memory']) / more / 1024:.1f}" if more else "–"
        recalls = " ".join(f"{recall:.3f}" for recall in one["recalls"])
        whole = (f"{one['ms']:.1f} ms", f"{one['worst_ms']:.0f} ms", f"{one['ms'] / first['ms']:.1f}")
        without = (f"{one['found_ms']:.1f} ms", f"{one['found_ms'] / first['found_ms']:.1f}")
        memory = f"{one['memory'] / 1e6:.0f} MB"
        table.add_row(f"{one['size']:,}", f"{one['seconds']:.0f} s", *whole, *without, memory, each, recalls)
    table.caption = "goals: time at most doubles, memory ≤ 4 KB a passage, recall@10 ≥ .99 in every build"
    return table


if __name__ == "__main__":
    steps = {"build": build, "ask": ask, "recall": recall}
    sys.stdout.write(json.dumps(steps[sys.argv[1]](Path(sys.argv[2]))))
