"""The words that people read, in their language: one file a language, chosen by Discord's locale.

A text is an ICU message (https://unicode-org.github.io/icu/userguide/format_parse/messages/): plurals, numbers and
dates come out as the language writes them.
"""

import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from icu4py.messageformat import MessageFormat

LANGUAGES = {"en": "en-GB", "de": "de-DE"}
"""Each language with the locale whose dates and numbers it takes. The first is for everybody else."""

_FOLDER = Path(__file__).parent / "languages"


class Words:
    """One language. Calling it with a text's name and values gives the text; values are markup already."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = LANGUAGES[language]
        self._texts = texts(language)
        self._messages: dict[str, MessageFormat] = {}

    def __call__(self, name: str, /, **values: str | float | datetime) -> str:
        """The text of that name. Raises KeyError for a name that there is not."""
        if name not in self._messages:
            self._messages[name] = MessageFormat(self._texts[name], self._locale)
        return str(self._messages[name].format({**values}))

    def date(self, year: int, month: int | None = None, day: int | None = None) -> str:
        """A date as far as it is known: `13 April 2024`, `April 2024`, `2024`."""
        skeleton = "dMMMMy" if day else "MMMMy" if month else "y"
        message = MessageFormat(f"{{date, date, ::{skeleton}}}", self._locale)
        return str(message.format({"date": datetime(year, month or 1, day or 1, 12, tzinfo=UTC)}))


@cache
def words_of(locale: object) -> Words:
    """The language of a Discord locale such as `de` or `en-US`; English for one that is not spoken here."""
    language = str(locale).partition("-")[0].lower()
    return Words(language if language in LANGUAGES else next(iter(LANGUAGES)))


@cache
def texts(language: str) -> Mapping[str, str]:
    """Every text of a language by its name, such as `answer.reading`."""
    return dict(_flat(tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))))


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        found += _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(prefix + key, value)]
    return found
