"""Plain text to `Document`: which lines are its name, which are furniture, which may be quoted."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from index.dates import first_date, is_only_date
from index.documents import Document, Section, Span
from index.formats.asides import BYLINE, is_furniture, is_stamp
from index.formats.contents import File
from index.formats.decoding import decode
from index.sentences import LIST_ITEM, paragraphs, trimmed, width_of

TOP = 12
"""Lines in which a text says what it is and when it was published."""

LONGEST_TITLE = 160
"""Characters; a longer first line is the start of the text."""

LONGEST_HEADING = 12
"""Words; a longer line without a full stop is a caption or a list, not a heading."""

LONGEST_NAME = 5
"""Words in the name of a newspaper."""

SHORTEST_HEADLINE = 4
"""Words; below that, two labels are a title and its subtitle."""

_ENDS_SENTENCE = re.compile(r"[.!?:;,…。！？।]['\"”’)\]]*$")
_FIELD = re.compile(
    r"(title|headline|publisher|source|site|date|published|updated|last updated|url|link)\s*:\s*(\S.*)", re.IGNORECASE
)
_PAIR = re.compile(r"([^\W\d_][^:\n]{0,40}):\s+\S.*")
_BESIDE = re.compile(
    r"(?:authors?|by|byline|writer|editor|section|category|tags|keywords|language)\s*:.*", re.IGNORECASE
)
"""Fields that stand among those about a text and say nothing about its subject."""

_UNDERLINE = re.compile(r"([=\-~*#_])\1{2,}\s*")
_NEWSY = re.compile(
    r"\b(?:press|news|times|post|daily|journal|herald|gazette|tribune|observer|magazine|chronicle|telegraph|mail|bulletin|courier|"
    r"dispatch|weekly|reuters|agency|review|broadcasting|wire|newspaper|bbc|cnn|guardian)\b|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph of the text, and whether blank lines set it apart from the one before."""

    span: Span
    text: str
    apart: bool

    @property
    def is_label(self) -> bool:
        """Short and no sentence: a title, a heading, a name."""
        return (
            len(self.text) <= LONGEST_TITLE
            and "\n" not in self.text
            and not _ENDS_SENTENCE.search(self.text)
            and not LIST_ITEM.match(self.text)
        )

    @property
    def is_furniture(self) -> bool:
        """Stands around the text, not in it."""
        return is_furniture(self.text) or bool(_UNDERLINE.fullmatch(self.text))


def read_plain(file: File) -> Document:
    """Read a text file; its name becomes the title when the text names none. Raises Refused."""
    text = decode(file)
    lines = list(_lines(text))
    fields = _fields(lines)
    head, publisher, title = _named(lines)
    about = _about(lines, head)
    body = [line for number, line in enumerate(lines) if number >= head and number not in about] or lines
    date = first_date(fields.get("published") or fields.get("date") or "") or _stamped(lines)
    return Document(
        text=text,
        sections=tuple(_sections(body)),
        title=fields.get("title") or fields.get("headline") or title or file.title,
        publisher=fields.get("publisher") or fields.get("source") or fields.get("site") or publisher,
        date=date,
        date_origin="text" if date else None,
        url=next((value for key in ("url", "link") if (value := fields.get(key, "")).startswith("http")), None),
    )


def _lines(text: str) -> Iterator[_Line]:
    before = 0
    for span in paragraphs(text, Span(0, len(text)), width_of(text)):
        kept = trimmed(text, span)
        if kept.start < kept.end:
            yield _Line(kept, kept.of(text), text.count("\n", before, kept.start) > 1)
            before = kept.end


def _fields(lines: list[_Line]) -> dict[str, str]:
    """What `Title: …` and its like say at the top of the text; what comes again and again is about parts of it."""
    found = [(number, match) for number, line in enumerate(lines) if (match := _FIELD.fullmatch(line.text))]
    often = Counter(match[1].lower() for _, match in found)
    return {
        match[1].lower(): match[2].strip() for number, match in found if number < TOP and often[match[1].lower()] == 1
    }


def _is_field(line: _Line) -> bool:
    return bool(_FIELD.fullmatch(line.text)) and line.is_label


def _about(lines: list[_Line], head: int) -> frozenset[int]:
    """The fields above the text that are about it, and not among what it says of its subject."""
    top = next((number for number in range(head, len(lines)) if not _is_aside(lines[number])), len(lines))
    named = _fields(lines)
    return frozenset(
        number
        for number in range(top)
        if (match := _FIELD.fullmatch(lines[number].text))
        and match[1].lower() in named
        and not any(_is_fact(lines[near]) for near in _block(lines, number) if near >= head)
    )


def _block(lines: list[_Line], number: int) -> range:
    """The lines around one that no blank line sets apart from it."""
    start, end = number, number + 1
    while start and not lines[start].apart:
        start -= 1
    while end < len(lines) and not lines[end].apart:
        end += 1
    return range(start, end)


def _is_fact(line: _Line) -> bool:
    """Whether a line names something and says what it is, as in `Room: A`, and is not about the text itself."""
    match = _PAIR.fullmatch(line.text)
    return (
        match is not None
        and len(match[1].split()) <= LONGEST_NAME
        and not _is_field(line)
        and not _BESIDE.fullmatch(line.text)
    )


def _stamped(lines: list[_Line]) -> str | None:
    """The date of a line that is only there to say when this was published; one of several dates is an entry's."""
    dates = [line.text for line in lines if is_only_date(line.text)]
    for line in lines[:TOP]:
        is_published = is_stamp(line.text) or (is_only_date(line.text) and len(set(dates)) == 1)
        if is_published and (found := first_date(line.text)):
            return found
    return None


def _named(lines: list[_Line]) -> tuple[int, str | None, str | None]:
    """How many lines at the top only name the text, its publisher and its title.

    A newspaper's name stands above its headline: it is short, and either sounds like one or is followed by the stamps
    and bylines of an article.
    """
    labels = [number for number in range(min(len(lines), 8)) if _is_name(lines, number)]
    if not labels or any(not _is_aside(line) for line in lines[: labels[0]]):
        return 0, None, None
    first = labels[0]
    second = labels[1] if len(labels) > 1 and labels[1] == first + 1 else None
    name = lines[first].text
    if second is not None and lines[second].apart and _is_name_over(name, lines[second].text):
        is_article = any(is_stamp(line.text) or BYLINE.fullmatch(line.text) for line in lines[:8])
        if is_article or _NEWSY.search(name):
            return second + 1, name, lines[second].text
    return (first if _states(lines, first) else first + 1), None, name


def _is_name(lines: list[_Line], number: int) -> bool:
    """Whether a line can be a title: a fact is one only on its own, or above what is about the text."""
    line, below = lines[number], lines[number + 1] if number + 1 < len(lines) else None
    if not line.is_label or _is_aside(line):
        return False
    if not _is_fact(line) or below is None or below.apart:
        return True
    return _is_aside(below) and not any(_is_fact(lines[near]) for near in _block(lines, number) if near != number)


def _states(lines: list[_Line], number: int) -> bool:
    """Whether a title says something too: right above more of the same, with a number in it."""
    line, below = lines[number], lines[number + 1] if number + 1 < len(lines) else None
    if below is None or below.apart or _is_aside(below):
        return False
    return len(line.text.split()) >= SHORTEST_HEADLINE and any(map(str.isdigit, line.text))


def _is_name_over(name: str, headline: str) -> bool:
    return len(name.split()) <= LONGEST_NAME and len(headline.split()) >= SHORTEST_HEADLINE


def _is_aside(line: _Line) -> bool:
    return line.is_furniture or _is_field(line) or is_only_date(line.text) or bool(BYLINE.fullmatch(line.text))


def _sections(lines: list[_Line]) -> Iterator[Section]:
    """Runs of lines between headings and furniture."""
    heading, run = "", list[Span]()
    for number, line in enumerate(lines):
        is_heading = _is_heading(lines, number)
        if not is_heading and not line.is_furniture:
            run.append(line.span)
            continue
        if run:
            yield Section(Span(run[0].start, run[-1].end), heading)
            run = []
        heading = line.text if is_heading else heading
    if run:
        yield Section(Span(run[0].start, run[-1].end), heading)


def _is_heading(lines: list[_Line], number: int) -> bool:
    """A label on its own, with text of another kind right below it."""
    line, below = lines[number], lines[number + 1] if number + 1 < len(lines) else None
    if below is None or line.is_furniture or not line.is_label or len(line.text.split()) > LONGEST_HEADING:
        return False
    if _UNDERLINE.fullmatch(below.text):
        return True
    alone = line.apart and below.apart and line.text[0].isupper()
    return alone and not below.is_label and not below.is_furniture
