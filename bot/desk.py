"""`Desk`: what every command of the terminal works with, and the options that they share."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from bot.console import Terminal
from bot.settings import Settings as BotSettings
from index import SHARED, CannotWrite, Changes, KnowledgeBase, Order, Settings

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

    def do(self, work: Callable[[KnowledgeBase], Coroutine[Any, Any, T]]) -> T:
        """Do the work, and let the vectors catch up before the program ends."""

        async def whole(knowledge_base: KnowledgeBase) -> T:
            done = await work(knowledge_base)
            await knowledge_base.settle()
            return done

        with self.opened() as knowledge_base:
            return asyncio.run(whole(knowledge_base))

    def run(self, work: Callable[[KnowledgeBase], Coroutine[Any, Any, T]]) -> T:
        """Bring the index up to the folder of documents, do the work, and let the vectors catch up after it."""

        async def current(knowledge_base: KnowledgeBase) -> T:
            try:
                await self.reindexed(knowledge_base, Order(SHARED, is_automatic=True))
            except CannotWrite as failure:  # what was indexed before still answers
                self.terminal.fail(failure)
            done = await work(knowledge_base)
            await knowledge_base.settle()
            return done

        with self.opened() as knowledge_base:
            return asyncio.run(current(knowledge_base))

    async def reindexed(self, knowledge_base: KnowledgeBase, order: Order) -> Changes:
        """Index what has changed, with a bar for whoever watches."""
        with self.terminal.progress() as progress:
            return await knowledge_base.reindex(replace(order, progress=progress))
