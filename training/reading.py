"""Reading at run time: onnxruntime, numpy and tokenizers only. What evaluate.py measures is what the bot would do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from rows import Span, sentences
from tokenizers import Encoding, Tokenizer

MAX_TOKENS = 384
MAX_QUESTION_TOKENS = 64
MAX_ANSWER_TOKENS = 40


@dataclass(frozen=True, slots=True)
class Found:
    """The best span of one passage: character ranges in the passage, and the two scores."""

    answer: Span
    sentence: Span
    answerable: float
    sureness: float


class OnnxPair:
    """A two-text ONNX model, one pair at a time on one thread: the fastest way here, and the only deterministic one."""

    def __init__(self, model: Path, tokenizer: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")

    def run(self, question: str, passage: str) -> tuple[Encoding, list[np.ndarray]]:
        """The encoding of the pair and the model's outputs for it."""
        short = self.tokenizer.encode(question, add_special_tokens=False)
        if len(short.ids) > MAX_QUESTION_TOKENS:
            question = question[: short.offsets[MAX_QUESTION_TOKENS - 1][1]]
        pair = self.tokenizer.encode(question, passage)
        inputs = {"input_ids": pair.ids, "attention_mask": pair.attention_mask, "token_type_ids": pair.type_ids}
        arrays = {name: np.array([values], dtype=np.int64) for name, values in inputs.items()}
        return pair, self.outputs(arrays, question, passage)

    def outputs(self, inputs: dict[str, np.ndarray], question: str, passage: str) -> list[np.ndarray]:
        """What the model says of the pair whose tokens are `inputs`."""
        del question, passage
        return self.session.run(None, inputs)


def read(reader: OnnxPair, question: str, passage: str, header: str = "") -> Found:
    """The best span in `passage` that stays inside one sentence, and whether the passage answers at all."""
    head = f"{header}: " if header else ""
    pair, (start, end, answerable) = reader.run(question, head + passage)
    places = [i for i, s in enumerate(pair.sequence_ids) if s == 1 and pair.offsets[i][0] >= len(head)]
    starts, ends = (_log_softmax(logits[0][places]) for logits in (start, end))
    offsets = [(pair.offsets[i][0] - len(head), pair.offsets[i][1] - len(head)) for i in places]
    parts = sentences(passage)
    owner = np.searchsorted([part[0] for part in parts], [a for a, _ in offsets], side="right") - 1
    joint = starts[:, None] + ends[None, :]
    length = np.arange(len(places))[None, :] - np.arange(len(places))[:, None]
    joint = np.where((length >= 0) & (length < MAX_ANSWER_TOKENS) & (owner[:, None] == owner[None, :]), joint, -1e9)
    first, last = np.unravel_index(int(joint.argmax()), joint.shape)
    answer = (offsets[first][0], offsets[last][1])
    return Found(answer, parts[int(owner[first])], float(answerable[0]), float(joint[first, last]))


def _log_softmax(logits: np.ndarray) -> np.ndarray:
    shifted = logits - logits.max()
    return shifted - np.log(np.exp(shifted).sum())
