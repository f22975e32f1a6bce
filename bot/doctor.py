"""`footnote doctor`: what is well with the installation and what needs mending, a sentence each."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Settings as BotSettings
from index import Failure, KnowledgeBase, Settings, unreadable


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    is_well: bool
    text: str


def examine(settings: Settings, bot_settings: BotSettings) -> tuple[Finding, ...]:
    """Look at everything a question needs; nothing is changed but the data folder, which is created."""
    return (
        Finding(True, f"Python {sys.version.split()[0]}"),
        *_seeds(settings.seeds),
        *_knowledge_base(settings),
        _language_model(settings),
        _discord(bot_settings),
    )


def _seeds(folder: Path) -> Iterator[Finding]:
    if not folder.is_dir() or not os.access(folder, os.R_OK | os.X_OK):
        yield Finding(False, f"The folder of documents, {folder}, is missing or cannot be read.")
        return
    try:
        closed = unreadable(folder)
    except Failure as failure:
        yield Finding(False, str(failure))
        return
    if closed:
        more = f" and {len(closed) - 1} more" if len(closed) > 1 else ""
        yield Finding(
            False,
            f"“{closed[0].path}”{more} in the folder of documents, {folder}, cannot be read; what could be read before "
            f"goes on answering. {closed[0].reason}",
        )
        return
    yield Finding(True, f"The folder of documents, {folder}, can be read.")


def _knowledge_base(settings: Settings) -> Iterator[Finding]:
    try:
        opened = KnowledgeBase(settings)
    except Failure as failure:
        yield Finding(False, str(failure))
        return
    notes = opened.notes
    opened.shut()
    yield Finding(True, f"The data folder, {settings.data}, is free and in order.")
    yield from (Finding(False, note) for note in notes)
    if not notes:
        yield Finding(True, "The bundled models are those that were measured.")


def _language_model(settings: Settings) -> Finding:
    """What is configured; whether it can be used has been found out by then."""
    writing = settings.writing
    if writing.llm == "none":
        return Finding(True, "LLM is none: answers are quoted, no language model takes part.")
    most = f"{writing.tokens:,} tokens a day for each server" if writing.tokens else "any number of tokens"
    return Finding(True, f"LLM={writing.llm} writes answers, within {writing.seconds:g} s and {most}.")


def _discord(settings: BotSettings) -> Finding:
    if settings.token:
        return Finding(True, "DISCORD_TOKEN is set: `footnote run` answers on Discord.")
    return Finding(True, "DISCORD_TOKEN is not set: `footnote run` chats on the terminal.")
