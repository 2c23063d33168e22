#!/usr/bin/env python3
"""Writes the golden file of significance tests with NumPy and sacreBLEU; all text in it is made here.

    pip install sacrebleu==2.6.0 'numpy>=2' regex
    python scripts/golden/metrics_significance.py

metrics-significance.json   random numbers, sums in single precision, and printed results of three systems
"""
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import numpy

import metrics as goldens

SEEDS = ["0", "1", "12345", "4294967295", "4294967296", "18446744073709551616", str(2 ** 130 + 5), str(3 ** 200)]
BOUNDS = [1, 2, 3, 7, 64, 1000, 3000, 2 ** 30 + 1, 2 ** 31 - 1]
LENGTHS = [1, 2, 7, 8, 9, 15, 16, 100, 128, 129, 130, 200, 257, 999, 1000, 1001, 10000]


def draws():
    result = []
    for seed in SEEDS:
        state = numpy.random.SeedSequence(int(seed)).generate_state(4, numpy.uint64)
        rng = numpy.random.default_rng
        result.append({
            "seed": seed,
            "state": [f"{word:016x}" for word in state.tolist()],
            "raw": [f"{word:016x}" for word in rng(int(seed)).bit_generator.random_raw(6).tolist()],
            "choice": {str(n): rng(int(seed)).choice(n, size=(4, 25), replace=True).ravel().tolist() for n in BOUNDS},
            "coins": "".join("1" if coin else "0" for coin in rng(int(seed)).integers(2, size=(3, 67), dtype=bool).ravel()),
        })
    return result


def sums():
    """Of numbers that a formula gives, so that they need not be kept: (i * i * 31 mod 1009) / 7."""
    result = []
    for length in LENGTHS:
        values = [(i * i * 31 % 1009) / 7 for i in range(length)]
        result.append({
            "length": length,
            "single": float(numpy.array(values, dtype="float32").sum()).hex(),
            "double": float(numpy.array(values).sum()).hex()})
    return result


def corpus():
    """References of 40 lines, and three systems; a second and a third set of references."""
    words = "the a dog cat runs sees old red house tree in under and not 7 1,5 - . , ! \u00fcber \u4e2d \U0001f600 \u05e9\u05dc".split()
    rng = random.Random(23)

    def sentence():
        return " ".join(rng.choice(words) for _ in range(rng.randint(3, 18)))

    def noisy(line, errors):
        out = line.split()
        for _ in range(rng.randint(0, errors)):
            i = rng.randrange(len(out))
            kind = rng.random()
            if kind < 0.3 and len(out) > 1:
                out.pop(i)
            elif kind < 0.6:
                out.insert(i, rng.choice(words))
            else:
                out[i:i + 2] = reversed(out[i:i + 2])
        return " ".join(out)

    references = [sentence() for _ in range(40)]
    systems = [[noisy(line, errors) for line in references] for errors in (5, 6, 7)]
    systems[2][3] = ""
    return references, [noisy_set for noisy_set in ([noisy(line, 3) for line in references] for _ in range(2))], systems


BLEU, CHRF, TER = ("bleu", {}), ("chrf", {}), ("ter", {})
RUNS = [
    dict(test="ci", metrics=[BLEU], samples=1000),
    dict(test="ci", metrics=[BLEU, CHRF, TER], samples=250, format="text", width=6),
    dict(test="ci", metrics=[CHRF, TER], samples=100, width=12),
    dict(test="ci", metrics=[BLEU, TER], samples=39, format="text", short=True, seed="007"),
    dict(test="ci", metrics=[BLEU], samples=1, format="text"),
    dict(test="none", metrics=[TER, BLEU], format="text"),
    dict(test="none", metrics=[TER, BLEU, CHRF], width=4),
    dict(test="none", metrics=[CHRF], format="latex", width=3),
    dict(test="bs", metrics=[CHRF, BLEU, TER], format="text"),
    dict(test="bs", metrics=[BLEU], samples=333, seed=str(2 ** 130 + 5)),
    dict(test="bs", metrics=[("bleu", {"smooth_method": "add-k", "smooth_value": 0.5}), ("chrf", {"word_order": 2, "eps_smoothing": True})],
         samples=200, format="latex", width=12, seed="1"),
    dict(test="bs", metrics=[("bleu", {"tokenize": "char", "lowercase": True}), ("chrf", {"whitespace": True, "char_order": 4})],
         samples=200, format="text", width=12, references=2),
    dict(test="bs", metrics=[TER, CHRF, BLEU], samples=200, format="text", width=12, references=3, short=True),
    dict(test="ar", metrics=[BLEU, CHRF, TER], format="text", samples=2000),
    dict(test="ar", metrics=[("bleu", {"smooth_method": "add-k", "smooth_value": 1.7}), TER], samples=500, width=6),
    dict(test="ar", metrics=[TER, CHRF], samples=100, format="latex", references=2, seed="4294967296"),
]


def flags(run):
    result = ["-m", *(kind for kind, _ in run["metrics"])]
    for kind, options in run["metrics"]:
        for name, value in options.items():
            flag = "--" + ("" if kind == "bleu" else kind + "-") + name.replace("_", "-")
            result += [flag] if value is True else [flag, str(value)]
    samples = [str(run["samples"])] if "samples" in run else []
    result += {"ci": ["--confidence", "--confidence-n"], "none": [],
               "bs": ["--paired-bs", "--paired-bs-n"], "ar": ["--paired-ar", "--paired-ar-n"]}[run["test"]][:1 + len(samples)] + samples
    result += ["-f", run["format"]] if "format" in run else []
    result += ["-w", str(run["width"])] if "width" in run else []
    return result + (["-sh"] if run.get("short") else [])


def printed(run, first, more, systems):
    with tempfile.TemporaryDirectory() as folder:
        sets = [first, *more][:run.get("references", 1)]
        names = ["sys_a", "b & c", "\u4e2d"][:1 if run["test"] == "ci" else 3]
        for name, lines in [(f"ref{i}", lines) for i, lines in enumerate(sets)] + list(zip(names, systems)):
            pathlib.Path(folder, name).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        command = [sys.executable, "-m", "sacrebleu", *(f"ref{i}" for i in range(len(sets))), "-i", *names, "--no-color", *flags(run)]
        environment = {**os.environ, **({"SACREBLEU_SEED": run["seed"]} if "seed" in run else {})}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True, encoding="utf-8")
    return {**run, "names": names, "output": done.stdout}


if __name__ == "__main__":
    first, more, systems = corpus()
    goldens.TOOL += f", numpy {numpy.__version__}"
    goldens.SCRIPT = "scripts/golden/metrics_significance.py"
    goldens.write("metrics-significance.json", {
        "draws": draws(), "sums": sums(), "references": [first, *more], "systems": systems,
        "runs": [printed(run, first, more, systems) for run in RUNS]})
