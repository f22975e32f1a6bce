"""`Desk`: what every command of the terminal works with, and the options that they share."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import click

from bot import ending, env_file
from bot.console import Terminal
from bot.settings import Settings as BotSettings
from index import SHARED, CannotWrite, Changes, KnowledgeBase, Models, Order, Settings, UnreadableFolder, at_home

STOP_SECONDS = 2.0
"""Nobody waits longer who has told a command to end: at whatever moment it goes, nothing is half done."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """What every command works with."""

    settings: Settings
    bot_settings: BotSettings
    terminal: Terminal
    models: Future[Models] | None = None

    def at(self, data: Path | None = None, seeds: Path | None = None) -> "Desk":
        """The same, with other folders."""
        settings = replace(self.settings, data=data or self.settings.data, seeds=seeds or self.settings.seeds)
        return replace(self, settings=settings)

    @contextmanager
    def opened(self) -> Iterator[KnowledgeBase]:
        """The knowledge base, let go whatever happens. What of `.env` sets nothing is said before."""
        for remark in env_file.remarks():
            self.terminal.fail(remark)
        with ending.at_once():
            knowledge_base = KnowledgeBase(self.settings, self.models.result() if self.models else None)
        patience: AbstractContextManager[None] = nullcontext()
        with ending.in_order():
            try:
                yield knowledge_base
            except KeyboardInterrupt:
                patience = ending.within(STOP_SECONDS, self._leave)
                raise
            finally:
                with patience:
                    cut_off = knowledge_base.shut()
                if cut_off:
                    self.terminal.fail(cut_off)

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
            except (CannotWrite, UnreadableFolder) as failure:  # what was indexed before still answers
                if isinstance(failure, UnreadableFolder) and not await knowledge_base.contents(SHARED):
                    raise
                self.terminal.fail(failure)
            done = await work(knowledge_base)
            await knowledge_base.settle()
            return done

        self.require_documents()
        with self.opened() as knowledge_base:
            return asyncio.run(current(knowledge_base))

    def require_documents(self) -> None:
        """Make no data folder for a folder of documents that is not there. Raises UnreadableFolder."""
        seeds = self.settings.seeds
        if not seeds.is_dir() and not self.settings.data.exists():
            what = "it is not a folder" if seeds.exists() else "there is no such folder"
            raise UnreadableFolder(f"The folder of documents, {seeds}, cannot be read: {what}.")

    def _leave(self) -> None:
        self.terminal.fail("Stopped in the middle of a step; the next run goes on from what is kept.")

    async def reindexed(self, knowledge_base: KnowledgeBase, order: Order) -> Changes:
        """Index what has changed, with a bar for whoever watches."""
        with self.terminal.progress() as progress:
            return await knowledge_base.reindex(replace(order, progress=progress))


class InOrder(click.Group):
    """Commands that are listed in the order in which they were added, instead of the alphabet's."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in that order."""
        return sorted(super().list_commands(ctx), key=list(self.commands).index)


def as_text(typed: str) -> str:
    """What somebody typed; bytes that are no UTF-8 become the sign for what cannot be read."""
    return typed.encode(errors="surrogateescape").decode(errors="replace")


def _move(context: click.Context, option: click.Parameter, folder: Path | None) -> None:
    """Let a command, and those below it, work in the folder that was named."""
    context.obj = context.obj.at(**{option.name: folder and at_home(folder)})


_folder_option = partial(click.option, metavar="DIR", type=Path, callback=_move, expose_value=False)
data_option = _folder_option("--data", help="Where everything made from the documents is kept.")
seeds_option = _folder_option("--seeds", help="The folder of documents.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object on one line (docs/json.md).")


def at_desk(command: Callable[Concatenate[Desk, P], T]) -> Callable[P, T]:
    """Let a command begin with its `Desk`, in the folders that --data and --seeds name."""
    return data_option(seeds_option(click.pass_obj(command)))
