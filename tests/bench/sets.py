"""Public question sets, one shape for all: texts to search, questions, and where their answers stand."""

import csv
import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

SHARED = Path(__file__).parents[3] / "shared" / "data"
"""Where the sets are; they are no part of the project."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document as every column gets it; `id` is unique in its set, short, and without a slash."""

    id: str
    title: str
    text: str
    publisher: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A question. `gold` are the ids of the texts that hold the answer: none where the set has no answer.

    `answers` are the answers as the set spells them. `spans` are the characters of the one gold text that answer.
    """

    question: str
    gold: frozenset[str]
    answers: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Texts and questions."""

    name: str
    texts: tuple[Text, ...]
    cases: tuple[Case, ...]

    def sample(self, count: int | None) -> "QuestionSet":
        """The same texts with fewer questions, the same ones every time."""
        if count is None or count >= len(self.cases):
            return self
        return replace(self, cases=tuple(Random(1).sample(self.cases, count)))


def xquad(shared: Path) -> QuestionSet:
    """XQuAD-en: a text is a paragraph (240), and a question's gold is the paragraph that it was written about."""
    articles = _xz(shared / "xquad" / "xquad.en.json.xz")["data"]
    paragraphs = [(article["title"], paragraph) for article in articles for paragraph in article["paragraphs"]]
    texts = [Text(f"p{n}", title.replace("_", " "), one["context"]) for n, (title, one) in enumerate(paragraphs)]
    cases = [
        Case(asked["question"], frozenset({f"p{n}"}), tuple(answer["text"] for answer in asked["answers"]))
        for n, (_, one) in enumerate(paragraphs)
        for asked in one["qas"]
    ]
    return QuestionSet("XQuAD-en", tuple(texts), tuple(cases))


def timeqa(shared: Path) -> QuestionSet:
    """TimeQA: a text is a paragraph of any of the 320 pages, under its page's title, in the set's tokenised spelling.

    A question's gold are the paragraphs marked by the annotators. An answer of "" means that its page does not say.
    """
    pages = list(enumerate(_xz(shared / "timeqa" / "human_annotated_train.json.xz")))
    texts = [
        Text(f"{number}-{n}", page["paras"][0], paragraph)
        for number, page in pages
        for n, paragraph in enumerate(page["paras"])
        if paragraph.strip()
    ]
    cases = [
        Case(
            question,
            frozenset(f"{number}-{one['para']}" for one in found if one["answer"]),
            tuple(one["answer"] for one in found if one["answer"]),
        )
        for number, page in pages
        for question, found in page["questions"]
    ]
    return QuestionSet("TimeQA", tuple(texts), tuple(cases))


def chunks(shared: Path) -> QuestionSet:
    """Chroma's chunking set: three long texts (chats, encyclopedia, a speech), and the characters that answer."""
    folder = shared / "chunking_eval"
    texts = [Text(file.stem, "", _verbatim(file)) for file in sorted((folder / "corpora").glob("*.md"))]
    with (folder / "questions_df.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cases = [
        Case(row["question"], frozenset({row["corpus_id"]}), spans=tuple(_spans(json.loads(row["references"]))))
        for row in rows
    ]
    return QuestionSet("chunking_eval", tuple(texts), tuple(cases))


def multihop(shared: Path) -> QuestionSet:
    """MultiHop-RAG: a text is a fact, under its article's title, publisher and day. The articles are not included.

    A question's gold are the titles of all the articles that it needs, each found with any of its facts: that is the
    unit in which BM25 over the facts scores .515. Null questions need none and must be refused.
    """
    asked = [json.loads(line) for line in _verbatim(shared / "multihop_rag_500" / "questions.jsonl").splitlines()]
    facts = {one["fact"]: one for question in asked for one in question["evidence_list"]}
    texts = [
        Text(str(n), one["title"], fact, one["source"], one["published_at"][:10])
        for n, (fact, one) in enumerate(facts.items())
    ]
    cases = [Case(one["question"], frozenset(each["title"] for each in one["evidence_list"])) for one in asked]
    return QuestionSet("MultiHop facts", tuple(texts), tuple(cases))


def _spans(references: list[Any]) -> Iterator[tuple[int, int]]:
    return ((one["start_index"], one["end_index"]) for one in references)


def _verbatim(file: Path) -> str:
    with file.open(encoding="utf-8", newline="") as opened:
        return opened.read()


def _xz(file: Path) -> Any:
    with lzma.open(file, "rt", encoding="utf-8") as opened:
        return json.load(opened)
