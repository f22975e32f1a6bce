"""One passage as a reader meets it: the quoted sentence in bold, with what stands before and after it."""

from dataclasses import dataclass

from bot.rendering.cards import (
    DIVIDER,
    MOST_DESCRIPTION,
    Accent,
    Attached,
    Button,
    Card,
    bold,
    day,
    heading,
    quoted,
    small,
)
from bot.rendering.escaping import ELLIPSIS, escape, escape_within, normalise, one_line, units
from bot.rendering.naming import source_line, source_link
from bot.rendering.words import Words
from index import Neighbourhood, Passage, Picture, Span

_PASSAGE_ROOM = 1800
_NEIGHBOUR_ROOM = 450
_HEADING_ROOM = 160
_TITLE_ROOM = 200


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What to look at: `marked` (a span of the document), the `place`th of `of_places`, and its page if it is drawn."""

    marked: Span
    place: int = 1
    of_places: int = 1
    picture: Picture | None = None


def passage_card(words: Words, near: Neighbourhood, where: Whereabouts, *buttons: Button) -> Card:
    """The passage with the quote in bold, and below it, where there is one, the picture of its page."""
    passage = near.passage
    blocks = [heading(source_line(words, passage.source)), small(_whereabouts(words, near))]
    if near.before:
        blocks.append(small(_last_words(near.before.text)))
    blocks.append("\n".join(quoted(line) for line in _marked(passage, where.marked).split("\n") if line.strip()))
    if near.after:
        blocks.append(small(escape_within(one_line(near.after.text), _NEIGHBOUR_ROOM)))
    address = source_link(passage.source)
    footer = small(words("passage.place", place=where.place, of=where.of_places, day=day(near.indexed_at)))
    blocks += [DIVIDER, "\n".join(filter(None, [small(address or ""), footer]))]
    return Card(Accent.PLAIN, blocks, buttons, _attached(words, passage, where))


def _attached(words: Words, passage: Passage, where: Whereabouts) -> Attached | None:
    picture = where.picture
    if picture is None:
        return None
    start = where.marked.start - passage.span.start
    said = one_line(passage.text[start : where.marked.end - passage.span.start])
    title = one_line(passage.source.title)[:_TITLE_ROOM] or words("untitled")
    described = words("passage.pictured", page=picture.page, title=title, quote=said)
    if len(described) > MOST_DESCRIPTION:
        described = described[: MOST_DESCRIPTION - 1] + ELLIPSIS
    return Attached(f"page-{picture.page}{picture.suffix}", picture.content, described, is_picture=True)


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
