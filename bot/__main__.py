"""The entrance: for a command that answers, the models begin to open, and what else it needs is imported meanwhile."""

import gc
import os
import sys
from concurrent.futures import Future
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING

from dotenv import load_dotenv

from bot import ending

if TYPE_CHECKING:
    from index import Models

ANSWERING = frozenset({"ask", "chat", "check", "eval", "run", "search"})
"""The commands that ask every model."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code. Whatever goes wrong is one sentence on standard error.

    Without `arguments` it is what was typed, and all that this process is for.
    """
    with ending.at_once() if arguments is None else nullcontext():
        try:
            load_dotenv(".env")
        except (OSError, UnicodeDecodeError):
            from bot.shell import USAGE  # noqa: PLC0415  it is heavy, and mostly imported below

            sys.stderr.write(".env cannot be read; save it as UTF-8 text.\n")
            return USAGE
        typed = sys.argv[1:] if arguments is None else arguments
        models = _opening() if ANSWERING.intersection(typed) else None
        gc.disable()  # nothing that is imported is garbage, and looking for some takes a tenth of the time
        try:
            from bot.shell import run  # noqa: PLC0415  this is what is done meanwhile
        finally:
            gc.enable()
    if arguments is None:
        gc.freeze()  # nor is it in the end, when Python would take a quarter of a second to take it apart
    return run(typed, models)


def _opening() -> "Future[Models] | None":
    """The models, on their way; none where a setting is wrong, which `run` will say."""
    from index import InvalidSetting, Models, Settings  # noqa: PLC0415  Ctrl-C would be told by a stack meanwhile

    with suppress(InvalidSetting):
        return Models.opening(Settings.from_env(os.environ).embedding)
    return None


if __name__ == "__main__":
    sys.exit(main())
