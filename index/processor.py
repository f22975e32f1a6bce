"""What the processor makes of whole numbers, found out by having it multiply some."""

from functools import cache

import numpy as np
import onnxruntime

PROBE = "index/graphs/probe.onnx"
"""Made by `training/graphs.py`: a product with `LENGTH` x `LENGTH` signed weights, all of them `WEIGHT`."""

PROBE_SHA256 = "698d17bc4a7af5bdfb3f6b0cb96d06d7e058080ee97cedeffdf1a4da141b4571"

INPUT, OUTPUT = "inputs", "sums"
LENGTH = 64
LARGEST, WEIGHT = 255, 127

ROWS = 1, 33
"""One text's token is multiplied by other means than many."""


@cache
def sums_signed(probe: bytes) -> bool:
    """Whether sums of unsigned inputs times signed weights never overflow; then they are the faster ones.

    With AVX2 or AVX-512 and without VNNI, ONNX Runtime adds two products in 16 bits; there only unsigned weights are
    safe. With VNNI and AMX (a Xeon of 2023) the span reader takes 37 ms for 256 tokens with signed ones instead of 99.
    Where both are safe they give the same bits.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(probe, options, providers=["CPUExecutionProvider"])
    inputs = (np.full((rows, LENGTH), LARGEST, np.uint8) for rows in ROWS)
    return all((session.run(None, {INPUT: each})[0] == LARGEST * WEIGHT * LENGTH).all() for each in inputs)
