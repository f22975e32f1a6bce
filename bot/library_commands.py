"""`footnote library …`: what a curator does to the documents, from the terminal."""

from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click
from click.exceptions import Exit

from bot import structured
from bot.batch import print_json
from bot.desk import Desk, InOrder, as_text, at_desk, json_option
from bot.redacting import redact
from index import (
    SHARED,
    Access,
    Changes,
    Erased,
    InvalidSetting,
    KnowledgeBase,
    NotPossible,
    Order,
    UnknownDocument,
    Upload,
)

T = TypeVar("T")

OPERATOR = "operator"
"""Who acts here, as the audit calls them."""

document_argument = click.argument(
    "document", type=as_text, help="Its path, as `footnote sources` shows it, or a folder's."
)
library_option = click.option(
    "--library",
    "name",
    default=SHARED,
    show_default=True,
    metavar="NAME",
    help="A server's id, for its own library instead of the shared one.",
)


@click.group(cls=InOrder)
def library() -> None:
    """Add, remove, erase and limit documents; see what a library was, and have it back."""


@library.command()
@click.argument("what", metavar="FILE|URL", help="A file, or the address of a page.")
@library_option
@json_option
@at_desk
def add(desk: Desk, what: str, name: str, *, as_json: bool) -> None:
    """Take a file or a page into a library; its bytes are kept, so the file itself may go."""
    order = Order(name, OPERATOR)
    if "://" in what:
        done = _do(desk, name, lambda base: base.add_page(order, what), may_begin=True)
    else:
        upload = _file(Path(what))
        done = _do(desk, name, lambda base: base.add(order, upload), may_begin=True)
    if as_json:
        print_json(structured.changes(done))
    else:
        desk.terminal.changes(done)


@library.command()
@document_argument
@library_option
@at_desk
def remove(desk: Desk, document: str, name: str) -> None:
    """Take a document out. Earlier versions of the library keep it; `erase` leaves nothing."""

    async def removed(base: KnowledgeBase) -> Changes:
        return await base.remove(Order(name, OPERATOR), await _path(base, name, document))

    desk.terminal.changes(_do(desk, name, removed))


@library.command()
@document_argument
@library_option
@at_desk
def erase(desk: Desk, document: str, name: str) -> None:
    """Take a document out of everything, for ever, and search the data folder for anything left of it."""
    ledger, kept_days = desk.settings.data / "bot" / "ledger.sqlite", desk.bot_settings.retention_days

    async def without(base: KnowledgeBase) -> Erased:
        path = await _path(base, name, document)
        return await base.erase(Order(name, OPERATOR), path, partial(redact, ledger, kept_days))

    erased = _do(desk, name, without)
    desk.terminal.erased(erased)
    if erased.traces:
        raise Exit(1)


@library.command()
@document_argument
@library_option
@click.option("--role", "roles", type=int, multiple=True, metavar="ID", help="Who has one of these roles.")
@click.option("--channel", "channels", type=int, multiple=True, metavar="ID", help="Asked in one of these channels.")
@click.option("--ahead", is_flag=True, help="Also where nothing is yet, for what will come there.")
@at_desk
def access(
    desk: Desk, document: str, name: str, roles: tuple[int, ...], channels: tuple[int, ...], *, ahead: bool
) -> None:
    """Limit who may see a document, or all in a folder; without a role and a channel, lift the limit."""
    limits = Access(frozenset(roles), frozenset(channels))

    async def limited(base: KnowledgeBase) -> tuple[str, int, list[str]]:
        path = await _path(base, name, document)
        held, others = await _below(base, name, path), await base.limits(name)
        if not (held or ahead or path in others):
            raise UnknownDocument("There is no such document in this library; --ahead limits what will come there.")
        await base.limit(Order(name, OPERATOR), path, limits)
        return path, held, [at for at in sorted(others) if path.startswith(f"{at}/")]

    path, held, above = _do(desk, name, limited, may_begin=ahead)
    verb = "is limited" if limits != Access() else "is no longer limited"
    desk.terminal.say(f"“{path}” {verb}: {held} {'document' if held == 1 else 'documents'} there now.")
    if above:
        desk.terminal.say(f"Limited as well, by what is said of {', '.join(f'“{at}”' for at in above)}.")


@library.command()
@library_option
@json_option
@at_desk
def history(desk: Desk, name: str, *, as_json: bool) -> None:
    """List the versions of a library that can be had back, newest first."""
    found = _do(desk, name, lambda base: base.versions(name))
    if as_json:
        print_json(structured.versions(found))
    else:
        desk.terminal.versions(found)


@library.command()
@click.argument("version", type=int, help="A number of `footnote library history`.")
@library_option
@at_desk
def rollback(desk: Desk, version: int, name: str) -> None:
    """Make a library what it was. It stays so until `footnote reindex`."""
    desk.terminal.changes(_do(desk, name, lambda base: base.roll_back(Order(name, OPERATOR), version)))


def _do(
    desk: Desk, name: str, work: Callable[[KnowledgeBase], Coroutine[Any, Any, T]], *, may_begin: bool = False
) -> T:
    """Do the work, in a library that there is, or that a server's id may begin. Raises InvalidSetting."""

    async def done(base: KnowledgeBase) -> T:
        known = {SHARED, *await base.libraries()}
        if name not in known and not (may_begin and name.isascii() and name.isdecimal()):
            there_are = f"there {'is' if len(known) == 1 else 'are'} {', '.join(sorted(known))}"
            beginning = "; a server's id, a number, begins another" if may_begin else ""
            raise InvalidSetting(f"There is no library “{name}”: {there_are}{beginning}.")
        return await work(base)

    return desk.do(done)


async def _path(base: KnowledgeBase, library: str, document: str) -> str:
    """The path that somebody means: with its library, as `footnote sources` shows it, without, or a page's address."""
    addresses = {listing.source.url: listing.path for listing in await base.contents(library)}
    if document in addresses:
        return addresses[document]
    path = document.removeprefix(f"{library}/")
    is_meant = await _below(base, library, path) or not await _below(base, library, document)
    return path if is_meant else document


async def _below(base: KnowledgeBase, library: str, path: str) -> int:
    """How many documents are at a path, or below it."""
    here = path.rstrip("/")
    contents = await base.contents(library)
    return sum(listing.path == here or listing.path.startswith(f"{here}/") for listing in contents)


def _file(path: Path) -> Upload:
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise NotPossible(f"{path} is not a regular file.")
        return Upload(path.name, path.read_bytes())
    except OSError as error:
        raise NotPossible(f"{path} cannot be read: {(error.strerror or 'it failed').lower()}.") from error
