"""How far a reindex is, and what it did."""

from collections.abc import Sequence

from bot.rendering.cards import DIVIDER, MOST_TEXT, Accent, Card, bold, count, fitting, heading, small
from bot.rendering.escaping import escape_within, one_line
from index import Changes, Progress, Refusal

_BAR = 20
_PATH_ROOM = 160
_REASON_ROOM = 240
_HEAD_ROOM = 400


def progress_card(progress: Progress | None) -> Card:
    """A bar and counts; before the first count, only that it has begun."""
    if progress is None or not progress.of_files:
        return Card(Accent.PLAIN, [heading("Reindexing"), "Looking through the files …"])
    done = min(progress.files / progress.of_files, 1.0)
    bar = "█" * round(done * _BAR) + "░" * (_BAR - round(done * _BAR))
    counts = f"{progress.files:,} of {count(progress.of_files, 'file')}, {count(progress.embedded, 'passage')} embedded"
    return Card(Accent.PLAIN, [heading("Reindexing"), f"{bar} {done:.0%}", small(counts)])


def changes_card(changes: Changes) -> Card:
    """The counts, and every refused file with its reason, as many as fit."""
    counts = [
        f"**{len(paths):,}** {word}"
        for paths, word in (
            (changes.added, "added"),
            (changes.updated, "updated"),
            (changes.removed, "removed"),
            (changes.unchanged, "unchanged"),
            (changes.refused, "refused"),
        )
    ]
    totals = (
        f"{count(changes.documents, 'document')}, {count(changes.passages, 'passage')}, {changes.embedded:,} of them "
        f"embedded now · {changes.elapsed_ms / 1000:.1f} s"
    )
    blocks = [heading("Reindexed"), " · ".join(counts), small(totals), *_refused(changes.refused)]
    return Card(Accent.REFUSAL if changes.refused else Accent.DONE, blocks)


def _refused(refusals: Sequence[Refusal]) -> list[str]:
    if not refusals:
        return []
    lines = [f"{bold(escape_within(one_line(r.path), _PATH_ROOM)) or 'A file'}: {_reason(r)}" for r in refusals]
    kept = fitting(lines, MOST_TEXT - _HEAD_ROOM)
    rest = [small(f"and {count(len(lines) - len(kept), 'more refused file')}")] if len(kept) < len(lines) else []
    return [DIVIDER, "\n".join([*kept, *rest])]


def _reason(refusal: Refusal) -> str:
    return escape_within(one_line(refusal.reason), _REASON_ROOM)
