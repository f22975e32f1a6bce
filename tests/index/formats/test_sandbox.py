"""No file stops the reader: a child that dies, hangs or grows is replaced, and the next file is read."""

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents import Document, Section, Span
from index.formats import FileReader, Refused, sandbox, wire, worker
from index.formats.contents import Begun, File, Part, Unread
from index.formats.reading import parts
from tests.index.formats import building

TEXT = b"Title\n\nSome words that can be quoted."


@pytest.fixture(scope="module")
def reader() -> Iterator[FileReader]:
    with FileReader() as running:
        yield running


def child(reader: FileReader) -> int:
    assert reader._child is not None
    return reader._child._process.pid


def test_a_file_is_read_as_it_would_be_here(reader: FileReader) -> None:
    for name, content in (("a.txt", TEXT), ("a.docx", building.word()), ("a.zip", building.zipped({"a.txt": TEXT}))):
        assert reader.read(name, content) == building.contents(name, content)


def test_a_refusal_crosses_with_its_sentence(reader: FileReader) -> None:
    with pytest.raises(Refused, match=r"^The file is empty\.$"):
        reader.read("a.txt", b"")


def test_one_child_reads_many_files(reader: FileReader) -> None:
    reader.read("a.txt", TEXT)
    before = child(reader)
    for _ in range(50):
        reader.read("a.txt", TEXT)
    assert child(reader) == before


def test_a_large_parent_does_not_make_its_child_look_large() -> None:
    ballast = bytearray(os.urandom(1 << 20) * 500)
    with FileReader() as reader:
        reader.read("a.txt", TEXT)
        before = child(reader)
        reader.read("a.txt", TEXT)
        assert child(reader) == before
    assert len(ballast) > worker.GROWN


def test_a_child_that_dies_is_replaced(reader: FileReader) -> None:
    reader.read("a.txt", TEXT)
    os.kill(child(reader), signal.SIGSEGV)
    with pytest.raises(Refused, match="damaged and hostile files cause"):
        reader.read("a.txt", TEXT)
    assert reader.read("a.txt", TEXT).parts


def test_a_child_that_the_system_ends_is_not_the_fault_of_the_file(reader: FileReader) -> None:
    reader.read("a.txt", TEXT)
    os.kill(child(reader), signal.SIGKILL)
    with pytest.raises(Refused, match=r"could not be read now: .* when memory is short"):
        reader.read("a.txt", TEXT)
    assert reader.read("a.txt", TEXT).parts


@pytest.mark.parametrize("room", [0, 1 << 20, 2 << 20, 4 << 20, 6 << 20])
def test_a_file_is_read_again_where_those_before_it_have_left_too_little_memory(room: int) -> None:
    with FileReader() as reader:
        reader.read("a.txt", TEXT)
        used = child(reader)
        taken = int(Path(f"/proc/{used}/statm").read_text().split()[0]) * resource.getpagesize()
        _, hard = resource.prlimit(used, resource.RLIMIT_AS)
        resource.prlimit(used, resource.RLIMIT_AS, (taken + room, hard))
        assert reader.read("a.docx", building.word()) == building.contents("a.docx", building.word())
        assert child(reader) != used


def test_a_child_that_hangs_is_stopped() -> None:
    with FileReader(member_seconds=0.5) as hasty:
        start = time.monotonic()
        with pytest.raises(Refused, match="too long"):
            hasty.read("a.md", b"*a_ " * 200_000)
        assert time.monotonic() - start < 2


def test_a_reader_that_is_told_to_end_refuses_what_it_reads_and_whatever_comes() -> None:
    with FileReader(member_seconds=60.0) as reader:
        reader.read("a.txt", TEXT)
        os.kill(child(reader), signal.SIGSTOP)
        ending = threading.Timer(0.1, reader.stop)
        ending.start()
        for _ in range(2):
            with pytest.raises(Refused):
                reader.read("a.txt", TEXT)
        ending.join()


def test_too_large_a_file_never_reaches_the_child() -> None:
    with pytest.raises(Refused, match="too large"):
        FileReader().read("a.txt", b"a" * (sandbox.MAX_BYTES + 1))


def test_threads_take_turns(reader: FileReader) -> None:
    found: list[str] = []
    threads = [
        threading.Thread(
            target=lambda number=number: found.append(
                reader.read("a.txt", b"Text number %d is here." % number).parts[0].document.text
            )
        )
        for number in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == sorted(f"Text number {number} is here." for number in range(20))


def test_closing_leaves_no_process_and_reading_starts_another() -> None:
    running = FileReader()
    running.read("a.txt", TEXT)
    pid = child(running)
    running.close()
    assert not Path(f"/proc/{pid}").exists()
    assert running.read("a.txt", TEXT).parts
    running.close()


FORBIDDEN = """
import socket, subprocess, os, sys, resource
from index.formats.worker import confine
confine()
for attempt in (
    lambda: socket.create_connection(("127.0.0.1", 9)),
    lambda: socket.getaddrinfo("example.org", 80),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)),
    lambda: subprocess.run(["true"]),
    lambda: os.system("true"),
    lambda: os.fork(),
    lambda: os.remove("/nonexistent"),
):
    try:
        attempt()
    except PermissionError:
        continue
    sys.exit(1)
try:
    open("/dev/shm/footnote-test", "wb").write(b"x" * 10)
except OSError:
    pass
try:
    bytearray(2 << 30)
except MemoryError:
    sys.exit(42)
"""


def test_the_child_gives_up_network_processes_and_memory() -> None:
    done = subprocess.run([sys.executable, "-c", FORBIDDEN], check=False, env={"PYTHONPATH": os.pathsep.join(sys.path)})
    assert done.returncode == 42


def test_the_child_inherits_no_secret(reader: FileReader) -> None:
    reader.read("a.txt", TEXT)
    names = {
        entry.split(b"=")[0] for entry in Path(f"/proc/{child(reader)}/environ").read_bytes().split(b"\0") if entry
    }
    assert names <= {b"PYTHONPATH", b"PYTHONDONTWRITEBYTECODE", b"LC_CTYPE"}


def test_the_child_loads_neither_models_nor_engines(reader: FileReader) -> None:
    reader.read("a.txt", TEXT)
    mapped = Path(f"/proc/{child(reader)}/maps").read_text()
    assert not any(name in mapped for name in ("onnxruntime", "chromadb", "numpy", "tokenizers"))


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'["part"]', b'["part","",{}]', b'["done",1]', b"[" * 100_000, b"\xff"]
    + [
        json.dumps(["part", "", {**Document("abc", (), "t").to_plain(), **change}]).encode()
        for change in (
            {"text": 1},
            {"sections": [[0, 9, "", None]]},
            {"sections": [[2, 1, "", None]]},
            {"sections": [[0, 1, "", "x"]]},
            {"title": None},
            {"tags": [1]},
            {"rows": [[2, 9]]},
            {"rows": [[1]]},
        )
    ],
)
def test_a_garbled_answer_is_not_believed(body: bytes) -> None:
    with pytest.raises(wire.Garbled):
        wire.answer(body)


documents = st.builds(
    lambda text, title, tags: Document(
        text, (Section(Span(0, len(text)), "h", 3),), title, tags=tuple(tags), pages=1, rows=(Span(0, len(text)),)
    ),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.lists(st.text(st.characters(exclude_categories=["Cs"]))),
)


@given(
    st.one_of(
        st.builds(Part, st.just("a/b"), documents),
        st.builds(Unread, st.just("a"), st.just("b")),
        st.builds(Begun, st.just("a")),
        st.builds(wire.Going),
        st.builds(wire.Done, st.booleans(), st.none() | st.just("why")),
    )
)
def test_what_crosses_arrives_as_it_was(answer: wire.Answer) -> None:
    sent = wire.answer_bytes(answer)
    assert wire.size(sent[: wire.HEADER]) == len(sent) - wire.HEADER
    assert wire.answer(sent[wire.HEADER :]) == answer


def test_a_thousand_small_files_are_read_in_seconds(reader: FileReader) -> None:
    """About one, on an idle machine; a process or a delayed packet for each would take half a minute and more."""
    reader.read("a.txt", TEXT)
    start = time.monotonic()
    for _ in range(1000):
        reader.read("a.txt", TEXT * 20)
    assert time.monotonic() - start < 10


def test_the_socket_is_the_only_thing_that_is_shared(reader: FileReader) -> None:
    reader.read("a.txt", TEXT)
    opened = {str(entry.readlink()) for entry in Path(f"/proc/{child(reader)}/fd").iterdir()}
    assert sum(name.startswith("socket:") for name in opened) == 1


def rows(number: int) -> list[list[str]]:
    return [["Name", "Fee"], *([f"boat {row}", str(row)] for row in range(number))]


def sheet(number: int) -> bytes:
    made = openpyxl.Workbook()
    assert made.active is not None
    for row in rows(number):
        made.active.append(row)
    return building.saved(made)


@pytest.mark.parametrize(
    ("name", "content", "least"),
    [
        ("a.pdf", building.pdf([[(80, 700, 11, f"Page {number} says this.")] for number in range(30)]), 30),
        ("a.xlsx", sheet(1000), 8),
        ("a.csv", "\n".join(map(",".join, rows(1000))).encode(), 4),
        ("a.zip", building.zipped({"a.pdf": building.pdf([[(80, 700, 11, "It says this.")]] * 3)}), 3),
        ("a.epub", building.epub(), 1),
    ],
)
def test_readers_say_that_a_long_file_is_read_on(name: str, content: bytes, least: int) -> None:
    steps: list[None] = []
    list(parts(File(name, content, step=lambda: steps.append(None))))
    assert len(steps) >= least


def test_each_step_gives_more_time_and_some_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[int] = []
    said: list[None] = []
    monkeypatch.setattr(resource, "setrlimit", lambda _, limit: limits.append(limit[0]))
    monkeypatch.setattr(worker, "GOING_SECONDS", -1.0)
    clock = worker._Clock(lambda: said.append(None))
    for _ in range(100):
        clock.step()
    assert limits[-1] - limits[0] == 100 * worker.STEP_SECONDS
    assert len(said) == 100
