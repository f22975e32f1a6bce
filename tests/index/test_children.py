import platform
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index import children

REUSED = """
import ctypes
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
first = libc.malloc(50_000)
ctypes.memset(first, ord("x"), 50_000)
libc.free(first)
print(ctypes.string_at(libc.malloc(50_000), 50_000).count(b"x") > 40_000)
"""
WAITING = """
import time
from index.children import end_with_parent
end_with_parent()
print("ready", flush=True)
{wait}
"""
SPINNING = "sum(range(10**11))"
"""Holds Python's global lock, as Chroma's writes do."""
PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdin=subprocess.PIPE)
print(child.pid, flush=True)
child.wait()
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be told to clear memory")
def test_a_child_never_finds_in_new_memory_what_stood_there_before() -> None:
    def reuses(env: dict[str, str]) -> str:
        command = [sys.executable, "-c", REUSED]
        return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout.strip()

    assert reuses(children.environment()) == "False"
    assert reuses(children.environment() | {"MALLOC_PERTURB_": "0"}) == "True", "otherwise nothing is tested"


@pytest.mark.parametrize("wait", ["time.sleep(60)", SPINNING])
def test_a_child_ends_with_its_parent_whatever_it_is_doing(wait: str) -> None:
    command = [sys.executable, "-c", PARENT, WAITING.format(wait=wait)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=children.environment(), text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        assert parent.stdout.readline() == "ready\n"
        parent.kill()
        end = time.monotonic() + 10
        while is_running(child) and time.monotonic() < end:
            time.sleep(0.02)
        assert not is_running(child)


@pytest.mark.parametrize("module", ["index.building", "index.scanning"])
def test_a_child_leaves_the_search_engine_alone(module: str) -> None:
    python, *rest = children.command(module)
    command = [python, "-X", "importtime", *rest]
    done = subprocess.run(command, env=children.environment(), check=False, capture_output=True, text=True)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "numpy" in loaded
    assert not loaded & {"index.answering", "index.reranking", "index.searching"}


def is_running(process: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
