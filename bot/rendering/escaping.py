"""Foreign text made safe: what a person sees is the text itself, and nothing in it can be clicked, ping or hide.

Discord honours a backslash before any ASCII punctuation, everywhere in its markup, and shows the bare character.
So no character of a source is ever dropped or replaced for looking like markup; only what nobody could see goes.
"""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

ELLIPSIS = "…"

_ALWAYS = frozenset("\\`*_~|[]()<>@#:/")
_AT_LINE_START = frozenset("-+=")
_MASS_MENTIONS = ("everyone", "here")
_APART = "\N{ZERO WIDTH SPACE}"

_JOINERS = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")
_EMOJI_STYLES = frozenset("\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}")
_KEYCAP_BASES = frozenset("#*0123456789")
# The format characters of Unicode that are seen: Arabic, Syriac and Kaithi marks that enclose numbers.
_VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
# Letters and marks that no font draws (Unicode's Default_Ignorable_Code_Point, beyond the categories below).
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
_BRAILLE_BLANK = "\u2800"
_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_MOST_MARKS = 6
"""Combining marks on one letter; writing systems need up to four, stacks that cover other lines need dozens."""


def normalise(text: str) -> str:
    """The text as it will be seen: NFC, `\\n` line ends, plain spaces, and no character that cannot be seen."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    spaced = "".join(map(_plain_space, lines))
    # Twice: what is dropped may have kept two characters from composing.
    return unicodedata.normalize("NFC", "".join(_seen(spaced)))


def one_line(text: str) -> str:
    """`normalise`, with every run of white space as one space."""
    return " ".join(normalise(text).split())


def escape(text: str) -> str:
    """Markup whose visible form is `normalise(text)`."""
    return "".join(_escaped(normalise(text)))


def escape_within(text: str, limit: int) -> str:
    """`escape(text)` in at most `limit` UTF-16 units, cut before a word and marked with an ellipsis if need be."""
    visible = normalise(text)
    pieces = list(_escaped(visible))
    if units("".join(pieces)) <= limit:
        return "".join(pieces)
    fitting, room = 0, limit - units(ELLIPSIS)
    for piece in pieces:
        room -= units(piece)
        if room < 0:
            break
        fitting += 1
    kept = visible[: _word_end(visible, fitting)].rstrip()
    return "".join(_escaped(kept)) + ELLIPSIS


def units(text: str) -> int:
    """The length as Discord's clients count it, in UTF-16 code units; never less than in code points."""
    return len(text) + sum(character > "\uffff" for character in text)


def link(url: str) -> str | None:
    """A registered source's address, shown in full; None for one that is not plainly what it seems."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    plain = url.isascii() and url.isprintable() and not set(url) & set(" <>\"'`\\|()[]{}^")
    if plain and url.startswith(("http://", "https://")) and parts.hostname and "@" not in parts.netloc:
        return f"<{url}>"
    return None


def _plain_space(character: str) -> str:
    if character in "\n\r\v\f\x85\u2028\u2029":
        return "\n"
    if character in ("\t", _BRAILLE_BLANK) or unicodedata.category(character) == "Zs":
        return " "
    return character


def _seen(text: str) -> Iterator[str]:
    marks = 0
    kept = ""
    for character, following in pairwise(f"{text}\n"):
        if not _is_seen(kept, character, following):
            continue
        marks = marks + 1 if unicodedata.category(character) == "Mn" else 0
        if marks <= _MOST_MARKS:
            kept = character
            yield character


def _is_seen(before: str, character: str, after: str) -> bool:
    if character in _JOINERS:
        return _joins(before) and _joins(after)
    if character in _EMOJI_STYLES:
        return before in _KEYCAP_BASES or (before != "" and unicodedata.category(before) == "So")
    if "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef" or character in _BLANK_LETTERS:
        return False
    return (
        character == "\n" or character in _VISIBLE_FORMATS or unicodedata.category(character) not in _UNSEEN_CATEGORIES
    )


def _joins(character: str) -> bool:
    """Whether a joiner beside this character changes what is seen: emoji and scripts that join, not Latin."""
    return character >= "\u0590" and unicodedata.category(character)[0] in "LMS"


def _escaped(text: str) -> Iterator[str]:
    """One piece of markup for each character of normalised text."""
    line_start = 0
    for place, character in enumerate(text):
        if character == "\n":
            line_start = place + 1
        before = text[line_start:place]
        if character in _ALWAYS:
            yield f"\\{character}{_APART if text.startswith(_MASS_MENTIONS, place + 1) and character == '@' else ''}"
        elif (character in _AT_LINE_START and not before.strip()) or (character == "." and _is_number(before)):
            yield f"\\{character}"
        else:
            yield character


def _is_number(before: str) -> bool:
    return before.strip().isdecimal()


def _word_end(text: str, limit: int) -> int:
    """The last place up to `limit` where `text` may be cut: before a word if one is near, never inside a cluster."""
    for place in range(limit, max(limit - 60, 0), -1):
        if text[place : place + 1].isspace():
            return place
    place = limit
    while place and (unicodedata.category(text[place])[0] == "M" or _JOINERS & set(text[place - 1 : place + 1])):
        place -= 1
    return place
