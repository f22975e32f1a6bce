import platform
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
from index import memory
from tests.bench import resources
{first}
for _ in range(2):  # what was once freed is taken from the heap the next time
    blocks = [bytearray({size}) for _ in range({count})]
    last = blocks.pop()
    before = resources.resident()
    del blocks
{then}
print((before - resources.resident()) / ({size} * {count}))
"""

pytestmark = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps what is free")


def share_given_back(size: int, count: int, first: str = "", then: str = "") -> float:
    """How much of what was freed the process holds no longer."""
    program = PROGRAM.format(size=size, count=count, first=first, then=then)
    return float(subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout)


def test_what_is_free_again_can_be_given_back() -> None:
    assert share_given_back(100_000, 1000) < 0.1
    assert share_given_back(100_000, 1000, then="memory.give_back()") > 0.8


def test_what_was_read_of_a_mapped_file_can_be_given_back(tmp_path: Path) -> None:
    file = tmp_path / "large"
    file.write_bytes(bytes(20_000_000))
    program = f"""
from pathlib import Path
from index import memory
from tests.bench import resources
before, mapping = resources.resident(), memory.mapped(Path({str(file)!r}))
sum(mapping[::4096])
read = resources.resident()
memory.give_back()
print(read - before, read - resources.resident(), sum(mapping[::4096]))
"""
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    read, given_back, again = map(int, done.stdout.split())
    assert read > 19_000_000
    assert given_back > 19_000_000
    assert again == 0


def test_nothing_large_is_kept() -> None:
    assert share_given_back(5_000_000, 20) < 0.1
    assert share_given_back(5_000_000, 20, first="memory.be_frugal()") > 0.8


def test_what_is_large_is_kept_only_while_much_is_done_in_a_row() -> None:
    frugal = "memory.be_frugal(); bulk = memory.in_bulk()"
    assert share_given_back(5_000_000, 20, first=f"{frugal}; bulk.__enter__()") < 0.2
    ended = f"{frugal}; bulk.__enter__(); bulk.__exit__(None, None, None)"
    assert share_given_back(5_000_000, 20, first=ended) > 0.8
