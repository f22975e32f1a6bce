"""Train the reader: `python train.py --data ../shared/train --run runs/one --rows 42000`, and again to resume.

`--rows` is how many examples are seen in all; the learning rate falls to zero there. On two cores with AVX-512 bf16
about 17 examples a second; set OMP_WAIT_POLICY=passive where other processes use the same cores.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import defaultdict
from dataclasses import astuple, dataclass, field
from pathlib import Path
from random import Random

import numpy as np
import torch
from mixture import MAX_TOKENS, Example, as_typed, batches, encoded, mixed, padded
from model import MASKED, Reader, Reading, bundled, from_reranker
from names import Lexicon
from rows import Row, read_rows, split
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

BODY_RATE = 6e-5
HEAD_RATE = 4e-4
WARM_ROWS = 2000
SAVE_SECONDS = 300
LOG_BATCHES = 50
SEED = 20261123


@dataclass(slots=True)
class Progress:
    """Where training stands: rows seen in all, the epoch, and the next batch in it."""

    seen: int = 0
    epoch: int = 0
    batch: int = 0


def bundled_tokenizer() -> Tokenizer:
    """The reranker's tokenizer, without the padding to 512 that is baked in."""
    tokenizer = Tokenizer.from_file(str(bundled("reranker_en/tokenizer.json")))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
    return tokenizer


def loss(reading: Reading, batch: list[Example], types: Tensor) -> tuple[Tensor, Tensor]:
    """The batch's mean answerability loss and mean span loss, weighted by row."""
    weights = torch.tensor([example.row.weight for example in batch])
    labels = torch.tensor([float(example.start >= 0) for example in batch])
    span_weights = weights * labels * torch.tensor([example.row.span_weight for example in batch])
    refusing = F.binary_cross_entropy_with_logits(reading.answerable.float(), labels, weights)
    outside = (types == 0) * MASKED
    total = torch.zeros(len(batch))
    for logits, places in ((reading.start, [e.start for e in batch]), (reading.end, [e.end for e in batch])):
        target = torch.tensor(places).clamp(min=0)
        total = total + F.cross_entropy(logits.float() + outside, target, reduction="none") / 2
    return refusing, (total * span_weights).sum() / len(batch)


def optimizer_for(reader: Reader) -> torch.optim.AdamW:
    """AdamW; word and place embeddings stay as they are, so that words unseen in training keep their neighbours."""
    reader.words.requires_grad_(False)
    reader.positions.requires_grad_(False)
    head = list(reader.span.parameters())
    body = [p for name, p in reader.named_parameters() if p.requires_grad and not name.startswith("span.")]
    groups = [{"params": body, "peak": BODY_RATE}, {"params": head, "peak": HEAD_RATE}]
    return torch.optim.AdamW(groups, lr=BODY_RATE, weight_decay=0.01, fused=True)


def set_rate(optimizer: torch.optim.Optimizer, seen: int, rows: int) -> None:
    """Linear warm-up, then linear decay to zero at `rows`."""
    share = min(seen / WARM_ROWS, (rows - seen) / (rows - WARM_ROWS))
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * max(share, 0.01)


def epoch_batches(rows: list[Row], lexicon: Lexicon, tokenizer: Tokenizer, epoch: int) -> list[list[Example]]:
    """The batches of one epoch, the same for the same epoch number."""
    random = Random(SEED + epoch)
    typed = (as_typed(row, random) for row in mixed(rows, lexicon, random))
    return batches((example for row in typed if (example := encoded(row, tokenizer))), random)


def auroc(positive: list[float], negative: list[float]) -> float:
    """The chance that a positive scores above a negative."""
    if not positive or not negative:
        return float("nan")
    order = np.argsort(np.concatenate([negative, positive]), kind="stable")
    ranks = np.empty(len(order))
    ranks[order] = np.arange(1, len(order) + 1)
    above = ranks[len(negative) :].sum() - len(positive) * (len(positive) + 1) / 2
    return float(above / (len(positive) * len(negative)))


@torch.no_grad()
def measured(reader: Reader, dev: list[list[Example]]) -> str:
    """One line on the held-out documents: both ends right, and AUROC of answerability for each unanswerable kind."""
    reader.eval()
    scores: dict[str, list[float]] = defaultdict(list)
    right: list[bool] = []
    for batch in dev:
        inputs = padded(batch)
        with torch.autocast("cpu", torch.bfloat16):
            reading = reader(**inputs)
        outside = (inputs["token_type_ids"] == 0) * MASKED
        starts, ends = ((logits.float() + outside).argmax(1).tolist() for logits in (reading.start, reading.end))
        for example, score, start, end in zip(batch, reading.answerable.float().tolist(), starts, ends, strict=True):
            scores["answerable" if example.start >= 0 else example.row.kind].append(score)
            if example.start >= 0:
                right.append((start, end) == (example.start, example.end))
    reader.train()
    positive = scores.pop("answerable")
    kinds = " ".join(f"{kind}={auroc(positive, found):.3f}" for kind, found in sorted(scores.items()))
    everything = auroc(positive, [score for found in scores.values() for score in found])
    return f"dev exact={sum(right) / len(right):.3f} auroc={everything:.3f} {kinds}"


@dataclass(slots=True)
class Training:
    """A reader being trained, and everything needed to stop and go on."""

    reader: Reader
    optimizer: torch.optim.Optimizer
    checkpoint: Path
    total: int
    progress: Progress = field(default_factory=Progress)

    def load(self) -> None:
        """Go on from the checkpoint, if there is one."""
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint, weights_only=True)
            self.reader.load_state_dict(state["reader"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.progress = Progress(*state["progress"])

    def save(self) -> None:
        """Write the checkpoint aside, then put it in place, so that a stop in between harms nothing."""
        state = {"reader": self.reader.state_dict(), "optimizer": self.optimizer.state_dict()}
        state["progress"] = astuple(self.progress)
        aside = self.checkpoint.with_suffix(".new")
        torch.save(state, aside)
        os.replace(aside, self.checkpoint)

    def step(self, batch: list[Example]) -> tuple[float, float]:
        """Learn from one batch; its two losses."""
        inputs = padded(batch)
        set_rate(self.optimizer, self.progress.seen, self.total)
        with torch.autocast("cpu", torch.bfloat16):
            reading = self.reader(**inputs)
        refusing, span = loss(reading, batch, inputs["token_type_ids"])
        self.optimizer.zero_grad()
        (refusing + span).backward()
        torch.nn.utils.clip_grad_norm_(self.reader.parameters(), 1.0)
        self.optimizer.step()
        self.progress.seen += len(batch)
        self.progress.batch += 1
        return refusing.item(), span.item()

    def epoch(self, made: list[list[Example]]) -> None:
        """Go through the batches left in this epoch, or until the total is seen; save at times."""
        self.reader.train()
        losses: list[tuple[float, float]] = []
        saved = told = time.monotonic()
        for batch in made[self.progress.batch :]:
            losses.append(self.step(batch))
            now = time.monotonic()
            if len(losses) == LOG_BATCHES:
                refusing, span = np.mean(losses, axis=0)
                pace = (now - told) / LOG_BATCHES
                print(
                    f"{clock()} {self.progress} refusing={refusing:.3f} span={span:.3f} {pace:.2f} s/step", flush=True
                )
                told, losses = now, []
            if now - saved > SAVE_SECONDS:
                self.save()
                saved = now
            if self.progress.seen >= self.total:
                return
        self.progress.epoch, self.progress.batch = self.progress.epoch + 1, 0


def clock() -> str:
    """The time of day, for the log."""
    return time.strftime("%H:%M")


def train(run: Path, rows: list[Row], dev_rows: list[Row], total: int) -> None:
    """Train until `total` rows are seen, from the run's checkpoint if there is one."""
    lexicon = Lexicon({row.passage for row in rows})
    tokenizer = bundled_tokenizer()
    random = Random(SEED)
    dev = [e for row in mixed(dev_rows, lexicon, random, scenes=150) if (e := encoded(row, tokenizer))]
    dev_batches = batches(dev, random)
    reader = from_reranker(bundled("reranker_en/model.onnx"))
    training = Training(reader, optimizer_for(reader), run / "checkpoint.pt", total)
    training.load()
    print(f"{clock()} {len(rows)} rows, {len(dev)} dev examples; at {training.progress}", flush=True)
    while training.progress.seen < total:
        made = epoch_batches(rows, lexicon, tokenizer, training.progress.epoch)
        examples = [example for batch in made for example in batch]
        answered = sum(example.start >= 0 for example in examples)
        print(f"{clock()} {len(examples)} examples, {answered} answerable, {len(made)} batches", flush=True)
        training.epoch(made)
        training.save()
        print(f"{clock()} {training.progress} {measured(reader, dev_batches)}", flush=True)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/train"))
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=42_000)
    chosen = parser.parse_args()
    chosen.run.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    rows, dev_rows = split(read_rows(chosen.data, Random(SEED)))
    train(chosen.run, rows, dev_rows, chosen.rows)


if __name__ == "__main__":
    main()
