"""`footnote doctor`: what is well with the installation and what needs mending, a sentence each."""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot import env_file
from bot.settings import Settings as BotSettings
from index import EmbedderUnreachable, Failure, KnowledgeBase, Settings, unreadable

MB = 1024 * 1024
TRIED = 16 * MB
"""Bytes that are written, and taken away again, to see whether they can be."""
LITTLE = 256 * MB
"""Bytes that should be free: a few thousand documents, twice for a moment."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    is_well: bool
    text: str


def examine(settings: Settings, bot_settings: BotSettings) -> tuple[Finding, ...]:
    """Look at everything a question needs. A data folder is made only if there are documents for it."""
    is_begun = settings.seeds.is_dir() or settings.data.exists()
    return (
        Finding(True, f"Python {sys.version.split()[0]}"),
        *(Finding(False, remark) for remark in env_file.remarks()),
        *_seeds(settings.seeds),
        *(_knowledge_base(settings) if is_begun else ()),
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
    try:
        notes, unreachable = opened.notes, asyncio.run(_unreachable(opened))
    finally:
        opened.shut()
    yield Finding(True, f"The data folder, {settings.data}, is free and in order.")
    yield _room(settings.data)
    yield from (Finding(False, f"{why} Until it answers, words alone are searched.") for why in unreachable)
    if settings.embedding != Settings().embedding and not unreachable:
        yield Finding(True, f"EMBEDDING={settings.embedding} answers.")
    yield from (Finding(False, note) for note in notes)
    if not notes:
        yield Finding(True, "The bundled models are those that were measured.")


def _room(folder: Path) -> Finding:
    """Whether a change can be written; who counts what is free does not know of quotas."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(TRIED))
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        return Finding(
            False, f"The data folder takes no {TRIED // MB} MB more: {reason}. What is new cannot be indexed."
        )
    free = shutil.disk_usage(folder).free
    if free < LITTLE:
        return Finding(False, f"Only {free // MB:,} MB are free where the data folder is: the index may not fit.")
    return Finding(True, f"The data folder can be written to; {free // MB:,} MB are free.")


async def _unreachable(knowledge_base: KnowledgeBase) -> tuple[str, ...]:
    """Why the embedding model does not answer, if it does not."""
    try:
        await knowledge_base.try_embedder()
    except EmbedderUnreachable as failure:
        return (str(failure),)
    return ()


def _language_model(settings: Settings) -> Finding:
    """What is configured; whether it can be used has been found out by then."""
    writing = settings.writing
    if writing.llm == "none" and writing.key:
        return Finding(False, "LLM_API_KEY is set, but LLM is none, so no language model takes part: set LLM too.")
    if writing.llm == "none":
        return Finding(True, "LLM is none: answers are quoted, no language model takes part.")
    most = f"{writing.tokens:,} tokens a day for each server" if writing.tokens else "any number of tokens"
    return Finding(True, f"LLM={writing.llm} writes answers, within {writing.seconds:g} s and {most}.")


def _discord(settings: BotSettings) -> Finding:
    if settings.token:
        return Finding(True, "DISCORD_TOKEN is set: `footnote run` answers on Discord.")
    return Finding(True, "DISCORD_TOKEN is not set: `footnote run` chats on the terminal.")
