"""`Golden`: a question whose right answer is known, and the lines of a file of them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from index.errors import InvalidSetting


@dataclass(frozen=True, slots=True)
class Golden:
    """A question, and what is right. Every text is compared word by word, whatever its capitals and punctuation.

    One of `answer_any` and all of `answer_all` must stand in the answer, and nothing of `must_not`. `quotes` are
    verbatim text of the documents, any of which proves the answer; of an unanswerable question, text that puts it
    right ("found no cracks") and may be cited instead of refusing. `documents` names where they stand, as the end of a
    path ("faq.md"). `turns` are the questions asked before this one, oldest first; `as_of` is an ISO 8601 day. `kind`
    is any name under which questions are counted together.
    """

    question: str
    answer_any: tuple[str, ...] = ()
    answer_all: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    unanswerable: bool = False
    kind: str = ""
    documents: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    as_of: str | None = None

    @property
    def key(self) -> str:
        """What makes it the same question in two runs."""
        return "\n".join((*self.turns, self.question, self.as_of or ""))


def read_golden(lines: Iterable[str]) -> tuple[Golden, ...]:
    """The questions of a JSON Lines file (docs/evaluating.md); blank lines are skipped, other fields ignored.

    Raises InvalidSetting, naming the line.
    """
    found = tuple(_numbered(lines))
    if not found:
        raise InvalidSetting("There is no question in the file.")
    return found


def _numbered(lines: Iterable[str]) -> Iterator[Golden]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _golden(json.loads(line))
            except (ValueError, RecursionError) as error:
                why = "it is no JSON object" if isinstance(error, json.JSONDecodeError | RecursionError) else error
                raise InvalidSetting(f"Line {number} of the questions cannot be used: {why}.") from error


def _golden(entry: Any) -> Golden:
    if not isinstance(entry, dict):
        raise ValueError("it is no JSON object")  # noqa: TRY004  one kind of error for whatever is wrong with a line
    golden = Golden(
        question=_text(entry, "question") or "",
        answer_any=_texts(entry, "answer_any"),
        answer_all=_texts(entry, "answer_all"),
        quotes=_texts(entry, "quote"),
        must_not=_texts(entry, "must_not"),
        unanswerable=_flag(entry, "unanswerable"),
        kind=_text(entry, "kind") or "",
        documents=_texts(entry, "document"),
        turns=_texts(entry, "turns"),
        as_of=_text(entry, "as_of"),
    )
    has_answer = bool(golden.answer_any or golden.answer_all)
    if not golden.question.strip():
        raise ValueError("it has no question")
    if golden.unanswerable and has_answer:
        raise ValueError("it has an answer and is unanswerable")
    if not (golden.unanswerable or has_answer or golden.quotes):
        raise ValueError("it needs answer_any, answer_all, quote or unanswerable")
    return golden


def _text(entry: dict[str, Any], name: str) -> str | None:
    value = entry.get(name)
    if value is None or isinstance(value, str):
        return value
    raise ValueError(f"{name} is no text")


def _texts(entry: dict[str, Any], name: str) -> tuple[str, ...]:
    """A list of texts, or a single one."""
    value = entry.get(name, [])
    values = [value] if isinstance(value, str) else value
    if isinstance(values, list) and all(isinstance(one, str) and one.strip() for one in values):
        return tuple(values)
    raise ValueError(f"{name} is no list of texts")


def _flag(entry: dict[str, Any], name: str) -> bool:
    value = entry.get(name, False)
    if isinstance(value, bool):
        return value
    raise ValueError(f"{name} is neither true nor false")
