"""Web pages to `Document`: the main text with its headings, lists and tables, and what the page says about itself."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from index.documents import Document
from index.formats.composing import Composer
from index.formats.contents import File
from index.formats.decoding import decoded
from index.formats.furniture import HIDDEN, is_hidden
from index.formats.markup import write
from index.formats.page_details import page_details

LEAST_MAIN = 0.3
"""Share of a page's text that a marked main part holds at least; with less, the mark is wrong."""


def read_html(file: File) -> Document:
    """Read a web page. Raises Refused."""
    page = LexborHTMLParser(decoded(file, is_page=True))
    details = page_details(page)
    clean(page)
    composer = Composer(title=details.title)
    write(main_of(page), composer)
    if not composer.has_text and page.body is not None:
        write(page.body, composer)
    return composer.document(file, details)


def clean(page: LexborHTMLParser) -> None:
    """Take out what readers of the page do not see, and the signs that link a heading to itself."""
    for node in page.css(HIDDEN):
        node.decompose()
    for node in page.css("[style], [hidden], [aria-hidden]"):
        if is_hidden(node):
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
        marked = [node for node in page.css(mark) if _size(node) >= whole * LEAST_MAIN]
        if len(marked) == 1 or (marked and _contains(marked[0], marked[-1])):
            return _with_headline(marked[0])
    return body


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
