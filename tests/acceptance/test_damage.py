"""Damage to the vectors of a data folder, in every shape that Chroma was seen to suffer from: seen and mended."""

import asyncio
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index.children import environment
from tests.acceptance.killing import Home
from tests.index.life import Deed

pytestmark = pytest.mark.acceptance

Damage = Callable[[Path], None]


def in_segment(name: str, damage: Damage) -> Damage:
    def do(generation: Path) -> None:
        (file,) = generation.glob(f"*/{name}")
        damage(file)

    return do


def in_generation(name: str, damage: Damage) -> Damage:
    return lambda generation: damage(generation / name)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def garbage(file: Path) -> None:
    file.write_bytes(b"\x5a" * file.stat().st_size)


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for at in range(0, len(content), max(1, len(content) // 50)):
        content[at] ^= 0x10
    file.write_bytes(content)


def remove_segment(generation: Path) -> None:
    (file,) = generation.glob("*/header.bin")
    shutil.rmtree(file.parent)


SHAPES = {
    "vectors empty": in_segment("data_level0.bin", empty),
    "vectors flipped": in_segment("data_level0.bin", flip),
    "vectors cut": in_segment("data_level0.bin", cut),
    "header cut": in_segment("header.bin", cut),
    "header flipped": in_segment("header.bin", flip),
    "links cut": in_segment("link_lists.bin", cut),
    "links flipped": in_segment("link_lists.bin", flip),
    "lengths cut": in_segment("length.bin", cut),
    "ids cut": in_segment("index_metadata.pickle", cut),
    "ids missing": in_segment("index_metadata.pickle", Path.unlink),
    "segment missing": remove_segment,
    "database empty": in_generation("chroma.sqlite3", empty),
    "database garbage": in_generation("chroma.sqlite3", garbage),
    "database missing": in_generation("chroma.sqlite3", Path.unlink),
}
"""The fourteen of the measurements: two crashes, five failures, two short answers, four wrong ones."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Forty documents, and their generation."""
    home = Home(tmp_path_factory.mktemp("sound"))
    asyncio.run(home.prepare([Deed("add", "1001", f"{n}.txt", n) for n in range(1, 41)]))
    (folder,) = home.data.glob("vectors/1/toy/0*")
    shutil.rmtree(folder.parent)
    asyncio.run(home.prepare([Deed("reindex", "1001"), Deed("add", "1001", "41.txt", 41)]))
    return home


def asked(home: Home) -> list[list[int]]:
    command = [sys.executable, "-m", "tests.acceptance.asking", str(home.data), str(home.seeds)]
    done = subprocess.run(command, env=environment(), check=True, capture_output=True, text=True)
    return [[int(said) for said in turn] for turn in json.loads(done.stdout)]


def test_a_sound_generation_answers_and_is_kept(sound: Home, tmp_path: Path) -> None:
    assert asked(sound.copy(tmp_path / "home")) == [[True, 0], [True, 0]]


@pytest.mark.parametrize("damage", SHAPES.values(), ids=SHAPES)
async def test_damage_is_seen_survived_and_mended(sound: Home, damage: Damage, tmp_path: Path) -> None:
    home = sound.copy(tmp_path / "home")
    (generation,) = home.data.glob("vectors/1/toy/0*")
    damage(generation)
    assert asked(home) == [[False, 0], [True, 0]]
    await home.check([])
