"""The sources that a member may see, one of them, and what a search found."""

from collections.abc import Sequence

from bot.rendering.answers import source_line, source_link
from bot.rendering.cards import (
    DIVIDER,
    MOST_CHOICE_TEXT,
    MOST_TEXT,
    Accent,
    Button,
    Card,
    count,
    day,
    fitting,
    heading,
    small,
)
from bot.rendering.escaping import ELLIPSIS, escape_within, one_line, units
from index import Hit, Listing

_EXCERPT_ROOM = 450
_OPENING_ROOM = 900
_PATH_ROOM = 200
_LIST_ROOM = MOST_TEXT - 250


def sources_card(listings: Sequence[Listing]) -> Card:
    """The documents by title, as many as fit."""
    if not listings:
        return Card(Accent.PLAIN, [heading("No sources yet"), "No document has been indexed that you may see."])
    lines = [f"{source_line(listing.source)} · {count(listing.passages, 'passage')}" for listing in listings]
    shown = fitting(lines, _LIST_ROOM)
    blocks = [heading(count(len(listings), "source")), "\n".join(shown)]
    if len(shown) < len(lines):
        blocks += [small(f"and {len(lines) - len(shown):,} more; `/sources show` finds each by its title")]
    return Card(Accent.PLAIN, blocks)


def source_card(listing: Listing, text: str) -> Card:
    """One document: what is known of it, and how it begins."""
    facts = [
        f"File: {escape_within(one_line(listing.path), _PATH_ROOM)}",
        f"{count(listing.passages, 'passage')}, {count(listing.characters, 'character')}",
        f"As indexed on {day(listing.indexed_at)}",
    ]
    address = source_link(listing.source)
    blocks = [heading(source_line(listing.source)), *([address] if address else []), "\n".join(facts)]
    opening = one_line(text[: 4 * _OPENING_ROOM])
    return Card(Accent.PLAIN, [*blocks, *([DIVIDER, f"> {escape_within(opening, _OPENING_ROOM)}"] if opening else [])])


def found_card(query: str, hits: Sequence[Hit], *buttons: Button) -> Card:
    """The passages nearest to what was looked for, best first."""
    title = heading(escape_within(one_line(query), 200))
    if not hits:
        return Card(Accent.REFUSAL, [title, "No passage comes near that in the sources that you may see."])
    blocks = [
        f"{place}. {source_line(hit.passage.source)}\n> {escape_within(one_line(hit.passage.text), _EXCERPT_ROOM)}"
        for place, hit in enumerate(hits, start=1)
    ]
    return Card(Accent.PLAIN, [title, *fitting(blocks, MOST_TEXT - units(title))], buttons)


def choice_name(listing: Listing) -> str:
    """A document's title in a list of choices: plain text, no markup is read there."""
    name = one_line(listing.source.title) or one_line(listing.path) or "Untitled"
    return name if units(name) <= MOST_CHOICE_TEXT else name[: MOST_CHOICE_TEXT // 2 - 1] + ELLIPSIS
