"""The terminal: answers, hits, sources and changes as text, with colour where a person looks and plain in a pipe."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console, ConsoleOptions, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from bot import tables
from bot.doctor import Finding
from bot.printable import shown
from bot.tables import QUIET
from index import (
    Answer,
    Changes,
    Checked,
    Erased,
    Failure,
    Hit,
    Listing,
    Progress,
    Refusal,
    Sentence,
    Source,
    Unanswered,
    Verdict,
    Version,
    whole,
)

PLAIN_WIDTH = 10_000
"""Columns in a pipe: nothing is wrapped or cut there, so that what is quoted can be searched for."""

EXCERPT = 300
"""Characters of a passage that is only near."""

MARK = "bold green"
VERDICTS = {
    Verdict.SUPPORTED: MARK,
    Verdict.CONTRADICTED: "bold red",
    Verdict.DISPUTED: "bold yellow",
    Verdict.NOT_IN_SOURCES: "bold",
}


class _Console(Console):
    """Shows what it is given and obeys none of it, whatever file names and documents hold."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Only the segments that rich itself makes may control the terminal."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(shown(segment.text, keep="\n\t"), segment.style)

    def on_broken_pipe(self) -> None:
        """Whoever read has gone; the program ends, and that is no failure."""
        raise BrokenPipeError


class Terminal:
    """Where a person, or a pipe, reads. Text of documents is shown as it stands: no markup in it is obeyed."""

    def __init__(self, out: Console | None = None, err: Console | None = None) -> None:
        self.out = out or _console()
        self.err = err or _console(stderr=True)

    @property
    def is_interactive(self) -> bool:
        """Whether a person looks at the output now."""
        return self.out.is_terminal

    def say(self, text: str | Text = "") -> None:
        """A line of output."""
        self.out.print(text)

    def explain(self, text: str) -> None:
        """A line beside the output, for the person who started the program."""
        self.err.print(Text(text, style=QUIET))

    def fail(self, failure: Failure | str) -> None:
        """One clear sentence about what went wrong."""
        self.err.print(Text(str(failure), style="red"))

    def show(self, result: Answer | Unanswered) -> None:
        """An answer with its quotes and sources, or why there is none and what came near."""
        match result:
            case Answer():
                self._answer(result)
            case Unanswered():
                self._unanswered(result)

    def checked(self, checked: Checked) -> None:
        """Each claim with its verdict, the quotes for it and against it, and their sources."""
        if not checked.claims:
            self.say(Text("Nothing in this is a claim.", style="yellow"))
        for claim in checked.claims:
            self.say(Text.assemble((f"{claim.verdict.value}: ", VERDICTS[claim.verdict]), shown(claim.text)))
            if claim.meant:
                self._indented(Text(f"read as: {claim.meant}", style=QUIET))
            for sentence in (*claim.support, *claim.against):
                self._indented(_quoted(sentence))
        for note in (*checked.notes, *(["More claims than these were left out."] * bool(checked.left_out))):
            self.say(Text(note, style="italic"))
        for number, source in enumerate(checked.sources, 1):
            self.say(Text.assemble((f"[{number}] ", "cyan"), _named(source)))

    def hits(self, found: Sequence[Hit]) -> None:
        """Passages, nearest first."""
        if not found:
            self.say("Nothing found.")
        for rank, hit in enumerate(found, 1):
            self.say(Text(f"{rank}. {_named(hit.passage.source)}", style="bold"))
            self._indented(Text(" ".join(hit.passage.text.split())))
            self._indented(Text(shown(hit.passage.id), style=QUIET))

    def listings(self, found: Sequence[Listing]) -> None:
        """The documents, a row each."""
        self.out.print(tables.listings(found, self.out.width))
        self.say(Text(_count(len(found), "document"), style=QUIET))

    def changes(self, done: Changes) -> None:
        """What a reindex did, and every file that was refused, with its reason."""
        for verb, paths in (("added", done.added), ("updated", done.updated), ("removed", done.removed)):
            for path in paths:
                self.say(Text.assemble((f"{verb:>8} ", MARK), shown(path)))
        self.refusals(done.refused)
        for note in done.notes:
            self.say(Text(note, style="italic"))
        if done.is_preview:
            self.say(Text("A preview: nothing was changed.", style="italic"))
        total = f"{_count(done.documents, 'document')}, {_count(done.passages, 'passage')}"
        self.say(
            Text(
                f"{total}; {len(done.unchanged)} unchanged, {done.embedded} embedded, {done.elapsed_ms:.0f} ms",
                style=QUIET,
            )
        )

    def versions(self, found: Sequence[Version]) -> None:
        """What a library was, a row for each version."""
        self.out.print(tables.versions(found))

    def erased(self, erased: Erased) -> None:
        """What was erased, and what a search for it found."""
        searched = f"{_count(erased.files, 'file')} and {_count(erased.bytes, 'byte')} searched"
        if erased.traces:
            self.say(Text(f"Erased, but traces are left in {', '.join(erased.traces)}; {searched}.", style="red"))
        else:
            self.say(f"{_count(erased.documents, 'document')} erased; {searched}, nothing of it is left.")
        if erased.earlier:
            self.say(f"Erased too, because it was the same document: {_listed(erased.earlier)}.")
        if erased.copies:
            self.say(Text(f"The same text is left in {_listed(erased.copies)}: erase that as well.", style="yellow"))

    def refusals(self, refused: Sequence[Refusal]) -> None:
        """Files that were not read."""
        for refusal in refused:
            self.say(Text.assemble((" refused ", "yellow"), f"{shown(refusal.path)}: {refusal.reason}"))

    def findings(self, found: Sequence[Finding]) -> None:
        """What the doctor saw."""
        for finding in found:
            mark = ("ok   ", MARK) if finding.is_well else ("mend ", "red")
            self.say(Text.assemble(mark, finding.text))

    def read_line(self) -> str:
        """What a person types next; empty at the end."""
        try:
            return self.out.input("> " if self.is_interactive else "").strip()
        except EOFError:
            return ""

    @contextmanager
    def progress(self) -> Iterator[Callable[[Progress], None]]:
        """A bar on a terminal, shown only if there is something to do; nothing in a pipe."""
        columns = (
            SpinnerColumn(),
            TextColumn("Reading documents"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[note]}"),
        )
        with Bar(*columns, console=self.err, transient=True, disable=not self.err.is_terminal) as bar:
            task = bar.add_task("", total=None, note="", visible=False)

            def tell(now: Progress) -> None:
                left = "" if now.seconds_left is None else f", {_duration(now.seconds_left)} left"
                note = f"{_count(now.embedded, 'passage')} embedded, {now.rate:.0f}/s{left}"
                bar.update(task, completed=now.files, total=now.of_files, note=note, visible=now.embedded > 0)

            yield tell

    def table(self, table: Table) -> None:
        """Rows and columns."""
        self.out.print(table)

    @contextmanager
    def counting(self, what: str, total: int) -> Iterator[Callable[[int], None]]:
        """A bar on a terminal for so many things to do, told how many are done; nothing in a pipe."""
        columns = (SpinnerColumn(), TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Bar(*columns, console=self.err, transient=True, disable=not self.err.is_terminal) as bar:
            task = bar.add_task("", total=total)
            yield lambda done: bar.update(task, completed=done)

    def _answer(self, answer: Answer) -> None:
        for sentence in answer.sentences:
            self.say(_quoted(sentence))
        for note in answer.notes:
            self.say(Text(note, style="italic"))
        self.say()
        for number, source in enumerate(answer.sources, 1):
            self.say(Text.assemble((f"[{number}] ", "cyan"), _named(source)))
            if source.url:
                self._indented(Text(shown(source.url), style=QUIET))
        self.say(Text(f"{_how(answer)} · indexed {answer.indexed_at[:10]} · {answer.elapsed_ms:.0f} ms", style=QUIET))

    def _unanswered(self, result: Unanswered) -> None:
        self.say(Text(f"Unanswered. {result.reason}", style="yellow"))
        for note in result.notes:
            self.say(Text(note, style="italic"))
        if result.nearest:
            self.say()
            self.say(Text("Nearest passages:", style=QUIET))
        for near in result.nearest:
            self.say(Text(_named(near.source)))
            self._indented(Text(_excerpt(near.text), style=QUIET))

    def _indented(self, text: Text) -> None:
        self.out.print(Padding(text, (0, 0, 0, 4), expand=False))


def _console(*, stderr: bool = False) -> Console:
    console = _Console(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=False)
    if not console.is_terminal:
        console = _Console(stderr=stderr, markup=False, highlight=False, emoji=False, width=PLAIN_WIDTH)
    return console


def _quoted(sentence: Sentence) -> Text:
    text = Text(f"“{sentence.text}”")
    for part in sentence.highlights:
        if (place := whole(text.plain, part)) >= 0:
            text.stylize(MARK, place, place + len(part))
    text.append("".join(f" [{citation.number}]" for citation in sentence.citations), style="cyan")
    return text


def _named(source: Source) -> str:
    return shown(", ".join(filter(None, (source.title, source.publisher, source.date))))


def _how(answer: Answer) -> str:
    how = "quoted" if answer.mode == "reading" else "written by a language model, every sentence checked"
    return f"{how} from {_count(len(answer.sources), 'source')}"


def _excerpt(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= EXCERPT else f"{flat[:EXCERPT].rsplit(' ', 1)[0]} …"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


def _listed(paths: Sequence[str], most: int = 5) -> str:
    more = len(paths) - most
    return ", ".join(f"“{shown(path)}”" for path in paths[:most]) + (f" and {more} more" if more > 0 else "")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
