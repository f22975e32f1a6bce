"""How to ask, with questions to begin with; and how well it goes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.rendering.cards import DIVIDER, Accent, Card, day, heading, quoted, small
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


@dataclass(frozen=True, slots=True)
class Graded:
    """How the golden questions went when they were last asked (`made_at`, ISO 8601), and what changed since before."""

    made_at: str
    right: int
    wrong: int
    refused: int
    better: int
    worse: int


def help_card(words: Words, questions: Sequence[str], *, has_documents: bool) -> Card:
    """How to ask, and questions that the documents answer."""
    blocks = [heading(words("help.title")), words("help.how")]
    if questions:
        lines = [quoted(escape_within(one_line(question), _QUESTION_ROOM)) for question in questions]
        blocks += [words("help.try"), "\n".join(lines)]
    elif not has_documents:
        blocks.append(words("help.none"))
    return Card(Accent.PLAIN, [*blocks, DIVIDER, small(words("help.footer"))])


def quality_card(words: Words, quality: Quality, graded: Graded | None = None) -> Card:
    """Counts, reasons and times, and how the golden questions went."""
    title, golden = heading(words("quality.title")), _golden(words, graded) if graded else []
    if not quality.asked:
        nothing = words("quality.none" if quality.days else "quality.nothing_kept")
        return Card(Accent.PLAIN, [title, nothing, *golden])
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
    return Card(Accent.PLAIN, [*blocks, *golden, DIVIDER, small(" · ".join(filter(None, [period, speed])))])


def _golden(words: Words, graded: Graded) -> list[str]:
    asked = graded.right + graded.wrong + graded.refused
    counts = words("quality.golden", right=graded.right, n=asked, wrong=graded.wrong, refused=graded.refused)
    changed = words("quality.changed", better=graded.better, worse=graded.worse) if graded.better + graded.worse else ""
    when = words("quality.golden_asked", day=day(graded.made_at))
    return [DIVIDER, counts, small(" · ".join(filter(None, [when, changed])))]
