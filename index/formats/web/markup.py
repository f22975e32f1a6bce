"""The walk over a tree of HTML, from web pages and e-books, that writes its blocks to a composer."""

import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

from index.formats.asides import is_aside
from index.formats.composing import Composer
from index.formats.web.furniture import HEADINGS
from index.formats.web.superscripts import NEAR, lowered, raised
from index.formats.web.tables import TableCells, holds_data

_INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big button cite code data del dfn em font i ins kbd label mark q rb rp rt ruby s samp small
    span strike strong sub sup time tt u var wbr
    """.split()
)
_SHIFTED = frozenset({"sub", "sup"})
_LABEL = "pi-data-label"
"""The class of a heading that is a term, in the boxes of facts of Fandom's wikis."""
_SPACE = re.compile(r"[ \t\n\r\f]+")


def write(root: LexborNode, composer: Composer, is_furniture: Callable[[LexborNode], bool]) -> None:
    """Write the text below `root`, block by block, without what is furniture."""
    walker = _Walker(composer)
    for node, is_open in _events(root, is_furniture):
        if node.tag == "-text":
            walker.text(node.text_content or "")
        elif is_open:
            walker.open(node)
        else:
            walker.close(node)
    walker.flush()


def _events(root: LexborNode, is_furniture: Callable[[LexborNode], bool]) -> Iterator[tuple[LexborNode, bool]]:
    """Each node when it opens and when it closes, without furniture; the depth of a page is no limit."""
    stack = [(root, True)]
    while stack:
        node, is_open = stack.pop()
        if not is_open:
            yield node, False
            continue
        if node.tag == "-text":
            yield node, True
            continue
        is_left_out = node.is_element_node and node.mem_id != root.mem_id and is_furniture(node)
        if not node.is_element_node or (is_left_out and node.tag not in {"td", "th"}):
            continue
        yield node, True
        stack.append((node, False))
        children = [] if is_left_out else list(node.iter(include_text=True))  # a hidden cell keeps its column
        stack.extend((child, True) for child in reversed(children))


class _Walker:
    """Gathers inline text until a block ends."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._inline: list[str] = []
        self._shifted: list[int] = []
        self._marker = ""
        self._lists: list[int | None] = []
        self._outside: list[tuple[str, list[tuple[int, str]]]] = []
        self._table: TableCells | None = None
        self._preformatted = 0

    def text(self, text: str) -> None:
        """A run of characters."""
        self._inline.append(text if self._preformatted else _SPACE.sub(" ", text))

    def open(self, node: LexborNode) -> None:
        """An element begins."""
        tag = node.tag or ""
        if tag == "br":
            self._inline.append("\n")
        elif tag in _SHIFTED:
            self._shifted.append(len(self._inline))
        elif tag in _INLINE:
            return
        elif self._table is not None:
            self._open_in_table(self._table, tag)
        else:
            self.flush()
            self._open_block(node, tag)

    def close(self, node: LexborNode) -> None:
        """An element ends."""
        tag = node.tag or ""
        if tag in _SHIFTED:
            self._shift(node)
        if tag in _INLINE or tag == "br":
            return
        if self._table is not None:
            self._close_in_table(self._table, node, tag)
        elif tag == "dt" or _LABEL in (node.attributes.get("class") or ""):
            term = " ".join(self._taken().split())
            self._marker = f"{term.rstrip(':')}{' ' if term.endswith(('?', '!')) else ': '}" if term else ""
        elif tag in HEADINGS:
            self._composer.head(" ".join(self._taken().split()), level=int(tag[1:]))
        else:
            self.flush()
            self._close_block(tag)

    def flush(self) -> None:
        """End the block that has gathered."""
        text = self._taken()
        if text:
            self._composer.block(self._marker + text, quotable=not is_aside(text))
            self._marker = ""

    def _shift(self, node: LexborNode) -> None:
        """Write raised or lowered letters so that they do not run into what stands before them."""
        start = self._shifted.pop()
        before, text = "".join(self._inline[max(start - NEAR, 0) : start]), "".join(self._inline[start:])
        if node.tag == "sup":
            following = node.next
            after = (following.text() or "")[:NEAR] if following is not None else ""
            text = raised(before, text, after, is_linked=_is_linked(node))
        else:
            text = lowered(before, text)
        self._inline[start:] = [text]

    def _taken(self) -> str:
        lines = "".join(self._inline).split("\n")
        self._inline = []
        if self._preformatted:
            return "\n".join(line.rstrip() for line in lines).strip("\n")
        return "\n".join(filter(None, (_SPACE.sub(" ", line).strip() for line in lines)))

    def _open_block(self, node: LexborNode, tag: str) -> None:
        if tag == "table" and holds_data(node):
            self._table = TableCells(node)
        elif tag in {"ul", "ol", "menu"}:
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._marker = self._next_marker()
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "aside":
            self._outside.append(self._composer.below)

    def _close_block(self, tag: str) -> None:
        if tag in {"ul", "ol", "menu"} and self._lists:
            self._lists.pop()
        elif tag in {"li", "dd"}:
            self._marker = ""
        elif tag == "pre":
            self._preformatted -= 1
        elif tag == "aside":
            self._composer.below = self._outside.pop()

    def _next_marker(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "- "
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "

    def _open_in_table(self, table: TableCells, tag: str) -> None:
        table.open(tag)
        if tag in {"tr", "td", "th"}:
            self._inline = []
        elif tag in {"ul", "ol", "menu"}:
            self._lists.append(0 if tag == "ol" else None)
        self._inline.append(f" {self._next_marker()}" if tag == "li" else " ")

    def _close_in_table(self, table: TableCells, node: LexborNode, tag: str) -> None:
        if tag in {"td", "th"}:
            table.add(node, " ".join(self._taken().split()))
        elif tag == "caption":
            self._composer.block(self._taken())
        elif node.mem_id == table.table.mem_id:
            self._composer.rows(table.rows)
            self._table = None
        else:
            self._inline.append(" ")
            if tag in {"ul", "ol", "menu"} and self._lists:
                self._lists.pop()


def _is_linked(node: LexborNode) -> bool:
    """Whether raised letters lead to somewhere else, as the marks of notes do."""
    parent = node.parent
    return node.css_first("a[href]") is not None or (parent is not None and parent.tag == "a")
