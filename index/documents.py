"""`Document`: one source read whole, and `Source`: what a citation shows of it."""

from dataclasses import dataclass, field
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive), counted in code points of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    def meets(self, other: "Span") -> bool:
        """Whether they have a character in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Section:
    """A run of a document's text that may be quoted, under the heading that it stands below."""

    span: Span
    heading: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One source, read whole.

    `text` is what every span counts in: decoded, NFC, `\\n` line ends, without invisible characters. `sections`
    cover the text that may be quoted; what lies outside them (mastheads, headings, boilerplate) is kept but is
    never a passage. `rows` are the rows of tables in them, in order: each is one sentence, whatever stops its cells
    and the names of its columns hold. `date` is ISO 8601 cut to what is known: `2024-04-13`, `2024-04`, `2024`,
    or None; `date_origin` says who says so: "front matter", "metadata", "text", "address", "properties" or "header".
    `language` is a BCP 47 tag where the document declares one. `pages` counts pages or slides where there are any.
    """

    text: str
    sections: tuple[Section, ...]
    title: str
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    date_origin: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    pages: int | None = None
    rows: tuple[Span, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """The document in the types of JSON."""
        return {
            "text": self.text,
            "sections": [
                [section.span.start, section.span.end, section.heading, section.page] for section in self.sections
            ],
            "title": self.title,
            "publisher": self.publisher,
            "date": self.date,
            "url": self.url,
            "date_origin": self.date_origin,
            "language": self.language,
            "tags": list(self.tags),
            "pages": self.pages,
            "rows": [[row.start, row.end] for row in self.rows],
        }

    @classmethod
    def from_plain(cls, fields: dict[str, Any]) -> Self:
        """The document again, every type and span checked. Raises TypeError, ValueError, KeyError."""
        text = _text(fields["text"])
        return cls(
            text=text,
            sections=tuple(_section(section, len(text)) for section in fields["sections"]),
            title=_text(fields["title"]),
            publisher=_maybe(fields["publisher"]),
            date=_maybe(fields["date"]),
            url=_maybe(fields["url"]),
            date_origin=_maybe(fields["date_origin"]),
            language=_maybe(fields["language"]),
            tags=tuple(map(_text, fields["tags"])),
            pages=_count(fields["pages"]),
            rows=tuple(_span(start, end, len(text)) for start, end in fields.get("rows", ())),
        )


@dataclass(frozen=True, slots=True)
class Source:
    """What people see of a document: `document` is its id, `library/path`, stable while the file keeps its name.

    `is_dated_by_program` where its date is that of the file's properties, of which the text may know nothing.
    """

    document: str
    title: str
    publisher: str | None
    date: str | None
    url: str | None
    is_dated_by_program: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Listing:
    """A document in the list of sources: counts are of passages and of code points."""

    source: Source
    path: str
    passages: int
    characters: int
    indexed_at: str


def _section(said: list[Any], length: int) -> Section:
    start, end, heading, page = said
    return Section(_span(start, end, length), _text(heading), _count(page))


def _span(start: object, end: object, length: int) -> Span:
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= length):
        raise TypeError
    return Span(start, end)


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError
    return said


def _maybe(said: object) -> str | None:
    return None if said is None else _text(said)


def _count(said: object) -> int | None:
    if said is not None and not isinstance(said, int):
        raise TypeError
    return said
