"""Question rows for the reader: reading them, restoring natural text, cropping passages, keeping documents apart."""

from __future__ import annotations

import json
import lzma
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

Span = tuple[int, int]
Spans = tuple[Span, ...]

DEV_SHARE = 0.03
# Question-answer sets whose texts were tokenised (" , ", "`` ").
TOKENISED = ("nq_qed", "clapnq", "molweni")


@dataclass(frozen=True, slots=True)
class Row:
    """One question put to one passage; `spans` are character ranges of its answers, none when it has none."""

    id: str
    kind: str
    document: str
    title: str
    question: str
    passage: str
    spans: Spans
    weight: float = 1.0
    span_weight: float = 1.0

    @property
    def answer(self) -> str:
        """The first answer's text, or nothing."""
        return self.passage[slice(*self.spans[0])] if self.spans else ""


@dataclass(frozen=True, slots=True)
class Source:
    """How a set is used: the share of its rows kept, and their weights in the losses."""

    share: float = 1.0
    weight: float = 1.0
    span_weight: float = 1.0


SOURCES = {
    "nq_qed": Source(),
    "nq_dev_oracle": Source(),
    "tydiqa_goldp_en": Source(),
    "mlqa_dev_en": Source(),
    "squad1_subset": Source(),
    "clapnq_dev": Source(span_weight=0.3),
    "covidqa": Source(share=0.6, weight=0.7, span_weight=0.5),
    "molweni_chat": Source(share=0.2, weight=0.4, span_weight=0.5),
    "derived_hardneg": Source(share=0.5),
}


def read_rows(folder: Path, random: Random) -> Iterator[Row]:
    """The rows of `folder`/qa, as natural text, thinned and weighted by their source."""
    for name, source in SOURCES.items():
        with lzma.open(folder / "qa" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                if random.random() < source.share:
                    yield _row(json.loads(line), name, source)


def _row(raw: dict, name: str, source: Source) -> Row:
    spans = tuple((a["start"], a["start"] + len(a["text"])) for a in raw["answers"])
    passage = raw["context"]
    question = raw["question"].replace("？", "?").strip()
    if name in TOKENISED or " , " in passage or " . " in passage:
        passage, spans = detokenised(passage, spans)
        question = detokenised(question, ())[0]
    return Row(
        id=raw["id"],
        kind=name,
        document=_document(raw),
        title=detokenised(raw["title"], ())[0],
        question=question,
        passage=passage,
        spans=tuple(sorted(spans)),
        weight=source.weight,
        span_weight=source.span_weight * (0.5 if "ambiguous" in raw["source"] else 1.0),
    )


def _document(raw: dict) -> str:
    """What must not be split between training and dev: an article where it is known, else a passage."""
    if squad := re.fullmatch(r"squad1_subset:train-(\d+)-\d+", raw["id"]):
        return f"squad:{int(squad[1]) // 20}"
    return raw["title"] or raw["context"][:200]


def in_dev(document: str) -> bool:
    """Whether a document is held out; the same on every run and machine."""
    return zlib.crc32(document.encode()) % 1000 < 1000 * DEV_SHARE


def split(rows: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """Training and dev rows. A question asked in dev is never trained on, on whatever passage."""
    rows = list(rows)
    dev = [row for row in rows if in_dev(row.document)]
    asked = {row.question.lower() for row in dev}
    return [row for row in rows if not in_dev(row.document) and row.question.lower() not in asked], dev


# What a tokeniser did, and how to undo it; the first that matches at a place is used.
_EDITS = (
    (r"`` ?", '"'),
    (r" ?''", '"'),
    (r" -- ", " – "),
    (r" (?=(?:n't|'s|'re|'ve|'ll|'d|'m)\b)", ""),
    (r"(?<=s) '(?= )", "'"),
    (r"(?<=\w) - (?=\w)", "-"),
    (r"(?<=\w) / (?=\w)", "/"),
    (r" (?=[,;:!?%)\]}.](?:\s|$|[,.;:)\]}\"]))", ""),
    (r"(?<=[(\[{$£€]) ", ""),
)
_EDIT = re.compile("|".join(f"({pattern})" for pattern, _ in _EDITS))


def detokenised(text: str, spans: Spans) -> tuple[str, Spans]:
    """`text` without the spaces that a tokeniser put around punctuation, and `spans` moved with it."""
    places = list(range(len(text) + 1))
    pieces: list[str] = []
    last = shift = 0
    for match in _EDIT.finditer(text):
        new = _EDITS[(match.lastindex or 1) - 1][1]
        pieces += (text[last : match.start()], new)
        places[last : match.start()] = range(last + shift, match.start() + shift)
        end = match.start() + shift + len(new)
        places[match.start() : match.end()] = [min(place + shift, end) for place in range(match.start(), match.end())]
        shift = end - match.end()
        last = match.end()
    places[last:] = range(last + shift, len(text) + 1 + shift)
    natural = "".join((*pieces, text[last:]))
    return natural, tuple(_trimmed(natural, places[start], places[end]) for start, end in spans)


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends."""
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    return start, start + len(inside.strip())


_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9])|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sr|Jr|Prof|Gen|Lt|Col|Sgt|Rev|No|vs|ca|c|approx|Inc|Ltd|Co|[A-Z])|[A-Z]\.[A-Z])\.$"
)


def sentences(text: str) -> list[Span]:
    """The character ranges of the sentences of `text`."""
    found: list[Span] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if "\n" not in match[0] and _ABBREVIATED.search(text[start : match.start()]):
            continue
        found.append(_trimmed(text, start, match.end()))
        start = match.end()
    found.append(_trimmed(text, start, len(text)))
    return [(start, end) for start, end in found if end > start]


def cropped(row: Row, random: Random, longest: int) -> Row:
    """`row` on a run of its sentences of at most `longest` characters, kept around the first answer if it has one."""
    if len(row.passage) <= longest:
        return row
    parts = sentences(row.passage)
    first = last = random.randrange(len(parts))
    if row.spans:
        first = min(i for i, part in enumerate(parts) if part[1] > row.spans[0][0])
        last = max(i for i, part in enumerate(parts) if part[0] < row.spans[0][1])
    while True:
        wider = [(a, b) for a, b in ((first - 1, last), (first, last + 1)) if a >= 0 and b < len(parts)]
        wider = [(a, b) for a, b in wider if parts[b][1] - parts[a][0] <= longest]
        if not wider:
            break
        first, last = random.choice(wider)
    start, end = parts[first][0], parts[last][1]
    spans = tuple((a - start, b - start) for a, b in row.spans if a >= start and b <= end)
    return replace(row, passage=row.passage[start:end], spans=spans)
