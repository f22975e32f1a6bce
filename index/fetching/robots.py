"""robots.txt (RFC 9309): what a site asks machines to leave alone."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from index.fetching.addresses import Target

AGENT = "Footnote"
"""The name that sites can address."""

MOST_BYTES = 512 * 1024
"""The least that the RFC asks to be read; what comes after it is ignored."""

KEPT_SECONDS = 3600.0
"""Less than the day that the RFC allows: curators add pages of a site in one go."""

MOST_KEPT = 200
"""Sites; the oldest is forgotten."""

_FOUND, _FAILED = 200, 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site answered when asked for its robots.txt; no status when it only led on and on."""

    status: int | None
    content: bytes = b""


class Robots:
    """Remembers what sites allow. `ask` fetches a robots.txt."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[float, Protego | None]] = {}
        self._lock = threading.Lock()

    def allow(self, target: Target, ask: Callable[[Target], Answer]) -> bool:
        """Whether the site lets this page be fetched; a site that cannot be asked does not."""
        rules = self._rules(target, ask)
        return rules is not None and rules.can_fetch(target.url, AGENT)

    def _rules(self, target: Target, ask: Callable[[Target], Answer]) -> Protego | None:
        now = time.monotonic()
        kept = self._kept.get(target.origin)
        if kept is not None and kept[0] > now:
            return kept[1]
        rules = _parsed(ask(Target(target.scheme, target.host, "/robots.txt")))
        with self._lock:  # several pages are fetched at once
            self._kept[target.origin] = now + KEPT_SECONDS, rules
            if len(self._kept) > MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        return rules


def _parsed(answer: Answer) -> Protego | None:
    """The rules; none at all where there is no such file, and None where nobody can tell."""
    if answer.status is None or answer.status >= _FAILED:
        return None
    content = answer.content[:MOST_BYTES] if answer.status == _FOUND else b""
    return Protego.parse(content.decode("utf-8", errors="replace"))
