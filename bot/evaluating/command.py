"""`footnote eval`: its options, and what becomes of a run."""

import tempfile
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.batch import EVERYONE, lines_of, print_json
from bot.desk import AsJson, Data, Desk, Seeds
from bot.evaluating import results, tables
from index import Comparison, Golden, InvalidSetting, KnowledgeBase, Score, Scorecard, compare, evaluate, read_golden

app = typer.Typer(rich_markup_mode=None)

Questions = Annotated[
    Path, typer.Argument(metavar="QUESTIONS", help="Questions with their answers (docs/evaluating.md).")
]
Corpus = Annotated[
    Path | None,
    typer.Option(
        "--corpus",
        metavar="DIR",
        help="Ask these documents instead of your own; they are indexed apart and forgotten.",
        show_default=False,
    ),
]
Page = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write one page with plots.", show_default=False)
]
Against = Annotated[
    Path | None,
    typer.Option("--against", metavar="FILE", help="Compare with what --json printed before.", show_default=False),
]


@dataclass(frozen=True, slots=True)
class Run:
    """A scorecard, and an earlier one with what has changed since, if there is one to compare with."""

    card: Scorecard
    before: Scorecard | None
    comparison: Comparison | None


@app.command("eval")
def evaluate_questions(  # noqa: PLR0913  a parameter is an option of the command
    context: typer.Context,
    questions: Questions,
    *,
    corpus: Corpus = None,
    as_json: AsJson = False,
    html: Page = None,
    against: Against = None,
    data: Data = None,
    seeds: Seeds = None,
) -> None:
    """Ask questions whose answers are known, and measure what is found, quoted, refused, and how fast."""
    golden = read_golden(lines_of(questions))
    before = results.load(against) if against else None
    with _apart(corpus, data) as folder:
        desk: Desk = context.obj.at(Path(folder) if folder else data, corpus or seeds)
        scores = desk.run(lambda base: _ask(desk, base, golden))
    card = Scorecard(questions.stem, datetime.now(UTC).isoformat(timespec="seconds"), scores)
    run = Run(card, before, compare(before, card) if before else None)
    if html:
        _write_page(run, html)
    if as_json:
        print_json(results.dumped(card, run.comparison))
    else:
        tables.show(desk.terminal, run.card, run.before, run.comparison)


async def _ask(desk: Desk, base: KnowledgeBase, golden: tuple[Golden, ...]) -> tuple[Score, ...]:
    with desk.terminal.counting("Asking", len(golden)) as tell:
        return await evaluate(base, golden, EVERYONE, tell)


def _apart(corpus: Path | None, data: Path | None) -> AbstractContextManager[str | None]:
    """A folder of its own for a corpus that is only asked for this once."""
    return tempfile.TemporaryDirectory(prefix="footnote-eval-") if corpus and not data else nullcontext()


def _write_page(run: Run, file: Path) -> None:
    from bot.evaluating.page import page  # noqa: PLC0415  most runs draw nothing

    try:
        file.write_text(page(run.card, run.before, run.comparison), encoding="utf-8")
    except OSError as error:
        raise InvalidSetting(f"The page cannot be written to {file}.") from error
