"""Markdown to `Document`: front matter, headings, and the text as it is read, without its marks."""

import datetime as dt
import re

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.documents import Document
from index.formats.composing import Composer
from index.formats.contents import File
from index.formats.decoding import decode
from index.formats.details import Details
from index.formats.superscripts import NEAR, lowered, raised

LONGEST_FRONT_MATTER = 16384
"""Characters; a rule across a page is not the start of one."""

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HTML_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SHIFTED = re.compile(r"<(?P<closing>/?)(?P<tag>su[bp])\b", re.IGNORECASE)


class _PlainLoader(yaml.SafeLoader):
    """YAML without aliases, which make gigabytes from a line."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """As the base class, refusing `*name`."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError
        return super().compose_node(parent, index)


def read_markdown(file: File) -> Document:
    """Read a Markdown file. Raises Refused."""
    details, body = front_matter(decode(file))
    composer = Composer(title=details.title)
    _write(MarkdownIt("commonmark").enable("table").parse(body), composer)
    return composer.document(file, details)


def front_matter(source: str) -> tuple[Details, str]:
    """What the YAML block at the top says, and the rest; a broken block is ordinary text."""
    match = _FRONT_MATTER.match(source, 0, LONGEST_FRONT_MATTER)
    try:
        fields = yaml.load(match[1], _PlainLoader) if match else None  # noqa: S506 - a safe loader, made stricter
    except (yaml.YAMLError, ValueError, RecursionError):
        fields = None
    if match is None or not isinstance(fields, dict):
        return Details(), source
    said = {str(key).strip().lower(): _said(value) for key, value in fields.items()}
    return Details.named(said, "front matter"), source[match.end() :]


def _said(value: object) -> str:
    """A value of the front matter in words; a list with commas, and nothing for what is nested."""
    if isinstance(value, list):
        return ", ".join(_said(item) for item in value if not isinstance(item, list))
    return str(value).strip() if isinstance(value, str | int | float | dt.date) else ""


def _write(tokens: list[Token], composer: Composer) -> None:
    """Each block of the text to the composer. List items have a line each, table rows a block each."""
    lines: list[str] = []
    table: list[list[str]] = []
    marker = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        opened = before.type if before else ""
        if token.type == "list_item_open":
            marker = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "tr_open":
            table.append([])
        elif token.type == "table_close":
            composer.rows(table, headed=True)
            table = []
        elif token.type == "inline" and opened in {"td_open", "th_open"}:
            table[-1].append(_text(token))
        elif token.type == "inline" and opened == "heading_open":
            composer.head(_text(token), level=int(before.tag[1:]) if before else 1)
        elif token.type in {"inline", "fence", "code_block"}:
            lines.append(marker + (_text(token) if token.type == "inline" else token.content.rstrip("\n")))
            marker = ""
        if token.level == 0 and token.nesting <= 0 and lines:
            composer.block("\n".join(lines))
            lines = []


def _text(inline: Token) -> str:
    """What a reader sees of a line: no marks, no addresses, images by their description."""
    parts: list[str] = []
    shifted: list[tuple[str, int]] = []
    tokens = inline.children or []
    for number, token in enumerate(tokens):
        if token.type in {"text", "code_inline", "image"}:
            parts.append(token.content)
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak" or (token.type == "html_inline" and _HTML_BREAK.fullmatch(token.content)):
            parts.append("\n")
        elif token.type == "html_inline" and (mark := _SHIFTED.match(token.content)):
            if not mark["closing"]:
                shifted.append((mark["tag"].lower(), len(parts)))
            elif shifted:
                _shift(parts, *shifted.pop(), tokens[number - 1 : number + 2])
    return "".join(parts).strip()


def _shift(parts: list[str], tag: str, start: int, around: list[Token]) -> None:
    """Write the raised or lowered last parts so that they do not run into what stands before them."""
    before, text = "".join(parts[max(start - NEAR, 0) : start]), "".join(parts[start:])
    after = around[-1].content if around[-1].type == "text" else ""
    is_linked = any(token.type == "link_close" for token in around)
    parts[start:] = [raised(before, text, after, is_linked=is_linked) if tag == "sup" else lowered(before, text)]
