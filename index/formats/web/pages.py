"""Web pages to `Document`: the main text with its headings, lists and tables, and what the page says about itself."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from index.documents import Document
from index.formats.composing import Composer
from index.formats.contents import File
from index.formats.decoding import decoded
from index.formats.web.furniture import (
    HIDDEN,
    MOSTLY_LINKED,
    STRUCK,
    Furniture,
    is_control,
    is_hidden,
    is_navigation,
    linked,
)
from index.formats.web.markup import write
from index.formats.web.page_details import page_details

LEAST_MAIN = 0.3
"""Share of a page's text that a marked main part holds at least; with less, the mark is wrong."""

MOST_MARKED = 500
"""Elements with the same mark that are looked at; a thread has fewer posts on a page."""


def read_html(file: File) -> Document:
    """Read a web page. Raises Refused."""
    page = LexborHTMLParser(decoded(file, is_page=True))
    details = page_details(page)
    clean(page)
    composer = Composer(title=details.title)
    main = main_of(page)
    write(main, composer, Furniture(main))
    if not composer.has_text and page.body is not None:
        write(page.body, composer, is_navigation)
    return composer.document(file, details)


def clean(page: LexborHTMLParser) -> None:
    """Take out what readers of the page do not see or see struck out, and the signs that link a heading to itself."""
    for node in page.css(HIDDEN):
        node.decompose()
    for node in page.css("[style], [hidden], [aria-hidden]"):
        if is_hidden(node):
            node.decompose()
    for node in page.css(STRUCK):
        for child in [node] if node.tag not in {"td", "th"} else list(node.iter(include_text=True)):
            child.decompose()  # a cell keeps its column
    for node in page.css("button"):
        if is_control(node):
            node.decompose()
    for node in page.css("a[href^='#']"):
        if not any(map(str.isalnum, node.text())):
            node.decompose()


def main_of(page: LexborHTMLParser) -> LexborNode:
    """The part of the page that holds its text: what is marked so, unless the marks make no sense."""
    body = page.body or page.root
    assert body is not None, "the parser always makes a body"
    whole = _size(body)
    for mark in ("[itemprop=articleBody]", "article", "main, [role=main]", "#content, #main, #mw-content-text"):
        every = page.css(mark)[:MOST_MARKED]
        marked = [node for node in every if _size(node) >= whole * LEAST_MAIN]
        if len(marked) == 1 or (marked and _contains(marked[0], marked[-1])):
            return _with_headline(_thread(marked[0], every))
    return body


def _thread(node: LexborNode, marked: list[LexborNode]) -> LexborNode:
    """The node, or what holds it together with others of its kind: the posts of a thread are a text together."""
    for other in marked:
        if _is_like(node, other) and linked(other) <= MOSTLY_LINKED and not _contains(node, other):
            while node.parent is not None and node.parent.tag != "html" and not _contains(node, other):
                node = node.parent
            return node
    return node


def _is_like(node: LexborNode, other: LexborNode) -> bool:
    """Whether two elements have a class in common, or are both without."""
    ours, theirs = ((each.attributes.get("class") or "").split() for each in (node, other))
    return node.mem_id != other.mem_id and (ours == theirs or not set(ours).isdisjoint(theirs))


def _size(node: LexborNode) -> int:
    return len(node.text(strip=True))


def _contains(outer: LexborNode, inner: LexborNode) -> bool:
    parent = inner.parent
    while parent is not None:
        if parent.mem_id == outer.mem_id:
            return True
        parent = parent.parent
    return False


def _with_headline(node: LexborNode) -> LexborNode:
    """The node, or the one around it, when the page's headline stands just above."""
    parent = node.parent
    if parent is None or parent.tag in {"body", "html"} or node.css_first("h1") is not None:
        return node
    return parent if parent.css_first("h1") is not None and _size(parent) < 2 * _size(node) else node
