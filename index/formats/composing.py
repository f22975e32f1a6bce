"""`Composer`: builds a document's text block by block, and the sections that may be quoted in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from index.characters import visible
from index.documents import Document, Section, Span
from index.formats.contents import File
from index.formats.details import LONGEST_TITLE, Details, line
from index.formats.grids import Row
from index.formats.rows import lines

GAP = "\n\n"
"""Between blocks: no sentence runs across a blank line."""

STEP = " › "
"""Between the headings that a text stands below, the outermost first."""

ROWS_OF_A_STEP = 200
"""Of a table, after which a reader says that it goes on."""

LONGEST_PATH = 120
"""Characters of headings above each other; in a longer path those in the middle are left out."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """Where a heading stands: below which others, and on which page."""

    span: Span
    level: int
    heading: str
    page: int | None


@dataclass(slots=True)
class Composer:
    """The text so far. `heading` and `page` hold for the blocks that follow; `title` is the document's, if known."""

    heading: str = ""
    page: int | None = None
    title: str | None = None
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _sections: list[Section] = field(default_factory=list)
    _rows: list[Span] = field(default_factory=list)
    _above: list[tuple[int, str]] = field(default_factory=list)
    _last: _Heading | None = None

    @property
    def has_text(self) -> bool:
        """Whether anything so far may be quoted."""
        return bool(self._sections)

    def head(self, text: str, level: int = 1) -> None:
        """Append a heading: kept in the text, and quoted only if nothing stands below it. Above all text, it is the
        title if there is none yet.

        It stands below those of a lower level that came before it, up to one that was set by hand.
        """
        named = line(text, LONGEST_TITLE)
        if named is None:
            return
        self._close(level)
        is_title = self.title is None and not self._sections
        if is_title:
            self.title = named
        above = [(other, name) for other, name in self._above if other < level] if self.heading else []
        self._above = above if named == self.title else [*above, (level, named)]
        self.heading = path([name for _, name in self._above])
        start = self._length
        self.block(text, quotable=False)
        if named != self.title and self._length > start:
            span = Span(self._length - len(self._parts[-1]), self._length)
            self._last = _Heading(span, level, path([name for _, name in above]), self.page)

    def _close(self, level: int = 0) -> None:
        """Let the last heading be quoted if nothing stands below it when one of a level follows, or the end."""
        last, self._last = self._last, None
        if last and level <= last.level and not (self._sections and self._sections[-1].span.start > last.span.start):
            self._sections.append(Section(last.span, last.heading, last.page))

    @property
    def below(self) -> tuple[str, list[tuple[int, str]]]:
        """The headings that the next block stands below; set it again behind what was set apart with its own."""
        return self.heading, self._above

    @below.setter
    def below(self, headings: tuple[str, list[tuple[int, str]]]) -> None:
        self.heading, self._above = headings

    def block(self, text: str, *, quotable: bool = True, is_whole: bool = False) -> None:
        """Append a block after a blank line; only what people can see of it. One that `is_whole` is one sentence."""
        kept = visible(text).strip()
        if not kept:
            return
        start = self._length + (len(GAP) if self._parts else 0)
        if self._parts:
            self._parts.append(GAP)
        self._parts.append(kept)
        self._length = start + len(kept)
        if quotable:
            self._quote(Span(start, self._length))
        if is_whole:
            self._rows.append(Span(start, self._length))

    def rows(self, rows: Sequence[Row], *, is_headed: bool = False, step: Callable[[], None] | None = None) -> None:
        """Append a table, a block for each row; headings in it hold as far as it goes (see `rows.lines`).

        `step` is that of the file, if the table is all of it.
        """
        heading = self.heading
        for number, said in enumerate(lines(rows, is_headed=is_headed), start=1):
            if step and number % ROWS_OF_A_STEP == 0:
                step()
            if said.is_heading:
                self.head(said.text)
            else:
                self.block(said.text, is_whole=said.is_whole)
        self.heading = heading

    def document(self, file: File, details: Details) -> Document:
        """The finished document; its name is the last resort for a title."""
        self._close()
        return Document(
            text="".join(self._parts),
            sections=tuple(self._sections),
            title=details.title or self.title or line(file.title) or "Untitled",
            publisher=details.publisher,
            date=details.date,
            url=details.url,
            date_origin=details.date_origin,
            language=details.language,
            tags=details.tags,
            pages=details.pages,
            rows=tuple(self._rows),
        )

    def _quote(self, span: Span) -> None:
        last = self._sections[-1] if self._sections else None
        if last and (last.heading, last.page) == (self.heading, self.page) and last.span.end + len(GAP) == span.start:
            self._sections.pop()
            span = Span(last.span.start, span.end)
        self._sections.append(Section(span, self.heading, self.page))


def path(names: Sequence[str]) -> str:
    """Headings that stand below each other as one line; what matters most is the last, then the first."""
    whole = STEP.join(names)
    if len(whole) <= LONGEST_PATH:
        return whole
    ends = STEP.join([names[0], "…", names[-1]])
    return ends if len(names) > 2 and len(ends) <= LONGEST_PATH else names[-1]  # noqa: PLR2004 - ends have a middle
