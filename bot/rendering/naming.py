"""A source as people see it: its title, who published it and when, its address, and the way to a sentence in it."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from urllib.parse import quote as percent_encoded
from urllib.parse import urldefrag

from bot.rendering.cards import DIVIDER, MOST_CHOICE_TEXT, MOST_TEXT, bold, fitting, small
from bot.rendering.escaping import ELLIPSIS, escape_within, link, one_line, units
from bot.rendering.words import Words
from index import Listing, Source

_TITLE_ROOM = 220
_PATH_ROOM = 120
_CHOICE_PATH_ROOM = 50
_LINK_ROOM = 300
_MOST_JUMP = 512
"""Discord's limit for the address of a button."""
_ENDS = 5
"""Words at each end of a long quote: a browser finds everything between them."""


def source_line(words: Words, source: Source) -> str:
    """`**Title** · Publisher · 13 April 2024`, as far as each is known."""
    parts = [bold(escape_within(one_line(source.title) or words("untitled"), _TITLE_ROOM))]
    if source.publisher and one_line(source.publisher):
        parts.append(escape_within(one_line(source.publisher), _TITLE_ROOM))
    if source.date:
        parts.append(written_date(words, source.date))
    return " · ".join(parts)


def source_lines(words: Words, sources: Sequence[Source]) -> list[str]:
    """The line of each source, with the path of those that read alike."""
    lines = [source_line(words, source) for source in sources]
    often = Counter(lines)
    paths = [escape_within(one_line(_path(source)), _PATH_ROOM) for source in sources]
    return [f"{line} · {path}" if path and often[line] > 1 else line for line, path in zip(lines, paths, strict=True)]


def sources_block(words: Words, sources: Sequence[Source], cited: Collection[int], around: Sequence[str]) -> list[str]:
    """As many of the sources with a cited number (from 1) as fit beside the blocks `around`, as one block."""
    named = {number: sources[number - 1] for number in sorted(cited) if number <= len(sources)}
    lines = []
    for (number, source), line in zip(named.items(), source_lines(words, [*named.values()]), strict=True):
        address = source_link(source)
        lines.append(small(f"[{number}] {line}") + (f"\n{small(address)}" if address else ""))
    kept = fitting(lines, MOST_TEXT - sum(map(units, around)) - len(DIVIDER) - 80)
    if len(kept) < len(lines):
        kept.append(small(words("answer.more_sources", n=len(lines) - len(kept))))
    return ["\n".join(kept)] if kept else []


def source_link(source: Source) -> str | None:
    """The source's own address in full, if it has one that may be shown."""
    address = link(source.url) if source.url else None
    return address if address and len(address) <= _LINK_ROOM else None


def jump(source: Source, quote: str) -> str | None:
    """The address of a quote itself (WICG's text fragments), or of the source where that would be too long.

    None for a source without an address that may be shown.
    """
    if not (source.url and link(source.url)):
        return None
    if is_message(source):
        return source.url if len(source.url) <= _MOST_JUMP else None
    address, fragment = urldefrag(source.url)
    to_quote = f"{address}#{fragment}{_text_fragment(quote)}"
    return next((url for url in (to_quote, source.url) if len(url) <= _MOST_JUMP), None)


def is_message(source: Source) -> bool:
    """Whether the source is a message on Discord."""
    return bool(source.url and re.match(r"https://(?:\w+\.)?discord\.com/channels/\d+/\d+/\d+$", source.url))


def written_date(words: Words, date: str) -> str:
    """`2024-04-13` as `13 April 2024`, `2024-04` as `April 2024`; anything else as it stands."""
    match = re.fullmatch(r"([1-9]\d{3})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?", date)
    if match:
        try:
            return words.date(*(int(part) for part in match.groups() if part))
        except ValueError:  # 30 February
            pass
    return escape_within(one_line(date), 40)


def choice_names(words: Words, listings: Sequence[Listing]) -> list[str]:
    """Documents in a list of choices: the title of each, and the path of those that are called alike.

    Plain text, no markup is read there.
    """
    names = [thread_name(each.source.title) or thread_name(each.path) or words("untitled") for each in listings]
    often = Counter(map(str.casefold, names))
    return [
        _with_path(name, one_line(each.path)) if often[name.casefold()] > 1 else name
        for name, each in zip(names, listings, strict=True)
    ]


def thread_name(question: str) -> str:
    """A question as the name of a thread: plain text, no markup is read there; blank where nothing can be seen."""
    return _cut(one_line(question), MOST_CHOICE_TEXT)


def _with_path(name: str, path: str) -> str:
    """The end of a path tells more than its beginning."""
    end = f" · {_cut(path[::-1], _CHOICE_PATH_ROOM)[::-1]}"
    return _cut(name, MOST_CHOICE_TEXT - units(end)) + end


def _cut(text: str, room: int) -> str:
    if units(text) <= room:
        return text
    kept = text[: room - 1]
    while units(kept) >= room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def _path(source: Source) -> str:
    return source.document.partition("/")[2]


def _text_fragment(quote: str) -> str:
    """`:~:text=start,end`, https://wicg.github.io/scroll-to-text-fragment/#syntax."""
    said = quote.split()
    if not said:
        return ""
    parts = [said] if len(said) <= 2 * _ENDS else [said[:_ENDS], said[-_ENDS:]]
    return ":~:text=" + ",".join(_encoded(" ".join(part)) for part in parts)


def _encoded(text: str) -> str:
    # A dash and a comma have a meaning of their own there, and the library leaves the dash alone.
    return percent_encoded(text, safe="").replace("-", "%2D")
