"""Prints the medians of both sides of scripts/benchmark-training and their ratio: ratio.py FOLDER ROUNDS TOOL"""

import re
import statistics
import sys

# How each tool says its target tokens per second, once in 50 updates.
SAID = {
    "torch": r"tgt-tok/s (\d+)",
    "onmt": r"\d+/ *(\d+) tok/s",
    "joey": r"Tokens per Sec: +(\d+)",
    "marian": r"([\d.]+) words/s",
}

folder, rounds, tool = sys.argv[1], int(sys.argv[2]), sys.argv[3]
ours, theirs = [], []
for number in range(1, rounds + 1):
    with open(f"{folder}/ours.{number}", encoding="utf8") as file:
        ours.append(float(re.search(r"per second: median (\d+)", file.read()).group(1)))
    with open(f"{folder}/theirs.{number}", encoding="utf8") as file:
        windows = [float(found) for found in re.findall(SAID[tool], file.read())]
    theirs.append(statistics.median(windows[1:]))  # the first 50 updates are warm-up
print("target tokens per second by round, Truchman:", [round(value) for value in ours])
print(f"target tokens per second by round, {tool}:", [round(value) for value in theirs])
print(f"ratio of the medians: {statistics.median(ours) / statistics.median(theirs):.3f}")
