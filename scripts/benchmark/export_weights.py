"""Writes the weights of a checkpoint of the PyTorch reference script as Truchman names them, so that
both decode with one and the same model: export_weights.py best.pt weights.safetensors"""

import json
import struct
import sys

import torch

NAMES = {
    "source.embedding": "se.weight",
    "target.embedding": "te.weight",
    "attention.score.weight": "wa.weight",
    "attention.output.weight": "wc.weight",
    "output.weight": "out.weight",
    "output.bias": "out.bias",
}
PARTS = {
    "input.weight": "weight_ih_l0",
    "hidden.weight": "weight_hh_l0",
    "input.bias": "bias_ih_l0",
    "hidden.bias": "bias_hh_l0",
}
for part, theirs in PARTS.items():
    NAMES[f"encoder.0.forward.{part}"] = f"enc.{theirs}"
    NAMES[f"encoder.0.backward.{part}"] = f"enc.{theirs}_reverse"
    NAMES[f"decoder.0.{part}"] = f"dec.{theirs}"

weights = torch.load(sys.argv[1], map_location="cpu", weights_only=True)
header, end, tensors = {}, 0, []
for ours, theirs in NAMES.items():
    tensor = weights.pop(theirs).float().contiguous()
    tensors.append(tensor)
    start, end = end, end + 4 * tensor.numel()
    header[ours] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [start, end]}
if weights:
    sys.exit(f"{sys.argv[1]} also has {', '.join(weights)}")
text = json.dumps(header).encode()
text += b" " * (-len(text) % 8)
with open(sys.argv[2], "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text)
    for tensor in tensors:
        file.write(tensor.numpy().tobytes())
