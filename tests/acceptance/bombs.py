"""Hostile files, made small here and enormous where they are opened."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

MEGABYTE = 1024 * 1024


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def nested(depth: int) -> bytes:
    """Ten archives in each of ten archives, and so on; in the last, megabytes."""
    content = zipped({"a.txt": b"word " * MEGABYTE})
    for _ in range(depth):
        content = zipped({f"{number}.zip": content for number in range(10)})
    return content


def lying() -> bytes:
    """An archive whose directory says that its member is tiny."""
    content = bytearray(zipped({"a.txt": b"word " * (60 * MEGABYTE // 5)}))
    directory = content.rfind(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", 10)
    return bytes(content)


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE html ['
    '<!ENTITY l0 "lol">'
    + "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 12))
    + "]><html><body><p>&l11;</p></body></html>"
)
YAML_LAUGHS = "a0: &a0 lol\n" + "".join(
    f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 10)}]\n" for number in range(1, 12)
)


def epub(package: str) -> bytes:
    """An e-book with this package."""
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="c.opf"/>'
        "</rootfiles></container>"
    )
    return zipped({"META-INF/container.xml": container.encode(), "c.opf": package.encode()})


def office(name: str, part: str) -> bytes:
    """An Office file whose main part is this."""
    kind = {"word": "document.main", "xl": "sheet.main", "ppt": "presentation.main"}[name.split("/", maxsplit=1)[0]]
    family = {"word": "wordprocessingml", "xl": "spreadsheetml", "ppt": "presentationml"}[
        name.split("/", maxsplit=1)[0]
    ]
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{name}" '
        f'ContentType="application/vnd.openxmlformats-officedocument.{family}.{kind}+xml"/>'
        "</Types>"
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        f'Target="{name}"/></Relationships>'
    )
    return zipped({"[Content_Types].xml": types.encode(), "_rels/.rels": relations.encode(), name: part.encode()})


def pdf(objects: list[bytes]) -> bytes:
    """A PDF of these objects; the first is its catalogue."""
    content, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return content + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def flate_pdf(drawing: bytes) -> bytes:
    """A PDF of one page, its drawing packed twice."""
    packed = zlib.compress(zlib.compress(drawing, 9), 9)
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(packed) + packed + b"\nendstream",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    )


def endless_pages() -> bytes:
    """A PDF whose tree of pages contains itself."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 1000000000>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>",
        ]
    )


def image_pdf() -> bytes:
    """A PDF that shows an image of 65,000 × 65,000 pixels."""
    packed = zlib.compress(b"\0" * (100 * MEGABYTE), 9)
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
            b"<</Length 4>>stream\n/I Do\nendstream",
            b"<</Type/XObject/Subtype/Image/Width 65000/Height 65000/BitsPerComponent 8/ColorSpace/DeviceRGB"
            b"/Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream",
        ]
    )


def huge_png() -> bytes:
    """An image of 65,000 × 65,000 pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 65000, 65000, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * (50 * MEGABYTE), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def multipart(depth: int) -> bytes:
    """An e-mail in an e-mail in an e-mail."""
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(depth)
    )
    return opened + b"Content-Type: text/plain\n\ntext\n"


BOMBS: dict[str, Callable[[], bytes]] = {
    "zip.zip": lambda: zipped({"a.txt": b"\0" * (300 * MEGABYTE)}),
    "text-zip.zip": lambda: zipped({"a.txt": b"word " * (40 * MEGABYTE // 5)}),
    "nested.zip": lambda: nested(8),
    "wide.zip": lambda: zipped({f"{number}.txt": b"" for number in range(20_000)}),
    "lying.zip": lying,
    "gzip.gz": lambda: gzip.compress(b"\0" * (100 * MEGABYTE)),
    "laughs.xml": LAUGHS.encode,
    "laughs.epub": lambda: epub(LAUGHS),
    "laughs.docx": lambda: office("word/document.xml", LAUGHS),
    "laughs.xlsx": lambda: office("xl/workbook.xml", LAUGHS),
    "laughs.pptx": lambda: office("ppt/presentation.xml", LAUGHS),
    "laughs.html": LAUGHS.encode,
    "laughs.md": ("---\n" + YAML_LAUGHS + "---\ntext\n").encode,
    "flate.pdf": lambda: flate_pdf(b"0 0 m " * (200 * MEGABYTE // 6)),
    "text-flate.pdf": lambda: flate_pdf(b"BT /F1 12 Tf (a) Tj ET " * (40 * MEGABYTE // 23)),
    "pages.pdf": endless_pages,
    "image.png": huge_png,
    "image.bmp": lambda: b"BM" + struct.pack("<IHHIIiiHHI", 54, 0, 0, 54, 40, 65000, 65000, 1, 24, 0) + b"\0" * 20,
    "image.pdf": image_pdf,
    "lines.txt": lambda: b"word word\n" * 1_000_000,
    "blank.txt": lambda: b"\n" * 10_000_000 + b"a",
    "one-line.txt": lambda: b"word " * (10 * MEGABYTE),
    "one-word.txt": lambda: b"w" * (50 * MEGABYTE),
    "long-line.txt": lambda: b"word " * (4 * MEGABYTE - 1),
    "deep.html": lambda: b"<html>" + b"<div>" * 1_000_000 + b"text",
    "deep.json": lambda: b"[" * 5_000_000,
    "deep.md": lambda: b"> " * 100_000 + b"text",
    "brackets.md": lambda: b"[" * 1_000_000,
    "stars.md": lambda: b"*a_ " * 500_000,
    "cells.md": lambda: b"|a" * 100_000 + b"\n" + b"|-" * 100_000 + b"\n" + b"|b" * 100_000,
    "quotes.csv": lambda: b'"' * 5_000_001,
    "cells.csv": lambda: b"," * 10_000_000,
    "deep.rst": lambda: b"".join(b" " * number + b"* a\n\n" for number in range(2_000)),
    "stars.rst": lambda: b"*a " * 300_000,
    "headers.eml": lambda: b"From: a\nDate: x\n" + b"X: y\n" * 500_000 + b"\ntext",
    "parts.eml": lambda: b"From: a@b.c\nDate: x\nSubject: y\n" + multipart(3_000),
    "cues.vtt": lambda: b"WEBVTT\n\n" + b"00:00:01.000 --> 00:00:02.000\ntext\n\n" * 200_000,
    "tags.srt": lambda: b"1\n00:00:01,000 --> 00:00:02,000\n" + b"<" * 5_000_000,
    "marks.txt": lambda: b"a" + "\u0301\u0316".encode() * 2_000_000,
    "records.jsonl": lambda: b'{"text":"a"}\n' * 1_000_000,
}
"""How to make each hostile file, by its name."""
