"""`footnote library …`: what a curator does to the documents, from the terminal."""

from pathlib import Path
from typing import Annotated

import typer

from bot import structured
from bot.batch import print_json
from bot.desk import AsJson, Data, Desk, Seeds
from index import SHARED, Access, NotPossible, Order, Upload

OPERATOR = "operator"
"""Who acts here, as the audit calls them."""

library = typer.Typer(
    help="Add, remove, erase and limit documents; see what a library was, and have it back.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Library = Annotated[
    str, typer.Option("--library", metavar="NAME", help="A server's id, for its own library instead of the shared one.")
]
Document = Annotated[str, typer.Argument(help="Its path, as `footnote sources` shows it, or a folder's.")]
Role = Annotated[list[int] | None, typer.Option("--role", metavar="ID", help="Who has one of these roles.")]
Channel = Annotated[list[int] | None, typer.Option("--channel", metavar="ID", help="Asked in one of these channels.")]


@library.command("add")
def add(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="FILE|URL", help="A file, or the address of a page.")],
    name: Library = SHARED,
    *,
    as_json: AsJson = False,
    data: Data = None,
    seeds: Seeds = None,
) -> None:
    """Take a file or a page into a library; its bytes are kept, so the file itself may go."""
    desk: Desk = context.obj.at(data, seeds)
    order = Order(name, OPERATOR)
    if "://" in what:
        done = desk.do(lambda base: base.add_page(order, what))
    else:
        upload = _file(Path(what))
        done = desk.do(lambda base: base.add(order, upload))
    if as_json:
        print_json(structured.changes(done))
    else:
        desk.terminal.changes(done)


@library.command("remove")
def remove(
    context: typer.Context, document: Document, name: Library = SHARED, *, data: Data = None, seeds: Seeds = None
) -> None:
    """Take a document out. Earlier versions of the library keep it; `erase` leaves nothing."""
    desk: Desk = context.obj.at(data, seeds)
    desk.terminal.changes(desk.do(lambda base: base.remove(Order(name, OPERATOR), document)))


@library.command("erase")
def erase(
    context: typer.Context, document: Document, name: Library = SHARED, *, data: Data = None, seeds: Seeds = None
) -> None:
    """Take a document out of everything, for ever, and search the data folder for anything left of it."""
    desk: Desk = context.obj.at(data, seeds)
    erased = desk.do(lambda base: base.erase(Order(name, OPERATOR), document))
    desk.terminal.erased(erased)
    if erased.traces:
        raise typer.Exit(1)


@library.command("access")
def access(  # noqa: PLR0913  a parameter is an option of the command
    context: typer.Context,
    document: Document,
    name: Library = SHARED,
    role: Role = None,
    channel: Channel = None,
    *,
    data: Data = None,
    seeds: Seeds = None,
) -> None:
    """Limit who may see a document, or all in a folder; without a role and a channel, lift the limit."""
    desk: Desk = context.obj.at(data, seeds)
    limits = Access(frozenset(role or ()), frozenset(channel or ()))
    desk.do(lambda base: base.limit(Order(name, OPERATOR), document, limits))


@library.command("history")
def history(
    context: typer.Context, name: Library = SHARED, *, as_json: AsJson = False, data: Data = None, seeds: Seeds = None
) -> None:
    """List the versions of a library that can be had back, newest first."""
    desk: Desk = context.obj.at(data, seeds)
    found = desk.do(lambda base: base.versions(name))
    if as_json:
        print_json(structured.versions(found))
    else:
        desk.terminal.versions(found)


@library.command("rollback")
def rollback(
    context: typer.Context,
    version: Annotated[int, typer.Argument(help="A number of `footnote library history`.")],
    name: Library = SHARED,
    *,
    data: Data = None,
    seeds: Seeds = None,
) -> None:
    """Make a library what it was. It stays so until `footnote reindex`."""
    desk: Desk = context.obj.at(data, seeds)
    desk.terminal.changes(desk.do(lambda base: base.roll_back(Order(name, OPERATOR), version)))


def _file(path: Path) -> Upload:
    try:
        return Upload(path.name, path.read_bytes())
    except OSError as error:
        raise NotPossible(f"{path} cannot be read: {(error.strerror or 'it failed').lower()}.") from error
