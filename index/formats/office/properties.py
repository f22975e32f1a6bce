"""What the properties of an Office file say."""

import datetime as dt
from typing import Protocol

from index.formats.details import LONGEST_NAME, Details, language, line, tags

_TEMPLATES = frozenset(
    dt.datetime.fromisoformat(date) for date in ("2013-12-23T23:15:00", "2013-01-27T09:14:16", "2013-01-27T09:15:58")
)
"""When the empty files were made that the popular libraries start from: no date of what was written into them."""


class CoreProperties(Protocol):
    """The properties that Word, PowerPoint and Excel files share, as each library reads them."""

    title: str
    language: str
    keywords: str
    created: dt.datetime | None
    modified: dt.datetime | None


def properties(said: CoreProperties) -> Details:
    """The details; the date is when the text was last changed, which is as old as what it says."""
    changed = next((date for date in (said.modified, said.created) if date and _naive(date) not in _TEMPLATES), None)
    return Details(
        title=line(said.title),
        date=changed.date().isoformat() if changed else None,
        date_origin="properties" if changed else None,
        language=language(said.language),
        tags=tags((line(said.keywords, LONGEST_NAME) or "").replace(";", ",").split(",")),
    )


def _naive(date: dt.datetime) -> dt.datetime:
    return date.replace(tzinfo=None)
