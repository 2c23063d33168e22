"""Prints the medians of both sides of scripts/benchmark-training and their ratio: ratio.py FOLDER ROUNDS"""

import re
import statistics
import sys

folder, rounds = sys.argv[1], int(sys.argv[2])
ours, theirs = [], []
for number in range(1, rounds + 1):
    with open(f"{folder}/ours.{number}", encoding="utf8") as file:
        ours.append(float(re.search(r"per second: median (\d+)", file.read()).group(1)))
    with open(f"{folder}/theirs.{number}", encoding="utf8") as file:
        windows = [float(found) for found in re.findall(r"tgt-tok/s (\d+)", file.read())]
    theirs.append(statistics.median(windows[1:]))  # the first 50 updates are warm-up
print("target tokens per second by round, Truchman:", [round(value) for value in ours])
print("target tokens per second by round, PyTorch: ", [round(value) for value in theirs])
print(f"ratio of the medians: {statistics.median(ours) / statistics.median(theirs):.3f}")
