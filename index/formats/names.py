"""Names that designers give to parts of a page: which class or id is that of a menu, an advertisement, a callout."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from selectolax.lexbor import LexborNode

LONGEST_NAMES = 500
"""Characters of classes and ids that are looked at."""

_STATES = frozenset("has with no without not hide hides show shows is toggle".split())
"""`has-sidebar`: such a name says something of the page around what it names."""

_BEHIND = frozenset(
    """
    wrapper wrap container box block section area inner outer widget widgets list links link item items group row col
    column left right primary secondary top bottom main desktop mobile panel button buttons icon icons bar notice
    message form content title header heading module region tools text slot unit stories articles posts news topics
    reading products pages videos media
    """.split()
)
"""What may stand behind a name without changing what it names: `footer-wrapper`, `related-stories`."""

_AROUND = frozenset(
    """
    nav navbar navigation navbox breadcrumb breadcrumbs sidebar side-bar footer masthead site-header toolbar pagination
    pager sharing disqus comment comments paywall newsletter pop-up popup modal overlay printfooter catlinks byline toc
    table-of-contents adsense advertisement advertising mw-editsection headerlink anchorjs-link skip-link skip-links
    skiplink sr-only visually-hidden visuallyhidden screen-reader-text author-bio social-media social-share most-read
    most-popular noprint
    """.split()
)
"""What stands around a text, whatever comes before the name: `site-footer`, `post-comments`."""

_ALONE = frozenset(
    "ad ads advert adverts banner promo promoted cookie cookies consent gdpr share related recommended trending "
    "sponsored subscribe".split()
)
"""As above, but `classified-ads`, `event-promo` and `parental-consent` are something else."""

_SHOWN = frozenset({"ad", "ads", "banner", "promo", "subscribe", "share"})
"""Names that may be only a look, if another name says that the text is set apart."""

_BEFORE = frozenset(
    "site top page header footer side left right bottom google sticky post entry article cookie ad".split()
)

_LINKS = frozenset("menu submenu recommendations tags tag taglist sponsors signup promotion social login".split())
"""What stands around a text if it is made of links; a restaurant has a menu, too."""

_CALLOUT = frozenset(
    "note tip hint warning caution danger important info attention alert admonition callout infobox footnote footnotes "
    "endnote endnotes".split()
)
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|[_-]+")


class Named(StrEnum):
    """What the names of an element say about it."""

    AROUND = "stands around the text"
    LINKS = "stands around the text if it is made of links"
    CALLOUT = "is set apart, but part of the text"


def named(node: LexborNode) -> tuple[Named, str] | None:
    """What the classes and the id of an element say about it, and which name says so."""
    found = dict(_found(node))
    if found.get(Named.AROUND) in _SHOWN and Named.CALLOUT in found:
        return Named.CALLOUT, found[Named.CALLOUT]
    return next(((said, found[said]) for said in Named if said in found), None)


def _found(node: LexborNode) -> Iterator[tuple[Named, str]]:
    attributes = node.attributes
    for token in (attributes.get("class") or "")[:LONGEST_NAMES].split():
        if said := _said(token):
            yield said
    name = (attributes.get("id") or "")[:LONGEST_NAMES]
    if name and (said := _said(name)) and not _is_anchor(node, name):
        yield said


def _is_anchor(node: LexborNode, name: str) -> bool:
    """Whether an id is only the first heading in the words of an address, as writers' programs make it."""
    heading = node.css_first("h1, h2, h3, h4, h5, h6")
    return heading is not None and _parts(name) == "-".join(re.findall(r"\w+", heading.text().lower())).split("-")


def _parts(token: str) -> list[str]:
    return [part for part in _WORD.sub("-", token).lower().split("-") if part]


@lru_cache(maxsize=4096)  # the same names stand all over a site
def _said(token: str) -> tuple[Named, str] | None:
    parts = _parts(token)
    if not parts or not _STATES.isdisjoint(parts):
        return None
    if not _CALLOUT.isdisjoint(parts):
        return Named.CALLOUT, parts[-1]
    for end in range(len(parts), 0, -1):
        for start in range(max(end - 3, 0), end):
            name = "-".join(parts[start:end])
            if name in _AROUND or (name in _ALONE and _BEFORE.issuperset(parts[:start])):
                return Named.AROUND, name
            if name in _LINKS:
                return Named.LINKS, name
        if parts[end - 1] not in _BEHIND and not parts[end - 1].isdigit():
            break
    return None
