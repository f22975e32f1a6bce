"""Write the graphs of the bundled models, ready to be opened and without their matrices: `python graphs.py`.

Optimizing takes ONNX Runtime most of the time to open a model, and gives the same every time. What is large stays in
the models' own files; where it lies there is said in the graphs or, for what is handed over, beside them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import shortcuts
from onnx import TensorProto, helper, numpy_helper
from onnx.external_data_helper import set_external_data

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from index import weights  # noqa: E402  the project need not be installed
from index.matrices import SIGN  # noqa: E402  the same
from index.processor import INPUT, LENGTH, OUTPUT, PROBE, WEIGHT  # noqa: E402  the same

LARGE = 10_000
"""Bytes: the matrices and the tables. What is smaller may lie at odd bytes, which numbers of four bytes cannot."""

SAFE = 64
"""Of signed weights; larger ones overflow the sums of processors that have AVX2 and not VNNI, two products of up to 255 a
weight in 16 bits. With unsigned weights these processors sum up in another way; with signed ones the others are faster.
"""

SLOW = ["SkipLayerNormFusion"]
"""What ONNX Runtime makes of an addition and a normalization takes 7 times as long as the two (1.32, one core, AVX2)."""

ZERO_POINTS = {"MatMulIntegerToFloat": (1, 5), "DynamicQuantizeMatMul": (1, 3)}
"""Which inputs of these operators are their weights, and the zero points of these."""


def optimized(file: Path, aside: Path) -> onnx.ModelProto:
    """The model as ONNX Runtime would make it on every processor: without what it adds for some."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(aside)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW)
    return onnx.load(aside)


def unsigned(model: onnx.ModelProto) -> set[str]:
    """Give the weights that could overflow, and their zero points, another sign; the products stay what they were.

    The names of all that has changed.
    """
    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    changed: set[str] = set()
    for node in model.graph.node:
        names = {node.input[place] for place in ZERO_POINTS.get(node.op_type, ())} - changed
        values = {name: numpy_helper.to_array(tensors[name]) for name in names if name in tensors}
        if any(_overflows(value) for value in values.values()):
            for name, value in values.items():
                turned = (value.view(np.uint8) ^ SIGN).astype(np.uint8)
                tensors[name].CopyFrom(numpy_helper.from_array(turned, name))
            changed |= names
    return changed


def _overflows(values: npt.NDArray[np.int8]) -> bool:
    return values.dtype == np.int8 and bool(((values < -SAFE) | (values > SAFE)).any())


def without_matrices(model: onnx.ModelProto, file: Path, turned: set[str]) -> dict[str, dict[str, tuple[int, ...]]]:
    """Leave what is large in the file from which the model was made.

    Where it lies of what is to be handed over, byte and shape: the tables of words as they are, the weights whose
    sign has changed turned. Raises ValueError.
    """
    content = file.read_bytes()
    places: dict[str, dict[str, tuple[int, ...]]] = {"words": {}, "turned": {}}
    for tensor in model.graph.initializer:
        value = numpy_helper.to_array(tensor)
        if value.nbytes < LARGE:
            continue
        at = content.find((value ^ SIGN if tensor.name in turned else value).tobytes())
        if at < 0:
            raise ValueError(f"{tensor.name} is not in {file.name} as it stands")
        if tensor.name in turned:
            places["turned"][tensor.name] = (at, *value.shape)
        elif "word" in tensor.name:
            places["words"][tensor.name] = (at, *value.shape)
        tensor.raw_data = value.tobytes()
        set_external_data(tensor, file.name, at, value.nbytes)
        tensor.ClearField("raw_data")
    return places


def written(model: onnx.ModelProto, file: Path) -> dict[str, bytes]:
    """The files of a model, by their endings: its graph, once more with signed weights if these could overflow, and what
    is to be handed over.
    """
    signed = onnx.ModelProto()
    signed.CopyFrom(model)
    turned = unsigned(model)
    places = without_matrices(model, file, turned)
    files = {"onnx": _bytes(model), "json": json.dumps(places, indent=1).encode()}
    if turned:
        without_matrices(signed, file, set())
        files["signed.onnx"] = _bytes(signed)
    return files


def probe() -> bytes:
    """A product of the largest weights, to find out whether a processor's sums overflow."""
    rows = ["rows", LENGTH]
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", [INPUT, "weights"], [OUTPUT])],
        "probe",
        [helper.make_tensor_value_info(INPUT, TensorProto.UINT8, rows)],
        [helper.make_tensor_value_info(OUTPUT, TensorProto.INT32, rows)],
        [numpy_helper.from_array(np.full((LENGTH, LENGTH), WEIGHT, np.int8), "weights")],
    )
    return _bytes(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8))


def _bytes(model: onnx.ModelProto) -> bytes:
    return bytes(model.SerializeToString(deterministic=True))


def main() -> None:
    """Read the command line and write a graph, and what is to be handed over, for each model; and the probe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "index/graphs")
    folder = parser.parse_args().to
    for bundled in (weights.BGE_SMALL_EN, weights.MS_MARCO_MINILM, weights.READER_EN):
        file = weights.located(bundled.model)
        if file is None:
            raise SystemExit(f"{bundled.model} is not installed")
        with tempfile.TemporaryDirectory() as aside:
            model = optimized(file, Path(aside, "whole.onnx"))
        shortcuts.without_mask(model.graph)
        shortcuts.without_turning(model.graph)
        if bundled is weights.BGE_SMALL_EN:
            shortcuts.only_first_token(model.graph)
        shortcuts.with_shapes(model)
        for ending, content in written(model, file).items():
            _write(folder / f"{bundled.name}.{ending}", content)
    _write(folder / Path(PROBE).name, probe())


def _write(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    print(file.name, len(content), hashlib.sha256(content).hexdigest())


if __name__ == "__main__":
    main()
