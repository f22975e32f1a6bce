"""What of a web page is not its text: hidden elements, menus, advertisements, invitations to share."""

import re

from selectolax.lexbor import LexborNode

from index.formats import asides
from index.formats.names import Named, named

HIDDEN = (
    "script, style, template, noscript, svg, math annotation, canvas, iframe, object, embed, audio, video, "
    "input, select, textarea, option, datalist, dialog, head, link, meta, [hidden], [aria-hidden=true]"
)
"""Elements that are never read as text."""

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])|"
    r"(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
"""Inline styles that hide text from readers; instructions to machines are hidden so."""

STRUCK = "s, strike, del, [style*='line-through' i]"
"""What was struck out: it is no longer so."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNFOLDING = frozenset({*HEADINGS, "dt", "summary"})
MOST_WRAPPERS = 4
"""Elements between a heading and the button that it is."""

_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu"})
_TEXTUAL = frozenset({"html", "body", "article", "main", "h1", "p"})
"""Elements that hold a text whatever they are called."""

_LISTS = frozenset({"ul", "ol", "dl", "menu"})
LINKED = 0.75
"""Share of a list's text inside links above which it is a menu."""

MOSTLY_LINKED = 0.5
"""The same share of what is named after menus, or set aside."""

FEWEST_LINKS = 3

MOST = 0.5
"""Share of a page's text above which nothing stands around it: there is no other text."""


def is_hidden(node: LexborNode) -> bool:
    """Whether an element's own attributes keep it from readers' eyes."""
    attributes = node.attributes
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDING.search((attributes.get("style") or "")[:1000]))
    )


def is_control(button: LexborNode) -> bool:
    """Whether a button does something to the page; those that are a heading, or a question, unfold their answer."""
    text = button.text(strip=True)
    parent = button.parent
    for _ in range(MOST_WRAPPERS):
        if parent is None or parent.tag in _UNFOLDING:
            break
        parent = parent.parent
    is_heading = parent is not None and parent.tag in _UNFOLDING and parent.text(strip=True) == text
    return not (is_heading or text.endswith(("?", "？", "؟")))


def is_navigation(node: LexborNode) -> bool:
    """Whether an element only leads elsewhere, in a book or in a page that holds nothing else."""
    attributes = node.attributes
    kinds = f"{attributes.get('epub:type') or ''} {attributes.get('role') or ''}".split()
    return node.tag == "nav" or not {"noteref", "doc-noteref", "pagebreak", "doc-pagebreak"}.isdisjoint(kinds)


class Furniture:
    """Says which elements below a root stand around its text."""

    def __init__(self, root: LexborNode) -> None:
        self._size = _size(root)
        self._is_main = root.tag != "body"
        self._kept: set[str] = set()

    def __call__(self, node: LexborNode) -> bool:
        """Whether an element stands around the text; what holds most of it does not, nor does its like inside."""
        why = self._why(node)
        if not why or why.removesuffix("s") in self._kept:
            return False
        whole = node.parent if why == "comment" and node.parent is not None else node
        if why != "nav" and _size(whole) > MOST * self._size:
            self._kept.add(why.removesuffix("s"))
            return False
        return True

    def _why(self, node: LexborNode) -> str:
        """In one word why an element stands around the text, or nothing if it does not."""
        tag, role = node.tag or "", (node.attributes.get("role") or "").lower()
        if is_navigation(node):
            return "nav"
        if tag == "form" or role in _ROLES or self._is_rim(node):
            return role or tag
        said, name = named(node) or (None, "")
        if said is Named.AROUND and tag not in {*_TEXTUAL, *(_LISTS if name in {"ad", "ads"} else ())}:
            return name
        if said is Named.LINKS and tag not in _TEXTUAL and linked(node) > MOSTLY_LINKED:
            return name
        if (tag == "aside" or role == "complementary") and said is not Named.CALLOUT and not self._is_box(node):
            return "aside"
        return "list" if tag in _LISTS and self._is_menu(node) else ""

    def _is_rim(self, node: LexborNode) -> bool:
        """Whether an element is the header or footer of the page, and not that of a section or of a quotation."""
        if node.tag == "footer":
            return node.parent is None or node.parent.tag not in {"blockquote", "figure"}
        return node.tag == "header" and node.css_first("h1, h2, h3, p" if self._is_main else "h1, p") is None

    def _is_box(self, node: LexborNode) -> bool:
        """Whether what is set aside in a text belongs to it: it is no bundle of links."""
        return self._is_main and node.css_first("form") is None and linked(node) <= MOSTLY_LINKED

    def _is_menu(self, node: LexborNode) -> bool:
        links = node.css("a")
        if len(links) < FEWEST_LINKS or linked(node) <= LINKED:
            return False
        return all((link.attributes.get("href") or "").startswith("#") for link in links) or not self._is_introduced(
            node
        )

    def _is_introduced(self, node: LexborNode) -> bool:
        """Whether a text leads up to a list, which is then part of it."""
        if node.tag == "dl":
            return False
        before = node.prev
        while before is not None and before.tag == "-text" and not (before.text_content or "").strip():
            before = before.prev
        if before is None:
            return self._is_main and node.parent is not None and node.parent.tag == "li"
        text = " ".join(before.text().split())
        if text.endswith((":", "：")):
            return True
        is_heading = before.tag in HEADINGS or before.css_first("h1, h2, h3, h4, h5, h6") is not None
        return self._is_main and (before.tag == "p" or is_heading) and not asides.is_furniture(text)


def _size(node: LexborNode) -> int:
    return len(node.text(strip=True))


def linked(node: LexborNode) -> float:
    """The share of an element's text that stands inside links."""
    return sum(_size(link) for link in node.css("a")) / max(_size(node), 1)
