"""The character set of a web page, as browsers find it (WHATWG: determining the character encoding)."""

import re

PRESCAN = 65536
"""Bytes searched; the standard wants the declaration within 1,024, browsers obey a later one too."""

_SPACE = b"\t\n\f\r "
_META = re.compile(rb"<meta[\s/]", re.IGNORECASE)
_TAG = re.compile(rb"</?[a-z]", re.IGNORECASE)
_CHARSET = re.compile(rb"charset[\t\n\f\r ]*=[\t\n\f\r ]*", re.IGNORECASE)

_LABEL = re.compile(r"[a-z0-9][a-z0-9_.:-]{1,30}")
_ISO = re.compile(r"iso[-_]?8859[-_]?(?=\d)")

_ALIASES = {
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "latin1": "windows-1252",
    "l1": "windows-1252",
    "iso-8859-9": "windows-1254",
    "latin5": "windows-1254",
    "tis-620": "windows-874",
    "iso-8859-11": "windows-874",
    "gb2312": "gbk",
    "x-gbk": "gbk",
    "ks_c_5601-1987": "euc-kr",
    "euc-kr": "euc-kr",
    "x-sjis": "shift_jis",
    "x-euc-jp": "euc-jp",
    "x-x-big5": "big5",
    "x-cp1252": "windows-1252",
    "x-cp1251": "windows-1251",
    "utf-16": "utf-8",  # a page whose declaration can be read as ASCII is not in UTF-16
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "unicode": "utf-8",
    "x-user-defined": "windows-1252",
}
"""Labels that mean another encoding on the web than in Python, or that Python does not know."""

_CODECS = {
    "windows-874": "cp874",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "iso-8859-8-i": "iso-8859-8",
}
"""Python's codec for an encoding of the web, where it has another name or is wider, as browsers read it."""


def label_of(declared: str) -> str | None:
    """The web's name of the encoding that a label means; None when there is none."""
    label = _ISO.sub("iso-8859-", declared.strip(" \t\n\f\r").lower())
    if label in _ALIASES:
        return _ALIASES[label]
    try:
        if not _LABEL.fullmatch(label):
            return None
        b"a".decode(codec_of(label), "replace")  # knows encodings of text only
    except (LookupError, ValueError):
        return None
    return label


def codec_of(label: str) -> str:
    """The Python codec that reads an encoding of the web."""
    return _CODECS.get(label, label)


def declared_in(content: bytes) -> str | None:
    """The encoding that a page declares in a `meta` element within its first bytes."""
    head = content[:PRESCAN]
    at = 0
    while at < len(head):
        if head.startswith(b"<!--", at):
            end = head.find(b"-->", at + 2)
            at = len(head) if end < 0 else end + 3
        elif _META.match(head, at):
            attributes, at = _attributes(head, at + 5)
            if at <= len(head) and (found := _charset(attributes)):
                return found
        elif _TAG.match(head, at):
            at = _attributes(head, _end_of_name(head, at))[1]
        elif head.startswith((b"<!", b"</", b"<?"), at):
            end = head.find(b">", at)
            at = len(head) if end < 0 else end + 1
        else:
            next_tag = head.find(b"<", at + 1)
            at = len(head) if next_tag < 0 else next_tag
    return None


def _charset(attributes: dict[bytes, bytes]) -> str | None:
    """What one `meta` element declares: its own charset, or the one inside its content type."""
    if b"charset" in attributes:
        return label_of(attributes[b"charset"].decode("ascii", "replace"))
    if attributes.get(b"http-equiv", b"").lower() != b"content-type":
        return None
    content = attributes.get(b"content", b"")
    match = _CHARSET.search(content)
    return label_of(_unquoted(content[match.end() :]).decode("ascii", "replace")) if match else None


def _unquoted(value: bytes) -> bytes:
    """A value up to its closing quotation mark, or up to a space or semicolon; empty when the quotation never ends."""
    if value[:1] in {b'"', b"'"}:
        end = value.find(value[:1], 1)
        return value[1:end] if end > 0 else b""
    return re.split(rb"[\t\n\f\r ;]", value, maxsplit=1)[0]


def _end_of_name(head: bytes, at: int) -> int:
    while at < len(head) and head[at] not in b"\t\n\f\r >":
        at += 1
    return at


def _attributes(head: bytes, at: int) -> tuple[dict[bytes, bytes], int]:
    """The attributes of a tag whose name ends at `at`, names in lower case, and where the tag ends."""
    found: dict[bytes, bytes] = {}
    while True:
        while at < len(head) and head[at] in b"\t\n\f\r /":
            at += 1
        if at >= len(head) or head[at] == ord(">"):
            return found, at + 1  # past the end when the tag never closes
        start = at
        while at < len(head) and head[at] not in b"\t\n\f\r />" and (head[at] != ord("=") or at == start):
            at += 1
        name = head[start:at].lower()
        value, at = _value(head, at)
        found.setdefault(name, value)


def _value(head: bytes, at: int) -> tuple[bytes, int]:
    """The value after an attribute's name, if there is one, and where it ends."""
    start = at
    while start < len(head) and head[start] in _SPACE:
        start += 1
    if head[start : start + 1] != b"=":
        return b"", at
    start += 1
    while start < len(head) and head[start] in _SPACE:
        start += 1
    quote = head[start : start + 1]
    if quote in {b'"', b"'"}:
        end = head.find(quote, start + 1)
        return (head[start + 1 : end], end + 1) if end > 0 else (b"", len(head))
    end = start
    while end < len(head) and head[end] not in b"\t\n\f\r >":
        end += 1
    return head[start:end], end
