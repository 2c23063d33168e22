"""The language model of scripts/benchmark-lm in PyTorch: words, LSTM, truncated back-propagation, plain SGD.

The same work as an update of Truchman: rows of text side by side, the state carried over, the loss summed over the
steps and averaged over the rows, the gradient clipped at norm 5. Prints tokens per second after warm-up. With --bf16
the forward pass runs under autocast to bfloat16.
"""

import argparse
import collections
import gzip
import statistics
import time

import torch
from torch import nn


class Model(nn.Module):
    def __init__(self, pieces, units, layers, dropout):
        super().__init__()
        self.embedding = nn.Embedding(pieces, units)
        self.lstm = nn.LSTM(units, units, layers, dropout=dropout)
        self.output = nn.Linear(units, pieces)
        self.dropout = nn.Dropout(dropout)
        for parameter in self.parameters():
            nn.init.uniform_(parameter, -0.1, 0.1)

    def forward(self, ids, state):
        rows, state = self.lstm(self.dropout(self.embedding(ids)), state)
        return self.output(self.dropout(rows)), state


def text(path):
    """All words of a file, each line ended by <eos>, numbered by frequency."""
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf8") as file:
        words = [word for line in file for word in line.split() + ["<eos>"]]
    number = {word: i for i, (word, _) in enumerate(collections.Counter(words).most_common())}
    return torch.tensor([number[word] for word in words]), len(number)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--train", required=True)
    for name, value in {"units": 200, "layers": 2, "rows": 20, "steps": 20, "updates": 400}.items():
        parser.add_argument("--" + name, type=int, default=value)
    parser.add_argument("--dropout", type=float, default=0)
    parser.add_argument("--bf16", action="store_true")
    options = parser.parse_args()
    torch.manual_seed(1)
    ids, pieces = text(options.train)
    length = len(ids) // options.rows
    rows = ids[: length * options.rows].view(options.rows, length).t().contiguous()
    model = Model(pieces, options.units, options.layers, options.dropout)
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    loss_of = nn.CrossEntropyLoss(reduction="sum")
    state, at, windows, window = None, 0, [], 20
    start = time.perf_counter()
    for update in range(1, options.updates + 1):
        if at + options.steps + 1 > length:
            state, at = None, 0
        segment = rows[at : at + options.steps]
        labels = rows[at + 1 : at + 1 + options.steps]
        at += options.steps
        optimizer.zero_grad(set_to_none=True)
        with torch.autocast("cpu", torch.bfloat16, enabled=options.bf16):
            logits, state = model(segment, state)
            state = tuple(part.detach() for part in state)
            loss = loss_of(logits.view(-1, pieces), labels.reshape(-1)) / options.rows
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5)
        optimizer.step()
        if update % window == 0:
            now = time.perf_counter()
            if update > options.updates // 4:
                windows.append(window * options.rows * options.steps / (now - start))
            start = now
    print(f"tokens per second: median {statistics.median(windows):.0f}")


main()
