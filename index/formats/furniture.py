"""What of a web page is not its text: hidden elements, menus, advertisements, invitations to share."""

import re

from selectolax.lexbor import LexborNode

HIDDEN = (
    "script, style, template, noscript, svg, math annotation, canvas, iframe, object, embed, audio, video, button, "
    "input, select, textarea, option, datalist, dialog, head, link, meta, [hidden], [aria-hidden=true]"
)
"""Elements that are never read as text."""

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])|"
    r"(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
"""Inline styles that hide text from readers; instructions to machines are hidden so."""

_AROUND = frozenset({"nav", "footer", "aside", "form", "menu"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu"})

_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation|box)?|menu|breadcrumbs?|sidebar|side-?bar|footer|masthead|site-?header|toolbar|pagination|"
    r"pager|share|sharing|social(?:-?media)?|share-?(?:buttons|bar|tools)|comments?|comment-?list|disqus|related(?:-?\w+)?|"
    r"recommend(?:ed|ations?)|most-?(?:read|popular)|trending|newsletter|subscribe|subscription|signup|sign-up|paywall|"
    r"promo(?:tion|ted)?|advert(?:isement|ising|s)?|ads?|adsense|ad-?(?:slot|unit|container|banner|wrapper)|sponsor(?:ed|s)?|"
    r"banner|cookies?|cookie-?\w+|consent|gdpr|popup|pop-up|modal|overlay|skip-?links?|skip-to-\w+|"
    r"screen-reader-text|sr-only|visually-?hidden|mw-editsection|reference|noprint|printfooter|catlinks|tags?-?list|"
    r"author-?bio|byline|toc|table-of-contents|headerlink|anchorjs-link)(?=$|[\s_-])",
    re.IGNORECASE,
)
"""Words in classes and ids that designers give to what stands around a text."""

_LISTS = frozenset({"ul", "ol", "dl"})
LINKED = 0.75
"""Share of a list's text inside links above which it is a menu."""

FEWEST_LINKS = 3


def is_hidden(node: LexborNode) -> bool:
    """Whether an element's own attributes keep it from readers' eyes."""
    attributes = node.attributes
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDING.search((attributes.get("style") or "")[:1000]))
    )


def is_furniture(node: LexborNode) -> bool:
    """Whether an element stands around the text of its page."""
    tag = node.tag
    if tag in _AROUND or (tag == "header" and node.css_first("h1, p") is None):
        return True
    attributes = node.attributes
    if (attributes.get("role") or "").lower() in _ROLES:
        return True
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:500]
    if _NAMES.search(named) and tag not in {"html", "body", "article", "main", "h1", "p"}:
        return True
    return tag in _LISTS and _is_menu(node)


def _is_menu(node: LexborNode) -> bool:
    links = node.css("a")
    if len(links) < FEWEST_LINKS:
        return False
    linked = sum(len(link.text(strip=True)) for link in links)
    return linked > LINKED * len(node.text(strip=True))
