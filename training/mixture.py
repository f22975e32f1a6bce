"""What the reader is shown in one epoch: found rows, their unanswerable twins, and written scenes, as token arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random

import numpy as np
import torch
import twins
from names import Lexicon
from rows import Row, cropped
from scenes import written_scenes
from tokenizers import Tokenizer
from torch import Tensor

MAX_TOKENS = 384
MAX_QUESTION_CHARACTERS = 240
BATCH_TOKENS = 5000
SCENES = 8000
# Passages are cropped to one of these lengths: what is quoted at run time is as often a paragraph as a few lines.
LENGTHS = (220, 420, 700, 900, 1200, 1500)
# The makers that seldom apply are tried first; of the others one is drawn by its weight.
RARE = (twins.swap_roles, twins.swap_year)
COMMON = {
    twins.swap_name: 0.42,
    twins.swap_word: 0.14,
    twins.other_kind: 0.12,
    twins.reask: 0.06,
    twins.remove_answer: 0.26,
}
TWIN_SHARE = 0.85
UNTWINNED = frozenset({"clapnq_dev", "covidqa", "molweni_chat"})
TITLE_SHARE = 0.35
_DROPPED = frozenset("did does do is was are were the a an of".split())


@dataclass(frozen=True, slots=True)
class Example:
    """A row as the network sees it; `start` and `end` are token places, -1 where there is no answer."""

    row: Row
    ids: np.ndarray
    types: np.ndarray
    start: int
    end: int


def mixed(rows: list[Row], lexicon: Lexicon, random: Random, scenes: int = SCENES) -> Iterator[Row]:
    """One epoch's rows, not yet shuffled; every epoch crops and twins anew."""
    for row in rows:
        yield cropped(row, random, random.choice(LENGTHS))
        if row.spans and row.kind not in UNTWINNED and random.random() < TWIN_SHARE:
            twin = _twin(cropped(row, random, random.choice(LENGTHS)), lexicon, random)
            if twin is not None:
                yield twin
    passages = [row.passage for row in rows if 100 < len(row.passage) < 700]
    yield from written_scenes(scenes, passages, lexicon, random)


def _twin(row: Row, lexicon: Lexicon, random: Random) -> Row | None:
    for maker in RARE:
        if twin := maker(row, random, lexicon):
            return twin
    for maker in random.choices(list(COMMON), list(COMMON.values()), k=4):
        if twin := maker(row, random, lexicon):
            return twin
    return None


def as_typed(row: Row, random: Random) -> Row:
    """The question as people type it: mostly as it is, at times without its mark, misspelt or in key words."""
    question = row.question
    if random.random() < 0.4:
        question = question.rstrip("? ") + random.choice(("", "?"))
    if random.random() < 0.05:
        question = " ".join(word for word in question.split() if word.lower() not in _DROPPED) or question
    if random.random() < 0.06 and len(question) > 12:
        place = random.randrange(1, len(question) - 2)
        swapped = question[place + 1] + question[place]
        question = question[:place] + random.choice((swapped, question[place])) + question[place + 2 :]
    title = row.title if random.random() < TITLE_SHARE else ""
    return replace(row, question=question, title=title)


def encoded(row: Row, tokenizer: Tokenizer) -> Example | None:
    """The row's tokens, `question [SEP] title: passage`; nothing if its answer was cut off."""
    header = f"{row.title}: " if row.title else ""
    pair = tokenizer.encode(row.question[:MAX_QUESTION_CHARACTERS], header + row.passage)
    start = end = -1
    if row.spans:
        first, last = (place + len(header) for place in row.spans[0])
        inside = [
            place
            for place, (sequence, (a, b)) in enumerate(zip(pair.sequence_ids, pair.offsets, strict=True))
            if sequence == 1 and b > first and a < last
        ]
        if not inside or pair.offsets[inside[-1]][1] < last:
            return None
        start, end = inside[0], inside[-1]
    return Example(row, np.array(pair.ids, dtype=np.int32), np.array(pair.type_ids, dtype=np.int8), start, end)


def batches(examples: Iterable[Example], random: Random) -> list[list[Example]]:
    """Batches of like length and at most BATCH_TOKENS padded tokens, in random order."""
    examples = list(examples)
    random.shuffle(examples)
    made: list[list[Example]] = []
    for first in range(0, len(examples), 2000):
        batch: list[Example] = []
        for example in sorted(examples[first : first + 2000], key=lambda example: len(example.ids)):
            if batch and len(example.ids) * (len(batch) + 1) > BATCH_TOKENS:
                made.append(batch)
                batch = []
            batch.append(example)
        made.append(batch)
    random.shuffle(made)
    return made


def padded(batch: list[Example]) -> dict[str, Tensor]:
    """The three inputs of the network, padded to the longest example."""
    shape = (len(batch), max(len(example.ids) for example in batch))
    ids, mask, types = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    for place, example in enumerate(batch):
        length = len(example.ids)
        ids[place, :length], mask[place, :length], types[place, :length] = example.ids, 1, example.types
    inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
    return {name: torch.from_numpy(array) for name, array in inputs.items()}
