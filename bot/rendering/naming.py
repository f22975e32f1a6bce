"""A source as people see it: its title, who published it and when, its address, and the way to a sentence in it."""

import re
from collections.abc import Collection, Sequence
from urllib.parse import quote as percent_encoded
from urllib.parse import urldefrag

from bot.rendering.cards import DIVIDER, MOST_CHOICE_TEXT, MOST_TEXT, bold, fitting, small
from bot.rendering.escaping import ELLIPSIS, escape_within, link, one_line, units
from bot.rendering.words import Words
from index import Listing, Source

_TITLE_ROOM = 220
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


def sources_block(words: Words, sources: Sequence[Source], cited: Collection[int], around: Sequence[str]) -> list[str]:
    """As many of the sources with a cited number (from 1) as fit beside the blocks `around`, as one block."""
    lines = []
    for number, source in enumerate(sources, start=1):
        if number in cited:
            address = source_link(source)
            lines.append(small(f"[{number}] {source_line(words, source)}") + (f"\n{small(address)}" if address else ""))
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


def choice_name(words: Words, listing: Listing) -> str:
    """A document's title in a list of choices: plain text, no markup is read there."""
    return thread_name(listing.source.title) or thread_name(listing.path) or words("untitled")


def thread_name(question: str) -> str:
    """A question as the name of a thread: plain text, no markup is read there; blank where nothing can be seen."""
    name = one_line(question)
    return name if units(name) <= MOST_CHOICE_TEXT else name[: MOST_CHOICE_TEXT // 2 - 1] + ELLIPSIS


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
