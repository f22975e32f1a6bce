"""The public sets that the reader is measured on, never trained on: XQuAD-en and TimeQA, with BM25's candidates."""

from __future__ import annotations

import json
import lzma
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rows import Span, detokenised

TOP = 5


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and the title it stands under."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the candidates that BM25 found for it, and where its answers are: candidate number and range."""

    question: str
    candidates: tuple[int, ...]
    gold: tuple[tuple[int, Span], ...]


class Bm25:
    """Okapi BM25 over lower-cased words, k1 1.2, b 0.75."""

    def __init__(self, texts: list[str]) -> None:
        self.counts = [Counter(_words(text)) for text in texts]
        self.lengths = [sum(counts.values()) for counts in self.counts]
        self.mean = sum(self.lengths) / len(texts)
        self.holding = Counter(word for counts in self.counts for word in counts)

    def best(self, question: str, count: int) -> list[int]:
        """The numbers of the `count` best texts, best first."""
        scores = [self._score(_words(question), number) for number in range(len(self.counts))]
        return sorted(range(len(scores)), key=lambda number: -scores[number])[:count]

    def _score(self, words: list[str], number: int) -> float:
        counts, total = self.counts[number], 0.0
        for word in words:
            if word in counts:
                rarity = math.log(1 + (len(self.counts) - self.holding[word] + 0.5) / (self.holding[word] + 0.5))
                norm = counts[word] + 1.2 * (0.25 + 0.75 * self.lengths[number] / self.mean)
                total += rarity * counts[word] * 2.2 / norm
        return total


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def xquad(data: Path) -> tuple[list[Paragraph], list[tuple[str, int, list[Span]]]]:
    """XQuAD-en: its paragraphs, and (question, paragraph number, answers)."""
    paragraphs, questions = [], []
    with lzma.open(data / "data/xquad/xquad.en.json.xz", "rt") as file:
        for article in json.load(file)["data"]:
            for paragraph in article["paragraphs"]:
                for qa in paragraph["qas"]:
                    spans = [(a["answer_start"], a["answer_start"] + len(a["text"])) for a in qa["answers"]]
                    questions.append((qa["question"], len(paragraphs), spans))
                paragraphs.append(Paragraph(paragraph["context"]))
    return paragraphs, questions


def timeqa(data: Path) -> Iterator[tuple[list[Paragraph], list[Asked]]]:
    """TimeQA page by page: its paragraphs in natural text, and its questions with the page's best paragraphs."""
    with lzma.open(data / "data/timeqa/human_annotated_train.json.xz", "rt") as file:
        pages = json.load(file)
    for page in pages:
        title = page["link"].removeprefix("/wiki/").replace("_", " ")
        golds: dict[int, list[Span]] = {}
        for _, answers in page["questions"]:
            for a in answers:
                if a["answer"]:
                    golds.setdefault(a["para"], []).append((a["from"], a["end"]))
        paragraphs, moved = [], {}
        for number, text in enumerate(page["paras"]):
            old = tuple(golds.get(number, ()))
            natural, new = detokenised(text, old)
            paragraphs.append(Paragraph(natural, title))
            moved.update({(number, span): after for span, after in zip(old, new, strict=True)})
        kept = [n for n, paragraph in enumerate(paragraphs) if len(paragraph.text) > 40]
        index = Bm25([paragraphs[n].text for n in kept])
        asked = []
        for question, answers in page["questions"]:
            gold = tuple((a["para"], moved[a["para"], (a["from"], a["end"])]) for a in answers if a["answer"])
            asked.append(Asked(question, tuple(kept[n] for n in index.best(question, TOP)), gold))
        yield paragraphs, asked
