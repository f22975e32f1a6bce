"""Foreign text on a terminal: a sign in the place of whatever would control it."""

JOINERS = "\u200c\u200d"
"""Not printable by themselves, but part of Persian and Indic words and of emoji."""


def shown(text: str, keep: str = "") -> str:
    """The text with a sign in the place of every character that would move the cursor, colour or reorder a line."""
    return "".join(c if c.isprintable() or c in JOINERS or c in keep else "\N{REPLACEMENT CHARACTER}" for c in text)
