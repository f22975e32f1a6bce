"""`make bench`: what indexing and answering cost, as ratios within this one run."""

import asyncio
import random
import tempfile
import time
from collections.abc import Awaitable
from pathlib import Path
from statistics import median, quantiles
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from index import Audience, KnowledgeBase, Models, Question, Settings

DOCUMENTS = 150
QUESTIONS = 40
SUBJECTS = ("mill", "harbour", "library", "orchestra", "ferry", "museum", "orchard", "observatory", "bakery", "school")
FATES = ("sold", "opened", "rebuilt", "closed")
PLACES = ("Oxmere", "Linton", "Skelby", "Tarnmouth", "Garrow", "Unterlinn", "Navalt", "Brisa", "Hollin", "Quillby")

T = TypeVar("T")


def fill(folder: Path, chance: random.Random) -> None:
    """Write documents of about three passages each."""
    folder.mkdir()
    for number in range(DOCUMENTS):
        subject, place = chance.choice(SUBJECTS), chance.choice(PLACES)
        told = [
            f"The {subject} number {number} of {place} was {chance.choice(FATES)} in "
            f"{chance.randint(1700, 2020)} by {chance.choice(PLACES)}, and {chance.randint(3, 900)} people came."
            for _ in range(20)
        ]
        (folder / f"{number:04d}.txt").write_text(f"The {subject} of {place}, {number}\n\n" + " ".join(told) + "\n")


async def timed(work: Awaitable[T]) -> tuple[float, T]:
    """How many seconds it takes, and what comes of it."""
    started = time.perf_counter()
    result = await work
    return time.perf_counter() - started, result


async def measure(base: KnowledgeBase, models: Models, seeds: Path) -> Table:
    """Index, index again, change one document, ask."""
    first, changes = await timed(base.reindex())
    again, _ = await timed(base.reindex())
    target = seeds / "0000.txt"
    target.write_text(target.read_text().replace("sold", "given away").replace("opened", "shut"))
    one, _ = await timed(base.reindex())
    asked = [f"When was the {SUBJECTS[n % 10]} of {PLACES[n % 7]} sold?" for n in range(QUESTIONS)]
    answers = [(await timed(base.answer(Question(text, Audience.everyone()))))[0] * 1000 for text in asked]
    assert models.embedder is not None
    passages = [hit.passage.text for hit in await base.search(Question("sold", Audience.everyone()), 50)]
    started = time.perf_counter()
    bare = len(list(models.embedder.passages(passages))) / (time.perf_counter() - started)
    table = Table("what", "measured", "ratio", title=f"{DOCUMENTS} documents, {changes.passages} passages")
    rate = changes.embedded / first
    table.add_row("indexing", f"{rate:.0f} passages/s", f"{rate / bare:.2f} of the bare model's {bare:.0f}/s")
    table.add_row("nothing changed", f"{again * 1000:.0f} ms", f"{first / again:.0f} times faster than the first time")
    table.add_row("one document changed", f"{one * 1000:.0f} ms", f"{first / one:.0f} times faster than the first time")
    worst = quantiles(answers, n=20)[-1]
    table.add_row(
        "a question, median", f"{median(answers):.0f} ms", f"95th percentile {worst / median(answers):.2f} times"
    )
    return table


def main() -> None:
    """Everything in a temporary folder, with the bundled models."""
    models = Models.load()
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder) / "seeds"
        fill(seeds, random.Random(1))
        base = KnowledgeBase(Settings(Path(folder) / "data", seeds), models)
        try:
            Console().print(asyncio.run(measure(base, models, seeds)))
        finally:
            base.shut()


if __name__ == "__main__":
    main()
