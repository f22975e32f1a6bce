"""The JSON in what a language model replied, wherever it stands in it."""

import re
from typing import Any

MOST_CHARACTERS = 40_000

_THOUGHTS = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)


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
