"""Two thousand passages erased of four thousand: not a byte of them is left, whoever reads, whenever the kill comes."""

import asyncio
import random
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index import keeping
from index.audience import Access, Audience
from index.catalogue import Catalogue
from index.children import environment
from index.embedding import Vector
from index.knowledge_base import KnowledgeBase
from index.loading import Models
from index.runs import Order
from index.settings import Settings
from index.uploads import Upload
from tests.index.toy_embedder import ToyEmbedder

SECRET, KEPT = "staff/vault-inventory-of-brenmoor.txt", "public/almanac.txt"
LIBRARY, OTHER = "1001", "1002"
ORDER = Order(LIBRARY, actor="curator")
WORDS = "ash birch cedar elm fir hazel larch maple oak pine rowan willow anvil bridge candle door engine fence".split()

ERASE = """
import asyncio, sys
from pathlib import Path
from tests.acceptance.test_erasure import ORDER, SECRET, opened

async def main():
    base = opened(Path(sys.argv[1]))
    print("begun", flush=True)
    await base.erase(ORDER, SECRET)
    print("done", flush=True)
    await base.close()

asyncio.run(main())
"""


class Dense(ToyEmbedder):
    """Vectors without two numbers alike, as models make them: any piece of one betrays it."""

    def question(self, text: str) -> Vector:
        vector = np.random.default_rng(zlib.crc32(text.encode())).normal(size=64).astype(np.float32)
        unit: Vector = vector / np.float32(np.linalg.norm(vector))
        return unit


def lines(name: str, count: int) -> list[str]:
    """Paragraphs of their own, long enough to be a passage each; none is in the other document."""
    luck = random.Random(name)
    return [f"{name}{n} {' '.join(luck.choices(WORDS, k=170))} {name}{n}end." for n in range(count)]


def opened(folder: Path) -> KnowledgeBase:
    return KnowledgeBase(Settings(folder / "data", folder / "seeds"), Models(Dense(), None))


async def filled(folder: Path, count: int) -> list[str]:
    """As many passages to erase as to keep, some in earlier versions; in a second library too. What betrays them."""
    (folder / "seeds").mkdir(parents=True)
    base = opened(folder)
    for half in (count // 2, count):
        await base.add(ORDER, Upload(SECRET, "\n\n".join(lines("qzsecret", half)).encode()))
    await base.add(ORDER, Upload(KEPT, "\n\n".join(lines("qzpublic", count)).encode()))
    await base.add(Order(OTHER, actor="curator"), Upload(KEPT, "\n\n".join(lines("qzother", 50)).encode()))
    await base.limit(ORDER, SECRET, Access(frozenset({7})))
    await base.settle()
    with base._catalogue.snapshot() as snapshot:
        _, passages = snapshot.size(LIBRARY)
    await base.close()
    assert passages >= 2 * count
    return lines("qzsecret", count)


def spelled(texts: list[str], vectors: np.ndarray) -> Iterator[bytes]:
    """Everything to look for, in every encoding: not what the program itself looks for, but all that there is."""
    for text in [*texts, SECRET, "vault-inventory-of-brenmoor"]:
        for piece in {text[:40], text[-40:]}:
            yield from (piece.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be"))
    for vector in vectors:
        yield from (vector.astype(kind).tobytes() for kind in (np.float32, np.float16, ">f4", ">f2"))


def found(folder: Path, wanted: set[bytes]) -> dict[str, int]:
    """By plain searching, file after file, while nobody has them open."""
    left = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            content = file.read_bytes()
            if hits := sum(piece in content for piece in wanted):
                left[file.relative_to(folder).as_posix()] = hits
    return left


async def wanted_of(folder: Path, texts: list[str]) -> set[bytes]:
    catalogue = Catalogue(folder / "data" / "catalogue.sqlite3")
    with catalogue.snapshot() as snapshot:
        records = [record for record in snapshot.every_version(LIBRARY) if record.path == SECRET]
    vectors = [vector for record in records for vector in record.vectors]
    catalogue.close()
    return set(spelled(texts, np.array(vectors)))


async def kept_well(base: KnowledgeBase, count: int) -> None:
    """What was not erased is all there."""
    assert [at.path for at in await base.contents(LIBRARY)] == [KEPT]
    assert [at.path for at in await base.contents(OTHER)] == [KEPT]
    text = (await base.file(f"{LIBRARY}/{KEPT}", Audience.of_server(int(LIBRARY)))).content.decode()
    assert text == "\n\n".join(lines("qzpublic", count))


async def test_half_of_a_small_library_is_erased(tmp_path: Path) -> None:
    await half_is_erased(tmp_path, 15)


@pytest.mark.acceptance
async def test_two_thousand_of_four_thousand_passages_are_erased(tmp_path: Path) -> None:
    await half_is_erased(tmp_path, 2000)


async def half_is_erased(folder: Path, count: int) -> None:
    texts = await filled(folder, count)
    wanted = await wanted_of(folder, texts)
    assert found(folder / "data", wanted).keys() >= {"catalogue.sqlite3"}, "otherwise nothing is tested"
    base = opened(folder)
    erased = await base.erase(ORDER, SECRET)
    assert (erased.documents, erased.traces) == (1, ())
    await base.settle()
    await base.close()
    assert found(folder / "data", wanted) == {}
    base = opened(folder)
    await kept_well(base, count)
    await base.close()


async def test_readers_that_hold_the_log_delay_the_erasure_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once they have let go, the next change of any library makes good what was missed."""
    monkeypatch.setattr(keeping, "PATIENCE", 0.2)
    texts = await filled(tmp_path, 20)
    wanted = await wanted_of(tmp_path, texts)
    base = opened(tmp_path)
    with base._catalogue.snapshot() as snapshot:
        erased = await base.erase(ORDER, SECRET)
        assert erased.traces
        assert snapshot.size(LIBRARY)[0] == 2, "a reader sees what was"
    await base.add(Order(OTHER, actor="curator"), Upload("next.txt", b"Whatever comes next."))
    await base.settle()
    assert base._catalogue.erasing is None
    await base.close()
    assert found(tmp_path / "data", wanted) == {}


@pytest.mark.acceptance
def test_a_kill_at_any_moment_of_an_erasure(tmp_path: Path) -> None:
    """Whether or not it was acknowledged: after the next start all is there, or nothing is."""
    texts = asyncio.run(filled(tmp_path / "home", 300))
    wanted = asyncio.run(wanted_of(tmp_path / "home", texts))
    outcomes = set()
    for turn in range(25):
        folder = tmp_path / f"killed{turn}"
        subprocess.run(["cp", "-r", str(tmp_path / "home"), str(folder)], check=True)  # noqa: S607
        was_done = killed(folder, after=0.02 * turn)
        is_erased = SECRET not in asyncio.run(restarted(folder))
        assert is_erased or not was_done
        assert bool(found(folder / "data", wanted)) != is_erased
        outcomes.add(is_erased)
        subprocess.run(["rm", "-r", str(folder)], check=True)  # noqa: S607
    assert outcomes == {False, True}, "the kills came all before or all after"


async def restarted(folder: Path) -> list[str]:
    base = opened(folder)
    paths = [at.path for at in await base.contents(LIBRARY)]
    await base.settle()
    await base.close()
    return paths


def killed(folder: Path, after: float) -> bool:
    """Whether the erasure was acknowledged before the kill."""
    with subprocess.Popen(
        [sys.executable, "-c", ERASE, str(folder)], env=environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "begun\n"
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        return "done" in process.stdout.read()
