"""One passage as a reader meets it: the quoted sentence in bold, with what stands before and after it."""

from bot.rendering.answers import source_line, source_link
from bot.rendering.cards import DIVIDER, Accent, Button, Card, bold, day, heading, small
from bot.rendering.escaping import ELLIPSIS, escape, escape_within, normalise, one_line, units
from index import Neighbourhood, Passage, Span

OPEN = "Passages"
PREVIOUS = "Previous"
NEXT = "Next"

_PASSAGE_ROOM = 1800
_NEIGHBOUR_ROOM = 450
_HEADING_ROOM = 160


def passage_card(near: Neighbourhood, quoted: Span, place: int, of_places: int, *buttons: Button) -> Card:
    """The passage with `quoted` (a span of the document) in bold; the `place`th of `of_places` to look at."""
    passage = near.passage
    blocks = [heading(source_line(passage.source)), small(_whereabouts(near))]
    address = source_link(passage.source)
    if address:
        blocks.append(address)
    blocks.append(DIVIDER)
    if near.before:
        blocks.append(small(_last_words(near.before.text)))
    blocks.append(_marked(passage, quoted))
    if near.after:
        blocks.append(small(escape_within(one_line(near.after.text), _NEIGHBOUR_ROOM)))
    blocks += [DIVIDER, small(f"{place} of {of_places} · as indexed on {day(near.indexed_at)}")]
    return Card(Accent.PLAIN, blocks, buttons)


def _whereabouts(near: Neighbourhood) -> str:
    parts = [escape_within(one_line(near.passage.heading), _HEADING_ROOM)] if one_line(near.passage.heading) else []
    if near.passage.page is not None:
        parts.append(f"page {near.passage.page}")
    parts.append(f"passage {near.ordinal + 1} of {near.of_passages}")
    return " · ".join(parts)


def _marked(passage: Passage, quoted: Span) -> str:
    start, end = quoted.start - passage.span.start, quoted.end - passage.span.start
    if not (0 <= start < end <= len(passage.text)):
        return escape_within(passage.text.strip(), _PASSAGE_ROOM)
    before, quote, after = passage.text[:start], passage.text[start:end], passage.text[end:]
    marked = bold(escape_within(one_line(quote), _PASSAGE_ROOM))
    room = max(_PASSAGE_ROOM - units(marked), 0) // 2
    return "".join([_ending(before.lstrip(), room), marked, escape_within(after.rstrip(), max(room, 1))])


def _last_words(text: str) -> str:
    return _ending(one_line(text), _NEIGHBOUR_ROOM)


def _ending(text: str, room: int) -> str:
    """`text` escaped; when that takes more than `room`, only its last words."""
    if units(escape(text)) <= room:
        return escape(text)
    kept = normalise(text)[-(room // 2) :] if room > 1 else ""
    return ELLIPSIS + escape(kept.partition(" ")[2])
