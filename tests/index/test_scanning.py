from pathlib import Path

import pytest

from index import scanning
from index.scanning import search


@pytest.mark.parametrize("offset", range(9))
def test_bytes_are_found_wherever_they_stand(offset: int, tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "rest").write_bytes(b"\xa5" * (4096 + offset) + b"the blue key" + b"\xa5" * 99)
    assert search(tmp_path, [b"the red key", b"the blue key"]) == ({"below/rest": [1]}, 1, 4207 + offset)


def test_what_lies_across_two_chunks_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "CHUNK", 64)
    for offset in range(64):
        (tmp_path / "rest").write_bytes(bytes(offset) + b"letters/vault key.txt" + bytes(80))
        assert search(tmp_path, [b"letters/vault key.txt"])[0], offset


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "searched").mkdir()
    (tmp_path / "elsewhere").write_bytes(b"the blue key")
    (tmp_path / "searched" / "link").symlink_to(tmp_path / "elsewhere")
    assert search(tmp_path / "searched", [b"the blue key"]) == ({}, 0, 0)


def test_a_file_that_goes_away_meanwhile_holds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").write_bytes(b"the blue key")
    monkeypatch.setattr(Path, "is_file", lambda self: bool(self.unlink()) or True)
    assert search(tmp_path, [b"the blue key"]) == ({}, 0, 0)
