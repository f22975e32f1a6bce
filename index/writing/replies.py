"""What a language model replied, and the JSON in it, wherever it stands."""

import re
from dataclasses import dataclass
from typing import Any

MOST_TOKENS = 2000
"""Of an answer; a few sentences with their quotes have about 500, the rest is for models that think aloud."""

CHARACTERS_A_TOKEN = 3
"""Where a server does not say what an exchange cost; English has about 4, other languages fewer."""

MOST_CHARACTERS = 40_000

_THOUGHTS = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said, and how many tokens went in and came out."""

    text: str
    tokens_in: int
    tokens_out: int


def structured(reply: str) -> Any | None:
    """The first JSON value of a reply that should be nothing else, but may stand in prose or a fence, or be cut off.

    None if nothing of the kind can be made out. What a model only thinks aloud is not looked at.
    """
    from json_repair import loads  # noqa: PLC0415  not needed without a model

    text = _THOUGHTS.sub("", reply[:MOST_CHARACTERS])
    start = min((at for at in (text.find("{"), text.find("[")) if at >= 0), default=-1)
    if start < 0:
        return None
    try:
        return loads(text[start:])
    except (ValueError, RecursionError):
        return None


def tokens(text: str) -> int:
    """About how many tokens a text has, rather too many than too few."""
    return len(text) // CHARACTERS_A_TOKEN + sum(character > "\u2e80" for character in text) + 1
