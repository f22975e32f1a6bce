"""`Document`: one source read whole, and `Source`: what a citation shows of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive), counted in code points of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]


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
    never a passage. `date` is ISO 8601 cut to what is known: `2024-04-13`, `2024-04`, `2024`, or None;
    `date_origin` says who says so: "front matter", "metadata", "text", "address", "properties" or "header".
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


@dataclass(frozen=True, slots=True)
class Source:
    """What people see of a document: `document` is its id, `library/path`, stable while the file keeps its name."""

    document: str
    title: str
    publisher: str | None
    date: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A document in the list of sources: counts are of passages and of code points."""

    source: Source
    path: str
    passages: int
    characters: int
    indexed_at: str
