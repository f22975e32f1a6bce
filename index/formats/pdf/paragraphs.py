"""Lines of PDF pages to paragraphs: wraps and hyphens joined, also across pages; headings by their letters."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from index.formats.pdf.lines import Line, Page, usual_leading, usual_size
from index.formats.pdf.wrapping import LOOSE, UNEVEN, Wrapping
from index.sentences import LIST_ITEM

LARGER = 1.12
"""Times the size of the body's letters, from which a line is a heading."""

LONGEST_HEADING = 16
"""Words."""

MOST_INDENT = 5
"""Times the size of letters; what stands further in is a column."""

INDENT = 0.7
"""Times the size of letters by which a paragraph's first line stands in."""

FULL = 0.8
"""Share of a long line that a wrapped line fills; a shorter one that ends a sentence ends its paragraph."""

HALF = 0.5
"""Share of a long line; a shorter one ends its paragraph if a capital follows, as in lists and verse."""

BODY = 60
"""Characters; what is longer is text, not a label."""

_ENDS = re.compile(r"[.!?:…。！？।][\"'”’)\]]*$")
_HYPHENATED = re.compile(r"[^\W\d_][-‐\u00ad]$")
_UNSPACED = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Letters and signs of Chinese and Japanese, between which there are no spaces."""

_PRICED = re.compile(r"\d[.,]\d\d\W*$|[%$€£¥]\W?$|[$€£¥]\s?\d+\W*$")
"""How a line ends that says what something costs, in whatever letters."""

_NUMBERED = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[IVXLC]+\.|[A-Z]\.)\s+")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,40}-[^\W\d_]{1,40}")


Outline = Mapping[int, frozenset[str]]
"""The headings on each page, as `comparable` makes them."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a heading, on the page where it begins."""

    text: str
    page: int
    is_heading: bool
    size: float
    """Of its letters, in points."""
    is_whole: bool = False
    """A row of a table, which is one sentence."""
    is_bold: bool = False
    """Looks like a heading only by its bold letters: it is one if text follows, else a cell or a label."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a document is set: the size of its letters, the distance of its lines, how much a line holds."""

    size: float
    leading: float
    width: int
    compounds: frozenset[str]
    wrapping: Wrapping


def blocks(pages: Iterable[Page], outline: Outline) -> Iterator[Block]:
    """The blocks of a document in order; what its outline names is a heading."""
    kept = list(pages)
    setting = _setting(kept)
    found = [block for page in kept for block in _of_page(page, setting, outline.get(page.number, frozenset()))]
    held: Block | None = None
    for block, below in zip(found, [*found[1:], None], strict=True):
        settled = replace(block, is_heading=block.is_heading or (block.is_bold and _is_body(below)))
        if held is not None and _continues(held, settled):
            held = replace(held, text=joined([held.text, settled.text], setting.compounds))
            continue
        if held is not None:
            yield held
        held = settled
    if held is not None:
        yield held


def _is_body(block: Block | None) -> bool:
    return block is not None and (len(block.text) > BODY or bool(_ENDS.search(block.text)))


def joined(lines: list[str], compounds: frozenset[str] = frozenset()) -> str:
    """Wrapped lines as one: a hyphen at a line's end goes, unless the word has it elsewhere too."""
    text = lines[0]
    for line in lines[1:]:
        if _UNSPACED.fullmatch(text[-1:]) and _UNSPACED.match(line):
            text = f"{text}{line}"
        elif not _HYPHENATED.search(text) or not line[:1].islower():
            text = f"{text} {line}"
        elif f"{text.rsplit(None, 1)[-1]}{_first_word(line)}".casefold() in compounds:
            text = f"{text}{line}"
        else:
            text = f"{text[:-1]}{line}"
    return text


def _first_word(line: str) -> str:
    match = re.match(r"[^\W\d_]+", line)
    return match[0] if match else ""


def _setting(pages: list[Page]) -> _Setting:
    lines = [line for page in pages for line in page.lines]
    leading = usual_leading(pages)
    lengths = sorted(len(line.text) for line in lines)
    return _Setting(
        size=usual_size(pages),
        leading=leading,
        width=lengths[len(lengths) * 9 // 10] if lengths else 0,
        compounds=frozenset(word.casefold() for line in lines for word in _COMPOUND.findall(line.text)),
        wrapping=Wrapping(pages, leading),
    )


def _of_page(page: Page, setting: _Setting, named: frozenset[str]) -> Iterator[Block]:
    run: list[Line] = []
    for line in page.lines:
        if run and (_breaks(run, line, setting) or bool({comparable(line.text), comparable(run[-1].text)} & named)):
            yield _block(run, page.number, setting, named)
            run = []
        run.append(line)
    if run:
        yield _block(run, page.number, setting, named)


def comparable(heading: str) -> str:
    """A heading as outlines and pages both have it: outlines leave out numbers and change the case."""
    return " ".join(_NUMBERED.sub("", heading.strip()).casefold().split())


def _breaks(run: list[Line], line: Line, setting: _Setting) -> bool:
    """Whether a new block begins with this line."""
    before, down = run[-1], run[-1].y - line.y
    if _HYPHENATED.search(before.text) and line.text[:1].islower() and not (before.is_row or line.is_row):
        return False
    if _differs(before, line):
        return True
    if _is_large(before, setting):
        return down > 2 * before.size or not _is_large(line, setting) or bool(_NUMBERED.match(line.text))
    if down <= 0:  # another column
        return _ends(before) or not line.text[:1].islower()
    if setting.leading and down > LOOSE * max(setting.leading, before.size):
        return True
    return _is_start(run, line) or _is_end(run, line, setting)


def _differs(before: Line, line: Line) -> bool:
    """Whether two lines are set in other ways, or either is a row of a table."""
    is_uneven = abs(before.size - line.size) > UNEVEN * max(before.size, line.size)
    return is_uneven or before.turn != line.turn or before.is_row or line.is_row


def _is_start(run: list[Line], line: Line) -> bool:
    """Whether a line looks like the first of a paragraph: an item of a list, or set in."""
    inward = line.x - run[-1].x
    is_label = line.is_bold and not run[-1].is_bold and _ends(run[-1])
    return (
        is_label
        or bool(LIST_ITEM.match(line.text))
        or (len(run) > 1 and INDENT * line.size < inward < MOST_INDENT * line.size)
    )


def _is_end(run: list[Line], line: Line, setting: _Setting) -> bool:
    """Whether the lines so far look like a whole paragraph, or a label in bold letters."""
    before = run[-1]
    if before.is_bold and not line.is_bold and len(run) == 1 and not _ends(before):
        return len(before.text) < FULL * setting.width
    if setting.wrapping.is_listed(before, line):
        return True
    if _ends(before):
        return len(before.text) < FULL * setting.width or not setting.wrapping.is_wrapped(before, line)
    if line.text[:1].islower() or setting.wrapping.hangs(before):
        return False
    is_short = len(before.text) < HALF * setting.width and line.text[:1].isupper()
    return not setting.wrapping.is_wrapped(before, line) or (is_short and not setting.wrapping.is_prose(before))


def _ends(line: Line) -> bool:
    return bool(_ENDS.search(line.text))


def _is_large(line: Line, setting: _Setting) -> bool:
    return bool(setting.size) and line.size > LARGER * setting.size


def _block(run: list[Line], page: int, setting: _Setting, named: frozenset[str]) -> Block:
    text = joined([line.text for line in run], setting.compounds)
    is_label = len(text.split()) <= LONGEST_HEADING and any(map(str.isalpha, text)) and text[-1] not in ".,;"
    is_label = is_label and not _PRICED.search(text)
    if run[0].is_row:
        return Block(text, page, run[0].is_head, run[0].size, is_whole=run[0].is_whole)
    is_heading = comparable(text) in named or (is_label and _is_large(run[0], setting))
    is_bold = len(run) == 1 and run[0].is_bold and not LIST_ITEM.match(text)
    return Block(text, page, is_heading, run[0].size, is_bold=is_label and is_bold)


def _continues(held: Block, block: Block) -> bool:
    """Whether a paragraph runs on over the end of its page."""
    if held.page == block.page or held.is_heading or block.is_heading or _ENDS.search(held.text):
        return False
    return block.text[:1].islower() or held.text.endswith(("-", ","))
