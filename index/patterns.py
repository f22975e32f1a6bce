"""Regular expressions that are compiled when they are first asked; all at once would be a tenth of a cold start."""

import re
from functools import cached_property
from typing import Any, cast


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self._made_of = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(*self._made_of)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._compiled, name)
        setattr(self, name, found)  # from the second time on it is at hand
        return found


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, and raises, but not before one of its methods or attributes is asked for."""
    return cast("re.Pattern[str]", _Late(pattern, flags))
