"""Discord's markup as its clients read it: an oracle for what a person sees, and for what they could click.

Written from the rules of Discord's clients (a fork of simple-markdown), apart from the code under test. The order
of the rules is theirs; each matches at the start of what is left.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """`kind` is "text", a style with its inside as `text`, or something that does something."""

    kind: str
    text: str


_LINE_RULES = [
    ("heading", re.compile(r"#{1,3} +")),
    ("subtext", re.compile(r"-# +")),
    ("quote", re.compile(r">(?:>>)? +")),
    ("list", re.compile(r" *(?:[-*+]|\d+\.) +")),
]
_RULES = [
    ("fence", re.compile(r"```(?:.+?)```", re.DOTALL)),
    ("escape", re.compile(r"\\([^0-9A-Za-z\s])")),
    ("autolink", re.compile(r"<(?:https?://|mailto:|tel:|sms:|\+)[^ >]+>")),
    ("url", re.compile(r"(?:https?|steam|discord)://[^\s<]+", re.IGNORECASE)),
    ("invite", re.compile(r"(?:discord\.gg|discord(?:app)?\.com/invite)/\S+", re.IGNORECASE)),
    ("masked", re.compile(r"\[(?:\\.|[^\]])*\]\([^)]*\)", re.DOTALL)),
    ("mention", re.compile(r"<@[!&]?\d+>|<#\d+>|@everyone|@here")),
    ("command", re.compile(r"</[^>]+:\d+>")),
    ("guide", re.compile(r"<id:[^>]+>")),
    ("time", re.compile(r"<t:-?\d+(?::[A-Za-z])?>")),
    ("emoji", re.compile(r"<a?:\w+:\d+>")),
    ("shortcode", re.compile(r":[^\s:]+:")),
    ("strong", re.compile(r"\*\*((?:\\.|[^\\])+?)\*\*(?!\*)", re.DOTALL)),
    ("underline", re.compile(r"__((?:\\.|[^\\])+?)__(?!_)", re.DOTALL)),
    ("strike", re.compile(r"~~((?:\\.|[^\\])+?)~~", re.DOTALL)),
    ("spoiler", re.compile(r"\|\|((?:\\.|[^\\])+?)\|\|", re.DOTALL)),
    ("emphasis", re.compile(r"([*_])(?=\S)(?:\\.|[^\\])+?\1", re.DOTALL)),
    ("code", re.compile(r"(`+)(?:.+?)\1(?!`)", re.DOTALL)),
]

# What no rule can begin with, taken in one go: the rules are many, and most text is plain.
_PLAIN = re.compile(r"(?:(?!https?://|steam://|discord)[^\\<@\[*_~|`:\n])+", re.IGNORECASE)


def nodes(markup: str) -> Iterator[Node]:
    """What a client makes of `markup`, piece by piece."""
    place, line_start = 0, True
    while place < len(markup):
        kind, match = _next(markup, place, line_start=line_start)
        if match is None:
            plain = _PLAIN.match(markup, place)
            run = plain[0] if plain else markup[place]
            yield Node("text", run.replace("\N{ZERO WIDTH SPACE}", ""))
            place += len(run)
        else:
            yield Node("text", match[1]) if kind == "escape" else Node(kind, match[0])
            place = match.end()
        line_start = markup[place - 1] == "\n"


def visible(markup: str) -> str:
    """The text that a person sees, styles taken off; raises AssertionError for anything that could be clicked."""
    seen = []
    for node in nodes(markup):
        assert node.kind in ("text", "strong"), node
        seen.append(node.text if node.kind == "text" else visible(node.text[2:-2]))
    return "".join(seen)


def _next(markup: str, place: int, *, line_start: bool) -> tuple[str, re.Match[str] | None]:
    for kind, rule in [*(_LINE_RULES if line_start else ()), *_RULES]:
        match = rule.match(markup, place)
        if match:
            return kind, match
    return "text", None
