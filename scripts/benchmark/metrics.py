"""Times `truchman score` and sacreBLEU; scripts/benchmark-metrics says how to call it."""
import argparse
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

import numpy
import sacrebleu

SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in ("a", "e", "i", "o", "u", "\u00e4", "ei")]
ONE_CORE = ["taskset", "-c", "0"] if shutil.which("taskset") else []


def vocabulary(rng):
    """20,000 words, the common ones short."""
    words = set()
    while len(words) < 20000:
        words.add("".join(rng.choice(SYLLABLES) for _ in range(1 + min(4, len(words) // 40))))
    return sorted(words, key=lambda word: (len(word), word))


def sentence(rng, words):
    """About 18 words, their frequencies falling as those of a language do, and punctuation."""
    tokens = [words[int(len(words) ** rng.random()) - 1] for _ in range(rng.randint(4, 32))]
    for _ in range(len(tokens) // 9):
        tokens[rng.randrange(len(tokens))] += ","
    return " ".join(tokens).capitalize() + rng.choice([".", ".", ".", "!", "?", " (1,5 %)."])


def noisy(rng, words, line):
    """A translation of about 30 BLEU: words exchanged, left out, added, and a phrase moved."""
    tokens = line.split(" ")
    for i in range(len(tokens)):
        chance = rng.random()
        if chance < 0.22:
            tokens[i] = words[int(len(words) ** rng.random()) - 1]
        elif chance < 0.27:
            tokens[i] = ""
    if rng.random() < 0.5:
        start, length = rng.randrange(len(tokens)), rng.randint(1, 4)
        phrase, tokens = tokens[start:start + length], tokens[:start] + tokens[start + length:]
        place = rng.randint(0, len(tokens))
        tokens[place:place] = phrase
    return " ".join(token for token in tokens if token)


def write(folder, name, lines):
    path = folder / name
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return str(path)


def timed(command):
    """Wall and processor seconds of a process, and what it printed."""
    start = time.perf_counter()
    process = subprocess.Popen(ONE_CORE + command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"benchmark-metrics: {' '.join(command)} ended with status {status}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, output


def in_process(task, rounds, reference, systems):
    """Best seconds of sacreBLEU's own classes in this process, and the score or the last p-value."""
    from sacrebleu.metrics import BLEU, CHRF, TER
    from sacrebleu.significance import PairedTest
    read = lambda path: pathlib.Path(path).read_text(encoding="utf-8").split("\n")[:-1]
    truth, outputs = read(reference), [read(path) for path in systems]
    make = {"bleu": BLEU, "chrf": CHRF, "chrf++": lambda: CHRF(word_order=2), "ter": TER}[task.removeprefix("paired-")]
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        if task.startswith("paired-"):
            named = [(f"system {i}", lines) for i, lines in enumerate(outputs)]
            _, table = PairedTest(named, {task: make()}, [truth], test_type="bs")()
            result = list(table.values())[-1][-1].p_value
        else:
            result = make().corpus_score(outputs[0], [truth]).score
        found.append(time.perf_counter() - start)
    return min(found), result


class Library:
    """Runs both libraries in turn, each in a process that runs on, and prints a row for each task."""

    def __init__(self, java, rounds):
        self.java = java
        self.rounds = rounds

    def measure(self, name, task, files, ours_rounds):
        reference, systems = files[0], files[2:]
        done = subprocess.run(ONE_CORE + self.java + [task, str(ours_rounds), reference, *systems],
                              check=True, capture_output=True, text=True)
        ours, score = (float(number) for number in done.stdout.split())
        command = ONE_CORE + [sys.executable, __file__, "--in-process", task, "--rounds", str(self.rounds), reference, *systems]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        theirs, expected = (float(number) for number in done.stdout.split())
        if abs(score - expected) > 1e-9:
            sys.exit(f"benchmark-metrics: {task}: {score} here, {expected} there")
        print(f"| {name} | {ours:.3f} | {theirs:.2f} | {theirs / ours:.1f} |", flush=True)


class Bench:
    """Runs both tools in turn, and prints a row for each comparison."""

    def __init__(self, truchman, rounds):
        self.tools = [[truchman, "score"], [sys.executable, "-m", "sacrebleu"]]
        self.rounds = rounds
        self.start_up = [0.0, 0.0]

    def best(self, arguments):
        found = [[], []]
        for _ in range(self.rounds):
            for tool, command in enumerate(self.tools):
                found[tool].append(timed(command + arguments))
        ours, theirs = found[0][0][2], found[1][0][2]
        if ours != theirs:
            sys.exit(f"benchmark-metrics: outputs differ for {arguments}:\n{ours.decode()}\n{theirs.decode()}")
        return [[min(run[kind] for run in runs) for runs in found] for kind in (0, 1)]

    def measure_start_up(self, arguments):
        wall, processor = self.best(arguments)
        self.start_up = wall
        print(f"| start-up: one segment | {wall[0]:.2f} | {wall[1]:.2f} | | | {processor[0]:.2f} | {processor[1]:.2f} |", flush=True)

    def measure(self, name, arguments):
        wall, processor = self.best(arguments)
        net = [max(1e-9, seconds - start) for seconds, start in zip(wall, self.start_up)]
        print(f"| {name} | {wall[0]:.2f} | {wall[1]:.2f} | {wall[1] / wall[0]:.1f} | {net[1] / net[0]:.1f} "
              f"| {processor[0]:.2f} | {processor[1]:.2f} |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--truchman")
    parser.add_argument("--classes", help="class path of truchman's libraries")
    parser.add_argument("--in-process", help="time sacreBLEU on one task in this process")
    parser.add_argument("files", nargs="*")
    parser.add_argument("--segments", type=int, default=100000)
    parser.add_argument("--ter-segments", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if options.in_process:
        seconds, result = in_process(options.in_process, options.rounds, options.files[0], options.files[1:])
        print(f"{seconds:.6f} {result:.9f}")
        return
    rng = random.Random(5)
    words = vocabulary(rng)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        truth = [sentence(rng, words) for _ in range(max(3000, options.segments))]
        output = [noisy(rng, words, line) for line in truth]
        more = [[noisy(rng, words, line) for line in truth[:3000]] for _ in range(2)]
        bench = Bench(options.truchman, options.rounds)
        print(f"Python {sys.version.split()[0]}, sacrebleu {sacrebleu.__version__}, numpy {numpy.__version__};"
              f" {'one core (taskset)' if ONE_CORE else 'all cores: there is no taskset'}, best of {options.rounds}\n")
        print("| | truchman, s | sacreBLEU, s | ratio | ratio without start-up | truchman, CPU s | sacreBLEU, CPU s |")
        print("|---|--:|--:|--:|--:|--:|--:|")
        corpus = {}
        for size in {1, 3000, options.segments, options.ter_segments}:
            corpus[size] = [write(folder, f"ref{size}", truth[:size]), "-i", write(folder, f"hyp{size}", output[:size])]
        bench.measure_start_up(corpus[1] + ["-m", "bleu"])
        size = options.segments
        bench.measure(f"BLEU, {size:,} segments", corpus[size] + ["-m", "bleu"])
        bench.measure(f"chrF, {size:,} segments", corpus[size] + ["-m", "chrf"])
        bench.measure(f"chrF++, {size:,} segments", corpus[size] + ["-m", "chrf", "-cw", "2"])
        size = options.ter_segments
        bench.measure(f"TER, {size:,} segments", corpus[size] + ["-m", "ter"])
        systems = corpus[3000] + [write(folder, f"more{i}", lines) for i, lines in enumerate(more)]
        for metric in ("bleu", "chrf"):
            name = {"bleu": "BLEU", "chrf": "chrF"}[metric]
            bench.measure(f"paired bootstrap, {name}: 1,000 samples, 3 systems of 3,000 segments",
                          systems + ["-m", metric, "--paired-bs", "-f", "text", "-w", "4"])
        java = [os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java",
                "-XX:+UseSerialGC", "-cp", options.classes, str(pathlib.Path(__file__).parents[1] / "BenchmarkMetrics.java")]
        library = Library(java, options.rounds)
        print("\nThe libraries, each in a process that runs on (ours: the best of several rounds, since the JVM compiles)\n")
        print("| | truchman, s | sacreBLEU, s | ratio |")
        print("|---|--:|--:|--:|")
        for name, task in (("BLEU", "bleu"), ("chrF", "chrf"), ("chrF++", "chrf++")):
            library.measure(f"{name}, {options.segments:,} segments", task, corpus[options.segments], 6)
        library.measure(f"TER, {size:,} segments", "ter", corpus[size], 10)
        for name, task in (("BLEU", "paired-bleu"), ("chrF", "paired-chrf")):
            library.measure(f"paired bootstrap, {name}: 1,000 samples, 3 systems of 3,000 segments", task, systems, 20)


if __name__ == "__main__":
    main()
