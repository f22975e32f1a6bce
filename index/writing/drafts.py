"""What a language model returned: its sentences and the quotes that they claim; any text is read, none believed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.characters import visible
from index.writing.replies import structured

MOST_SENTENCES = 8
MOST_QUOTES = 4
LONGEST_SENTENCE = 600
LONGEST_QUOTE = 1500


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a model says stands in passage `number` (from 1; 0 where it named none)."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence as the model wrote it, on one line."""

    text: str
    quotes: tuple[Quoted, ...]


def read_draft(reply: str) -> tuple[Drafted, ...] | None:
    """The sentences of a reply; empty if the model said that there is no answer, None if none can be made out."""
    found = _sentences(structured(reply))
    return None if found is None else tuple(_drafted(found))


def _sentences(value: Any) -> list[Any] | None:
    """The list of sentences, wherever a model puts it."""
    if isinstance(value, dict):
        listed = next((value[key] for key in ("sentences", "answer", "claims") if key in value), None)
        if isinstance(listed, list):
            return listed
        return [value] if _text(value) else None
    if isinstance(value, list):
        inner = next(
            (found for item in value if isinstance(item, dict) and "sentences" in item for found in [item]), None
        )
        return _sentences(inner) if inner else (value if any(isinstance(item, dict) for item in value) else None)
    return None


def _drafted(found: list[Any]) -> Iterator[Drafted]:
    for item in found[:MOST_SENTENCES]:
        text = _flat(_text(item), LONGEST_SENTENCE) if isinstance(item, dict) else ""
        if text:
            yield Drafted(text, tuple(_quotes(item)))


def _quotes(sentence: dict[str, Any]) -> Iterator[Quoted]:
    listed: Any = next((sentence[key] for key in ("quotes", "citations", "evidence", "quote") if key in sentence), [])
    for item in (listed if isinstance(listed, list) else [listed])[:MOST_QUOTES]:
        if isinstance(item, dict):
            said, number = item.get("quote", item.get("text")), _number(item, sentence)
        else:
            said, number = item, _number(sentence)
        if isinstance(said, str) and said.strip():
            yield Quoted(number, visible(said[:LONGEST_QUOTE]))


def _text(sentence: dict[str, Any]) -> str:
    said = sentence.get("text", sentence.get("sentence", ""))
    return said if isinstance(said, str) else ""


def _number(*places: dict[str, Any]) -> int:
    """3, "3", "[3]" or "Passage 3"."""
    for place in places:
        found = re.search(r"\d{1,3}", str(place.get("passage", place.get("number", ""))))
        if found:
            return int(found[0])
    return 0


def _flat(text: str, longest: int) -> str:
    """On one line; nothing where it is longer than any sentence."""
    flat = " ".join(visible(text[: longest + 1]).split())
    return flat if len(flat) <= longest else ""
