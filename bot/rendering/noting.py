"""Remarks and reasons of the index in the language of whoever reads them; what has no words there, as it stands."""

from bot.rendering.escaping import escape_within, one_line, units
from bot.rendering.words import Words, texts
from index import Note


def told(words: Words, text: str, room: int) -> str:
    """Markup of one line, in at most `room` UTF-16 units: by a note's code, with its values cut to half of that."""
    plain = escape_within(one_line(text), room)
    name = f"note.{text.code}" if isinstance(text, Note) else ""
    if not isinstance(text, Note) or name not in texts(words.language):
        return plain
    line = words(name, **{key: escape_within(one_line(value), room // 2) for key, value in text.values.items()})
    return line if units(line) <= room else plain
