"""`.env`: the lines of it that set nothing, and why; a wrong value is told by whoever reads the setting."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from dotenv.parser import Binding, parse_stream

from bot.settings import Settings as BotSettings
from index import Settings

PLACE = Path(".env")

_OF_OTHERS = re.compile(
    r"(OPENAI|ANTHROPIC|OLLAMA|COMPOSE|PYTHON|SSL|LC)_?\w+|(HTTPS?|ALL|NO)_PROXY|TZ|LANG", re.IGNORECASE
)
"""Names that packages of providers, Python and the system read."""

_NAME = re.compile(r"[A-Za-z_]{1,40}")
"""What may be repeated: anything else may be a token that was pasted into the wrong place."""


class _Asked(Mapping[str, str]):
    """An empty environment that remembers what it was asked for."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.names.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def names() -> frozenset[str]:
    """Every variable that the settings look for."""
    asked = _Asked()
    Settings.from_env(asked)
    BotSettings.from_env(asked)
    return frozenset(asked.names)


def remarks(file: Path = PLACE) -> list[str]:
    """A sentence about each line that sets nothing; no value is in it, for that may be a secret."""
    if not file.is_file():
        return []
    with file.open(encoding="utf-8") as stream:
        bindings = [binding for binding in parse_stream(stream) if binding.key or binding.error]
    known, at = names(), {binding.key: _line(binding) for binding in bindings if binding.value}
    flaws = [(_line(binding), _flaw(binding, known, at)) for binding in bindings]
    return [f"Line {line} of {file}{flaw}" for line, flaw in flaws if flaw]


def _flaw(binding: Binding, known: frozenset[str], at: Mapping[str | None, int]) -> str:
    """How the sentence about a line goes on; `at` is the line that counts, by name."""
    if binding.error or binding.key is None or binding.value is None:
        begins = re.match(r"\s*(?:export\s+)?(\w*)", binding.original.string)
        name = begins[1] if begins else ""
        called = f", {name}," if name in known else ""
        return f"{called} cannot be read: a line must be NAME=value, with quotation marks in pairs."
    if binding.key not in known and not _OF_OTHERS.fullmatch(binding.key):
        return f": {_unknown(binding.key, known)}"
    if binding.value and (counts := at[binding.key]) != _line(binding):
        return f" sets {binding.key}, but line {counts} sets it again, and that counts."
    return ""


def _line(binding: Binding) -> int:
    """Where it begins; the parser counts from the blank lines before it."""
    text = binding.original.string
    return binding.original.line + len(re.findall(r"\r\n|\n|\r", text[: len(text) - len(text.lstrip())]))


def _unknown(name: str, known: frozenset[str]) -> str:
    near = get_close_matches(name.upper(), sorted(known), 1)
    called = name if _NAME.fullmatch(name) else "what it sets"
    return f"{called} is no setting{f'; {near[0]} may be meant' if near else ''}."
