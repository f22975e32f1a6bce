"""What is compared: the starter, BM25 alone, and Footnote, each asked for the same number of passages.

The first two read what a file of a text would hold, its title in the first line. Footnote reads the record with its
title, publisher and date through its own reader of JSON Lines, and is asked through `KnowledgeBase` alone.
"""

import asyncio
import hashlib
import json
import re
import sqlite3
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np

from index.answering import Answer, Question, Unanswered
from index.audience import Audience
from index.changes import Changes
from index.embedding import Embedder, Vector
from index.knowledge_base import KnowledgeBase
from index.loading import Models
from index.settings import Settings
from tests.bench.sets import Text

EVERYONE = Audience.everyone()


@dataclass(frozen=True, slots=True)
class Found:
    """A passage and the id of the text that it is from."""

    id: str
    text: str


class Column(Protocol):
    """A way of finding passages."""

    def find(self, question: str, top: int) -> list[Found]:
        """The best passages, best first."""


class Starter:
    """The five-line LlamaIndex starter."""

    def __init__(self, texts: Sequence[Text], embedder: Embedder, most_characters: int | None = None) -> None:
        from tests.bench import starter  # noqa: PLC0415  LlamaIndex takes a second to import

        self._index = starter.index_of(_as_files(texts), embedder, most_characters)

    def find(self, question: str, top: int) -> list[Found]:
        """By meaning alone."""
        nodes = self._index.as_retriever(similarity_top_k=top).retrieve(question)
        return [Found(node.node.ref_doc_id or "", node.node.get_content()) for node in nodes]

    @property
    def passages(self) -> list[Found]:
        """All that it holds."""
        nodes = self._index.docstore.docs.values()
        return [Found(node.ref_doc_id or "", node.get_content()) for node in nodes]


class WordsAlone:
    """BM25 of SQLite's FTS5 (k1 1.2, b .75) over stems of Porter, for any word of the question; none of our code."""

    def __init__(self, passages: Iterable[Found]) -> None:
        self._passages = list(passages)
        self._db = sqlite3.connect(":memory:")
        self._db.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize='porter unicode61')")
        rows = enumerate(one.text for one in self._passages)
        self._db.executemany("INSERT INTO words(rowid, text) VALUES (?, ?)", rows)

    @classmethod
    def over(cls, texts: Sequence[Text]) -> "WordsAlone":
        """Whole texts as passages."""
        return cls(Found(name, text) for name, text in _as_files(texts).items())

    def find(self, question: str, top: int) -> list[Found]:
        """By words alone."""
        query = " OR ".join(f'"{word}"' for word in dict.fromkeys(re.findall(r"\w+", question.lower())))
        sql = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"
        if not query:
            return []
        return [self._passages[row] for (row,) in self._db.execute(sql, (query, top))]


class Footnote:
    """A knowledge base over the texts, in a folder of its own."""

    def __init__(self, texts: Sequence[Text], models: Models, folder: Path) -> None:
        seeds = folder / "seeds"
        seeds.mkdir(parents=True)
        lines = [json.dumps({key: value for key, value in _record(text).items() if value}) for text in texts]
        (seeds / "texts.jsonl").write_text("\n".join(lines), encoding="utf-8")
        self.base = KnowledgeBase(Settings(folder / "data", seeds), models)
        self.quotes: list[bool] = []
        """Of every quote shown so far, whether it stands at its span, character by character."""
        self._texts: dict[str, str] = {}
        assert asyncio.run(indexed(self.base)).documents == len(texts), "a text was refused, or two have one id"

    def find(self, question: str, top: int) -> list[Found]:
        """As `/sources search` would."""
        hits = asyncio.run(self.base.search(Question(question, EVERYONE), top))
        return [Found(text_of(hit.passage.source.document), hit.passage.text) for hit in hits]

    def answer(self, question: str) -> Answer | Unanswered:
        """As `/ask` would."""
        outcome = asyncio.run(self.base.answer(Question(question, EVERYONE)))
        self.quotes += [span.of(self._text(document)) == quote for document, span, quote in outcome.quotes]
        return outcome

    def _text(self, document: str) -> str:
        if document not in self._texts:
            self._texts[document] = asyncio.run(self.base.text(document, EVERYONE))
        return self._texts[document]

    def close(self) -> None:
        """Let the folder go."""
        self.base.shut()


async def indexed(base: KnowledgeBase) -> Changes:
    """Bring a knowledge base up to its folder, vectors and all."""
    changes = await base.reindex()
    await base.settle()
    return changes


def text_of(document: str) -> str:
    """The id of the text that a document is: its record's, in a file of many."""
    return document.rpartition("/")[2]


class RememberingEmbedder:
    """The same vectors, computed once for each text: three columns and several folds share them.

    With a folder they are kept for later runs, in a file named by the model's fingerprint.
    """

    def __init__(self, embedder: Embedder, folder: Path | None = None) -> None:
        self._embedder = embedder
        self._file = folder / f"{embedder.fingerprint}.npz" if folder else None
        self._known: dict[str, Vector] = {}
        if self._file and self._file.exists():
            kept = np.load(self._file)
            self._known = dict(zip(kept["digests"].tolist(), kept["vectors"], strict=True))

    @property
    def reads_latin_only(self) -> bool:
        """As the model does."""
        return self._embedder.reads_latin_only

    @property
    def fingerprint(self) -> str:
        """The model's own."""
        return self._embedder.fingerprint

    def question(self, text: str) -> Vector:
        """The vector to search with."""
        digest = _digest(text)
        if digest not in self._known:
            self._known[digest] = self._embedder.question(text)
        return self._known[digest]

    def passages(self, texts: Iterable[str]) -> Generator[Vector]:
        """The vectors to search in."""
        wanted = list(texts)
        new = [text for text in dict.fromkeys(wanted) if _digest(text) not in self._known]
        self._known.update(zip(map(_digest, new), self._embedder.passages(new), strict=True))
        yield from (self._known[_digest(text)] for text in wanted)

    def keep(self) -> None:
        """Write all vectors down, if there is a folder for them."""
        if self._file:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            np.savez(self._file, digests=list(self._known), vectors=np.stack(list(self._known.values())))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def remembering(models: Models, vectors: Path | None = None) -> tuple[Models, RememberingEmbedder]:
    """The same models, but no text is embedded twice; `vectors` is where what was embedded is kept."""
    assert models.embedder is not None
    embedder = RememberingEmbedder(models.embedder, vectors)
    return replace(models, embedder=embedder), embedder


def _record(text: Text) -> dict[str, str | None]:
    return {"id": text.id, "title": text.title, "publisher": text.publisher, "date": text.date, "text": text.text}


def _as_files(texts: Sequence[Text]) -> dict[str, str]:
    return {text.id: "\n".join(filter(None, (text.title, text.text))) for text in texts}
