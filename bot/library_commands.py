"""`footnote library …`: what a curator does to the documents, from the terminal."""

from pathlib import Path

import click
from click.exceptions import Exit

from bot import structured
from bot.batch import print_json
from bot.desk import Desk, InOrder, as_text, at_desk, json_option
from index import SHARED, Access, NotPossible, Order, Upload

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
        done = desk.do(lambda base: base.add_page(order, what))
    else:
        upload = _file(Path(what))
        done = desk.do(lambda base: base.add(order, upload))
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
    desk.terminal.changes(desk.do(lambda base: base.remove(Order(name, OPERATOR), document)))


@library.command()
@document_argument
@library_option
@at_desk
def erase(desk: Desk, document: str, name: str) -> None:
    """Take a document out of everything, for ever, and search the data folder for anything left of it."""
    erased = desk.do(lambda base: base.erase(Order(name, OPERATOR), document))
    desk.terminal.erased(erased)
    if erased.traces:
        raise Exit(1)


@library.command()
@document_argument
@library_option
@click.option("--role", "roles", type=int, multiple=True, metavar="ID", help="Who has one of these roles.")
@click.option("--channel", "channels", type=int, multiple=True, metavar="ID", help="Asked in one of these channels.")
@at_desk
def access(desk: Desk, document: str, name: str, roles: tuple[int, ...], channels: tuple[int, ...]) -> None:
    """Limit who may see a document, or all in a folder; without a role and a channel, lift the limit."""
    limits = Access(frozenset(roles), frozenset(channels))
    desk.do(lambda base: base.limit(Order(name, OPERATOR), document, limits))


@library.command()
@library_option
@json_option
@at_desk
def history(desk: Desk, name: str, *, as_json: bool) -> None:
    """List the versions of a library that can be had back, newest first."""
    found = desk.do(lambda base: base.versions(name))
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
    desk.terminal.changes(desk.do(lambda base: base.roll_back(Order(name, OPERATOR), version)))


def _file(path: Path) -> Upload:
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise NotPossible(f"{path} is not a regular file.")
        return Upload(path.name, path.read_bytes())
    except OSError as error:
        raise NotPossible(f"{path} cannot be read: {(error.strerror or 'it failed').lower()}.") from error
