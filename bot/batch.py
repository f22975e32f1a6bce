"""Many questions from a file: a JSON line out for each line in, in the same order, all in one process."""

import json
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot import structured
from index import Audience, InvalidQuestion, InvalidSetting, KnowledgeBase, Question

EVERYONE = Audience.everyone()

BROKEN = "{", "[", '"'
"""How a line begins that was meant to be JSON, where it is none."""


def lines_of(file: Path) -> list[str]:
    """The lines of a batch; the last line end begins no other. Raises InvalidSetting."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InvalidSetting(f"There is no file {file}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidSetting(f"{file} cannot be read as UTF-8 text.") from error
    return text.removesuffix("\n").split("\n") if text else []


async def ask_all(knowledge_base: KnowledgeBase, lines: list[str], as_of: str | None = None) -> None:
    """Print an outcome for each line; one without a question comes back unanswered, for that reason."""

    async def ask(text: str) -> structured.Json:
        try:
            return structured.outcome(await knowledge_base.answer(Question(text, EVERYONE, as_of=as_of)))
        except InvalidQuestion as failure:
            return structured.failed_outcome(text, str(failure))

    await _each(lines, ask)


async def search_all(knowledge_base: KnowledgeBase, lines: list[str], top: int) -> None:
    """Print the hits for each line; one without a question has none."""

    async def search(text: str) -> structured.Json:
        started = time.perf_counter()
        try:
            found = await knowledge_base.search(Question(text, EVERYONE), top)
        except InvalidQuestion:
            found = ()
        return structured.hits(text, found, (time.perf_counter() - started) * 1000)

    await _each(lines, search)


def print_json(value: object) -> None:
    """One value on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


async def _each(lines: list[str], answer: Callable[[str], Awaitable[structured.Json]]) -> None:
    for line in lines:
        print_json(await answer(_question_in(line)))


def _question_in(line: str) -> str:
    """The question of a line, which is an object that has one, or plain text; an empty one if there is none."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return "" if line.lstrip().startswith(BROKEN) else line.strip()
    question = entry.get("question") if isinstance(entry, dict) else None
    return question if isinstance(question, str) else ""
