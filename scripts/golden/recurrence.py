#!/usr/bin/env python3
"""Writes the golden numbers of padded recurrences, from PyTorch's packed sequences in float64.

Usage: python scripts/golden/recurrence.py > seq2seq/src/test/resources/org/truchman/seq2seq/golden/recurrence.json

For every cell, one and two directions, one and two layers: the weights (PyTorch's names), and of
the loss sum(outputs * outputFactors) + sum over layers of sum(hidden * hiddenFactors) [+ the same
of the cell state] the gradients of the input and of every weight. Final states are those after each
sentence's last token (forward) and first token (backward), directions side by side. The input has
numbers at PAD too: they must not matter.
"""
import json
import random

import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

BATCH, STEPS, INPUT, UNITS = 3, 5, 4, 3
LENGTHS = [3, 5, 1]
CELLS = {
    "LSTM": torch.nn.LSTM,
    "GRU": torch.nn.GRU,
    "RNN_TANH": lambda *a, **k: torch.nn.RNN(*a, nonlinearity="tanh", **k),
    "RNN_RELU": lambda *a, **k: torch.nn.RNN(*a, nonlinearity="relu", **k),
}


def draw(rng, bound, *shape):
    """Numbers of three decimals, so that float32 and float64 mean the same within 1e-8."""
    count = 1
    for size in shape:
        count *= size
    values = [round(rng.uniform(-bound, bound), 3) for _ in range(count)]
    return torch.tensor(values, dtype=torch.float64).reshape(shape)


def flat(tensor):
    return [float(f"{v:.8g}") for v in tensor.detach().reshape(-1).tolist()]


def side_by_side(state, layers, directions):
    """(layers * directions, B, H) to one (B, directions * H) for each layer."""
    by_layer = state.reshape(layers, directions, BATCH, UNITS)
    return [torch.cat(list(layer), 1) for layer in by_layer]


def case(rng, cell, directions, layers, x):
    width = directions * UNITS
    net = CELLS[cell](
        INPUT, UNITS, layers, batch_first=True, bidirectional=directions == 2, dtype=torch.float64
    )
    for parameter in net.parameters():
        parameter.data.copy_(draw(rng, 0.8, *parameter.shape))
    leaf = x.clone().requires_grad_(True)
    packed = pack_padded_sequence(leaf, torch.tensor(LENGTHS), batch_first=True, enforce_sorted=False)
    packed_out, finals = net(packed)
    outputs, _ = pad_packed_sequence(packed_out, batch_first=True, total_length=STEPS)
    states = dict(zip(("hidden", "cell"), finals if cell == "LSTM" else (finals,)))
    result = {"cellType": cell, "directions": directions, "layers": layers}
    result["weights"] = {n: flat(p) for n, p in net.named_parameters()}
    factors = draw(rng, 1, BATCH, STEPS, width)
    result["outputFactors"] = flat(factors)
    result["outputs"] = flat(outputs)
    loss = (outputs * factors).sum()
    for name, state in states.items():
        by_layer = side_by_side(state, layers, directions)
        factors = draw(rng, 1, layers, BATCH, width)
        result[name + "Factors"] = [flat(f) for f in factors]
        result[name] = [flat(s) for s in by_layer]
        loss = loss + (torch.stack(by_layer) * factors).sum()
    loss.backward()
    result["inputGradient"] = flat(leaf.grad)
    result["weightGradients"] = {n: flat(p.grad) for n, p in net.named_parameters()}
    return result


def main():
    rng = random.Random(20260101)
    x = draw(rng, 1.5, BATCH, STEPS, INPUT)
    cases = [
        case(rng, cell, directions, layers, x)
        for cell in CELLS
        for directions in (1, 2)
        for layers in (1, 2)
    ]
    head = {
        "tool": "torch " + torch.__version__ + ", pack_padded_sequence, float64, CPU",
        "script": "scripts/golden/recurrence.py",
        "batch": BATCH,
        "steps": STEPS,
        "input": INPUT,
        "units": UNITS,
        "lengths": LENGTHS,
        "x": flat(x),
    }
    text = json.dumps(head, separators=(",", ":"))[:-1] + ',"cases":[\n'
    text += ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases)
    print(text + "\n]}")


if __name__ == "__main__":
    main()
