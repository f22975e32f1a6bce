"""How far a reindex is, and what it did."""

from collections.abc import Sequence

from bot.rendering.cards import DIVIDER, MOST_TEXT, Accent, Card, bold, fitting, heading, small
from bot.rendering.escaping import escape_within, one_line
from bot.rendering.noting import told
from bot.rendering.words import Words
from index import Changes, Progress, Refusal

_BAR = 20
_PATH_ROOM = 160
_REASON_ROOM = 240
_HEAD_ROOM = 400
_NOTES_ROOM = 1200


def progress_card(words: Words, progress: Progress | None) -> Card:
    """A bar and counts; before the first count, only that it has begun."""
    title = heading(words("reindex.title"))
    if progress is None or not progress.of_files:
        return Card(Accent.PLAIN, [title, words("reindex.looking")])
    done = min(progress.files / progress.of_files, 1.0)
    bar = "▰" * round(done * _BAR) + "▱" * (_BAR - round(done * _BAR))
    files, passages = words("files", n=progress.of_files), words("passages", n=progress.embedded)
    counts = words("reindex.counts", done=progress.files, files=files, passages=passages)
    return Card(Accent.PLAIN, [title, f"{bar} {done:.0%}", small(counts)])


def changes_card(words: Words, changes: Changes) -> Card:
    """The counts, what the curator should know, and every refused file with its reason, as many as fit."""
    counts = [
        words(f"reindex.{name}", n=len(paths))
        for name, paths in (
            ("added", changes.added),
            ("updated", changes.updated),
            ("removed", changes.removed),
            ("unchanged", changes.unchanged),
            ("refused", changes.refused),
        )
        if paths
    ]
    totals = words(
        "reindex.totals",
        documents=words("documents", n=changes.documents),
        passages=words("passages", n=changes.passages),
        embedded=changes.embedded,
        seconds=f"{changes.elapsed_ms / 1000:.1f}",
    )
    notes = fitting([told(words, note, _REASON_ROOM) for note in changes.notes], _NOTES_ROOM)
    blocks = [heading(words("reindex.done")), " · ".join(counts), small(totals), *["\n".join(notes)] * bool(notes)]
    blocks += _refused(words, changes.refused, MOST_TEXT - _HEAD_ROOM - (_NOTES_ROOM if notes else 0))
    return Card(Accent.REFUSAL if changes.refused else Accent.DONE, blocks)


def _refused(words: Words, refusals: Sequence[Refusal], room: int) -> list[str]:
    if not refusals:
        return []
    lines = [f"{_path(words, refusal)}\n{small(_reason(refusal))}" for refusal in refusals]
    kept = fitting(lines, room)
    rest = [small(words("reindex.more_refused", n=len(lines) - len(kept)))] if len(kept) < len(lines) else []
    return [DIVIDER, "\n".join([*kept, *rest])]


def _path(words: Words, refusal: Refusal) -> str:
    return bold(escape_within(one_line(refusal.path), _PATH_ROOM)) or words("reindex.a_file")


def _reason(refusal: Refusal) -> str:
    return escape_within(one_line(refusal.reason), _REASON_ROOM)
