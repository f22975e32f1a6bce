"""Encodings are found as browsers find them, and as people's files need them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.formats.charsets import declared_in, label_of
from index.formats.contents import File, Refused
from index.formats.decoding import decode, decoded

SHARED = Path(__file__).parents[3].parent / "shared" / "data" / "html5lib_tests"
SCRIPTED = b"document.write('<meta charset=\"ISO-8859-' + '2\">')"
TEXTS = {
    "cp1251": "Лидеры двух стран встретились в столице и обсудили договор о торговле и границах.",
    "shift_jis": "東京で会議が開かれ、各国の代表が新しい条約について話し合いました。",
    "euc-kr": "서울에서 열린 회의에서 대표들은 새로운 조약에 대하여 논의하였다.",
    "utf-16": "Le président est arrivé à Paris en été.",
    "utf-8-sig": "Der Präsident kam im März über die Grenze.",
    "cp1252": "Le président de la République est arrivé à l’hôtel de ville, où il a été reçu par le maire.",
}


def cases() -> list[tuple[bytes, str]]:
    if not SHARED.is_dir():
        return []
    found = []
    for path in sorted(SHARED.glob("*.dat")):
        for case in re.split(rb"(?:^|\n)#data\n", path.read_bytes())[1:]:
            data, _, encoding = case.rpartition(b"\n#encoding\n")
            found.append((data, encoding.split(b"\n")[0].strip().decode().lower()))
    return found


@pytest.mark.skipif(not SHARED.is_dir(), reason="the sniffing cases of html5lib are not here")
def test_every_case_of_html5lib_is_read_as_browsers_do() -> None:
    wrong = [
        (data, expected)
        for data, expected in cases()
        if SCRIPTED not in data  # needs a script to run
        and ("utf-8" if data.startswith(b"\xef\xbb\xbf") else declared_in(data) or "windows-1252") != expected
    ]
    assert wrong == []


@pytest.mark.parametrize("encoding", TEXTS)
def test_an_undeclared_encoding_is_told_from_its_letters(encoding: str) -> None:
    assert decode(File("a.txt", (TEXTS[encoding] * 3).encode(encoding))) == TEXTS[encoding] * 3


def test_what_the_server_says_comes_before_what_the_page_says() -> None:
    page = '<meta charset="iso-8859-2">ł'.encode("cp1250")
    assert decoded(File("a", page, "windows-1250"), is_page=True).endswith("ł")


@pytest.mark.parametrize("label", ["nonsense", "", "\0", "base64", "utf-7\0", "hex", "zlib"])
def test_a_label_that_is_no_encoding_is_none(label: str) -> None:
    assert label_of(label) is None


def test_binary_data_is_refused() -> None:
    with pytest.raises(Refused, match="binary"):
        decode(File("a.txt", bytes(range(256)) * 4))


def test_only_invisible_text_is_refused() -> None:
    with pytest.raises(Refused, match="no visible text"):
        decode(File("a.txt", "\u200b\u202e\U000e0041".encode()))


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    declared_in(content)
    try:
        assert decode(File("a.html", content)).strip()
    except Refused:
        return
