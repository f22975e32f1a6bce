"""What a web page says about itself: schema.org, Open Graph, Dublin Core, and the elements of HTML."""

import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from index.formats.asides import LONGEST_ASIDE, is_aside
from index.formats.details import LONGEST_NAME, Details, address, dated, language, line, tags

LONGEST_DATA = 262144
"""Characters of linked data; articles carry a few thousand."""

MOST_NODES = 2000
"""Of linked data that are looked at."""

MOST_TIMES = 20
"""Elements `time` that are looked at."""

MOST_HEADLINES = 5
"""Elements `h1` that are compared with the page's title."""

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Book|Recipe)$")
_PAGE = re.compile(r"(?:WebPage|Event|Review)$")
_DATES = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "pubdate",
    "publishdate",
    "publication_date",
    "sailthru.date",
    "og:pubdate",
)
_PUBLISHERS = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
    "publisher",
    "application-name",
)
_TITLES = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")
_PATH_DATE = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?:[/-](0[1-9]|[12]\d|3[01]))?(?=[/-]|$)")
_STAMPED = re.compile(r"(?:^|[\s_-])(?:date|dateline|publi\w+|posted|byline|meta|timestamp)(?=$|[\s_-])", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s(?:\||[-–—·•»:]|::)\s")


def page_details(page: LexborHTMLParser) -> Details:
    """All that a page says about itself. Must be asked before anything is taken out of the page."""
    meta = _meta(page)
    said = _linked_data(page).over(_from_meta(page, meta))
    named = said.over(Details(date=(date := _shown_date(page)), date_origin="text" if date else None))
    return _titled(page, named.over(_from_address(named.url)))


def _meta(page: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in page.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        found.setdefault(name.strip().lower(), attributes.get("content") or "")
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if meta.get(name, "").strip()), None)


def _from_meta(page: LexborHTMLParser, meta: dict[str, str]) -> Details:
    canonical = page.css_first("link[rel=canonical]")
    html = page.css_first("html")
    date = next((found for name in _DATES if (found := dated(meta.get(name)))), None)
    return Details(
        title=line(_first(meta, _TITLES)),
        publisher=line(_first(meta, _PUBLISHERS), LONGEST_NAME),
        date=date,
        date_origin="metadata" if date else None,
        url=address(canonical.attributes.get("href") if canonical else None) or address(meta.get("og:url")),
        language=language(html.attributes.get("lang") if html else None)
        or language(meta.get("content-language") or meta.get("og:locale")),
        tags=tags((_first(meta, ("keywords", "news_keywords", "article:tag")) or "").split(",")),
    )


def _linked_data(page: LexborHTMLParser) -> Details:
    """The first article among the page's JSON-LD; where there is none, what the page says of itself as such."""
    found: list[dict[str, Any]] = []
    for script in page.css('script[type="application/ld+json"]'):
        try:
            said = json.loads((script.text() or "")[:LONGEST_DATA])
        except (ValueError, RecursionError):
            continue
        found.extend(_nodes(said))
    for kind in (_ARTICLE, _PAGE):
        node = next((node for node in found if _is_a(kind, node)), None)
        if node is not None:
            return _from_article(node)
    return Details()


def _nodes(said: object) -> Iterator[dict[str, Any]]:
    waiting = [said]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting.extend(value for value in node.values() if isinstance(value, dict | list))
        elif isinstance(node, list):
            waiting.extend(node)


def _is_a(wanted: re.Pattern[str], node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and wanted.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _from_article(node: dict[str, Any]) -> Details:
    date = dated(_words(node.get("datePublished")) or _words(node.get("dateCreated")))
    return Details(
        title=line(_words(node.get("headline")) or _words(node.get("name"))),
        publisher=line(_words(node.get("publisher")), LONGEST_NAME),
        date=date,
        date_origin="metadata" if date else None,
        language=language(_words(node.get("inLanguage"))),
    )


def _words(value: object) -> str | None:
    """The text of a property, which may be a thing with a name, or a list of such."""
    while isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else None


def _shown_date(page: LexborHTMLParser) -> str | None:
    """The date of the first `time` element that says when the text was published, and not when something happens."""
    for mark in ("time[itemprop=datePublished]", "time[pubdate]", "article time[datetime]", "main time[datetime]"):
        for node in page.css(mark)[:MOST_TIMES]:
            if "[datetime]" not in mark or _is_stamp(node):
                return dated(node.attributes.get("datetime")) or dated(node.text())
    return None


def _is_stamp(time: LexborNode) -> bool:
    """Whether a `time` says when a text was published: in a header, alone, or in a line that says so."""
    if time.attributes.get("itemprop"):
        return False
    node = time.parent
    while node is not None and node.tag in {"span", "a", "small", "em", "strong", "b", "i"}:
        node = node.parent
    if node is None or node.tag in {"li", "td", "dd", "dt", "th"}:
        return False
    if node.tag == "header" or (node.parent is not None and node.parent.tag == "header"):
        return True
    text = " ".join(node.text()[:LONGEST_ASIDE].split())
    names = f"{node.attributes.get('class') or ''} {time.attributes.get('class') or ''}"
    return is_aside(text) or bool(_STAMPED.search(names))


def _from_address(url: str | None) -> Details:
    match = _PATH_DATE.search(url or "")
    date = dated("-".join(filter(None, match.groups()))) if match and match[3] else None
    if match and not match[3]:
        date = f"{match[1]}-{match[2]}"
    return Details(date=date, date_origin="address" if date else None)


def _titled(page: LexborHTMLParser, details: Details) -> Details:
    """The details with a title that does not end in the site's name; the name may be known only from there."""
    headlines = [found for node in page.css("h1")[:MOST_HEADLINES] if (found := line(node.text(separator=" ")))]
    element = page.css_first("title")
    title = details.title or (line(element.text()) if element is not None else None)
    parts = _SEPARATOR.split(title) if title else []
    shown = next((part for part in parts if part in headlines), None)
    if title and shown and len(parts) > 1:
        return Details(title=shown, publisher=details.publisher or (parts[-1] if shown != parts[-1] else None)).over(
            details
        )
    if title and len(parts) > 1 and details.publisher and parts[-1].casefold() == details.publisher.casefold():
        return Details(title=title[: -len(parts[-1])].rstrip(" |-–—·•»:")).over(details)
    return Details(title=details.title or next(iter(headlines), title)).over(details)
