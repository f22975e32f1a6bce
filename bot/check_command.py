"""`footnote check`: what the documents say of each claim of a text."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot import structured
from bot.batch import EVERYONE, print_json
from bot.desk import AsJson, Data, Desk, Seeds
from index import InvalidQuestion, InvalidSetting, Verdict

UNSUPPORTED = 4
"""Exit code where a claim is not supported, or there is none; as of a question that is not answered."""

app = typer.Typer()

Said = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="TEXT|FILE|-", help="What is claimed; a file that says it; or -, to read it.", show_default=False
    ),
]


@app.command()
def check(
    context: typer.Context, said: Said = None, *, as_json: AsJson = False, data: Data = None, seeds: Seeds = None
) -> None:
    """Check each claim of a text against the documents; exit with 0 if all are supported, 4 if not."""
    desk: Desk = context.obj.at(data, seeds)
    text = _text(said or [])
    checked = desk.run(lambda base: base.check(text, EVERYONE))
    if as_json:
        print_json(structured.checked(checked))
    else:
        desk.terminal.checked(checked)
    if {claim.verdict for claim in checked.claims} != {Verdict.SUPPORTED} or checked.left_out:
        raise typer.Exit(UNSUPPORTED)


def _text(said: list[str]) -> str:
    """What to check. Raises InvalidQuestion, InvalidSetting."""
    text = " ".join(said)
    try:
        if text == "-":
            text = sys.stdin.read()
        elif len(said) == 1 and _is_file(text):
            text = Path(text).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidSetting("What is to be checked cannot be read as UTF-8 text.") from error
    if not text.strip():
        raise InvalidQuestion("Give a text to check, for example: footnote check Kim met Putin in September.")
    return text


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # too long for a name, or holds what no name may
        return False
