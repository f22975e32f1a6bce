"""A file is given a name that is a name everywhere, and that runs nowhere."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.files import file_name, megabytes
from tests.bot.rendering.hostile import texts

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.[a-z]+")


@pytest.mark.parametrize(
    ("given_as", "name"),
    [
        ("handbook.pdf", "handbook.pdf"),
        ("staff/2024/Minutes May.DOCX", "Minutes_May.docx"),
        ("..\\..\\windows\\system.txt", "system.txt"),
        ("../../etc/passwd", "passwd.txt"),
        ("SPOILER_spoiler_plan.md", "plan.md"),
        (".hidden.txt", "hidden.txt"),
        ("page.html", "page.html.txt"),
        ("drawing.svg", "drawing.svg.txt"),
        ("run.exe", "run.exe.txt"),
        ("notes.txt.exe", "notes.txt.exe.txt"),
        ("annexe\u202efdp.exe", "annexefdp.exe.txt"),
        ("Übersicht für Gäste.txt", "Ubersicht_fur_Gaste.txt"),
        ("港の規則.pdf", "source.pdf"),
        ("con.txt", "source_con.txt"),
        ("LPT1.tar.pdf", "source_LPT1.tar.pdf"),
        ("a" * 300 + ".pdf", "a" * 80 + ".pdf"),
        ("", "source.txt"),
        ("a\nb\x00c.md", "a_b_c.md"),
    ],
)
def test_a_name_is_made_safe(given_as: str, name: str) -> None:
    assert file_name(given_as) == name


@given(texts | st.text(), st.sampled_from(["", ".pdf", ".html", ".exe", ".txt", "."]))
def test_any_name(name: str, suffix: str) -> None:
    made = file_name(name + suffix)

    assert _SAFE.fullmatch(made), made
    assert len(made) <= 100
    assert not made.lower().startswith("spoiler")
    assert not re.search(r"\.(?:x?html?|svg|exe|js|bat|cmd|lnk)$", made)


def test_sizes_are_said_in_megabytes() -> None:
    assert (megabytes(10), megabytes(10 * 1024 * 1024), megabytes(1_600_000)) == (0.1, 10.0, 1.5)
