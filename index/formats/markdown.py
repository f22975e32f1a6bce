"""Markdown to `Document`: front matter, headings, and the text as it is read, without its marks."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser

from index.documents import Document
from index.formats.composing import Composer
from index.formats.contents import File
from index.formats.decoding import decode
from index.formats.details import Details
from index.formats.grids import Cell
from index.formats.web.furniture import is_navigation
from index.formats.web.markup import write
from index.formats.web.pages import clean
from index.formats.web.superscripts import NEAR, lowered, raised
from index.sentences import SAID

LONGEST_FRONT_MATTER = 16384
"""Characters; a rule across a page is not the start of one."""

_FRONT_MATTER = re.compile(
    r"(?:---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)|\+\+\+[ \t]*\n(?P<toml>.*?)\n\+\+\+)[ \t]*(?:\n|\Z)", re.DOTALL
)
_FIELD = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}):(?:[ \t]+(?P<value>.*)|[ \t]*)")
_HTML_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SOFT = "\r"
"""Stands for a break of a line that is a space for whoever reads the text set; nowhere else is one."""

_STRUCK = re.compile(r"<(?P<closing>/?)(?:s|strike|del)\b", re.IGNORECASE)
_SPACES = re.compile(r" {2,}")
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
    _write(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body), composer)
    return composer.document(file, details)


def front_matter(source: str) -> tuple[Details, str]:
    """What the block of YAML or TOML at the top says, and the rest; a block that says nothing is ordinary text."""
    match = _FRONT_MATTER.match(source, 0, LONGEST_FRONT_MATTER)
    fields = _fields(match["yaml"], match["toml"]) if match else None
    if match is None or not isinstance(fields, dict):
        return Details(), source
    said = {str(key).strip().lower(): _said(value) for key, value in fields.items()}
    return Details.named(said, "front matter"), source[match.end() :]


def _fields(in_yaml: str | None, in_toml: str | None) -> object:
    try:
        return tomllib.loads(in_toml or "") if in_yaml is None else yaml.load(in_yaml, _PlainLoader)  # noqa: S506 - a safe loader, made stricter
    except (yaml.YAMLError, ValueError, RecursionError):
        return _simple(in_yaml or "")


def _simple(block: str) -> dict[str, str] | None:
    """The fields of a block that is not quite YAML, where each line is one or belongs to the one above."""
    lines = [line for line in block.splitlines() if line.strip() and not line.startswith("#")]
    fields = [match for line in lines if (match := _FIELD.fullmatch(line))]
    belong = sum(line.startswith((" ", "\t", "- ")) for line in lines)
    if len(fields) + belong < len(lines):
        return None
    return {match["key"]: (match["value"] or "").strip().strip("\"'") for match in fields} or None


def _said(value: object) -> str:
    """A value of the front matter in words; a list with commas, and nothing for what is nested."""
    if isinstance(value, list):
        return ", ".join(_said(item) for item in value if not isinstance(item, list))
    return str(value).strip() if isinstance(value, str | int | float | dt.date) else ""


def _write(tokens: list[Token], composer: Composer) -> None:
    """Each block of the text to the composer. List items have a line each, table rows a block each."""
    lines: list[str] = []
    table: list[list[Cell]] = []
    marker = ""
    for number, (before, token) in enumerate(zip([None, *tokens], tokens, strict=False)):
        opened = before.type if before else ""
        if token.type == "list_item_open":
            marker = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "tr_open":
            table.append([])
        elif token.type == "table_close":
            composer.rows(table)
            table = []
        elif token.type == "inline" and opened in {"td_open", "th_open"}:
            table[-1].append(Cell(_text(token), is_name=opened == "th_open"))
        elif token.type == "inline" and opened == "heading_open":
            composer.head(_text(token), level=_level(before))
        elif token.type == "html_block":
            lines.extend(_words(token.content) if token.level else [])
            _write_html("".join(_run(tokens, number)), composer)
        elif token.type in {"inline", "fence", "code_block"}:
            text = _text(token) if token.type == "inline" else token.content.rstrip("\n")
            lines.extend([marker + text] if text else [])
            marker = ""
        if token.level == 0 and token.nesting <= 0 and lines:
            composer.block("\n".join(lines))
            lines = []


def _level(opening: Token | None) -> int:
    return int(opening.tag[1:]) if opening else 1


def _run(tokens: list[Token], number: int) -> Iterator[str]:
    """The blocks of HTML that follow each other from the first on: a blank line parts a table, but does not end it."""
    if number and tokens[number - 1].type == "html_block":
        return
    for token in tokens[number:]:
        if token.type != "html_block" or token.level:
            return
        yield token.content


def _write_html(source: str, composer: Composer) -> None:
    page = LexborHTMLParser(source)
    clean(page)
    if page.body is not None:
        write(page.body, composer, is_navigation)


def _words(source: str) -> list[str]:
    """The text of HTML inside a list."""
    page = LexborHTMLParser(source)
    clean(page)
    said = " ".join(page.body.text(separator=" ").split()) if page.body is not None else ""
    return [said] if said else []


def _text(inline: Token) -> str:
    """What a reader sees of a line: no marks, no addresses, images by their description."""
    parts: list[str] = []
    shifted: list[tuple[str, int]] = []
    tokens = list(_standing(inline.children or []))
    for number, token in enumerate(tokens):
        if token.type in {"text", "code_inline", "image"}:
            parts.append(token.content)
        elif token.type == "softbreak":
            parts.append(_SOFT)
        elif token.type == "hardbreak" or (token.type == "html_inline" and _HTML_BREAK.fullmatch(token.content)):
            parts.append("\n")
        elif token.type == "html_inline" and (mark := _SHIFTED.match(token.content)):
            if not mark["closing"]:
                shifted.append((mark["tag"].lower(), len(parts)))
            elif shifted:
                _shift(parts, *shifted.pop(), tokens[number - 1 : number + 2])
    text = _broken("".join(parts).strip())
    return text if len(tokens) == len(inline.children or []) else _SPACES.sub(" ", text)


def _broken(text: str) -> str:
    """The text with its soft breaks as spaces, but between facts below each other: "Editor: Ada", "Print run: 300"."""
    lines = text.split(_SOFT)
    are_facts = [bool(SAID.match(line)) and line[0].isupper() for line in lines]
    is_list = any(map(all, pairwise(are_facts)))
    later = zip(lines[1:], are_facts[1:], strict=True)
    return lines[0] + "".join(f"\n{line}" if is_list and is_fact else f" {line}" for line, is_fact in later)


def _standing(tokens: list[Token]) -> Iterator[Token]:
    """What is not struck out; a tag that nothing closes strikes nothing."""
    depth, left = 0, sum(_strikes(token) < 0 for token in tokens)
    for token in tokens:
        step = _strikes(token)
        if step < 0:
            left, depth = left - 1, max(depth - 1, 0)
        elif step and depth < left:
            depth += 1
        elif not depth:
            yield token


def _strikes(token: Token) -> int:
    """Whether what is struck out begins (1) or ends (-1) here."""
    if token.type in {"s_open", "s_close"}:
        return token.nesting
    mark = _STRUCK.match(token.content) if token.type == "html_inline" else None
    return 0 if mark is None else -1 if mark["closing"] else 1


def _shift(parts: list[str], tag: str, start: int, around: list[Token]) -> None:
    """Write the raised or lowered last parts so that they do not run into what stands before them."""
    before, text = "".join(parts[max(start - NEAR, 0) : start]), "".join(parts[start:])
    after = around[-1].content if around[-1].type == "text" else ""
    is_linked = any(token.type == "link_close" for token in around)
    parts[start:] = [raised(before, text, after, is_linked=is_linked) if tag == "sup" else lowered(before, text)]
