"""Raised and lowered letters in a line: a power stays one, and the mark of a note does not run into a number."""

import re

NEAR = 20
"""Characters, or pieces of text, before and after raised letters that say what they are."""

_NOTE = re.compile(r"\[[^\[\]]{1,40}\]|[†‡§¶]{1,3}")
"""Marks of notes, whatever stands before them."""

_LINKED_NOTE = re.compile(r"[\[(]?(?:\d{1,4}|[a-z]{1,4}|[*†‡§¶]{1,3})(?:[,–-]\s*\d{1,4})*[\])]?", re.IGNORECASE)
_NUMBERS = re.compile(r"[-+−–]?\d[\d.,\s–-]*")
_SQUARE = {"2": "²", "3": "³"}
_UNIT = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,3}$")
"""A letter or a short unit, which may be squared; behind a longer word stands the number of a note."""


def raised(before: str, text: str, after: str, *, is_linked: bool = False) -> str:
    """What is read of raised letters: `10^6`, `m²`, `1st`, `1 1/2`, and nothing for the mark of a note.

    `before` and `after` are the text around them; what leads somewhere else when clicked is a note.
    """
    said, before = text.strip(), before[-NEAR:]
    if before and (_NOTE.fullmatch(said) or (is_linked and _LINKED_NOTE.fullmatch(said))):
        return ""
    if before[-1:].isspace() or not before:
        return f"{said} " if _NUMBERS.fullmatch(said) and after[:1].isalpha() else text
    if not _NUMBERS.fullmatch(said):
        return text
    if after[:1] in {"/", "⁄"}:
        return f" {said}" if before[-1:].isdigit() else said
    if said in _SQUARE and _UNIT.search(before):
        return _SQUARE[said]
    return f"^{said}" if before[-1:].isalnum() or before[-1:] in ")]}" else ""


def lowered(before: str, text: str) -> str:
    """What is read of lowered letters: `H2O`, and `101_2` where a number would run into another."""
    return f"_{text.strip()}" if before[-1:].isdigit() and text.strip()[:1].isdigit() else text
