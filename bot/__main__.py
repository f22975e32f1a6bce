"""The entrance: for a command that answers, the models begin to open, and what else it needs is imported meanwhile."""

import gc
import os
import sys
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING

from bot import ending

if TYPE_CHECKING:
    from concurrent.futures import Future

    from index import Models

ANSWERING = frozenset({"ask", "chat", "check", "eval", "run", "search"})
"""The commands that ask every model."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code. Whatever goes wrong is one sentence on standard error.

    Without `arguments` it is what was typed, and all that this process is for.
    """
    _open_streams()
    typed = sys.argv[1:] if arguments is None else arguments
    with ending.at_once() if arguments is None else nullcontext():
        is_read = _read_env()
        models = _opening() if is_read and ANSWERING.intersection(typed) else None
        gc.disable()  # nothing that is imported is garbage, and looking for some takes a tenth of the time
        try:
            from bot.shell import USAGE, run  # noqa: PLC0415  this is what is done meanwhile
        finally:
            gc.enable()
    if not is_read:
        sys.stderr.write(".env cannot be read; save it as UTF-8 text.\n")
        return USAGE
    if arguments is None:
        gc.freeze()  # nor is it in the end, when Python would take a quarter of a second to take it apart
    return run(typed, models)


def _open_streams() -> None:
    """Put nothing in the place of what whoever started this has closed, before a file of ours gets its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))


def _read_env() -> bool:
    """Whether `.env` could be read, or there is none."""
    import logging  # noqa: PLC0415  from here on Ctrl-C is no traceback

    from dotenv import load_dotenv  # noqa: PLC0415  the same

    logging.getLogger("dotenv").setLevel(logging.ERROR)  # what it cannot read is told with its line by `env_file`
    try:
        load_dotenv(".env")
    except (OSError, UnicodeDecodeError):
        return False
    return True


def _opening() -> "Future[Models] | None":
    """The models, on their way; none where a setting is wrong, which `run` will say."""
    from index import InvalidSetting, Models, Settings  # noqa: PLC0415  the same

    with suppress(InvalidSetting):
        return Models.opening(Settings.from_env(os.environ).embedding)
    return None


if __name__ == "__main__":
    sys.exit(main())
