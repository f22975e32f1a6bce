"""Short words: failures, waiting, restarting, and everything else that one sentence says."""

from bot.rendering.cards import Accent, Button, Card, heading, small
from bot.rendering.escaping import ELLIPSIS, escape_within, one_line
from bot.rendering.words import Words

_SENTENCE_ROOM = 600


def notice_card(words: Words, name: str, *buttons: Button, **values: str | float) -> Card:
    """One of our own sentences, by its name."""
    return Card(Accent.PLAIN, [words(name, **{key: _safe(value) for key, value in values.items()})], buttons)


def trouble_card(words: Words, name: str, *buttons: Button, **values: str | float) -> Card:
    """One of our own sentences, by its name, that says why something was not done."""
    return Card(Accent.REFUSAL, [words(name, **{key: _safe(value) for key, value in values.items()})], buttons)


def failure_card(sentence: str) -> Card:
    """One plain sentence that the index has for the person asking."""
    # A card of nothing would be refused, and nobody be told anything.
    return Card(Accent.REFUSAL, [escape_within(one_line(sentence), _SENTENCE_ROOM) or ELLIPSIS])


def error_card(words: Words, reference: str) -> Card:
    """An apology that says nothing of what broke, but how to report it."""
    return Card(
        Accent.ERROR,
        [heading(words("error.title")), words("error.fault"), small(words("error.reference", reference=reference))],
    )


def waiting_card(words: Words, place: int, seconds: float | None) -> Card:
    """How many are before somebody in line, and about how long that will take."""
    if seconds is None:
        return Card(Accent.PLAIN, [words("line.soon", place=place)])
    return Card(Accent.PLAIN, [words("line.waiting", place=place, seconds=_rounded(seconds))])


def _rounded(seconds: float) -> int:
    """A number that people say: 1, 5, 10, 15, …"""
    return 1 if seconds < 2.5 else 5 * max(round(seconds / 5), 1)  # noqa: PLR2004 - half of five


def _safe(value: str | float) -> str | float:
    return escape_within(one_line(value), _SENTENCE_ROOM) if isinstance(value, str) else value
