"""`footnote eval`: its options, and what becomes of a run."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from click.core import ParameterSource

from bot.batch import EVERYONE, lines_of, print_json
from bot.desk import Desk, at_desk, json_option
from bot.evaluating import results, tables
from index import Comparison, Golden, InvalidSetting, KnowledgeBase, Score, Scorecard, compare, evaluate, read_golden


@dataclass(frozen=True, slots=True)
class Run:
    """A scorecard, and an earlier one with what has changed since, if there is one to compare with."""

    card: Scorecard
    before: Scorecard | None
    comparison: Comparison | None


@click.command("eval")
@click.argument("questions", type=Path, help="Questions with their answers (docs/evaluating.md).")
@click.option(
    "--corpus",
    metavar="DIR",
    type=Path,
    help="Ask these documents instead of your own; they are indexed apart and forgotten.",
)
@json_option
@click.option("--html", metavar="FILE", type=Path, help="Write one page with plots.")
@click.option("--against", metavar="FILE", type=Path, help="Compare with what --json printed before.")
@at_desk
def evaluate_questions(
    desk: Desk, questions: Path, *, corpus: Path | None, as_json: bool, html: Path | None, against: Path | None
) -> None:
    """Ask questions whose answers are known, and measure what is found, quoted, refused, and how fast."""
    golden = read_golden(lines_of(questions))
    before = results.load(against) if against else None
    with _apart(corpus) as folder:
        scores = desk.at(folder, corpus).run(lambda base: _ask(desk, base, golden))
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


@contextmanager
def _apart(corpus: Path | None) -> Iterator[Path | None]:
    """A folder of its own for a corpus that is only asked for this once, unless --data names one."""
    if not corpus or click.get_current_context().get_parameter_source("data") is ParameterSource.COMMANDLINE:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="footnote-eval-") as folder:
        yield Path(folder)


def _write_page(run: Run, file: Path) -> None:
    from bot.evaluating.page import page  # noqa: PLC0415  most runs draw nothing

    try:
        file.write_text(page(run.card, run.before, run.comparison), encoding="utf-8")
    except OSError as error:
        raise InvalidSetting(f"The page cannot be written to {file}.") from error
