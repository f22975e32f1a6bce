"""Documents of our own, of many kinds, and what they truly say: each statement with the sentences that prove it."""

import json
from pathlib import Path

from index.documents import Source, Span
from index.passages import Passage
from index.sentences import sentences, width_of

_WRITTEN = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
TEXTS: dict[str, tuple[str | None, str]] = {each["title"]: (each["publisher"], each["text"]) for each in _WRITTEN}
"""By title: publisher and text."""

STATEMENTS: list[tuple[str, str, tuple[int, ...]]] = [
    (each["title"], statement["text"], tuple(statement["proof"]))
    for each in _WRITTEN
    for statement in each["statements"]
]
"""Title, statement, and which sentences of the text prove it."""


def passage(title: str) -> Passage:
    """A document, which is short enough to be one passage."""
    publisher, text = TEXTS[title]
    span = Span(0, len(text))
    source = Source(f"seeds/{title}.txt", title, publisher, None, None)
    return Passage(f"{source.document}/abc/0", source, span, text, tuple(sentences(text, span, width_of(text))))


def quotes(title: str, which: tuple[int, ...]) -> list[str]:
    """Sentences of a document, verbatim."""
    made = passage(title)
    return [made.quote(made.sentences[at]) for at in which]
