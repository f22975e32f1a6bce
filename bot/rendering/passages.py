"""One passage as a reader meets it: the quoted sentence in bold, with what stands before and after it."""

from bot.rendering.cards import DIVIDER, Accent, Button, Card, bold, day, heading, quoted, small
from bot.rendering.escaping import ELLIPSIS, escape, escape_within, normalise, one_line, units
from bot.rendering.naming import source_line, source_link
from bot.rendering.words import Words
from index import Neighbourhood, Passage, Span

_PASSAGE_ROOM = 1800
_NEIGHBOUR_ROOM = 450
_HEADING_ROOM = 160


def passage_card(words: Words, near: Neighbourhood, marked: Span, place: int, of_places: int, *buttons: Button) -> Card:
    """The passage with `marked` (a span of the document) in bold; the `place`th of `of_places` to look at."""
    passage = near.passage
    blocks = [heading(source_line(words, passage.source)), small(_whereabouts(words, near))]
    if near.before:
        blocks.append(small(_last_words(near.before.text)))
    blocks.append("\n".join(quoted(line) for line in _marked(passage, marked).split("\n") if line.strip()))
    if near.after:
        blocks.append(small(escape_within(one_line(near.after.text), _NEIGHBOUR_ROOM)))
    address = source_link(passage.source)
    footer = small(words("passage.place", place=place, of=of_places, day=day(near.indexed_at)))
    return Card(Accent.PLAIN, [*blocks, DIVIDER, "\n".join(filter(None, [small(address or ""), footer]))], buttons)


def _whereabouts(words: Words, near: Neighbourhood) -> str:
    parts = [escape_within(one_line(near.passage.heading), _HEADING_ROOM)] if one_line(near.passage.heading) else []
    if near.passage.page is not None:
        parts.append(words("page", n=near.passage.page))
    parts.append(words("passage.of", n=near.ordinal + 1, of=near.of_passages))
    return " · ".join(parts)


def _marked(passage: Passage, quote: Span) -> str:
    start, end = quote.start - passage.span.start, quote.end - passage.span.start
    if not (0 <= start < end <= len(passage.text)):
        return escape_within(passage.text.strip(), _PASSAGE_ROOM)
    before, said, after = passage.text[:start], passage.text[start:end], passage.text[end:]
    marked = bold(escape_within(one_line(said), _PASSAGE_ROOM))
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
