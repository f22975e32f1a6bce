"""`footnote check`: what the documents say of each claim of a text."""

import re
import sys
from pathlib import Path

import click
from click.exceptions import Exit

from bot import structured
from bot.batch import EVERYONE, print_json
from bot.desk import Desk, at_desk, json_option
from index import InvalidQuestion, InvalidSetting, Verdict

UNSUPPORTED = 4
"""Exit code where a claim is not supported, or there is none; as of a question that is not answered."""

_PATH = re.compile(r"\S*/\S*|\S+\.[A-Za-z]\w{1,4}|(?:/|~/|\.{1,2}/)[^\n]*\.\w{2,5}")


@click.command()
@click.argument(
    "said", nargs=-1, metavar="[TEXT|FILE|-]...", help="What is claimed; a file that says it; or -, to read it."
)
@json_option
@at_desk
def check(desk: Desk, said: tuple[str, ...], *, as_json: bool) -> None:
    """Check each claim of a text against the documents; exit with 0 if all are supported, 4 if not."""
    text = _text(said)
    checked = desk.run(lambda base: base.check(text, EVERYONE))
    if as_json:
        print_json(structured.checked(checked))
    else:
        desk.terminal.checked(checked)
    if {claim.verdict for claim in checked.claims} != {Verdict.SUPPORTED} or checked.left_out:
        raise Exit(UNSUPPORTED)


def _text(said: tuple[str, ...]) -> str:
    """What to check. Raises InvalidQuestion, InvalidSetting."""
    text = " ".join(said)
    try:
        if text == "-":
            text = sys.stdin.read()
        elif len(said) == 1 and _is_place(text):
            text = _contents(Path(text))
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidSetting("What is to be checked cannot be read as UTF-8 text.") from error
    if not text.strip():
        raise InvalidQuestion("Give a text to check, for example: footnote check Kim met Putin in September.")
    return text


def _is_place(text: str) -> bool:
    """Whether it is a file or a folder, or can only be meant for one: a single word with a slash or a file's ending."""
    try:
        return Path(text).exists() or _PATH.fullmatch(text) is not None
    except (OSError, ValueError):  # too long for a name, or holds what no name may
        return False


def _contents(path: Path) -> str:
    """What stands in a file. Raises InvalidSetting, OSError, UnicodeDecodeError."""
    if path.is_dir():
        raise InvalidSetting(f"{path} is a folder; name a file in it.")
    if not path.exists():
        raise InvalidSetting(f"There is no file {path}.")
    if not path.is_file():  # a pipe would be waited for
        raise InvalidSetting(f"{path} is not a regular file.")
    return path.read_text(encoding="utf-8-sig")
