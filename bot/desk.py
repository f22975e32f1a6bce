"""`Desk`: what every command of the terminal works with, and the options that many of them share."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from bot.console import Terminal
from bot.settings import Settings as BotSettings
from index import Changes, KnowledgeBase, Settings

T = TypeVar("T")

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Where everything made from the documents is kept.", show_default=False),
]
Seeds = Annotated[
    Path | None, typer.Option("--seeds", metavar="DIR", help="The folder of documents.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object on one line (docs/json.md).")]


@dataclass(frozen=True, slots=True)
class Desk:
    """What every command works with."""

    settings: Settings
    bot_settings: BotSettings
    terminal: Terminal

    def at(self, data: Path | None, seeds: Path | None) -> "Desk":
        """The same, with the folders that a command's own options name."""
        settings = replace(self.settings, data=data or self.settings.data, seeds=seeds or self.settings.seeds)
        return replace(self, settings=settings)

    @contextmanager
    def opened(self) -> Iterator[KnowledgeBase]:
        """The knowledge base, let go whatever happens."""
        knowledge_base = KnowledgeBase(self.settings)
        try:
            yield knowledge_base
        finally:
            knowledge_base.shut()

    def run(self, work: Callable[[KnowledgeBase], Coroutine[Any, Any, T]]) -> T:
        """Bring the index up to the folder of documents, then do the work."""

        async def current(knowledge_base: KnowledgeBase) -> T:
            await self.reindexed(knowledge_base)
            return await work(knowledge_base)

        with self.opened() as knowledge_base:
            return asyncio.run(current(knowledge_base))

    async def reindexed(self, knowledge_base: KnowledgeBase) -> Changes:
        """Index what has changed, with a bar for whoever watches."""
        with self.terminal.progress() as progress:
            return await knowledge_base.reindex(progress)
