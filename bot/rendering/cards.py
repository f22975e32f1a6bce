"""The frame that every message shares: one accent-coloured container, within Discord's limits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from discord import MediaGalleryItem, ui
from discord.utils import format_dt

from bot.rendering.escaping import units

MOST_TEXT = 4000
MOST_CHOICES = 25
MOST_CHOICE_TEXT = 100
MOST_DESCRIPTION = 1024
"""Characters of what is said of a picture."""
_IN_A_ROW = 5

DIVIDER = "---"
"""A block that is drawn as a line."""

Button = ui.Item[Any]


class Accent(IntEnum):
    """The colour on the card's edge says what kind of answer it is before anything is read."""

    ANSWER = 0x4F7CDB
    REFUSAL = 0xD9962B
    PLAIN = 0x7C8595
    DONE = 0x3E9E63
    ERROR = 0xCC4B43


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that a message carries: a picture is seen, anything else can only be saved.

    `name` is of letters, digits, `.`, `_` and `-`, so that Discord leaves it as it is; `description` is plain text for
    those who cannot see the picture.
    """

    name: str
    content: bytes
    description: str
    is_picture: bool = False


class Card(ui.LayoutView):
    """A message made of text blocks and, below them, what is attached and rows of buttons.

    Every block is whole markup of its own; a blank one, which Discord would refuse, is left out. Raises ValueError
    for what is too long: a card is fitted by whoever makes it, never cut here.
    """

    def __init__(
        self,
        accent: Accent,
        blocks: Iterable[str],
        buttons: Sequence[Button] = (),
        attached: Attached | None = None,
    ) -> None:
        super().__init__(timeout=None)
        self.attached = attached
        self.answer: str | None = None
        """The name in the ledger of the answer that this shows, if it shows one."""
        blocks = [block for block in blocks if block.strip()]
        if sum(map(units, blocks)) > MOST_TEXT:
            raise ValueError(f"a card holds at most {MOST_TEXT} characters")
        items: list[ui.Item[Any]] = [_item(block) for block in blocks]
        items += [_shown(attached)] if attached else []
        rows = (buttons[start : start + _IN_A_ROW] for start in range(0, len(buttons), _IN_A_ROW))
        items += [ui.ActionRow(*row) for row in rows]
        self.add_item(ui.Container(*items, accent_colour=accent.value))


def _shown(attached: Attached) -> ui.Item[Any]:
    """Where in the message it is seen; what no component shows, Discord refuses."""
    address = f"attachment://{attached.name}"
    if not attached.is_picture:
        return ui.File(address)
    return ui.MediaGallery(MediaGalleryItem(address, description=attached.description or None))


def _item(block: str) -> ui.Item[Any]:
    return ui.Separator() if block == DIVIDER else ui.TextDisplay(block)


def fitting(lines: Sequence[str], room: int) -> list[str]:
    """The first of `lines` that fit into `room` UTF-16 units when each ends a line."""
    kept: list[str] = []
    for line in lines:
        room -= units(line) + 1
        if room < 0:
            break
        kept.append(line)
    return kept


def pages_of(lines: Sequence[str], room: int, most: int = 40) -> list[list[str]]:
    """All of `lines` in their order, each page as full as `room` UTF-16 units and `most` lines allow, one at least."""
    pages: list[list[str]] = []
    left = 0
    for line in lines:
        left -= units(line) + 1
        if left < 0 or not pages or len(pages[-1]) == most:
            pages.append([])
            left = room - units(line) - 1
        pages[-1].append(line)
    return pages


def small(text: str) -> str:
    """A line in Discord's small grey print; `text` is markup."""
    return f"-# {text}" if text else ""


def heading(text: str) -> str:
    """A line in Discord's third size of headings; `text` is markup of one line."""
    return f"### {text}" if text else ""


def headline(text: str) -> str:
    """The one line of a card that is read from afar; `text` is markup of one line."""
    return f"## {text}" if text else ""


def bold(text: str) -> str:
    """Bold; `text` is markup of one line. Of nothing, nothing: two pairs of stars would be read otherwise."""
    return f"**{text}**" if text else ""


def quoted(text: str) -> str:
    """A block quote; `text` is markup of one line."""
    return f"> {text}" if text else ""


def day(moment: str) -> str:
    """An ISO 8601 moment as a date in the reader's own language and time zone."""
    return format_dt(datetime.fromisoformat(moment), "D")
