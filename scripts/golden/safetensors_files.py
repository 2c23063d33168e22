#!/usr/bin/env python3
"""Writes small weights files with the safetensors library of Hugging Face.

Needs: pip install numpy ml_dtypes safetensors==0.6.2
Writes into seq2seq/src/test/resources/org/truchman/seq2seq/checkpoint:
  golden-f32.safetensors, golden-f16.safetensors, golden-bf16.safetensors
each with the tensors
  bias (3)      0.5, -1.25, 3.0
  matrix (2, 3) row r, column c: (r * 3 + c - 2) / 8
All values are exact in every type. golden-i8.safetensors holds instead
  matrix (2, 3) I8: 127 -127 0 / 1 2 -3, matrix.scale (2): 0.5, 0.25, and bias as F32.
"""

import pathlib

import ml_dtypes
import numpy
from safetensors.numpy import save_file

FOLDER = pathlib.Path(__file__).resolve().parents[2] / (
    "seq2seq/src/test/resources/org/truchman/seq2seq/checkpoint"
)
BIAS = numpy.array([0.5, -1.25, 3.0], numpy.float32)
MATRIX = ((numpy.arange(6) - 2) / 8).reshape(2, 3).astype(numpy.float32)


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    types = {"f32": numpy.float32, "f16": numpy.float16, "bf16": ml_dtypes.bfloat16}
    for name, dtype in types.items():
        tensors = {"bias": BIAS.astype(dtype), "matrix": MATRIX.astype(dtype)}
        save_file(tensors, FOLDER / f"golden-{name}.safetensors")
    rows = numpy.array([[127, -127, 0], [1, 2, -3]], numpy.int8)
    scales = numpy.array([0.5, 0.25], numpy.float32)
    save_file(
        {"bias": BIAS, "matrix": rows, "matrix.scale": scales},
        FOLDER / "golden-i8.safetensors",
        metadata={"made by": "safetensors"},
    )


if __name__ == "__main__":
    main()
