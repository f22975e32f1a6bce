"""`python -m tests.bench quality`: the starter, BM25 alone and Footnote on public question sets, in one run."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from index.loading import Models
from tests.bench import figures, sets
from tests.bench.changes import changed
from tests.bench.columns import Column, Footnote, Found, Starter, WordsAlone, remembering
from tests.bench.figures import Read, share
from tests.bench.sets import Case, QuestionSet, Text

MOST_CHARACTERS = 800
"""Of a passage, where the set asks for a small budget: Footnote's own maximum, and the others' as well."""

FOLDS = 4
"""Parts of a set's texts; a question is asked without its text in the index that lacks the part it is in."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure in all three columns; None where a column has nothing to show. `goal` is Footnote's."""

    set: str
    figure: str
    starter: float | None
    words: float | None
    footnote: float | None
    of: int
    goal: str = ""


class Bench:
    """One run: the models, and a folder for the indexes of each set."""

    def __init__(self, models: Models, folder: Path, console: Console, vectors: Path | None = None) -> None:
        """`vectors` is a folder that keeps them for later runs."""
        self._models, self._embedder = remembering(models, vectors)
        self._folder = folder
        self._console = console
        self._quotes: list[list[bool]] = []

    def xquad(self, data: QuestionSet) -> Iterator[Row]:
        """Finding the paragraph, quoting the sentence, marking the answer; refusing once the paragraph is gone."""
        footnote = self._footnote(data.texts)
        yield from self._ranked(data, footnote, {"Hits@1": "≥ .97", "Hits@4": "", "MRR@10": ""})
        with_it = [figures.read(case, footnote.answer(case.question)) for case in data.cases]
        for kind, cases in changed(data).items():
            traps = [figures.read(case, footnote.answer(case.question)) for case in cases]
            yield _ours(data.name, f"false answers, {kind} changed", [one.is_answered for one in traps])
        footnote.close()
        yield from _reading(data.name, with_it, self._without(data), ("≥ .85", "≥ .70", "≥ .88"))

    def timeqa(self, data: QuestionSet) -> Iterator[Row]:
        """Finding the paragraph among those of all pages; refusing what its page does not say."""
        asked = QuestionSet(data.name, data.texts, tuple(case for case in data.cases if case.gold))
        traps = [case for case in data.cases if not case.gold]
        footnote = self._footnote(data.texts)
        yield from self._ranked(asked, footnote, {"Hits@1": "", "Hits@4": "≥ .65", "MRR@10": ""})
        answered, refused = (
            [figures.read(case, footnote.answer(case.question)) for case in part] for part in (asked.cases, traps)
        )
        footnote.close()
        yield from _reading(data.name, answered, refused, ("", "", ""))

    def chunks(self, data: QuestionSet) -> Iterator[Row]:
        """How much of what answers is in the first five passages of at most 800 characters."""
        corpora = {text.id: text.text for text in data.texts}
        starter = self._starter(data.texts, MOST_CHARACTERS)
        footnote = self._footnote(data.texts)
        columns: list[Column] = [starter, WordsAlone(starter.passages), footnote]
        yield self._row(data, "recall@5", 5, lambda case, found: figures.recall(case, found, corpora), columns, "≥ .93")
        footnote.close()

    def multihop(self, data: QuestionSet) -> Iterator[Row]:
        """Finding all articles that a question needs; refusing the questions that no article answers."""
        titles = {text.id: text.title for text in data.texts}
        asked = QuestionSet(data.name, data.texts, tuple(case for case in data.cases if case.gold))
        footnote = self._footnote(data.texts)
        columns: list[Column] = [self._starter(data.texts), WordsAlone.over(data.texts), footnote]
        measure = lambda case, found: float(figures.has_all(case, found, titles))  # noqa: E731
        yield self._row(asked, "all evidence@10", 10, measure, columns, "≥ .75")
        answered, refused = (
            [figures.read(case, footnote.answer(case.question)) for case in data.cases if bool(case.gold) is kind]
            for kind in (True, False)
        )
        footnote.close()
        yield from _refusing(data.name, answered, refused, "")

    def _ranked(self, data: QuestionSet, footnote: Footnote, wanted: Mapping[str, str]) -> Iterator[Row]:
        """Figures of ranks, with Footnote's goals."""
        columns: list[Column] = [self._starter(data.texts), WordsAlone.over(data.texts), footnote]
        ranks = [[figures.rank(case, column.find(case.question, 10)) for case in data.cases] for column in columns]
        for figure, goal in wanted.items():
            starter, words, ours = (share([_RANKED[figure](rank) for rank in of_column]) for of_column in ranks)
            yield Row(data.name, figure, starter, words, ours, len(data.cases), goal)

    def _row(
        self,
        data: QuestionSet,
        figure: str,
        top: int,
        measure: Callable[[Case, Sequence[Found]], float],
        columns: Sequence[Column],
        goal: str,
    ) -> Row:
        starter, words, ours = (
            share([measure(case, column.find(case.question, top)) for case in data.cases]) for column in columns
        )
        return Row(data.name, figure, starter, words, ours, len(data.cases), goal)

    def _without(self, data: QuestionSet) -> list[Read]:
        """Every question asked of an index that holds all other parts of the texts, and not the one it is about."""
        made = []
        for fold in range(FOLDS):
            gone = {text.id for text in data.texts[fold::FOLDS]}
            footnote = self._footnote([text for text in data.texts if text.id not in gone])
            made += [figures.read(case, footnote.answer(case.question)) for case in data.cases if case.gold <= gone]
            footnote.close()
        return made

    def _starter(self, texts: Sequence[Text], most_characters: int | None = None) -> Starter:
        self._tell(f"building the starter over {len(texts):,} texts")
        assert self._models.embedder is not None
        return Starter(texts, self._models.embedder, most_characters)

    def _footnote(self, texts: Sequence[Text]) -> Footnote:
        self._tell(f"building Footnote over {len(texts):,} texts")
        made = Footnote(texts, self._models, self._folder / str(len(self._quotes)))
        self._quotes.append(made.quotes)
        self._embedder.keep()
        return made

    def quotes(self) -> Row:
        """Over all that was asked: how many of the quotes, those of refusals too, stand where they are said to."""
        return _ours(
            "all", "quotes verbatim, at their span", [is_there for quotes in self._quotes for is_there in quotes], "1"
        )

    def _tell(self, what: str) -> None:
        self._console.print(what, style="dim")


_RANKED: Mapping[str, Callable[[int], float]] = {
    "Hits@1": lambda rank: float(rank == 1),
    "Hits@4": lambda rank: float(0 < rank <= 4),
    "MRR@10": lambda rank: 1 / rank if rank else 0.0,
}
SETS: Mapping[str, tuple[Callable[[Path], QuestionSet], Callable[[Bench, QuestionSet], Iterator[Row]]]] = {
    "xquad": (sets.xquad, Bench.xquad),
    "timeqa": (sets.timeqa, Bench.timeqa),
    "chunks": (sets.chunks, Bench.chunks),
    "multihop": (sets.multihop, Bench.multihop),
}


def main(names: Sequence[str], sample: int | None, console: Console, vectors: Path | None = None) -> None:
    """Ask the sets, and print all figures as a table. `vectors` is a folder that keeps them for later runs."""
    if not sets.SHARED.is_dir():
        console.print("The public sets are not there: they are looked for in ../shared/data, beside the checkout.")
        return
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Models.load(), Path(folder), console, vectors)
        for name in names:
            load, measure = SETS[name]
            rows += measure(bench, load(sets.SHARED).sample(sample))
        rows.append(bench.quotes())
    console.print(_table(rows))


def _reading(name: str, asked: Sequence[Read], traps: Sequence[Read], goals: tuple[str, str, str]) -> Iterator[Row]:
    yield _ours(name, "right sentence", [one.is_right for one in asked], goals[0])
    yield _ours(name, "answer in the highlight", [one.is_marked for one in asked], goals[1])
    yield from _refusing(name, asked, traps, goals[2])


def _refusing(name: str, asked: Sequence[Read], traps: Sequence[Read], goal: str) -> Iterator[Row]:
    refusals = _ours(name, "false refusals", [not one.is_answered for one in asked])
    answers = _ours(name, "false answers", [one.is_answered for one in traps])
    yield from (refusals, answers)
    if refusals.footnote is not None and answers.footnote is not None:
        balanced = 1 - (refusals.footnote + answers.footnote) / 2
        yield Row(name, "balanced accuracy", None, None, balanced, refusals.of + answers.of, goal)


def _ours(name: str, figure: str, flags: Sequence[bool], goal: str = "") -> Row:
    """The other two columns only find passages: without a language model they answer nothing and refuse nothing."""
    return Row(name, figure, None, None, share([float(flag) for flag in flags]), len(flags), goal)


def _table(rows: Sequence[Row]) -> Table:
    table = Table("set", "figure", "starter", "BM25", "Footnote", "goal", "of", box=None)
    before = ""
    for row in rows:
        shown = ("–" if value is None else f"{value:.3f}" for value in (row.starter, row.words, row.footnote))
        table.add_row(row.set if row.set != before else "", row.figure, *shown, row.goal, f"{row.of:,}")
        before = row.set
    return table
