"""What the properties of an Office file say."""

import datetime as dt
from typing import Protocol

from index.formats.details import LONGEST_NAME, Details, language, line, tags


class CoreProperties(Protocol):
    """The properties that Word, PowerPoint and Excel files share, as each library reads them."""

    title: str
    language: str
    keywords: str
    created: dt.datetime | None
    modified: dt.datetime | None


def properties(said: CoreProperties) -> Details:
    """The details; the date is when the text was last changed, which is as old as what it says."""
    changed = said.modified or said.created
    return Details(
        title=line(said.title),
        date=changed.date().isoformat() if changed else None,
        date_origin="properties" if changed else None,
        language=language(said.language),
        tags=tags((line(said.keywords, LONGEST_NAME) or "").replace(";", ",").split(",")),
    )
