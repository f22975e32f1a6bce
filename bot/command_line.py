"""The commands of `footnote`: each reads its options, asks the knowledge base, and hands on the outcome."""

import asyncio
import logging
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from bot import structured
from bot.batch import EVERYONE, ask_all, lines_of, print_json, search_all
from bot.check_command import app as checking
from bot.desk import AsJson, Data, Desk, Seeds
from bot.doctor import examine
from bot.evaluating.command import app as evaluating
from bot.library_commands import library
from index import (
    SHARED,
    Answer,
    Failure,
    InvalidQuestion,
    KnowledgeBase,
    Order,
    Question,
    Turn,
    back_up,
    restore,
)

REFUSED = 4
"""Exit code of a question that the documents do not answer."""

MOST_HITS = 100

log = logging.getLogger(__name__)

app = typer.Typer(
    name="footnote",
    help="Answers from your documents, with an exact quote for every sentence. No key and no network needed.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
sources = typer.Typer(help="List the documents; `sources text DOCUMENT` prints one.", rich_markup_mode=None)
app.add_typer(sources, name="sources")
app.add_typer(checking)
app.add_typer(evaluating)
app.add_typer(library, name="library")

Batch = Annotated[
    Path | None,
    typer.Option(
        "--batch",
        metavar="FILE",
        help='Take a question from every line of a JSONL file, {"question": …}, and print a JSON line for each.',
        show_default=False,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="Only from sources up to a year, a month or a day: 2024-04.", show_default=False
    ),
]
Top = Annotated[int, typer.Option("--top", min=1, max=MOST_HITS, help="How many passages.")]
Words = Annotated[
    list[str] | None, typer.Argument(metavar="QUESTION", help="What you want to know.", show_default=False)
]


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # noqa: PLC0415  no other command needs it

        typer.echo(f"footnote {version('footnote')}")
        raise typer.Exit


@app.callback()
def footnote(
    context: typer.Context,
    *,
    data: Data = None,
    seeds: Seeds = None,
    show_version: Annotated[  # noqa: ARG001  its callback comes first: no command is needed
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options that stand before a command."""
    context.obj = context.obj.at(data, seeds)


@app.command()
def ask(  # noqa: PLR0913  a parameter is an option of the command
    context: typer.Context,
    question: Words = None,
    *,
    as_of: AsOf = None,
    as_json: AsJson = False,
    batch: Batch = None,
    data: Data = None,
    seeds: Seeds = None,
) -> None:
    """Answer a question with quotes; exit with 0 if it was answered, 4 if the documents do not answer it."""
    desk: Desk = context.obj.at(data, seeds)
    if batch:
        desk.run(lambda base: ask_all(base, lines_of(batch), as_of))
        return
    asked = Question(_one(question), EVERYONE, as_of=as_of)

    async def answered(knowledge_base: KnowledgeBase) -> bool:
        outcome = await knowledge_base.answer(asked)
        if as_json:
            print_json(structured.outcome(outcome))
        else:
            desk.terminal.show(outcome)
        return isinstance(outcome, Answer)

    if not desk.run(answered):
        raise typer.Exit(REFUSED)


@app.command()
def search(  # noqa: PLR0913  a parameter is an option of the command
    context: typer.Context,
    question: Words = None,
    *,
    top: Top = 10,
    as_json: AsJson = False,
    batch: Batch = None,
    data: Data = None,
    seeds: Seeds = None,
) -> None:
    """Find the passages nearest to a question."""
    desk: Desk = context.obj.at(data, seeds)
    if batch:
        desk.run(lambda base: search_all(base, lines_of(batch), top))
        return
    asked = _one(question)
    started = time.perf_counter()
    found = desk.run(lambda base: base.search(Question(asked, EVERYONE), top))
    if as_json:
        print_json(structured.hits(asked, found, (time.perf_counter() - started) * 1000))
    else:
        desk.terminal.hits(found)


@app.command()
def reindex(
    context: typer.Context,
    *,
    preview: Annotated[bool, typer.Option("--preview", help="Only tell what would change.")] = False,
    as_json: AsJson = False,
    data: Data = None,
    seeds: Seeds = None,
) -> None:
    """Read what has changed in the folder of documents, and tell what was refused and why."""
    desk: Desk = context.obj.at(data, seeds)
    done = desk.do(lambda base: desk.reindexed(base, Order(SHARED, is_preview=preview)))
    if as_json:
        print_json(structured.changes(done))
    else:
        desk.terminal.changes(done)


@sources.callback(invoke_without_command=True)
def list_sources(context: typer.Context, *, as_json: AsJson = False, data: Data = None, seeds: Seeds = None) -> None:
    """List the documents."""
    desk: Desk = context.obj.at(data, seeds)
    context.obj = desk
    if context.invoked_subcommand:
        return
    found = desk.run(lambda base: base.documents(EVERYONE))
    if as_json:
        print_json(structured.listings(found))
    else:
        desk.terminal.listings(found)


@sources.command("text")
def source_text(
    context: typer.Context,
    document: Annotated[str, typer.Argument(help="A document as `footnote sources` names it.")],
    *,
    data: Data = None,
    seeds: Seeds = None,
) -> None:
    """Print a document's text exactly as the spans of quotes count it, without a line end of its own."""
    desk: Desk = context.obj.at(data, seeds)
    text = desk.run(lambda base: base.text(document, EVERYONE))
    sys.stdout.write(text)
    sys.stdout.flush()


@app.command()
def chat(context: typer.Context, *, data: Data = None, seeds: Seeds = None) -> None:
    """Ask one question after another, each may refer to those before; an empty line or Ctrl-D ends it."""
    desk: Desk = context.obj.at(data, seeds)
    desk.run(lambda base: _chat(desk, base))


@app.command()
def run(context: typer.Context, *, data: Data = None, seeds: Seeds = None) -> None:
    """Answer on Discord if DISCORD_TOKEN is set, else chat on the terminal."""
    desk: Desk = context.obj.at(data, seeds)
    logging.basicConfig(level=desk.bot_settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    if desk.bot_settings.token:
        with desk.opened() as knowledge_base:
            asyncio.run(_serve(desk, knowledge_base))
        return
    desk.terminal.explain("DISCORD_TOKEN is not set in .env, so this is the terminal chat.")
    desk.run(lambda base: _chat(desk, base))


@app.command()
def doctor(context: typer.Context, *, data: Data = None, seeds: Seeds = None) -> None:
    """Check the installation, the folders and the settings; exit with 1 if something needs mending."""
    desk: Desk = context.obj.at(data, seeds)
    findings = examine(desk.settings, desk.bot_settings)
    desk.terminal.findings(findings)
    if not all(finding.is_well for finding in findings):
        raise typer.Exit(1)


@app.command("backup")
def back_up_to(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The zip file to write.")],
    *,
    data: Data = None,
) -> None:
    """Copy everything that cannot be made again into one file, also while the bot runs."""
    desk: Desk = context.obj.at(data, None)
    back_up(desk.settings.data, file)
    desk.terminal.say(f"Backed up to {file}.")


@app.command("restore")
def restore_from(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A file that `footnote backup` wrote.")],
    *,
    data: Data = None,
) -> None:
    """Put a backup in the place of what is in the data folder; the bot must be stopped."""
    desk: Desk = context.obj.at(data, None)
    restore(desk.settings.data, file)
    desk.terminal.say(f"Restored from {file}.")


async def _serve(desk: Desk, knowledge_base: KnowledgeBase) -> None:
    """Serve Discord. What has changed in the folder of documents is indexed meanwhile; the very first time, before."""
    from bot.supervising import serve  # noqa: PLC0415  discord.py is not needed for a question on the terminal

    ready = asyncio.Event()
    following = asyncio.create_task(_keep_current(knowledge_base, ready))
    try:
        if not await knowledge_base.documents(EVERYONE):
            await ready.wait()
        await serve(desk.bot_settings, knowledge_base, desk.settings.data / "bot")
    finally:
        following.cancel()


async def _keep_current(knowledge_base: KnowledgeBase, ready: asyncio.Event) -> None:
    """Follow the folder of documents; `ready` once it has been gone through, or could not be."""
    async for outcome in knowledge_base.keep_current():
        if isinstance(outcome, Failure):
            log.warning("the folder of documents was not indexed: %s", outcome)
        ready.set()


async def _chat(desk: Desk, knowledge_base: KnowledgeBase) -> None:
    terminal = desk.terminal
    terminal.explain("Ask something; an empty line ends the chat.")
    earlier: tuple[Turn, ...] = ()
    while line := await asyncio.to_thread(terminal.read_line):
        try:
            outcome = await knowledge_base.answer(Question(line, EVERYONE, earlier))
            terminal.show(outcome)
            earlier = (*earlier, outcome.turn)
        except Failure as failure:
            terminal.fail(failure)
        terminal.say()


def _one(question: list[str] | None) -> str:
    if not question:
        raise InvalidQuestion("Ask a question, for example: footnote ask when did Kim meet Putin?")
    return " ".join(question)
