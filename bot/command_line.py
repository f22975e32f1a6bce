"""The commands of `footnote`: each reads its options, asks the knowledge base, and hands on the outcome."""

import asyncio
import logging
import sys
import time
from contextlib import suppress
from pathlib import Path

import click
from click.exceptions import Exit

from bot import structured
from bot.batch import EVERYONE, ask_all, lines_of, print_json, search_all
from bot.check_command import check
from bot.desk import Desk, InOrder, as_text, at_desk, data_option, json_option, seeds_option
from bot.doctor import examine
from bot.evaluating.command import evaluate_questions
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

question_argument = click.argument("question", nargs=-1, type=as_text, help="What you want to know.")
batch_option = click.option(
    "--batch",
    metavar="FILE",
    type=Path,
    help='Take a question from every line of a file, as text or {"question": …}, and print a JSON line for each.',
)


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"]})
@data_option
@seeds_option
@click.version_option(package_name="footnote", message="footnote %(version)s", help="Print the version.")
@click.pass_context
def footnote(context: click.Context) -> None:
    """Answers from your documents, with an exact quote for every sentence. No key and no network needed."""
    _log(context.obj.bot_settings.log_level, is_serving=context.invoked_subcommand == "run")


@footnote.command()
@question_argument
@click.option("--as-of", metavar="DATE", help="Only from sources up to a year, a month or a day: 2024-04.")
@json_option
@batch_option
@at_desk
def ask(desk: Desk, question: tuple[str, ...], *, as_of: str | None, as_json: bool, batch: Path | None) -> None:
    """Answer a question with quotes; exit with 0 if it was answered, 4 if the documents do not answer it."""
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
        raise Exit(REFUSED)


@footnote.command()
@question_argument
@click.option("--top", type=click.IntRange(1, MOST_HITS), default=10, show_default=True, help="How many passages.")
@json_option
@batch_option
@at_desk
def search(desk: Desk, question: tuple[str, ...], *, top: int, as_json: bool, batch: Path | None) -> None:
    """Find the passages nearest to a question."""
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


@footnote.command()
@click.option("--preview", is_flag=True, help="Only tell what would change.")
@json_option
@at_desk
def reindex(desk: Desk, *, preview: bool, as_json: bool) -> None:
    """Read what has changed in the folder of documents, and tell what was refused and why."""
    desk.require_documents()
    done = desk.do(lambda base: desk.reindexed(base, Order(SHARED, is_preview=preview)))
    if as_json:
        print_json(structured.changes(done))
    else:
        desk.terminal.changes(done)


@footnote.group(invoke_without_command=True)
@json_option
@at_desk
@click.pass_context
def sources(context: click.Context, desk: Desk, *, as_json: bool) -> None:
    """List the documents; `sources text DOCUMENT` prints one."""
    if context.invoked_subcommand:
        return
    found = desk.run(lambda base: base.documents(EVERYONE))
    if as_json:
        print_json(structured.listings(found))
    else:
        desk.terminal.listings(found)


@sources.command("text")
@click.argument("document", help="A document as `footnote sources` names it.")
@at_desk
def source_text(desk: Desk, document: str) -> None:
    """Print a document's text exactly as the spans of quotes count it, without a line end of its own."""
    text = desk.run(lambda base: base.text(document, EVERYONE))
    sys.stdout.write(text)
    sys.stdout.flush()


@footnote.command()
@at_desk
def chat(desk: Desk) -> None:
    """Ask one question after another, each may refer to those before; an empty line or Ctrl-D ends it."""
    desk.run(lambda base: _chat(desk, base))


@footnote.command()
@at_desk
def run(desk: Desk) -> None:
    """Answer on Discord if DISCORD_TOKEN is set, else chat on the terminal."""
    if desk.bot_settings.token:
        with suppress(KeyboardInterrupt), desk.opened() as knowledge_base:
            asyncio.run(_serve(desk, knowledge_base))
        return
    desk.terminal.explain("DISCORD_TOKEN is not set in .env, so this is the terminal chat.")
    desk.run(lambda base: _chat(desk, base))


@footnote.command()
@at_desk
def doctor(desk: Desk) -> None:
    """Check the installation, the folders and the settings; exit with 1 if something needs mending."""
    findings = examine(desk.settings, desk.bot_settings)
    desk.terminal.findings(findings)
    if not all(finding.is_well for finding in findings):
        raise Exit(1)


@footnote.command("backup")
@click.argument("file", type=Path, help="The zip file to write.")
@data_option
@click.pass_obj
def back_up_to(desk: Desk, file: Path) -> None:
    """Copy everything that cannot be made again into one file, also while the bot runs."""
    back_up(desk.settings.data, file)
    desk.terminal.say(f"Backed up to {file}.")


@footnote.command("restore")
@click.argument("file", type=Path, help="A file that `footnote backup` wrote.")
@data_option
@click.pass_obj
def restore_from(desk: Desk, file: Path) -> None:
    """Put a backup in the place of what is in the data folder; the bot must be stopped."""
    restore(desk.settings.data, file)
    desk.terminal.say(f"Restored from {file}.")


footnote.add_command(check)
footnote.add_command(evaluate_questions)
footnote.add_command(library)


def _log(level: str, *, is_serving: bool) -> None:
    """Log what is wanted; beside an answer the events of a server are not, and a warning is a plain sentence."""
    wanted = logging.getLevelNamesMapping()[level]
    if is_serving or wanted <= logging.DEBUG:
        logging.basicConfig(level=wanted, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    else:
        logging.basicConfig(level=max(wanted, logging.WARNING), format="%(message)s")


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
    """Follow the folder of documents; `ready` once it has been gone through, or could not be, which is said once."""
    said = ""
    async for outcome in knowledge_base.keep_current():
        failed = str(outcome) if isinstance(outcome, Failure) else ""
        if failed and failed != said:
            unexpected = outcome if type(outcome) is Failure else None
            log.warning("the folder of documents was not indexed: %s", failed, exc_info=unexpected)
        said = failed
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


def _one(question: tuple[str, ...]) -> str:
    if not question:
        raise InvalidQuestion("Ask a question, for example: footnote ask when did Kim meet Putin?")
    return " ".join(question)
