from pathlib import Path

import numpy as np
import pytest

from index import erasing as room
from index.erasing import Needle, needles, proven, search
from index.records import pack
from tests.index.samples import MILL, record
from tests.index.toy_embedder import ToyEmbedder

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
@pytest.mark.parametrize("offset", range(9))
def test_whatever_is_left_of_a_document_is_found_wherever_it_stands(form: str, offset: int, tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "rest").write_bytes(b"\xa5" * (4096 + offset) + FORMS[form] + b"\xa5" * 99)
    (tmp_path / "clean").write_bytes(b"\xa5" * 5000)
    found, files, size = search(tmp_path, needles(SECRET))
    assert list(found) == ["below/rest"]
    assert (files, size) == (2, sum(file.stat().st_size for file in tmp_path.rglob("*") if file.is_file()))


def test_what_lies_across_two_chunks_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "CHUNK", 64)
    for offset in range(64):
        (tmp_path / "rest").write_bytes(bytes(offset) + SECRET.path.encode() + bytes(80))
        assert search(tmp_path, needles(SECRET))[0], offset


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
