import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.erasing import Needle, needles, proven, search
from index.records import pack
from index.runs import Order
from index.uploads import Upload
from tests.index.conftest import Opened
from tests.index.samples import FAIR, MILL, record
from tests.index.toy_embedder import ToyEmbedder

CURATOR = Order("42", actor="curator")
VISIT = """
import contextlib, sqlite3, sys
with contextlib.closing(sqlite3.connect(sys.argv[1])) as db:
    print(db.execute("SELECT count(*) FROM documents").fetchone()[0])
"""
SECRET = record("letters/vault key.txt", f"{MILL} Der Schlüssel heißt 東京-blue-5819.", ToyEmbedder())
VECTOR = SECRET.vectors[0]
FORMS = {
    "utf-8": SECRET.document.text.encode(),
    "utf-16": SECRET.document.text.encode("utf-16-le"),
    "utf-16, big end first": SECRET.document.text.encode("utf-16-be"),
    "its path": b"was vault key.txt there? letters/vault key.txt",
    "its vector": VECTOR.astype(np.float32).tobytes(),
    "its vector as kept": VECTOR.astype(np.float16).tobytes(),
    "its packed form": pack(SECRET)[0],
}


@pytest.mark.parametrize("form", FORMS)
def test_whatever_is_left_of_a_document_is_found_(form: str, tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "rest").write_bytes(b"\xa5" * 4099 + FORMS[form] + b"\xa5" * 99)
    (tmp_path / "clean").write_bytes(b"\xa5" * 5000)
    found, files, size = search(tmp_path, needles(SECRET))
    assert list(found) == ["below/rest"]
    assert (files, size) == (2, sum(file.stat().st_size for file in tmp_path.rglob("*") if file.is_file()))


def test_short_needles_are_found_too(tmp_path: Path) -> None:
    (tmp_path / "rest").write_bytes(b"xxabcxx")
    assert list(search(tmp_path, [Needle(b"abc")])[0]) == ["rest"]
    assert search(tmp_path, [Needle(b"abd")])[0] == {}


def test_nothing_is_found_in_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert search(tmp_path, needles(SECRET)) == ({}, 1, 0)
    assert search(tmp_path, []) == ({}, 1, 0)


def test_what_others_say_is_no_trace(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_bytes(MILL.encode())
    is_theirs = proven(tmp_path, 1, needles(SECRET), lambda needle: needle.text is not None and needle.text in MILL)
    assert is_theirs.traces == ()
    assert proven(tmp_path, 1, needles(SECRET), lambda _: False).traces == ("theirs",)


async def test_the_search_for_traces_leaves_the_databases_locks_alone(data: Path, open_base: Opened) -> None:
    """Without its locks, the next process that looks into the catalogue takes away the log that is still written to."""
    base = open_base()
    await base.add(CURATOR, Upload("mill.txt", MILL.encode()))
    assert (await base.erase(CURATOR, "mill.txt")).traces == ()
    assert seen_from_outside(data) == 0
    await base.add(CURATOR, Upload("fair.txt", FAIR.encode()))
    assert seen_from_outside(data) == 1
    assert [at.path for at in await base.contents("42")] == ["fair.txt"]


def seen_from_outside(data: Path) -> int:
    """How many documents another process finds, as a backup would."""
    visit = [sys.executable, "-c", VISIT, str(data / "catalogue.sqlite3")]
    return int(subprocess.run(visit, check=True, capture_output=True, text=True).stdout)
