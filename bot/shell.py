"""Where everything is put together: settings from the environment, the terminal, the commands, the exit code."""

import errno
import logging
import os
import sys
from concurrent.futures import Future

from click import ClickException
from click.exceptions import Exit

from bot.command_line import footnote
from bot.console import Terminal
from bot.desk import Desk
from bot.ending import INTERRUPTED
from bot.settings import Settings as BotSettings
from index import DataFolderInUse, Failure, InvalidQuestion, InvalidSetting, Models, Settings

FAILED, USAGE, IN_USE = 1, 2, 3
"""Exit codes; a command's own are 0 and, for a question that the documents do not answer, 4."""

log = logging.getLogger("footnote")


def run(arguments: list[str], models: Future[Models] | None = None) -> int:
    """Run a command and return its exit code. Whatever goes wrong is one sentence on standard error.

    `models` are loaded when a command needs them, unless they are given.
    """
    _speak_utf8()
    terminal = Terminal()
    try:
        bot_settings = BotSettings.from_env(os.environ)
        desk = Desk(Settings.from_env(os.environ), bot_settings, terminal, models)
        return _run(desk, arguments)
    except Failure as failure:
        log.debug("failed", exc_info=True)
        terminal.fail(failure)
        return _code(failure)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        log.debug("unexpected", exc_info=True)
        terminal.fail(_unexpected(error))
        return FAILED


def _run(desk: Desk, arguments: list[str]) -> int:
    """Not by click's own `main`, which takes a broken pipe and Ctrl-C for itself."""
    try:
        with footnote.make_context("footnote", arguments, obj=desk) as context:
            footnote.invoke(context)
    except Exit as end:
        return end.exit_code
    except ClickException as error:
        desk.terminal.fail(_with_advice(error.format_message()))
        return error.exit_code
    return 0


def _with_advice(words: str) -> str:
    """What is wrong with the arguments, and where to look; the help itself needs no advice."""
    if "\n" in words:
        return words
    sentence = words if words.endswith((".", "?")) else f"{words}."
    return f"{sentence} `footnote --help` shows what there is."


def _unexpected(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE):
        return "Too many files are open; let this program open 64 at least (ulimit -n)."
    return f"Something unexpected went wrong ({type(error).__name__}); LOG_LEVEL=DEBUG shows the details."


def _code(failure: Failure) -> int:
    match failure:
        case DataFolderInUse():
            return IN_USE
        case InvalidQuestion() | InvalidSetting():
            return USAGE
        case _:
            return FAILED


def _speak_utf8() -> None:
    """Quotes hold every script, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
