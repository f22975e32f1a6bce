"""Text with letters that run from right to left: from the order in which it is seen to that in which it is read."""

import re

_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_OTHER = rf"[^\W\d_{_LETTERS}]"
_RIGHT_TO_LEFT = re.compile(rf"[{_LETTERS}](?:(?:(?!{_OTHER})[^\d])*[{_LETTERS}])?")
_LEFT_TO_RIGHT = re.compile(rf"(?:{_OTHER}|\d)(?:[^{_LETTERS}]*(?:{_OTHER}|\d))?")
_ANY = re.compile(f"[{_LETTERS}]")
_OTHERS = re.compile(_OTHER)
_BRACKETS = str.maketrans("()[]{}«»<>", ")(][}{»«><")
_APART = re.compile(r"\s+(?=[.,،؛:!?؟)\]}]+(?:\s|$))")
_AHEAD = re.compile(r"(?<!\S)([.,،؛:!?؟])(\d\S*)(?!\S)")
"""A stop behind a number, given from left to right."""

_TURNED_BRACKETS = re.compile(r"[)\]}][^()\[\]{}]*[(\[{]")


def is_right_to_left(text: str) -> bool:
    """Whether most letters of a text run from right to left."""
    return len(_ANY.findall(text)) > 2 * len(_OTHERS.findall(text))


def has_right_to_left(text: str) -> bool:
    """Whether any letter runs from right to left."""
    return bool(_ANY.search(text))


def readable(seen: str) -> str:
    """A text whose letters are given from left to right, in the order of reading."""
    if not is_right_to_left(seen):
        return _RIGHT_TO_LEFT.sub(lambda match: match[0][::-1], seen)
    return _LEFT_TO_RIGHT.sub(lambda match: match[0][::-1], seen[::-1])


def punctuated(text: str) -> str:
    """A readable text whose brackets open before they close, for some files name them by how they look on the page,
    and whose stops stand close to their words.
    """
    if not is_right_to_left(text):
        return text
    turned = text.translate(_BRACKETS) if _TURNED_BRACKETS.search(text) else text
    return _APART.sub("", _AHEAD.sub(r"\2\1", turned))
