"""The sources that a member may see, one of them, and what a search found."""

from collections.abc import Sequence

from bot.rendering.cards import DIVIDER, MOST_TEXT, Accent, Button, Card, day, fitting, heading, pages_of, quoted, small
from bot.rendering.escaping import escape_within, one_line, units
from bot.rendering.excerpts import excerpt
from bot.rendering.naming import source_line, source_lines, source_link
from bot.rendering.words import Words
from index import Hit, Listing

_EXCERPT_ROOM = 450
_OPENING_ROOM = 900
_PATH_ROOM = 200
_LIST_ROOM = MOST_TEXT - 250
_LIST_LINES = 25


def source_pages(words: Words, listings: Sequence[Listing]) -> list[list[str]]:
    """The documents by title, a line each, as many on a page as fit. Takes a second for 5,000: call from a thread."""
    named = source_lines(words, [listing.source for listing in listings])
    lines = [_line(words, listing, name) for listing, name in zip(listings, named, strict=True)]
    return pages_of(lines, _LIST_ROOM, _LIST_LINES)


def sources_card(words: Words, pages: Sequence[Sequence[str]], page: int, *buttons: Button) -> Card:
    """A page of the documents; `page` counts from 0."""
    if not pages:
        return Card(Accent.PLAIN, [heading(words("sources_list.none")), words("sources_list.none_seen")])
    blocks = [heading(words("sources", n=sum(map(len, pages)))), "\n".join(pages[page])]
    if len(pages) > 1:
        blocks += [small(words("sources_list.turned", page=page + 1, pages=len(pages)))]
    return Card(Accent.PLAIN, blocks, buttons)


def source_card(words: Words, listing: Listing, text: str) -> Card:
    """One document: what is known of it, and how it begins."""
    counts = [words("passages", n=listing.passages), words("characters", n=listing.characters)]
    facts = [
        words("sources_list.file", path=escape_within(one_line(listing.path), _PATH_ROOM)),
        words("sources_list.facts", passages=counts[0], characters=counts[1]),
        words("sources_list.indexed", day=day(listing.indexed_at)),
    ]
    address = source_link(listing.source)
    blocks = [heading(source_line(words, listing.source)), *([small(address)] if address else [])]
    opening = excerpt(words, text[: 4 * _OPENING_ROOM], _OPENING_ROOM)
    return Card(Accent.PLAIN, [*blocks, *([quoted(opening)] if opening else []), DIVIDER, "\n".join(map(small, facts))])


def found_card(words: Words, query: str, hits: Sequence[Hit], *buttons: Button) -> Card:
    """The passages nearest to what was looked for, best first."""
    title = heading(escape_within(one_line(query), 200))
    if not hits:
        return Card(Accent.REFUSAL, [title, words("sources_list.nothing_near")])
    blocks = [
        f"{place}. {source_line(words, hit.passage.source)}\n{quoted(excerpt(words, hit.passage.text, _EXCERPT_ROOM))}"
        for place, hit in enumerate(hits, start=1)
    ]
    return Card(Accent.PLAIN, [title, *fitting(blocks, MOST_TEXT - units(title))], buttons)


def _line(words: Words, listing: Listing, name: str) -> str:
    return words("sources_list.line", source=name, passages=words("passages", n=listing.passages))
