"""What a graph need not compute or hold where one text at a time is asked, and none is padded.

The operator MultiHeadAttention in the place of its parts was no faster, and gave other bits.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper

MICROSOFT = "com.microsoft"
MASK = "attention_mask"

LENGTH = "length"
"""Of a text, in tokens, where a shape depends on it and on nothing else."""

TEXTS = (37, 41)
"""Lengths that are no other size of a model."""

HEADS, FEATURES = 12, 32
"""Of attention, in all three models; each head's features."""

BY_HEAD, BY_TOKEN = "tokens_heads_features", "text_tokens_features"
"""Names of the two shapes between which attention goes to and fro."""


def without_mask(graph: onnx.GraphProto) -> None:
    """Attend to all tokens. What marks padding adds 0 to each weight of attention otherwise: no bit changes."""
    masks = {MASK}
    for node in list(graph.node):
        if node.op_type == "Add" and masks & {*node.input}:
            [weights] = {*node.input} - masks
            _rename(graph.node, node.output[0], weights)
            graph.node.remove(node)
        elif masks & {*node.input}:
            masks |= {*node.output}
    _prune(graph)


def without_turning(graph: onnx.GraphProto) -> None:
    """Multiply queries, keys and values where they lie, instead of ordering a copy by heads first: no bit changes.

    Only where products are scaled as they are made. A batch is one text, so that three dimensions are enough.
    """
    made = {name: node for node in graph.node for name in node.output}
    _add(graph, BY_HEAD, [-1, HEADS, FEATURES])
    _add(graph, BY_TOKEN, [1, -1, HEADS * FEATURES])
    for softmax in [node for node in graph.node if node.op_type == "Softmax"]:
        product = made[softmax.input[0]]
        if product.op_type != "FusedMatMul":
            continue
        [mixed] = _users(graph, softmax.output[0])
        [turned] = _users(graph, mixed.output[0])
        [joined] = _users(graph, turned.output[0])
        for node, place in ((product, 0), (product, 1), (mixed, 1)):
            split = made[made[node.input[place]].input[0]]
            split.input[1] = BY_HEAD
            node.input[place] = split.output[0]
        scale = {held.name: held.f for held in product.attribute}["alpha"]
        _set(product, alpha=scale, transBatchA=1, transBatchB=1, transB=1)
        _set(mixed, transBatchB=1)
        mixed.op_type, mixed.domain = product.op_type, MICROSOFT
        _set(softmax, axis=2)
        _set(turned, perm=[1, 0, 2])
        joined.input[1] = BY_TOKEN
    _prune(graph)


def only_first_token(graph: onnx.GraphProto) -> None:
    """Let the last layer compute one token's state, its first: all that a vector is made of.

    The states before are quantised over this one token then, and so closer to what they were: bits change.
    """
    last = [node for node in graph.node if node.op_type == "DynamicQuantizeLinear"][-1]
    [query] = [node for node in _users(graph, last.output[0]) if "query" in node.output[0]]
    [residual] = [node for node in _users(graph, last.input[0]) if node.op_type == "Add"]
    at = list(graph.node).index(last) + 1
    for name, value in (("first", [0]), ("second", [1]), ("of_tokens", [1])):
        _add(graph, name, value)
    for node, whole in ((query, last.output[0]), (residual, last.input[0])):
        cut = helper.make_node("Slice", [whole, "first", "second", "of_tokens"], [f"first of {whole}"])
        graph.node.insert(at, cut)
        _rename([node], whole, cut.output[0])


def with_shapes(model: onnx.ModelProto) -> None:
    """Say of everything computed which shape it has for a text of `LENGTH` tokens, as two texts have shown.

    ONNX Runtime lets one result have the memory of another if it knows that they are of one size: a reading of 429
    tokens takes 22 MB then, instead of 52.
    """
    graph = model.graph
    graph.ClearField("value_info")
    for given in graph.input:
        given.CopyFrom(helper.make_tensor_value_info(given.name, onnx.TensorProto.INT64, [1, LENGTH]))
    names = [name for node in graph.node for name in node.output]
    probe = onnx.ModelProto()
    probe.CopyFrom(model)
    probe.graph.ClearField("output")
    probe.graph.output.extend(onnx.ValueInfoProto(name=name) for name in names)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(probe.SerializeToString(), options, providers=["CPUExecutionProvider"])
    tokens = (np.ones((1, length), np.int64) for length in TEXTS)
    results = [session.run(names, {given.name: one for given in graph.input}) for one in tokens]
    told = {output.name: output for output in graph.output}
    for name, first, second in zip(names, *results, strict=True):
        kind = helper.np_dtype_to_tensor_dtype(first.dtype)
        sizes = [LENGTH if one != other else one for one, other in zip(first.shape, second.shape, strict=True)]
        (told.get(name) or graph.value_info.add()).CopyFrom(helper.make_tensor_value_info(name, kind, sizes))


def _prune(graph: onnx.GraphProto) -> None:
    """Drop what nothing comes of."""
    while True:
        used = {name for node in graph.node for name in node.input} | {output.name for output in graph.output}
        unused = [node for node in graph.node if not used & {*node.output}]
        if not unused:
            break
        for node in unused:
            graph.node.remove(node)
    for values in (graph.initializer, graph.input):
        for value in [value for value in values if value.name not in used]:
            values.remove(value)


def _users(graph: onnx.GraphProto, name: str) -> list[onnx.NodeProto]:
    return [node for node in graph.node if name in node.input]


def _rename(nodes: Iterable[onnx.NodeProto], before: str, name: str) -> None:
    for node in nodes:
        for place, given in enumerate(node.input):
            if given == before:
                node.input[place] = name


def _set(node: onnx.NodeProto, **attributes: object) -> None:
    del node.attribute[:]
    node.attribute.extend(helper.make_attribute(name, value) for name, value in attributes.items())


def _add(graph: onnx.GraphProto, name: str, value: list[int]) -> None:
    graph.initializer.append(numpy_helper.from_array(np.array(value, np.int64), name))
