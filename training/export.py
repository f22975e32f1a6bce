"""Write reader.onnx (dynamic int8) and tokenizer.json from checkpoints: `python export.py runs/one/checkpoint.pt`."""

from __future__ import annotations

import argparse
import hashlib
import os
import tempfile
from pathlib import Path

import onnx
import torch
from model import Reader, bundled
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUTS = ("start_logits", "end_logits", "answerable")


def export(checkpoints: list[Path], folder: Path) -> None:
    """Write the mean of the checkpoints' weights to `folder`, each file aside first and then in place."""
    reader = Reader()
    reader.load_state_dict(mean_weights(checkpoints))
    reader.eval()
    with tempfile.TemporaryDirectory(dir=folder) as aside:
        exact, small, words = (Path(aside, name) for name in ("exact.onnx", "reader.onnx", "tokenizer.json"))
        to_onnx(reader, exact)
        quantize(exact, small)
        tokenizer = Tokenizer.from_file(str(bundled("reranker_en/tokenizer.json")))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        tokenizer.save(str(words), pretty=False)
        for file in (exact, small, words):
            os.replace(file, folder / file.name)


def mean_weights(checkpoints: list[Path]) -> dict[str, torch.Tensor]:
    """The average of the checkpoints, parameter by parameter."""
    states = [torch.load(checkpoint, weights_only=True)["reader"] for checkpoint in checkpoints]
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


def to_onnx(reader: Reader, file: Path) -> None:
    """The float graph, with a free batch and length."""
    inputs = tuple(torch.ones(1, 8, dtype=torch.int64) for _ in INPUTS)
    axes = {name: {0: "batch", 1: "length"} for name in INPUTS + OUTPUTS[:2]}
    torch.onnx.export(
        reader,
        inputs,
        str(file),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes={**axes, "answerable": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )


def quantize(exact: Path, small: Path) -> None:
    """Dynamic int8 with a scale for each output channel; the heads stay float.

    One scale for a whole matrix costs 20 points of span F1 here, a scale for each channel less than one.
    """
    heads = [
        node.name
        for node in onnx.load(exact).graph.node
        if not node.name.startswith("/layers.") and node.op_type in ("MatMul", "Gemm")
    ]
    quantize_dynamic(
        exact,
        small,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        nodes_to_exclude=heads,
    )


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--to", type=Path, default=Path())
    chosen = parser.parse_args()
    export(chosen.checkpoints, chosen.to)
    for name in ("reader.onnx", "tokenizer.json"):
        data = (chosen.to / name).read_bytes()
        print(name, len(data), hashlib.sha256(data).hexdigest())


if __name__ == "__main__":
    main()
