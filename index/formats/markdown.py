"""Markdown to `Document`: front matter, headings, and the text as it is read, without its marks."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.dates import first_date
from index.documents import Document, Section, Span
from index.formats.decoding import decode

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


@dataclass(slots=True)
class _Writer:
    """The plain text so far, and the sections in it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    heading: str = ""
    sections: list[Section] = field(default_factory=list)
    title: str | None = None

    def block(self, text: str, *, quotable: bool) -> None:
        """Append a block after a blank line."""
        if not text.strip():
            return
        self._append("\n\n" if self.parts else "")
        start = self.length
        self._append(text)
        if not quotable:
            return
        joins = self.sections and self.sections[-1].heading == self.heading and self.sections[-1].span.end + 2 == start
        begin = self.sections.pop().span.start if joins else start
        self.sections.append(Section(Span(begin, self.length), self.heading))

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def read_markdown(name: str, content: bytes) -> Document:
    """Read a Markdown file. `name`, without its ending, becomes the title when nothing names it. Raises Refused."""
    source = decode(content)
    front, body = _front_matter(source)
    writer = _Writer()
    for text, heading in _blocks(MarkdownIt("commonmark").enable("table").parse(body)):
        if heading:
            writer.title = writer.title or text
            writer.heading = "" if text == writer.title else text
        writer.block(text, quotable=not heading)
    return Document(
        text="".join(writer.parts),
        sections=tuple(writer.sections),
        title=front.get("title") or writer.title or name.replace("_", " ").strip(),
        publisher=front.get("publisher") or front.get("source") or front.get("site"),
        date=first_date(front.get("date") or front.get("published") or ""),
        url=next((url for url in (front.get("url", ""), front.get("link", "")) if url.startswith("http")), None),
    )


def _front_matter(source: str) -> tuple[dict[str, str], str]:
    """The YAML block at the top, as text values in lower-case keys, and the rest; a broken block is ordinary text."""
    match = _FRONT_MATTER.match(source)
    try:
        fields = yaml.safe_load(match[1]) if match else None
    except yaml.YAMLError:
        fields = None
    if match is None or not isinstance(fields, dict):
        return {}, source
    return {
        str(key).lower(): str(value).strip()
        for key, value in fields.items()
        if isinstance(value, str | int | float | dt.date)
    }, source[match.end() :]


def _blocks(tokens: list[Token]) -> Iterator[tuple[str, bool]]:
    """Each block's text, and whether it is a heading. List items and table rows keep a line each."""
    lines: list[str] = []
    cells: list[str] = []
    marker = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "list_item_open":
            marker = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "tr_close":
            lines.append(" | ".join(cells))
            cells = []
        elif token.type == "inline" and before and before.type in {"td_open", "th_open"}:
            cells.append(_text(token))
        elif token.type == "inline" and before and before.type == "heading_open":
            yield _text(token), True
        elif token.type in {"inline", "fence", "code_block"}:
            lines.append(marker + (_text(token) if token.type == "inline" else token.content.rstrip("\n")))
            marker = ""
        if token.level == 0 and token.nesting <= 0 and lines:
            yield "\n".join(lines), False
            lines = []


def _text(inline: Token) -> str:
    """What a reader sees of a line: no marks, no addresses, images by their description."""
    parts = []
    for token in inline.children or []:
        if token.type in {"text", "code_inline", "image"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" " if token.type == "softbreak" else "\n")
    return "".join(parts).strip()
