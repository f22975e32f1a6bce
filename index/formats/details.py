"""`Details`: what a file says about itself, cleaned so that it can be shown beside a quote."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self
from urllib.parse import urlsplit

from index.characters import visible
from index.dates import first_date

LONGEST_TITLE = 300
"""Characters; longer titles are text that slipped into a field."""

LONGEST_NAME = 120
"""Characters in a publisher's name or a tag."""

LONGEST_URL = 2000
"""Characters; what browsers and Discord's buttons still accept."""

LONGEST_DATE = 200
"""Characters of a field in which a date is sought."""

MOST_TAGS = 20

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_COMPACT = re.compile(
    r"(?P<year>(?:1\d|20)\d\d)(?P<sign>[-/.]?)(?P<month>0[1-9]|1[0-2])"
    r"(?:(?P=sign)(?P<day>0[1-9]|[12]\d|3[01]))?(?![\d/.-])"
)
"""Dates as only fields write them; in running text `2011-12` may be a season."""

_STAMP = re.compile(r"\d{4}-?\d\d-?\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")

_SPACE = re.compile(r"\s+")

_SPOKEN = frozenset({"author"})
"""Details that people ask for as well."""

_KEYS = {
    "title": ("title", "headline", "name", "subject"),
    "publisher": ("publisher", "source", "site", "site_name", "outlet", "author"),
    "date": (
        "date",
        "published",
        "published_at",
        "date_published",
        "datepublished",
        "pubdate",
        "created",
        "created_at",
        "timestamp",
    ),
    "url": ("url", "link", "permalink", "canonical", "source_url"),
    "language": ("language", "lang", "locale"),
    "tags": ("tags", "keywords", "categories"),
}
"""The names under which people write each detail, best first."""


@dataclass(frozen=True, slots=True)
class Details:
    """What a file says about itself; None where it is silent. `date` and `date_origin` are as in `Document`."""

    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    date_origin: str | None = None
    url: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    pages: int | None = None

    @classmethod
    def named(cls, said: Mapping[str, str], origin: str) -> Self:
        """The details among fields that people named themselves; keys are in lower case."""
        found = {
            detail: next((said[key] for key in keys if said.get(key, "").strip()), "") for detail, keys in _KEYS.items()
        }
        date = dated(found["date"])
        return cls(
            title=line(found["title"], LONGEST_TITLE),
            publisher=line(found["publisher"], LONGEST_NAME),
            date=date,
            date_origin=origin if date else None,
            url=address(found["url"]),
            language=language(found["language"]),
            tags=tags(found["tags"].split(",")),
        )

    def over(self, other: Self) -> Self:
        """These details, and the other's where these are silent; a date keeps its own origin."""
        merged = {field.name: getattr(self, field.name) or getattr(other, field.name) for field in fields(self)}
        merged["date_origin"] = self.date_origin if self.date else other.date_origin
        return type(self)(**merged)


def shown_beside(said: Mapping[str, str]) -> frozenset[str]:
    """Which fields, in lower case, are shown whole beside a text, so that the text need not repeat them."""
    found = Details.named(said, "")
    shown = {
        "title": found.title,
        "publisher": found.publisher,
        "date": found.date,
        "url": found.url,
        "language": found.language,
        "tags": ", ".join(found.tags),
    }
    chosen = {detail: next((key for key in keys if said.get(key, "").strip()), "") for detail, keys in _KEYS.items()}
    return frozenset(
        key
        for detail, key in chosen.items()
        if key not in _SPOKEN
        and (shown[detail] == said.get(key, "").strip() or (detail == "date" and _is_stamp(said, key)))
    )


def _is_stamp(said: Mapping[str, str], key: str) -> bool:
    """Whether a field is a date as programs write it, whose time of day nobody asks for."""
    return bool(_STAMP.fullmatch(said.get(key, "").strip()))


def line(text: str | None, longest: int = LONGEST_TITLE) -> str | None:
    """The text as one visible line, cut at a word; None when nothing is left."""
    clean = _SPACE.sub(" ", visible(text[: longest * 8])).strip() if text else ""
    if len(clean) > longest:
        clean = clean[:longest].rsplit(" ", 1)[0] + "…"
    return clean or None


def dated(text: str | None) -> str | None:
    """The calendar date that a field gives, ISO 8601 cut to what it says."""
    match = _COMPACT.match((text or "").strip())
    if match:
        text = "-".join(filter(None, match.group("year", "month", "day")))
        if not match["day"]:
            return text
    return first_date(text[:LONGEST_DATE]) if text else None


def address(text: str | None) -> str | None:
    """A web address that can be shown and followed, without a user name in it; None for anything else."""
    url = (text or "").strip()
    if not url.isprintable() or " " in url or len(url) > LONGEST_URL or visible(url) != url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc else None


def language(text: str | None) -> str | None:
    """A BCP 47 tag, `en` or `pt-BR`; None for anything else."""
    match = _LANGUAGE.fullmatch((text or "").strip())
    if match is None:
        return None
    primary, *rest = match[0].replace("_", "-").split("-")
    return "-".join([primary.lower(), *rest])


def tags(words: list[str]) -> tuple[str, ...]:
    """Tags as short lines, in order, each once."""
    return tuple(dict.fromkeys(tag for word in words[:MOST_TAGS] if (tag := line(word, LONGEST_NAME))))
