"""Content decides the format; what cannot be read is refused in a sentence that says why."""

import io
import re
import zipfile

import pytest

from index.formats.contents import File, Refused
from index.formats.sniffing import Format, sniff
from tests.index.formats import building


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", b"Plain words.", Format.PLAIN),
        ("noending", b"Plain words.", Format.PLAIN),
        ("a.xyz", b"Plain words.", Format.PLAIN),
        ("a.md", b"# Words", Format.MARKDOWN),
        ("a.md", b"<html>", Format.MARKDOWN),
        ("a.md", b"<!DOCTYPE html>\n<html lang=en><body><p>x", Format.HTML),
        ("a.md", b"<p align=center>x</p>\n\n# Words", Format.MARKDOWN),
        ("fair", b"<title>Fair</title><p>x", Format.HTML),
        ("fair.php", b"<!-- c --><div><h1>Fair</h1>", Format.HTML),
        ("a.txt", b"<p> is a tag", Format.PLAIN),
        ("fair", b"<pfft> it said", Format.PLAIN),
        ("a.txt", b"\n<!DOCTYPE html><p>x", Format.HTML),
        ("a.txt", b"\xef\xbb\xbf<!-- c --><html><p>x", Format.HTML),
        ("a", "<!doctype html>".encode("utf-16"), Format.HTML),
        ("a.txt", b"%PDF-1.4", Format.PDF),
        ("a.docx", b"junk\n%PDF-1.4\n1 0 obj\nendobj", Format.PDF),
        ("a.txt", b"A PDF begins with %PDF-1.4 and a number.", Format.PLAIN),
        ("a.zip", building.zipped({"a.pdf": building.pdf([]), "b.txt": "x"}, packed=False), Format.ZIP),
        ("a.txt", b"WEBVTT\n\n", Format.SUBTITLES),
        ("a.txt", b"1\r\n00:00:01,000 --> 00:00:02,000\r\nhi", Format.SUBTITLES),
        ("a.eml", b"Subject: x\n\nhi", Format.MAIL),
        ("letter", b"Received: x\n  by y\nFrom: a@b.c\nDate: today\nSubject: x\n\nhi", Format.MAIL),
        ("a.rst", b"Title\n=====", Format.RST),
        ("a.csv", b"a,b", Format.CSV),
        ("a.jsonl", b"{}", Format.JSON),
        ("a.zip", building.word(), Format.DOCX),
        ("a.docx", building.workbook(), Format.XLSX),
        ("a.bin", building.slides(), Format.PPTX),
        ("a.zip", building.epub(), Format.EPUB),
        ("a.docx", building.zipped({"a.txt": "x"}), Format.ZIP),
    ],
)
def test_content_decides_and_the_name_only_where_it_must(name: str, content: bytes, expected: Format) -> None:
    assert sniff(File(name, content)) is expected


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\t\0", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"\0\0\0\x18ftypmp42", "film"),
        (b"\x1f\x8b\x08", "only zip"),
        (b"7z\xbc\xaf\x27\x1c", "only zip"),
        (b"\x7fELF", "program"),
        (b"{\\rtf1 hello}", "Rich Text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b'<?xml version="1.0"?><rss/>', "XML"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=re.escape(said)) as refused:
        sniff(File("file", content))
    assert str(refused.value).endswith(".")


def test_an_open_document_is_named() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(Refused, match="OpenDocument"):
        sniff(File("a.odt", buffer.getvalue()))
