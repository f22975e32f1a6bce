"""How to ask, with questions to begin with; and how well it goes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.rendering.cards import DIVIDER, Accent, Card, heading, quoted, small
from bot.rendering.escaping import escape_within, one_line
from bot.rendering.words import Words

_QUESTION_ROOM = 200


@dataclass(frozen=True, slots=True)
class Quality:
    """What was asked in a server in so many `days`, and how it was received; times in milliseconds.

    `disliked` holds the reason of each 👎, blank where none was given. `days` is 0 where nothing is kept.
    """

    days: int
    asked: int
    answered: int
    liked: int
    disliked: Sequence[str]
    median_ms: float
    ninth_ms: float


def help_card(words: Words, questions: Sequence[str], *, has_documents: bool) -> Card:
    """How to ask, and questions that the documents answer."""
    blocks = [heading(words("help.title")), words("help.how")]
    if questions:
        lines = [quoted(escape_within(one_line(question), _QUESTION_ROOM)) for question in questions]
        blocks += [words("help.try"), "\n".join(lines)]
    elif not has_documents:
        blocks.append(words("help.none"))
    return Card(Accent.PLAIN, [*blocks, DIVIDER, small(words("help.footer"))])


def quality_card(words: Words, quality: Quality) -> Card:
    """Counts, reasons and times."""
    title = heading(words("quality.title"))
    if not quality.asked:
        return Card(Accent.PLAIN, [title, words("quality.none" if quality.days else "quality.nothing_kept")])
    refused = quality.asked - quality.answered
    blocks = [
        title,
        words("quality.questions", n=quality.asked, answered=quality.answered, refused=refused),
        words("quality.votes", up=quality.liked, down=len(quality.disliked)),
    ]
    reasons = [
        words("quality.reason", name=words(f"feedback.{reason}"), n=times)
        for reason, times in Counter(filter(None, quality.disliked)).most_common()
    ]
    if reasons:
        blocks.append(small(words("quality.reasons", reasons=" · ".join(reasons))))
    speed = words("quality.speed", median=round(quality.median_ms), ninth=round(quality.ninth_ms))
    period = words("quality.period", days=quality.days) if quality.days else ""
    return Card(Accent.PLAIN, [*blocks, DIVIDER, small(" · ".join(filter(None, [period, speed])))])
